"""Examples for the diagnostic codes of themes; those of templates stand among the others."""

from complaint import Complaint

STYLE, TOKENS = "themes/default/assets/style.css", "themes/default/assets/tokens.css"
HEAD, FOOTER = "themes/default/parts/head.html", "themes/default/parts/footer.html"
SHIPPED = '@import "default/tokens.css";\n'
DARK = "@media (prefers-color-scheme: dark)"
PLAIN = "page: {name: A, url: http://a/, theme: plain}\ncomponents: [{name: API}, {name: Websites}, {name: Portal}]\n"

OF_THEMES: dict[str, tuple[Complaint, ...]] = {
    "broken-stylesheet": (
        Complaint({STYLE: "a {\n  color red;\n}"}, "2:3 'color red;'", {STYLE: "a {\n  color: red;\n}"}),
        Complaint(
            {STYLE: "a {\n  color: red\n  top: 0;\n}"}, "2:3 'color: red'", {STYLE: "a {\n  color: red;\n  top: 0;\n}"}
        ),
        Complaint({STYLE: "b {}\na {\n  top: 0;\n"}, "2:1 'a {'", {STYLE: "b {}\na {\n  top: 0;\n}"}),
        Complaint({STYLE: "a { top: 0; }}\nb {}"}, "1:14 '}'", {STYLE: "a { top: 0; }\nb {}"}),
        Complaint(
            {"themes/default/parts/embed.css": "a { top: 0;"},
            "1:1 'a { top: 0;'",
            {"themes/default/parts/embed.css": "a { top: {{ 0 }}px; }"},
        ),
        Complaint({STYLE: "a {}\n{\n}"}, "2:1 '{'", {STYLE: "a {}\nb { top: 0; }"}),
        Complaint({STYLE: "a {\n  content: 'x;\n}"}, "2:12 ''x;'", {STYLE: "a { content: 'x'; }"}),
        Complaint({STYLE: "a {}\n/* b"}, "2:1 '/* b'", {STYLE: "a {}\n/* b */"}),
        Complaint(
            {STYLE: 'a {}\n@import "tokens.css";'},
            "2:1 '@import \"tokens.css\";'",
            {STYLE: '@import "tokens.css";\na {}'},
        ),
        Complaint(
            {STYLE: '@import url("default/style.css");'},
            "1:1 '@import url(\"default/style.css\");'",
            {STYLE: '@charset "utf-8";\n@import "default/style.css";'},
        ),
        Complaint({STYLE: "a { // b\n  top: 0;\n}"}, "1:5 '// b'", {STYLE: "a { /* b */\n  top: 0;\n}"}),
        Complaint(
            {TOKENS: f"{SHIPPED}:root {{\n  --radius: 0\n  --width: none;\n}}"},
            "3:3 '--radius: 0'",
            {TOKENS: f"{SHIPPED}:root {{\n  --radius: 0;\n  --width: none;\n}}"},
        ),
        Complaint(
            {TOKENS: f"{SHIPPED}{DARK} {{\n  --radius: 0;\n}}"},
            "3:3 '--radius: 0;'",
            {TOKENS: f"{SHIPPED}{DARK} {{\n  :root {{ --radius: 0; }}\n}}"},
        ),
        Complaint(
            {STYLE: "a { background: url({{ site.root }}a.png); }"},
            "1:21 '{{ site.root }}'",
            {STYLE: "a { background: url(a.png); }", "themes/default/assets/a.png": "a"},
        ),
        Complaint(
            {STYLE: '@import "brand.css";', "themes/default/assets/brand.css": '@import "style.css";'},
            "1:10 'style.css'",
            {STYLE: '@import "brand.css";', "themes/default/assets/brand.css": '@import "default/style.css";'},
        ),
        Complaint({STYLE: '@import "style.css";'}, "1:10 'style.css'", {STYLE: '@import "default/style.css";'}),
    ),
    "foreign-asset": (
        Complaint(
            {STYLE: "a { background: url(https://cdn.example/a.png); }"},
            "1:21 'https://cdn.example/a.png'",
            {STYLE: "a { background: url(a.png); }", "themes/default/assets/a.png": "a"},
        ),
        Complaint(
            {STYLE: 'a { background: image-set("https://cdn.example/a.png" 1x); }'},
            "1:28 'https://cdn.example/a.png'",
            {STYLE: 'a { background: image-set("a.png" 1x); }', "themes/default/assets/a.png": "a"},
        ),
        Complaint(
            {"themes/default/parts/head.html": '<script src="//cdn.example/a.js"></script>'},
            "1:14 '//cdn.example/a.js'",
            {"themes/default/parts/head.html": '<link rel="me" href="https://social.example/@us">'},
        ),
        Complaint(
            {HEAD: '<img src="{{ site.logo }}"\n srcset="https://cdn.example/a.png 2x, //cdn.example/b.png">'},
            "2:10 'https://cdn.example/a.png'; 2:40 '//cdn.example/b.png'",
            {HEAD: '{# <img src="//cdn.example/a.png"> #}<!-- <img src="//cdn.example/a.png"> -->'},
        ),
        Complaint(
            {HEAD: "<svg><use href='//cdn.example/a.svg#a'/><image xlink:href=//cdn.example/b.png></svg>"},
            "1:17 '//cdn.example/a.svg#a'; 1:59 '//cdn.example/b.png'",
            {HEAD: "<svg><use href='#a'/><a href='https://social.example/@us'></a></svg>"},
        ),
        Complaint(
            {HEAD: '<link rel="preconnect" href="https://cdn.example"><link rel=dns-prefetch href=//cdn.example>'},
            "1:30 'https://cdn.example'; 1:79 '//cdn.example'",
            {HEAD: '<link rel="author" href="https://social.example/@us">'},
        ),
        Complaint(
            {FOOTER: '<form action="https://mail.example/join"><button formaction="//mail.example"></form>'},
            "1:15 'https://mail.example/join'; 1:62 '//mail.example'",
            {FOOTER: "<form><button>{% raw %}{{ Join }}{% endraw %}</button></form>"},
        ),
    ),
    "inline-code": (
        Complaint(
            {HEAD: "<style>\na { top: 0; }\n</style>\n<SCRIPT type=module>{{ site.name | tojson }}</SCRIPT>"},
            "1:1 '<style'; 4:1 '<SCRIPT'",
            {HEAD: '<script type="application/ld+json">"<style>"</script>\n<script src="{{ site.favicon }}"></script>'},
        ),
        Complaint(
            {FOOTER: '<p style="top: 0" {% if "<" %}onclick="go()"{% endif %}>\n<a href="javascript:go()">Go</a>'},
            "1:4 'style'; 1:31 'onclick'; 2:10 'javascript:go()'",
            {FOOTER: "{# <p style='top: 0'> #}<!-- <style> --><p data-on='{{ \"<style>\" }}' class='style=x'>"},
        ),
    ),
    "low-contrast": (
        Complaint(
            {TOKENS: f"{SHIPPED}:root {{\n  --accent: #8ab;\n}}"},
            "3:3 '--accent'",
            {TOKENS: f"{SHIPPED}:root {{\n  --accent: #0b57a4;\n}}\n{DARK}{{ :root {{ --accent: #8ab; }} }}"},
        ),
        Complaint(
            {TOKENS: f"{SHIPPED}:root {{\n  --accent: light-dark(#8ab, #86b9f5);\n}}"},
            "3:3 '--accent'",
            {TOKENS: f"{SHIPPED}:root {{\n  --accent: light-dark(#0b57a4, #86b9f5);\n}}"},
        ),
        Complaint(
            {TOKENS: f"{SHIPPED}:root {{\n  --ink: color-mix(in srgb, red, blue);\n}}"},
            "3:3 '--ink'",
            {TOKENS: f"{SHIPPED}:root {{\n  --ink: #101;\n}}\n{DARK} {{ :root {{ --ink: #fef; }} }}"},
        ),
    ),
    "missing-asset": (
        Complaint(
            {HEAD: '<link rel=icon href="assets/touch.png"><img src="/assets/a.svg" srcset="a.svg 1x, ../b.svg 2x">'},
            "1:22 'assets/touch.png'; 1:50 '/assets/a.svg'; 1:73 'a.svg'; 1:83 '../b.svg'",
            {HEAD: '<link rel=author href="us"><img src="/a.svg"><img src="data:,"><img src="{{ site.root }}b.svg">'},
        ),
        Complaint(
            {HEAD: '<script src="site.js"></script>'},
            "1:14 'site.js'",
            {HEAD: '<script src="{{ site.assets["site.js"] }}" data-src="a.js"></script><iframe src="a"></iframe>'},
        ),
        Complaint(
            {STYLE: "a { background: url('pictures/a.png'); }"},
            "1:22 'pictures/a.png'",
            {STYLE: "a { background: url('pictures/a.png'); }", "themes/default/assets/pictures/a.png": "a"},
        ),
        Complaint(
            {STYLE: "a { background: url(assets/a.png); }", "themes/default/assets/a.png": "a"},
            "1:21 'assets/a.png'",
            {STYLE: 'a { background: url("a b.png"); }', "themes/default/assets/a b.png": "a"},
        ),
        Complaint(
            {STYLE: '@import "default/styl.css";'}, "1:10 'default/styl.css'", {STYLE: '@import "default/style.css";'}
        ),
    ),
    "unknown-token": (
        Complaint(
            {STYLE: "a { color: var(--acent); }"},
            "1:16 '--acent'",
            {STYLE: '@import "tokens.css";\na { color: var(--accent); }'},
        ),
        Complaint(
            {TOKENS: '@import "default/tokens.css";\n:root { --acent: #0b57a4; }'},
            "2:9 '--acent'",
            {TOKENS: '@import "default/tokens.css";\n:root { --radius: 0; }'},
        ),
        Complaint(
            {STYLE: "a { top: var(--kestrel); }", TOKENS: f"{SHIPPED}:root {{ --kestrel: 0; }}"},
            "1:14 '--kestrel'",
            {STYLE: '@import "tokens.css";\na { top: var(--kestrel); }', TOKENS: f"{SHIPPED}:root {{ --kestrel: 0; }}"},
        ),
        Complaint(
            {TOKENS: ":root { --radius: 0; }"},
            "1:1 ''",
            {TOKENS: '@import "default/tokens.css";\n:root { --radius: 0; }'},
        ),
    ),
    "passed-over": (
        Complaint(
            {"themes/plain/index.html": '{% extends "default/index.html" %}', "components.yaml": PLAIN},
            "1:13 'default/index.html'",
            {"themes/plain/index.html": '{% extends "plain/index.html" %}', "components.yaml": PLAIN},
        ),
    ),
    "unused-file": (
        Complaint(
            {"themes/default/footer.html": "<p>Us</p>"}, "1:1 ''", {"themes/default/parts/footer.html": "<p>Us</p>"}
        ),
        Complaint(
            {"themes/default/band.html": "<p>Us</p>"},
            "1:1 ''",
            {"themes/default/band.html": "<p>Us</p>", FOOTER: '{% include "band.html" %}'},
        ),
        Complaint({"themes/default/a.png": "a"}, "1:1 ''", {"themes/default/assets/a.png": "a"}),
    ),
}

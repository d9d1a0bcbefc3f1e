"""Examples for the diagnostic codes of themes; those of templates stand among the others."""

from complaint import Complaint

STYLE, TOKENS = "themes/default/assets/style.css", "themes/default/assets/tokens.css"
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
        Complaint({STYLE: "a {}\n{\n}"}, "2:1 '{'", {STYLE: "a {}\nb { top: 0; }"}),
        Complaint({STYLE: "a {\n  content: 'x;\n}"}, "2:12 ''x;'", {STYLE: "a { content: 'x'; }"}),
        Complaint({STYLE: "a {}\n/* b"}, "2:1 '/* b'", {STYLE: "a {}\n/* b */"}),
        Complaint(
            {STYLE: 'a {}\n@import "tokens.css";'},
            "2:1 '@import \"tokens.css\";'",
            {STYLE: '@import "tokens.css";\na {}'},
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
            {"themes/default/parts/head.html": '<script src="//cdn.example/a.js"></script>'},
            "1:14 '//cdn.example/a.js'",
            {"themes/default/parts/head.html": '<link rel="me" href="https://social.example/@us">'},
        ),
    ),
    "low-contrast": (
        Complaint(
            {TOKENS: f"{SHIPPED}:root {{\n  --accent: #8ab;\n}}"},
            "3:3 '--accent'",
            {TOKENS: f"{SHIPPED}:root {{\n  --accent: #0b57a4;\n}}\n{DARK}{{ :root {{ --accent: #8ab; }} }}"},
        ),
        Complaint(
            {TOKENS: f"{SHIPPED}:root {{\n  --ink: color-mix(in srgb, red, blue);\n}}"},
            "3:3 '--ink'",
            {TOKENS: f"{SHIPPED}:root {{\n  --ink: #101;\n}}\n{DARK} {{ :root {{ --ink: #fef; }} }}"},
        ),
    ),
    "missing-asset": (
        Complaint(
            {STYLE: "a { background: url('pictures/a.png'); }"},
            "1:22 'pictures/a.png'",
            {STYLE: "a { background: url('pictures/a.png'); }", "themes/default/assets/pictures/a.png": "a"},
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
}

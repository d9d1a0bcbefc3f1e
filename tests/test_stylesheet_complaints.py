"""What people write into stylesheets, and what they are told: once, at the place, ready to be copied."""

from pathlib import Path

import pytest

from statusgen.theme import load_theme

IMPORT = '@import "default/style.css";\n'
TEMPLATES = "stylesheets are no templates; write url(logo.svg) for an asset of the theme, and var(--accent) for a token"
REAL = (
    "\ufeff/*! brand v2.1 | MIT */\r\n@charset \"utf-8\";\r\n/* a */@import /* none */ 'default/style.css' ;\r\n"
    "@namespace svg url(http://www.w3.org/2000/svg);@layer reset,base;"
    "@font-face{font-family:B;src:local(\"B\"),url(data:font/woff2;base64,d09GMgABAAAA) format('woff2')}"
    '@property --turn{syntax:"<angle>";inherits:false;initial-value:0deg}'
    "@keyframes in{0%{opacity:0;transform:rotate(var(--turn,0deg))}to{opacity:1}}@page :first{margin:1in}"
    ":root{--mixin:{color:red;top:0};--a:;--icon:url(DATA:image/svg+xml,%3Csvg/%3E);--list: a, b,\r\n    c;"
    "--wide:calc(1px*(2 + 3))}"
    "@layer base{a[href^=\"https://\"]:not(:hover,.x)::after{content:\" // {{ \" '\\'' url('data:,x')}}"
    '@supports (display:grid) and (not (display:inline-grid)){.g{display:grid;grid-template:[a] "x y" 1fr [b]/auto}}'
    "@container side (min-width:20em){.c{inset:0}}@media screen and (min-width:40em),print{.m{&:hover{top:0}"
    "> p{top:1px}}}"
    ".n{color:red;&:is(.a,.b){top:0;@media (hover){top:1px}}a:hover{top:0}.k &{top:0}}"
    ".f{filter:progid:DXImageTransform.Microsoft.gradient(startColorstr='#80000000',endColorstr='#80000000')}"
    ".u{width:CALC(100% - 2px)!important;background:url(  '#x'  );aspect-ratio:16/9;color:RGB(1 2 3/.5);;}"
    "@media(min-width:1px){.\\31 0,.a\\:b{margin:-1px}}@starting-style{.s{opacity:0}}\r\n/* end */"
)


def told(folder: Path, text: str, name: str = "style.css", **assets: str) -> list[str]:
    """What is told of a stylesheet: `line:column 'offending text' code: message; hint`."""
    place = folder / "themes/own/assets"
    place.mkdir(parents=True, exist_ok=True)
    (place / name).write_bytes(text.encode())
    for asset, content in assets.items():
        (place / f"{asset}.svg").write_text(content, "utf-8")
    found = load_theme("own", folder).problems
    return [f"{d.at.line}:{d.at.column} '{d.at.text}' {d.code}: {d.message}; {d.hint}" for d in found]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        (
            '@import url("default/style.css");',
            'an import has its name in quotes, without url(); write @import "default/style.css";',
        ),
        ("@import url(brand.css);", 'an import has its name in quotes, without url(); write @import "brand.css";'),
        ('@import "default/style.css"', "the import is not ended by ';'; write @import \"default/style.css\";"),
        (
            '@import "default/style.css"\na { top: 0; }',
            "the import is not ended by ';'; write @import \"default/style.css\";",
        ),
        ('@import "a.css"\n@import "default/style.css";', "the import is not ended by ';'; write @import \"a.css\";"),
        ('a {}\n@import "default/style.css";', "an import comes before all rules; move it to the top"),
        (
            'a {}\n@import url("default/style.css");',
            'an import comes before all rules; write @import "default/style.css"; at the top',
        ),
        ('@import "default/style.css" screen;', "an import has no condition here; put the rules into @media"),
        ('@import url("a.css") layer(x);', "an import has no condition here; put the rules into @layer"),
        ('@import "a.css" supports(display: grid);', "an import has no condition here; put the rules into @supports"),
        ("@import style.css;", 'an import is a name in quotes; write @import "style.css";'),
        (
            '@import url(a.css);\n@import "b.css";',
            'an import has its name in quotes, without url(); write @import "a.css";',
        ),
    ],
)
def test_an_import_is_mended(tmp_path: Path, line: str, wanted: str) -> None:
    """Told once, also where it is followed by others or leads nowhere."""
    (found,) = told(tmp_path, line)
    assert found.endswith(f"broken-stylesheet: {wanted}")


def test_an_import_from_another_host_is_foreign_only(tmp_path: Path) -> None:
    """In whatever form."""
    for line in ('@import url("https://fonts.example/css?w=400;700");', "@import url(//fonts.example/a.css) screen;"):
        (found,) = told(tmp_path, f"{line}\n{IMPORT}")
        assert "fonts.example" in found.partition("foreign-asset")[0]


def test_a_charset_is_fine(tmp_path: Path) -> None:
    """And dropped, for the bundle has its own."""
    assert not told(tmp_path, f'@charset "utf-8";\n{IMPORT}a {{ top: 7px; }}')
    (style,) = (one for one in load_theme("own", tmp_path).assets if one.name == "style.css")
    assert b"charset" not in style.content
    assert style.content.endswith(b"a{top:7px}")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a { // Ours\n  top: 0;\n}", "1:5 '// Ours' broken-stylesheet: browsers know no // comments; write /* … */"),
        (
            "// Don't\na { top: 0; }",
            "1:1 '// Don't' broken-stylesheet: browsers know no // comments; write /* … */",
        ),
        (
            "a { top: 0; // {\n }",
            "1:13 '// {' broken-stylesheet: browsers know no // comments; write /* … */",
        ),
        (
            "@media print {\n  --x: 0;\n  top: 0;\n}",
            "2:3 '--x: 0;' broken-stylesheet: this declaration is in no rule; write :root { … } around it",
        ),
        (
            "@media print { --x: 0; }",
            "1:16 '--x: 0; }' broken-stylesheet: this declaration is in no rule; write :root { … } around it",
        ),
        (
            "--x: 0;\na { top: 0; }",
            "1:1 '--x: 0;' broken-stylesheet: this declaration is in no rule; write :root { … } around it",
        ),
        ("a {};\nb {}", "1:5 ';' broken-stylesheet: this ';' ends nothing, and spoils the next rule; remove it"),
        (
            ":root {\n  --x: #123 /* Blue */\n  --y: 0;\n}",
            "2:3 '--x: #123 /* Blue */' broken-stylesheet: the value of '--x' goes on to the next ':'; end it with ';'",
        ),
        (
            "a { background: url({{ site.root }}a.svg); color: var(--none); }\nb {",
            "1:21 '{{ site.root }}' broken-stylesheet: " + TEMPLATES,
        ),
        (
            "{% if x %}\na { top: 0; }\n{% endif %}",
            "1:1 '{% if x %}' broken-stylesheet: " + TEMPLATES,
        ),
        (
            ".a{" * 3000 + "}" * 3000,
            "1:1 '' broken-stylesheet: its blocks are nested too deep; close each block where it ends",
        ),
    ],
)
def test_what_does_not_parse_is_mended(tmp_path: Path, text: str, wanted: str) -> None:
    """With one complaint for one mistake, and none for what follows from it."""
    assert told(tmp_path, text) == [wanted]


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("url(assets/logo.svg)", "did you mean 'logo.svg'?"),
        ("url(/assets/logo.svg)", "did you mean 'logo.svg'?"),
        ("URL('lgoo.svg')", "did you mean 'logo.svg'?"),
        ("url(../index.html)", "put the file into assets/ of the theme, and write its path from the stylesheet"),
        ("url(../default/assets/favicon.svg)", "did you mean 'favicon.svg'?"),
        ("image-set('pictures/logo.svg' 1x)", "did you mean 'logo.svg'?"),
    ],
)
def test_an_asset_is_mended(tmp_path: Path, written: str, hint: str) -> None:
    """With its name from the stylesheet."""
    (found,) = told(tmp_path, f"{IMPORT}a {{ background: {written}; }}", logo="<svg/>")
    assert "missing-asset" in found
    assert found.endswith(f"; {hint}")


@pytest.mark.parametrize(
    "written", ['image-set("https://cdn.example/a" 1x)', 'src("https://cdn.example/a")', "URL( //cdn.example/a )"]
)
def test_whatever_loads_from_another_host_is_told(tmp_path: Path, written: str) -> None:
    """Not only `url()`; the address is pointed at."""
    (found,) = told(tmp_path, f"a {{ background: {written}; }}")
    assert "cdn.example/a' foreign-asset" in found


def test_what_browsers_read_earns_nothing(tmp_path: Path) -> None:
    """Minified, nested, with the line ends of Windows and all that CSS has."""
    assert told(tmp_path, REAL) == []


def test_licences_are_kept(tmp_path: Path) -> None:
    """Comments that say they matter, wherever a file is bundled."""
    assert not told(tmp_path, f"{IMPORT}/*! MIT */ a {{ top: 0; /* no */ }}")
    (style,) = (one for one in load_theme("own", tmp_path).assets if one.name == "style.css")
    assert style.content.endswith(b"/*! MIT */a{top:0}")


def test_a_stylesheet_may_end_in_capitals(tmp_path: Path) -> None:
    """It is one all the same."""
    assert told(tmp_path, "a { top 0; }", "Old.CSS") != []


@pytest.mark.parametrize("text", ["/* " * 2_000, 'a{b:url("' * 20_000, "a{b:c;--x:0}\n" * 5_000, "a{\nb c;}\n" * 5_000])
def test_long_nonsense_is_read_to_its_end(tmp_path: Path, text: str) -> None:
    """In a time that grows as it does, though nobody looks at the clock here."""
    told(tmp_path, text)

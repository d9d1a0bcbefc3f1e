"""Stylesheets are bundled from what they import, and find the theme's own files."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from statusgen.theme import Theme, load_theme, shipped_themes_folder

from building import Site

SHIPPED = shipped_themes_folder() / "default"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site whose theme is `own`."""
    made = Site(tmp_path / "site")
    made.edit("components.yaml", "  timezone", "  theme: own\n  timezone")
    (made.folder / "themes/own").mkdir(parents=True)
    return made


def theme(site: Site, files: Mapping[str, str]) -> Theme:
    """The theme `own` with these files in its assets."""
    for name, text in files.items():
        site.write(f"themes/own/assets/{name}", text)
    return load_theme("own", site.folder)


def sheet(found: Theme, name: str = "style.css") -> str:
    """What is published as that stylesheet."""
    return next(asset.content.decode() for asset in found.assets if asset.name == name)


def test_a_stylesheet_takes_the_place_of_the_shipped_one(site: Site) -> None:
    """With nothing of it left, if it imports nothing."""
    assert sheet(theme(site, {"style.css": "main { color: red; }"})) == "main{color:red}"


def test_what_is_imported_comes_first(site: Site) -> None:
    """Once, even where a file is imported on two ways; and it is not published by itself."""
    found = theme(
        site,
        {
            "style.css": "/* All */\n@import \"a.css\";\n@import 'deep/b.css';\nc { top: 3; }",
            "a.css": '@import "deep/b.css";\na { top: 1; }',
            "deep/b.css": "b { top: 2; }",
        },
    )
    assert sheet(found) == "b{top:2}a{top:1}c{top:3}"
    assert not found.problems
    assert {"a.css", "deep/b.css"}.isdisjoint(asset.name for asset in found.assets)


def test_an_override_can_import_what_it_replaces(site: Site) -> None:
    """What comes from the shipped one then takes the site's own tokens, which come after the shipped ones."""
    found = theme(
        site,
        {
            "style.css": '@import "default/style.css";\n.banner { top: 0; }',
            "tokens.css": '@import "default/tokens.css";\n:root { --radius: 0; }',
        },
    )
    text = sheet(found)
    assert (
        text.index("--radius:.75rem") < text.index("--radius:0") < text.index(".card") < text.rindex(".banner{top:0}")
    )
    assert not found.problems


def test_a_single_file_of_a_bundle_can_be_replaced(site: Site) -> None:
    """In every bundle that imports it."""
    found = theme(site, {"facts.css": "dl { top: 7; }"})
    assert all(sheet(found, name).count("dl{top:7}") == 1 for name in ("records.css", "report.css"))
    assert ".facts" not in sheet(found, "records.css").replace(".columns .facts", "")


def test_addresses_lead_to_published_files(site: Site) -> None:
    """From where the bundle is published, whichever folder they are written in; other addresses stay as they are."""
    found = theme(
        site,
        {
            "style.css": '@import "brand/type.css";\na { background: url(b.svg#x) } i { background: url("data:,x") }',
            "brand/type.css": "@font-face { src: url('font.woff2?v=1') format('woff2'), url( ../b.svg ) }",
            "brand/font.woff2": "font",
            "b.svg": "<svg/>",
        },
    )
    paths = {asset.name: asset.path.removeprefix("assets/") for asset in found.assets}
    assert not found.problems
    assert sheet(found) == (
        f'@font-face{{src:url("{paths["brand/font.woff2"]}?v=1") format(\'woff2\'),url("{paths["b.svg"]}")}}'
        f'a{{background:url("{paths["b.svg"]}#x")}}i{{background:url("data:,x")}}'
    )


def test_names_may_have_blanks(site: Site) -> None:
    """Addresses have none, in pages as in stylesheets; there they may be escaped in every way of CSS."""
    ways = ["url('My Photo.PNG')", "url(My%20Photo.PNG)", "url(My\\20 Photo.PNG)", 'URL( "My\\ Photo.PNG" )']
    rules = "".join(f"a {{ background: {way}; }}" for way in ways)
    site.write("themes/own/parts/head.html", '<meta name="x" content="{{ site.assets["My Photo.PNG"] }}">')
    found = theme(site, {"style.css": rules, "My Photo.PNG": "photo", "a(1).svg": "a"})
    assert not found.problems
    path = next(asset.path for asset in found.assets if asset.name == "My Photo.PNG")
    address = path.removeprefix("assets/").replace(" ", "%20")
    assert sheet(found).replace("URL(", "url(") == f'a{{background:url("{address}")}}' * len(ways)
    assert site.build().publication is not None
    assert f'content="assets/{address}"' in site.page("")
    assert (site.output / path).read_text("utf-8") == "photo"


def test_whatever_is_loaded_leads_to_published_files(site: Site) -> None:
    """Sets of pictures and names in capitals too; what is a text, a selector or a namespace stays."""
    rest = '@namespace svg url(http://www.w3.org/2000/svg);a[href="url(b.svg)"]{content:"url(b.svg)"}'
    style = rest + "i{background:image-set('b.svg' 1x,URL(b.svg) type(\"image/svg+xml\"));--b:url(a\\(1\\).svg)}"
    found = theme(site, {"style.css": style, "b.svg": "b", "a(1).svg": "a"})
    assert not found.problems
    paths = {asset.name: asset.path.removeprefix("assets/") for asset in found.assets}
    one, other = f'"{paths["b.svg"]}"', paths["a(1).svg"].replace("(1)", "%281%29")
    wanted = f'i{{background:image-set({one} 1x,url({one}) type("image/svg+xml"));--b:url("{other}")}}'
    assert sheet(found) == rest + wanted


def test_a_stylesheet_that_imports_the_sites_takes_it_from_nobody(site: Site) -> None:
    """Pages go on loading it."""
    found = theme(site, {"extra.css": '@import "style.css";\na { top: 0; }'})
    assert not found.problems
    assert sheet(found, "extra.css") == sheet(found) + "a{top:0}"
    assert site.build().publication is not None


def test_a_stylesheet_has_another_name_when_its_picture_changes(site: Site) -> None:
    """Else browsers would go on showing the old one for ever."""
    before = theme(site, {"style.css": "a { background: url(b.svg) }", "b.svg": "<svg/>"})
    after = theme(site, {"b.svg": "<svg></svg>"})
    names = [next(asset.path for asset in one.assets if asset.name == "style.css") for one in (before, after)]
    assert names[0] != names[1]


def test_circles_of_imports_end(site: Site) -> None:
    """Each file is there once, and published, so that no template is blamed for asking for it."""
    files = {"style.css": '@import "a.css";\nb { top: 0; }', "a.css": '@import "style.css";\na { top: 0; }'}
    found = theme(site, files | {"other.css": '@import "a.css";'})
    assert sheet(found, "other.css") == "b{top:0}a{top:0}"
    assert sheet(found) == "a{top:0}b{top:0}"
    assert sheet(found, "a.css") == "b{top:0}a{top:0}"


def test_a_circle_of_imports_is_told_once(site: Site) -> None:
    """At the import that closes it, with the way and the cure."""
    files = {
        "style.css": '@import "brand.css";',
        "brand.css": '@import "more.css";',
        "more.css": '@import "style.css";',
    }
    (problem,) = theme(site, files).problems
    assert (problem.at.path, problem.at.text) == ("themes/own/assets/more.css", "style.css")
    assert problem.message == "this leads in a circle: style.css → brand.css → more.css → style.css"
    assert problem.hint == 'write @import "default/style.css"; for the shipped one'
    assert not theme(site, {"more.css": problem.hint.removeprefix("write ").partition(" for")[0]}).problems


def test_a_circle_through_a_shipped_file_is_told_at_an_own_one(site: Site) -> None:
    """Though the shipped one closes it."""
    (problem,) = theme(site, {"tokens.css": '@import "default/style.css";'}).problems
    assert problem.message == "this leads in a circle: default/style.css → tokens.css → default/style.css"
    assert problem.at.text == "default/style.css"


def test_no_template_is_blamed_for_a_circle(site: Site) -> None:
    """Not even where the stylesheet of every page is in it."""
    theme(site, {"style.css": '@import "style.css";'})
    assert [problem.code for problem in site.build().diagnostics] == ["broken-stylesheet"]


def test_only_what_pages_load_is_published(site: Site) -> None:
    """The stylesheets of the shipped pages, own ones that are no part of another, and what a template names."""
    files = {
        "style.css": '@import "a.css";',
        "a.css": "a { top: 0; }",
        "tokens.css": ":root { --x: 0; }",
        "wall.css": "i { top: 0; }",
    }
    names = {asset.name for asset in theme(site, files).assets if asset.name.endswith(".css")}
    assert names == {"style.css", "report.css", "records.css", "wall.css"}
    site.write("themes/own/parts/head.html", '<link rel="stylesheet" href="{{ site.assets["tokens.css"] }}">')
    assert sheet(theme(site, {}), "tokens.css") == ":root{--x:0}"


def test_the_shipped_stylesheets_need_no_addresses() -> None:
    """Only those of the site's own files are looked up, which spares every other site the time."""
    for path in sorted(SHIPPED.rglob("*.css")):
        assert path.read_text("utf-8").count("url(") == path.read_text("utf-8").count('url("data:'), path


def test_a_logo_among_the_assets_is_the_sites(site: Site) -> None:
    """On every page and for programs that show where a link leads, unless the settings name another."""
    site.write("themes/own/assets/logo.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    assert site.build().publication is not None
    name = next((site.output / "assets").glob("logo.*")).name
    assert f'<img src="assets/{name}" alt="Nordlys Status">' in site.page("")
    assert f'<meta property="og:image" content="https://status.example.org/assets/{name}">' in site.page("")
    site.edit("components.yaml", "  theme: own", "  theme: own\n  logo: static/mine.png")
    site.write("static/mine.png", "png")
    assert site.build().publication is not None
    assert 'alt="Nordlys Status"' in site.page("")
    assert name not in site.page("")


def test_a_favicon_may_be_of_any_kind(site: Site) -> None:
    """Then it is no matter that there is a shipped SVG."""
    site.write("themes/own/assets/favicon.png", "png")
    assert site.build().publication is not None
    name = next((site.output / "assets").glob("favicon.*.png")).name
    assert f'<link rel="icon" href="assets/{name}" data-none="assets/{name}"' in site.page("")


def test_head_header_and_footer_are_one_small_file_each(site: Site) -> None:
    """Also where they only add to the shipped ones."""
    site.write("themes/own/parts/head.html", '<meta name="robots" content="noarchive">')
    site.write("themes/own/parts/header.html", "<header>Fjord, {{ site.name }}</header>")
    site.write(
        "themes/own/parts/footer.html",
        '{% extends "default/parts/footer.html" %}{% block notes %}<p>Org. no. 987</p>{% endblock %}',
    )
    assert site.build().publication is not None
    for path in ("", "history/", "incidents/first/", "components/api/", "404.html"):
        page = site.page(path)
        assert '<meta name="robots" content="noarchive">' in page
        assert "<header>Fjord, Nordlys</header>" in page
        assert "<p>Org. no. 987</p>" in page
        assert "Times are in" in page


def test_browsers_draw_the_themes_ground_around_a_page(site: Site) -> None:
    """In both schemes, other tokens in it put in; a theme without that token says nothing."""
    site.write(
        "themes/own/assets/tokens.css",
        '@import "default/tokens.css";\n:root { --snow: #fafafa; --bg: var(--snow); }\n'
        "@media (prefers-color-scheme: dark) { :root { --bg: #101010; } }\n",
    )
    site.write("themes/own/assets/style.css", '@import "default/style.css";\nmain { background: var(--snow); }')
    assert site.build().publication is not None
    wanted = '<meta name="theme-color" content="{}" media="(prefers-color-scheme: {})">'
    assert wanted.format("#fafafa", "light") in site.page("")
    assert wanted.format("#101010", "dark") in site.page("")
    site.write("themes/own/assets/style.css", "main { color: red; }")
    assert site.build().publication is not None
    assert "theme-color" not in site.page("")

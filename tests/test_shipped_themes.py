"""The themes that are shipped beside the default: short, sound, and different from it."""

import re
import shutil
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import html5lib
import pytest
from lxml import html
from present import busy_site

from statusgen.theme import shipped_themes_folder
from statusgen.theme.folder import read_shipped
from statusgen.theme.styles.contrast import low_pairs
from statusgen.theme.styles.sheets import read_sheets
from statusgen.theme.styles.tokens import SCHEMES, tokens_of

from building import Site
from readers import planned_site
from shell import run
from themed import DEMO, OTHERS, demo_in, publish

THEMES = shipped_themes_folder()
ALL = ["default", *OTHERS]
BASE = "https://status.larkpost.example/"


@pytest.fixture(scope="module")
def demos(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The demo site, published in each theme."""
    place = tmp_path_factory.mktemp("demos")
    return {theme: publish(demo_in(theme, place / theme), place / f"{theme}-out") for theme in ALL}


def pages(folder: Path) -> dict[str, str]:
    """The text of each page that a template made, by its path."""
    found = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*.html"))}
    return {path: file.read_text("utf-8") for path, file in found.items() if not (DEMO / "static" / path).exists()}


def files(theme: str) -> list[Path]:
    """The files of a shipped theme."""
    return sorted(path for path in (THEMES / theme).rglob("*") if path.is_file())


def test_two_are_shipped_beside_the_default() -> None:
    """One for hundreds of components, one that is a text."""
    assert OTHERS == ["dense", "plain"]


@pytest.mark.parametrize("theme", OTHERS)
def test_a_theme_is_short(theme: str) -> None:
    """Under 120 lines in all, none of them long, and one declaration on each."""
    lines = [line for file in files(theme) for line in file.read_text("utf-8").splitlines()]
    assert len(lines) < 120
    assert max(map(len, lines)) <= 120
    assert not [line for line in lines if line.count(";") > 1]


@pytest.mark.parametrize("theme", ALL)
def test_its_colours_can_be_read(theme: str) -> None:
    """Every pair that meets has contrast enough, in both schemes."""
    shipped = frozenset({"default", theme})
    parts = {name: read_shipped(THEMES / name) for name in sorted(shipped, key=lambda name: name != "default")}
    prefixed = {f"{name}/{path}": file for name, found in parts.items() for path, file in found.items()}
    tokens = tokens_of(read_sheets(prefixed | parts["default"] | parts[theme], shipped))
    for scheme in SCHEMES:
        assert list(low_pairs({name: tokens.value(name, scheme) for name in tokens.by_scheme[scheme]})) == []


@pytest.mark.parametrize("name", ["own", "same"])
@pytest.mark.parametrize("theme", OTHERS)
def test_a_copy_of_it_passes_its_checks(tmp_path: Path, theme: str, name: str) -> None:
    """As a site's own theme, under another name or the same."""
    site = busy_site(tmp_path / "site")
    wanted = theme if name == "same" else name
    site.edit("components.yaml", "  name: Nordlys\n", f"  name: Nordlys\n  theme: {wanted}\n")
    shutil.copytree(THEMES / theme, site.folder / "themes" / wanted)
    told = run("-C", site.folder, "check")
    assert told.exit_code == 0
    assert "themes/" not in told.output


def test_a_site_builds_on_a_shipped_theme(tmp_path: Path) -> None:
    """Its own files are found first, and the theme's name is the prefix of what they replace."""
    site = Site(tmp_path / "site")
    site.edit("components.yaml", "  name: Nordlys\n", "  name: Nordlys\n  theme: dense\n")
    block = "{% block components %}{{ super() }}<p>Ours</p>{% endblock %}"
    site.write("themes/dense/index.html", '{% extends "dense/index.html" %}' + block)
    site.write("themes/dense/assets/style.css", '@import "dense/style.css";\n.wall { color: tomato }')
    site.build()
    assert 'class="w wall"' in site.page("")
    assert "<p>Ours</p>" in site.page("")
    (style,) = (site.output / "assets").glob("style.*.css")
    assert style.read_text().endswith(".wall{color:tomato}")
    assert ".wall .operational{" in style.read_text()
    assert run("-C", site.folder, "check").exit_code == 0


@pytest.mark.parametrize("theme", OTHERS)
def test_every_page_is_html_in_the_strictest_reading(demos: dict[str, Path], theme: str) -> None:
    """By the algorithm of the standard, with every parse error counted, on one page of each kind."""
    kinds = {re.sub(r"[^/]*/index", "*/index", path): (path, page) for path, page in pages(demos[theme]).items()}
    for path, page in kinds.values():
        parser = html5lib.HTMLParser()
        parser.parse(page)
        assert parser.errors == [], path


@pytest.mark.parametrize("theme", OTHERS)
def test_every_link_leads_somewhere(demos: dict[str, Path], theme: str) -> None:
    """Pages, files and anchors."""
    there = pages(demos[theme])
    trees = {BASE + path.removesuffix("index.html"): html.fromstring(page) for path, page in there.items()}
    anchors = {address: set(tree.xpath("//@id")) for address, tree in trees.items()}
    for here, tree in trees.items():
        for target in tree.xpath("//@href | //@src"):
            parts = urlsplit(urljoin(here, target))
            address, anchor = parts._replace(query="", fragment="").geturl(), parts.fragment
            if address.startswith(BASE):
                file = demos[theme] / unquote(address.removeprefix(BASE))
                assert file.is_file() or (file / "index.html").is_file(), (here, target)
                assert not anchor or anchor in anchors[address], (here, target)


@pytest.mark.parametrize("theme", ALL)
def test_it_says_the_same(demos: dict[str, Path], theme: str) -> None:
    """The headline, what is open and planned, and every component with its state, on the same pages."""
    assert pages(demos[theme]).keys() == pages(demos["default"]).keys()
    said, wanted = (html.fromstring(pages(demos[name])["index.html"]) for name in (theme, "default"))
    for question in ("//h1/text()", "//article/@data-report"):
        assert said.xpath(question) == wanted.xpath(question)
    state = "//*[@data-row]"
    rows = [
        {row.get("data-row"): row.xpath("string(*[contains(@class, 'st ')])") for row in page.xpath(state)}
        for page in (said, wanted)
    ]
    assert rows[0] == rows[1] != {}


def test_only_the_default_has_bars_on_the_front_page(demos: dict[str, Path]) -> None:
    """The dense one has them on the page of a component, the plain one nowhere."""
    having = {
        theme: [
            'class="bars"' in pages(demos[theme])[path] for path in ("index.html", "components/webhooks/index.html")
        ]
        for theme in ALL
    }
    assert having == {"default": [True, True], "dense": [False, True], "plain": [False, False]}


def test_dense_puts_first_what_is_not_operational(demos: dict[str, Path]) -> None:
    """A group in which all is well is one line, until it is opened."""
    page = html.fromstring(pages(demos["dense"])["index.html"])
    rows, members = page.xpath("//*[contains(@class, 'wall')]/ul")
    assert rows.xpath("li/@data-row") == ["webhooks", "document-archive"]
    assert members.xpath("li/details/@data-group") == ["europe", "north-america"]
    assert members.xpath("//details[@data-group][@open]") == []


def test_plain_has_nothing_that_needs_a_script(demos: dict[str, Path]) -> None:
    """No script, no button, nothing that waits to be shown, and nothing drawn; only what search engines read."""
    for path, page in pages(demos["plain"]).items():
        tree = html.fromstring(page)
        assert set(tree.xpath("//script/@type")) <= {"application/ld+json"}, path
        assert len(tree.xpath("//script")) == len(tree.xpath("//script/@type")), path
        assert tree.xpath("//button | //svg | //*[@popover] | //main//*[@hidden]") == [], path


def test_plain_offers_its_feeds_on_the_page(demos: dict[str, Path]) -> None:
    """The link in the header leads to them, below the text."""
    page = html.fromstring(pages(demos["plain"])["components/webhooks/index.html"])
    (section,) = page.xpath("//section[@id='site:subscribe']")
    assert page.xpath("//header//a/@href[. = '#site:subscribe']")
    assert "updates.atom" in section.xpath(".//a[text() = 'Atom']/@href")


def test_plain_says_nothing_of_what_the_clock_will_do(tmp_path: Path) -> None:
    """Browsers that know no style would show it as if it had happened."""
    site = planned_site(tmp_path / "site")
    site.build()
    assert "data-at=" in site.page("")
    site.edit("components.yaml", "name: Example,", "name: Example, theme: plain,")
    site.build()
    assert "data-at=" not in site.page("")
    assert 'data-place="running"' not in site.page("")


@pytest.mark.parametrize("theme", OTHERS)
def test_a_theme_of_any_name_can_build_on_a_shipped_one(tmp_path: Path, theme: str) -> None:
    """By its prefix, which also means what that theme takes from the default."""
    folder = demo_in("kestrel", tmp_path)
    for name in ("index.html", "parts/footer.html"):
        (folder / "themes/kestrel" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "themes/kestrel" / name).write_text(f'{{% extends "{theme}/{name}" %}}', "utf-8")
    (folder / "themes/kestrel/assets").mkdir()
    (folder / "themes/kestrel/assets/style.css").write_text(f'@import "{theme}/style.css";', "utf-8")
    result = run("-C", folder, "check")
    assert result.exit_code == 0, result.output

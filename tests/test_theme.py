"""A theme is looked up in the site, then among the shipped ones, then in the default."""

import gettext
import hashlib
from pathlib import Path

import pytest

from statusgen import theme
from statusgen.diagnostics import StatusgenError
from statusgen.theme import BrokenTemplateError, Theme, load_theme, shipped_themes_folder

SHIPPED = {
    "default/base.html": "<{% block body %}default base{% endblock %}>",
    "default/page.html": "{% extends 'base.html' %}",
    "default/assets/style.css": "default style",
    "default/assets/deep/logo.min.svg": "logo",
    "plain/page.html": "plain page",
}


def write(folder: Path, files: dict[str, str]) -> None:
    """Writes `files` (path to text) below `folder`."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


@pytest.fixture(autouse=True)
def _shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two themes that come with statusgen, for these tests."""
    write(tmp_path / "shipped", SHIPPED)
    monkeypatch.setattr(theme, "shipped_themes_folder", lambda: tmp_path / "shipped")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site's folder."""
    (tmp_path / "site").mkdir()
    return tmp_path / "site"


def render(
    found: Theme,
    template: str = "page.html",
    translations: gettext.NullTranslations | None = None,
    **context: object,
) -> str:
    """What a template of the theme comes to, in English unless there are translations."""
    return found.renderer(translations or gettext.NullTranslations()).render(template, context).decode()


def test_a_site_without_themes_gets_the_default(site: Path) -> None:
    """All of it."""
    assert render(load_theme("default", site)) == "<default base>"


def test_a_shipped_theme_falls_back_to_the_default(site: Path) -> None:
    """For every file that it lacks."""
    found = load_theme("plain", site)
    assert render(found) == "plain page"
    assert render(found, "base.html") == "<default base>"


def test_a_site_overrides_one_file_and_keeps_the_rest(site: Path) -> None:
    """The override can extend what it replaces."""
    write(
        site / "themes/default",
        {"base.html": "{% extends 'default/base.html' %}{% block body %}mine, {{ super() }}{% endblock %}"},
    )
    assert render(load_theme("default", site)) == "<mine, default base>"


def test_the_prefix_means_the_shipped_default_always(site: Path) -> None:
    """A folder of that name inside a theme does not change that."""
    write(site / "themes/own", {"default/base.html": "never", "default/more.html": "never"})
    found = load_theme("own", site)
    assert render(found, "default/base.html") == "<default base>"
    assert "default/more.html" not in found.templates


def test_assets_are_merged_and_named_by_their_content(site: Path) -> None:
    """The site's own come first."""
    write(site / "themes/own", {"assets/style.css": "my style", "assets/plain": "p", "assets/.hidden": "h"})
    found = load_theme("own", site)
    assert {asset.name: asset.content for asset in found.assets} == {
        "deep/logo.min.svg": b"logo",
        "plain": b"p",
        "style.css": b"my style",
    }
    hashes = {asset.name: hashlib.sha256(asset.content).hexdigest()[:10] for asset in found.assets}
    assert [asset.path for asset in found.assets] == [
        f"assets/deep/logo.min.{hashes['deep/logo.min.svg']}.svg",
        f"assets/plain.{hashes['plain']}",
        f"assets/style.{hashes['style.css']}.css",
    ]


def test_the_fingerprint_follows_every_file(site: Path) -> None:
    """Its content and its name, assets and templates, overrides and what they hide."""
    seen = {load_theme("default", site).fingerprint}
    for files in [{"extra.html": "x"}, {"extra.html": "y"}, {"assets/x.js": "x"}, {"assets/y.js": "x"}]:
        write(site / "themes/default", files)
        seen.add(load_theme("default", site).fingerprint)
    (site / "themes/default/extra.html").rename(site / "themes/default/other.html")
    seen.add(load_theme("default", site).fingerprint)
    assert len(seen) == 6


def test_the_fingerprint_does_not_depend_on_the_place(site: Path, tmp_path: Path) -> None:
    """Equal files in another folder are the same theme."""
    other = tmp_path / "other"
    for folder in (site, other):
        write(folder / "themes/own", {"page.html": "own"})
    assert load_theme("own", site).fingerprint == load_theme("own", other).fingerprint


@pytest.mark.parametrize("name", ["missing", "", ".", "..", "../shipped/default", "plain/assets", "a\\b", "a\0b"])
def test_an_unknown_theme_is_an_error(site: Path, name: str) -> None:
    """A path is no name."""
    with pytest.raises(StatusgenError, match="unknown theme"):
        load_theme(name, site)


def test_values_are_escaped_everywhere(site: Path) -> None:
    """Whatever the template's extension is."""
    write(site / "themes/own", {"page.html": "{{ x }}", "page.txt": "{{ x }}"})
    found = load_theme("own", site)
    assert render(found, x="<b>") == render(found, "page.txt", x="<b>") == "&lt;b&gt;"


def test_blocks_leave_no_blank_lines(site: Path) -> None:
    """And a template's last line end stays."""
    write(site / "themes/own", {"page.html": "a\n  {% if true %}\nb\n  {% endif %}\nc\n"})
    assert render(load_theme("own", site)) == "a\nb\nc\n"


def test_texts_are_translated(site: Path) -> None:
    """With the catalogue that the caller gives; what is put into them is escaped."""

    class Norwegian(gettext.NullTranslations):
        def gettext(self, message: str) -> str:
            return {"hello %(name)s": "hei %(name)s", "bye": "ha det"}[message]

    page = "{% trans name='<i>' %}hello {{ name }}{% endtrans %}, {{ _('bye') }}"
    write(site / "themes/own", {"page.html": page})
    assert render(load_theme("own", site), translations=Norwegian()) == "hei &lt;i&gt;, ha det"


@pytest.mark.parametrize("link", ["themes", "themes/own", "themes/own/parts", "themes/own/page.html"])
def test_a_link_is_not_followed(site: Path, tmp_path: Path, link: str) -> None:
    """Whether it is a file, a folder, the theme or all themes, and wherever it leads."""
    write(tmp_path / "outside", {"page.html": "secret", "own/page.html": "secret"})
    (site / link).parent.mkdir(parents=True, exist_ok=True)
    (site / link).symlink_to(tmp_path / "outside" / ("page.html" if link.endswith(".html") else ""))
    found = load_theme("own", site)
    assert [(d.at.path, d.code) for d in found.problems] == [(link, "symbolic-link")]
    assert render(found) == "<default base>"
    assert not [file for file in found.templates.values() if b"secret" in file.content]


def test_a_link_within_the_site_is_not_followed_either(site: Path) -> None:
    """The rule is one; hidden files are no part of a theme, so a hidden link is no matter."""
    write(site / "themes/own", {"page.html": "own", "assets/a.css": "a {}"})
    (site / "themes/own/assets/b.css").symlink_to("a.css")
    (site / "themes/own/.git").symlink_to(site)
    found = load_theme("own", site)
    assert [d.at.path for d in found.problems] == ["themes/own/assets/b.css"]
    assert [asset.name for asset in found.assets] == ["a.css", "deep/logo.min.svg", "style.css"]


@pytest.mark.parametrize("name", ["../secret.html", "/etc/passwd", "../../secret.html", "parts/../../secret.html"])
def test_a_template_is_called_by_its_name_only(site: Path, name: str) -> None:
    """A path that leads out of the theme is no name of a template."""
    write(site, {"secret.html": "secret", "themes/secret.html": "secret"})
    write(site / "themes/own", {"page.html": f"{{% include '{name}' %}}"})
    with pytest.raises(BrokenTemplateError):
        render(load_theme("own", site))


def test_assets_that_differ_by_capitals_are_told(site: Path) -> None:
    """Each of the site's own, whether the other one is its own or a shipped one."""
    write(site / "themes/own", {"assets/Style.css": "", "assets/a/B.js": "", "assets/a/b.js": "", "assets/c.js": ""})
    assert [(d.at.path, d.code, d.hint) for d in load_theme("own", site).problems] == [
        ("themes/own/assets/Style.css", "taken-path", "name it assets/style.css to replace that one"),
        ("themes/own/assets/a/B.js", "taken-path", "rename one of the two"),
        ("themes/own/assets/a/b.js", "taken-path", "rename one of the two"),
    ]


def test_the_shipped_themes_are_found() -> None:
    """Here, in a checkout, beside the package."""
    assert (shipped_themes_folder() / "default").is_dir()

"""Files that would be overlooked, or that cannot be read, are told by their names."""

import os
from pathlib import Path

import pytest
from complaint import ON_DISK

from statusgen.diagnostics import Diagnostic, StatusgenError
from statusgen.source.text import LARGEST

from building import INCIDENT, Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "site")


def told(site: Site) -> list[str]:
    """What is wrong, as `path code`."""
    return [f"{d.at.path} {d.code}" for d in site.build().diagnostics]


def found(site: Site, code: str) -> list[Diagnostic]:
    """What is wrong in one way."""
    return [d for d in site.build().diagnostics if d.code == code]


def test_every_code_that_needs_a_disk_has_an_example_here() -> None:
    """The others are among the complaints."""
    assert {"file-too-large", "no-incidents", "wrong-suffix"} == ON_DISK


@pytest.mark.parametrize("name", ["api.MD", "api.markdown", "2025/api.md.txt", "api.mdx", "api.Mkd"])
def test_a_report_by_another_suffix_is_told(site: Site, name: str) -> None:
    """It would not be read."""
    site.write(f"incidents/{name}", INCIDENT.format(title="API", day=4))
    assert told(site) == [f"incidents/{name} wrong-suffix"]
    assert "api.md" in found(site, "wrong-suffix")[0].hint


@pytest.mark.parametrize("name", ["README.MD", "_draft.markdown", "_old/a.markdown", "log.txt", "2025/a.svg", ".a.MD"])
def test_what_is_no_report_may_have_any_name(site: Site, name: str) -> None:
    """Notes and pictures live beside reports."""
    site.write(f"incidents/{name}", "x")
    assert told(site) == []


@pytest.mark.parametrize("link", ["incidents/a.md", "incidents/2024", "static/x.txt", "incidents", "static"])
def test_a_symbolic_link_is_told_and_not_followed(site: Site, link: str, tmp_path: Path) -> None:
    """Neither to a file nor to a folder, nor as a whole folder of the site."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "secret.md").write_text(INCIDENT.format(title="Secret", day=3))
    place = site.folder / link
    if place.is_dir():
        place.rename(tmp_path / "away")
    place.parent.mkdir(exist_ok=True)
    place.symlink_to(elsewhere / "secret.md" if "." in link else elsewhere)
    assert f"{link} symbolic-link" in told(site)
    place.unlink()
    assert found(site, "symbolic-link") == []


def test_settings_that_are_a_symbolic_link_are_refused(site: Site, tmp_path: Path) -> None:
    """What it leads to might be shown in a complaint."""
    (site.folder / "components.yaml").rename(tmp_path / "elsewhere.yaml")
    (site.folder / "components.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    with pytest.raises(StatusgenError, match="symbolic link"):
        site.build()


def test_a_site_without_the_folder_of_reports_is_warned(site: Site) -> None:
    """It may have another name; with an empty one, all is well."""
    (site.folder / "incidents").rename(site.folder / "incident")
    assert told(site) == ["components.yaml no-incidents"]
    (site.folder / "incidents").mkdir()
    assert told(site) == []


def test_a_text_that_is_too_large_is_told(site: Site) -> None:
    """By one byte; a text of just that size is read."""
    text = INCIDENT.format(title="Long", day=4) + "\n"
    site.write("incidents/long.md", text + "a" * (LARGEST - len(text) + 1))
    assert told(site) == ["incidents/long.md file-too-large"]
    site.write("incidents/long.md", text + "\n" * (LARGEST - len(text)))
    assert told(site) == []


def test_a_name_that_is_not_utf8_is_told(site: Site) -> None:
    """With signs in place of what cannot be shown."""
    with open(os.fsencode(site.folder) + b"/incidents/caf\xe9.md", "wb") as stream:  # noqa: PTH123 (a name of bytes)
        stream.write(INCIDENT.format(title="Café", day=4).encode())
    assert told(site) == ["incidents/caf\ufffd.md not-utf8"]

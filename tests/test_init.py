"""`statusgen init` begins a site and overwrites nothing."""

import re
from pathlib import Path

import pytest

from statusgen.cli.pipelines import PIPELINES
from statusgen.theme import shipped_theme_names

from shell import run


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A new site, as `init` makes it."""
    assert run("-C", tmp_path, "init", "demo").exit_code == 0
    return tmp_path / "demo"


def test_init_tells_what_it_wrote_and_what_to_type_next(tmp_path: Path) -> None:
    """The example incident is of yesterday."""
    result = run("-C", tmp_path, "init", "demo")
    assert result.exit_code == 0
    written = sorted(p.relative_to(tmp_path / "demo").as_posix() for p in tmp_path.rglob("*") if p.is_file())
    assert written[0] == ".gitignore"
    assert written[1] == "components.yaml"
    assert re.fullmatch(r"incidents/(\d{4})/\1-\d\d-\d\d-slow-api\.md", written[2])
    assert written[3:] == ["incidents/README.md", "schemas/components.json", "schemas/incident.json"]
    assert all(f"Wrote {tmp_path / 'demo' / name}\n" in result.output for name in written)
    assert f"cd {tmp_path / 'demo'}\n" in result.output
    assert "statusgen build" in result.output


def test_init_overwrites_nothing(site: Path) -> None:
    """It says what is there already, and leaves every byte alone."""
    (site / "components.yaml").write_text("mine")
    (site / "incidents/README.md").unlink()
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    result = run("-C", site, "init")
    assert result.exit_code == 3
    assert "has components.yaml and incidents/" in result.output
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("before", [b"", b"*.log", b"*.log\n_site/\n", b"\r\n"])
def test_init_adds_to_a_gitignore(tmp_path: Path, before: bytes) -> None:
    """Only what it lacks, each on a line of its own."""
    (tmp_path / ".gitignore").write_bytes(before)
    assert run("-C", tmp_path, "init").exit_code == 0
    after = (tmp_path / ".gitignore").read_bytes()
    assert after.startswith(before)
    assert sorted(set(after.split()) - {b"*.log"}) == [b".statusgen-cache/", b"_site/"]
    assert after.count(b"_site/") == 1


@pytest.mark.parametrize("theme", shipped_theme_names())
def test_init_begins_with_a_shipped_theme(theme: str, tmp_path: Path) -> None:
    """Also with a pipeline; the settings say nothing else that they would not say without, and the site passes."""
    assert run("init", tmp_path / "plain").exit_code == 0
    assert run("init", tmp_path / "demo", "--theme", theme, "--ci", "github").exit_code == 0
    without = (tmp_path / "plain/components.yaml").read_text()
    settings = (tmp_path / "demo/components.yaml").read_text()
    assert without.count("\n  # theme: default\n") == 1
    assert settings == without.replace("# theme: default", f"theme: {theme}")
    assert (tmp_path / "demo/.github/workflows/check.yml").is_file()
    assert run("-C", tmp_path / "demo", "check").output == "No problems found.\n"
    assert run("-C", tmp_path / "demo", "build").exit_code == 0


@pytest.mark.parametrize("more", [(), ("--ci", PIPELINES[0])])
def test_init_changes_no_theme(site: Path, more: tuple[str, ...]) -> None:
    """It says where to write it, and writes nothing, no pipeline either."""
    before = sorted(site.rglob("*"))
    result = run("-C", site.parent, "init", "demo", "--theme", "default", *more)
    assert result.exit_code == 2
    assert "write 'theme: default' under 'page:' in its components.yaml" in result.output
    assert sorted(site.rglob("*")) == before


def test_an_unknown_theme_is_wrong_use(tmp_path: Path) -> None:
    """The shipped ones are named."""
    result = run("init", tmp_path / "demo", "--theme", "defualt")
    assert result.exit_code == 2
    assert "'default'" in result.output
    assert not (tmp_path / "demo").exists()

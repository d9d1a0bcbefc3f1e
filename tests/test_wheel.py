"""What is published works without the checkout it was made from."""

import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NOT_PART_OF_IT = shutil.ignore_patterns(
    ".git", ".venv", "_site", "dist", "build", ".*_cache", ".hypothesis", "__pycache__"
)

# Both tests on one worker, so that the wheels are built once.
pytestmark = pytest.mark.xdist_group("wheel")


def run(*command: str | Path, cwd: Path) -> str:
    """What `command` prints, in an environment that knows nothing of the checkout."""
    hidden = {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV"}
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def contents(wheel: Path) -> set[str]:
    """The paths in a wheel, without the version in the name of its metadata."""
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def only(folder: Path, pattern: str) -> Path:
    """The one file of that pattern."""
    (found,) = folder.glob(pattern)
    return found


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The wheel built from the tree, and the one built from the sdist of it."""
    place = tmp_path_factory.mktemp("wheels")
    tree = place / "tree"
    shutil.copytree(ROOT, tree, ignore=NOT_PART_OF_IT)
    build = (sys.executable, "-m", "build", "--no-isolation")
    run(*build, "--wheel", "--outdir", place / "direct", tree, cwd=place)
    run(*build, "--outdir", place / "by-sdist", tree, cwd=place)
    return only(place / "direct", "*.whl"), only(place / "by-sdist", "*.whl")


def test_both_ways_to_a_wheel_give_the_same(wheels: tuple[Path, Path]) -> None:
    """With the themes inside the package, and nothing but the package."""
    direct, by_sdist = map(contents, wheels)
    assert direct == by_sdist
    for path in (ROOT / "themes").rglob("*"):
        if path.is_file():
            assert f"statusgen/themes/{path.relative_to(ROOT / 'themes').as_posix()}" in direct
    assert {
        "statusgen/cli/new_site/components.yaml",
        "statusgen/cli/new_pipeline/gitlab-ci.yml",
        "statusgen/catalogues/de.po",
        "statusgen/load/rehearsal/busy/incidents/plan.txt",
    } <= direct
    assert {name.split("/")[0].split("-")[0] for name in direct} == {"statusgen"}


def test_a_wheel_alone_makes_a_site(wheels: tuple[Path, Path], tmp_path: Path) -> None:
    """In an empty environment, outside the checkout, from nothing to a page with its theme."""
    venv.create(tmp_path / "venv", with_pip=True)
    programs = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    run(programs / "python", "-m", "pip", "install", "--quiet", wheels[0], cwd=tmp_path)
    where = "import statusgen; print(statusgen.__file__)"
    assert Path(run(programs / "python", "-c", where, cwd=tmp_path).strip()).is_relative_to(tmp_path)

    run(programs / "statusgen", "init", "demo", cwd=tmp_path)
    run(programs / "statusgen", "-C", "demo", "check", cwd=tmp_path)
    assert run(programs / "statusgen", "-C", "demo", "build", cwd=tmp_path).startswith("Built demo/_site: ")
    page = (tmp_path / "demo/_site/index.html").read_text()
    assert "Slow API responses" in page
    stylesheets = [path.name for path in (tmp_path / "demo/_site/assets").glob("*.css")]
    assert stylesheets
    assert any(name in page for name in stylesheets)

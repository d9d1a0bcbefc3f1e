"""`statusgen theme copy` brings shipped files into a site, and overwrites nothing."""

import shutil
from pathlib import Path

import pytest

from building import published
from repository import begin as begin_repository
from repository import git
from shell import run
from shipping import FILES, REPORT, Shipping, begin


@pytest.fixture
def shipping(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shipping:
    """Two shipped themes and a site that has no theme's folder yet."""
    return begin(tmp_path, monkeypatch)


def copied(shipping: Shipping, *names: str) -> str:
    """What a copy that succeeds says."""
    result = run("-C", shipping.site, "theme", "copy", *names)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def refused(shipping: Shipping, *names: str, code: int = 2) -> str:
    """The last line of a copy that writes nothing."""
    before = shipping.files
    result = run("-C", shipping.site, "theme", "copy", *names)
    assert (result.exit_code, result.stdout) == (code, "")
    assert shipping.files == before
    return result.stderr.strip().splitlines()[-1].removeprefix("Error: ")


def test_a_file_is_copied_as_it_is_and_remembered(shipping: Shipping) -> None:
    """Byte for byte, also where it is no text; the theme's folder is made by that."""
    shipping.ship("default/report.html", b"\r\n\xff no end")
    copied(shipping, "report.html", "assets/logo.png")
    for path, content in {"report.html": b"\r\n\xff no end", "assets/logo.png": b"\x89PNG\x00\x01"}.items():
        assert shipping.own(path) == shipping.own(f".shipped/{path}") == content
    assert len(shipping.files) == 4


def test_what_was_written_and_what_comes_next_is_told(shipping: Shipping) -> None:
    """And the shorter way, where there is one."""
    assert copied(shipping, "report.html", "parts/footer.html", "style.css").splitlines() == [
        f"Wrote {shipping.site}/themes/acme/report.html",
        f"Wrote {shipping.site}/themes/acme/.shipped/report.html",
        f"Wrote {shipping.site}/themes/acme/parts/footer.html",
        f"Wrote {shipping.site}/themes/acme/.shipped/parts/footer.html",
        f"Wrote {shipping.site}/themes/acme/assets/style.css",
        f"Wrote {shipping.site}/themes/acme/.shipped/assets/style.css",
        "",
        "Next:",
        "  edit them; 'statusgen serve' shows the site",
        "  statusgen theme diff    tells after an update what has changed in what is shipped",
        "",
        "To change a part only, it is enough to begin the file with this line, and write that part:",
        '  themes/acme/report.html       {% extends "default/report.html" %}',
        '  themes/acme/assets/style.css  @import "default/style.css";',
    ]


def test_in_a_repository_both_copies_are_to_be_committed(shipping: Shipping) -> None:
    """Nothing that `init` writes keeps git from the hidden one."""
    shutil.rmtree(shipping.site)
    assert run("init", shipping.site).exit_code == 0
    begin_repository(shipping.site.parent)
    assert "  commit themes/default/, with the hidden .shipped/ in it\n" in copied(shipping, "index.html")
    begin_repository(shipping.site.parent)
    listed = git(shipping.site, "ls-files", "themes").splitlines()
    assert listed == ["themes/default/.shipped/index.html", "themes/default/index.html"]


def test_a_shipped_theme_of_the_same_name_comes_first(shipping: Shipping) -> None:
    """What it has not is the default's, as on the pages."""
    shipping.name_theme("theme: dense")
    said = copied(shipping, "index.html", "style.css", "report.html")
    themes = shipping.site / "themes/dense"
    assert (themes / "index.html").read_bytes() == FILES["dense/index.html"]
    assert (themes / "report.html").read_text() == REPORT
    assert '@import "dense/style.css";' in said
    assert '{% extends "default/report.html" %}' in said


@pytest.mark.parametrize(
    ("word", "path"),
    [
        ("report", "report.html"),
        ("parts/report", "parts/report.html"),
        ("footer.html", "parts/footer.html"),
        ("logo", "assets/logo.png"),
        ("themes/acme/index.html", "index.html"),
    ],
)
def test_a_name_may_be_short(shipping: Shipping, word: str, path: str) -> None:
    """Without its suffix or its folders; the file in no folder comes first."""
    copied(shipping, word, path)
    assert shipping.files == sorted([f"acme/.shipped/{path}", f"acme/{path}"])


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("repot.html", "no file 'repot.html' is shipped; did you mean 'report.html'?"),
        ("foter.html", "no file 'foter.html' is shipped; did you mean 'footer.html'?"),
        ("../../x", "no file '../../x' is shipped; 'statusgen theme copy' without a name lists what there is"),
        ("page", "'page' could be parts/page.css or parts/page.html"),
    ],
)
def test_an_unknown_name_is_wrong_use(shipping: Shipping, word: str, told: str) -> None:
    """Nothing is copied then, not even what is known."""
    shipping.ship("default/parts/page.css", "")
    shipping.ship("default/parts/page.html", "")
    assert refused(shipping, "index.html", word) == told


def test_nothing_is_overwritten(shipping: Shipping) -> None:
    """Where one file is there, none is written."""
    copied(shipping, "index.html")
    shipping.own("index.html", "mine")
    shipping.own("report.html", "mine")
    told = refused(shipping, "base.html", "index.html", "report.html", code=3)
    top = f"{shipping.site}/themes/acme"
    assert told == f"statusgen: error: {top}/index.html and {top}/report.html are there already, so nothing was written"
    assert shipping.own("index.html") == b"mine"


def test_what_was_deleted_can_be_copied_again(shipping: Shipping) -> None:
    """As it is shipped by then; so it is with what is remembered."""
    copied(shipping, "index.html")
    (shipping.site / "themes/acme/index.html").unlink()
    shipping.ship("default/index.html", "new")
    copied(shipping, "index.html")
    assert shipping.own("index.html") == shipping.own(".shipped/index.html") == b"new"


def test_without_a_name_it_lists_what_there_is(shipping: Shipping) -> None:
    """And what of it the site has."""
    copied(shipping, "index.html")
    shipping.own("parts/head.html", "<meta>")
    assert copied(shipping).splitlines() == [
        "assets/logo.png",
        "assets/style.css",
        "base.html",
        "index.html         copied",
        "parts/footer.html",
        "parts/head.html    your own",
        "parts/report.html",
        "report.html",
    ]


@pytest.mark.parametrize("broken", ["timezone: Mars/Olympus", "nmae: x", "id: '?'", "logo: [1]"])
def test_errors_elsewhere_do_not_matter(shipping: Shipping, broken: str) -> None:
    """As long as the theme's name can be read."""
    settings = shipping.site / "components.yaml"
    settings.write_text(f"page:\n  theme: acme\n  {broken}\ncomponents: 7\n")
    copied(shipping, "index.html")
    assert shipping.own("index.html") == FILES["default/index.html"]


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("page:\n  theme: ../x\n", "cannot be the name of a theme"),
        ("page:\n  theme:\n", "there is no value here"),
        ("page:\n  theme: [a]\n", "this is a list"),
        ("page: acme\n", "this is a text"),
        ("page: {theme: acme\n", "1 error in 1 file"),
        ("", "'page' is missing"),
        ("<<<<<<< HEAD\npage: {theme: a}\n=======\npage: {theme: b}\n>>>>>>> b\n", "merge"),
    ],
)
def test_a_theme_whose_name_is_hidden_is_an_error(shipping: Shipping, settings: str, told: str) -> None:
    """It is told as `check` does."""
    (shipping.site / "components.yaml").write_text(settings)
    result = run("-C", shipping.site, "theme", "copy", "index.html")
    assert (result.exit_code, result.stdout, shipping.files) == (1, "", [])
    assert told in result.stderr


def test_links_are_not_followed(shipping: Shipping) -> None:
    """Neither to the theme's folder, nor in the place of a file."""
    (shipping.site / "themes").mkdir()
    (shipping.site / "elsewhere").mkdir()
    (shipping.site / "themes/acme").symlink_to(shipping.site / "elsewhere")
    assert "is a symbolic link" in refused(shipping, "index.html", code=3)
    (shipping.site / "themes/acme").unlink()
    (shipping.site / "themes/acme").mkdir()
    (shipping.site / "themes/acme/index.html").symlink_to("nowhere")
    assert "is there already" in refused(shipping, "index.html", code=3)
    assert not list((shipping.site / "elsewhere").iterdir())


def test_what_cannot_be_written_is_told_in_a_line(shipping: Shipping) -> None:
    """With exit code 3."""
    (shipping.site / "themes").write_text("not a folder")
    result = run("-C", shipping.site, "theme", "copy", "index.html")
    assert result.exit_code == 3
    assert result.stderr.startswith("statusgen: error: cannot write ")
    assert len(result.stderr.splitlines()) == 1
    assert "has no components.yaml" in run("-C", shipping.themes, "theme", "copy", "index.html").stderr


def test_a_copied_site_passes_its_checks_and_is_published_the_same(tmp_path: Path) -> None:
    """With all that is really shipped."""
    assert run("init", tmp_path / "site").exit_code == 0
    for output in ("before", "after"):
        arguments = ("build", "--now", "2030-01-01T00:00Z", "--no-cache", "-o", tmp_path / output)
        assert run("-C", tmp_path / "site", *arguments).exit_code == 0
        if output == "before":
            names = [line.split()[0] for line in run("-C", tmp_path / "site", "theme", "copy").stdout.splitlines()]
            assert run("-C", tmp_path / "site", "theme", "copy", *names).exit_code == 0
    assert run("-C", tmp_path / "site", "check").stdout == "No problems found.\n"
    assert published(tmp_path / "before") == published(tmp_path / "after")

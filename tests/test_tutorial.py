"""The tutorial shows what its readers will see."""

from pathlib import Path

from tutorial import PAGE, played


def test_the_tutorial_is_a_transcript(tmp_path: Path) -> None:
    """Every command prints what stands on the page; `make golden` writes it anew."""
    page = PAGE.read_text("utf-8")
    assert played(page, tmp_path) == page

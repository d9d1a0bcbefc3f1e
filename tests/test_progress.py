"""A progress bar appears for long work on a terminal, and nowhere else."""

import io
import sys

import pytest

from statusgen.cli import progress


class Terminal(io.StringIO):
    """A stream that says it is one."""

    def isatty(self) -> bool:
        """True, always."""
        return True


def work(stream: io.StringIO, monkeypatch: pytest.MonkeyPatch, *, patience: float) -> str:
    """What four steps of work show on `stream`, if a bar appears after `patience` seconds."""
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(progress, "_PATIENCE", patience)
    with progress.progress_bars() as show:
        for stage in ("Reading", "Publishing"):
            for done in range(5):
                show(stage, done, 4)
    return stream.getvalue()


def test_long_work_shows_how_much_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each stage has its bar, from its name to its end."""
    shown = work(Terminal(), monkeypatch, patience=0)
    for stage in ("Reading", "Publishing"):
        assert stage in shown
    assert shown.count("50%") >= 2
    assert shown.count("100%") >= 2


def test_a_bar_is_gone_when_its_stage_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the work stops before its end: what is printed next has the line for itself."""
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(progress, "_PATIENCE", 0)
    with progress.progress_bars() as show:
        show("Reading", 99, 100)
    assert stream.getvalue().endswith("\n\x1b[A\x1b[2K")


def test_where_there_is_nothing_to_do_there_is_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    """It would stay at 0%."""
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(progress, "_PATIENCE", 0)
    with progress.progress_bars() as show:
        show("Reading", 0, 0)
    assert stream.getvalue() == ""


def test_quick_work_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bar that flashes by helps nobody."""
    assert work(Terminal(), monkeypatch, patience=3600) == ""


def test_a_log_gets_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where stderr is no terminal, as in CI."""
    assert work(io.StringIO(), monkeypatch, patience=0) == ""

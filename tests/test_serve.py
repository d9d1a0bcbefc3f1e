"""`statusgen serve` follows a site, whatever happens to its folder, and goes without a trace."""

import re
import shutil
import signal
import socket
from pathlib import Path

import pytest

from statusgen.preview import Looked, Preview

from asking import Client
from serving import Served
from shell import run


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A new site."""
    run("-C", tmp_path, "init", "site")
    return tmp_path / "site"


def test_a_taken_port_is_one_line(site: Path) -> None:
    """With what to do about it."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        result = run("-C", site, "serve", "--port", str(port))
    assert result.exit_code == 3
    assert re.fullmatch(rf"statusgen: error: cannot listen on port {port}: .*--port 0 .*\n", result.stderr)


def test_what_never_was_a_site_is_not_waited_for(tmp_path: Path) -> None:
    """It is the line that every command has for it, and nothing is made there."""
    result = run("-C", tmp_path, "serve", "--port", "0")
    assert (result.exit_code, result.stdout) == (3, "")
    assert re.fullmatch(r"statusgen: error: .* is no statusgen site: .*\n", result.stderr)
    assert not list(tmp_path.iterdir())


def test_ctrl_c_ends_the_first_build_as_any_other(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Quietly, and it is no failure."""

    def look(*_: object) -> Looked:
        raise KeyboardInterrupt

    monkeypatch.setattr(Preview, "look", look)
    result = run("-C", site, "serve", "--port", "0")
    assert (result.exit_code, result.output) == (0, "\n")


def test_serve_follows_changes_and_keeps_the_last_good_site(site: Path) -> None:
    """From the first page over an error to the next good page, and a quiet end."""
    incident = next(site.glob("incidents/*/*.md"))
    with Served(site) as served:
        client = Client(served.address)
        assert b"Slow API responses" in client.get("/")[2]
        good = incident.read_text()
        incident.write_text(good.replace("title:", "titel:"))
        served.until("until that is mended")
        assert b"Slow API responses" in client.get(f"/incidents/{incident.stem}/")[2]
        incident.write_text(good.replace("Slow API", "Sluggish API"))
        served.until(r"Built \d+ files")
        assert b"Sluggish API responses" in client.get("/")[2]
        assert served.stop() == 0
    assert not (site / "_site").exists()


def test_what_never_was_right_is_mended(site: Path) -> None:
    """Until then, every address has the errors, and the status says that it is for now."""
    settings = site / "components.yaml"
    good = settings.read_text()
    settings.write_text(good.replace("page:", "pgae:"))
    with Served(site) as served:
        client = Client(served.address)
        for path in ("/", "/incidents/any/", "/build.json"):
            status, headers, body = client.get(path)
            assert (status, headers["content-type"]) == (503, "text/html; charset=utf-8")
            assert b"components.yaml:" in body
        settings.write_text(good)
        served.until(r"Built \d+ files")
        assert client.get("/")[0] == 200


def test_a_template_that_fails_for_one_page_is_told_as_any_error(site: Path) -> None:
    """On that page and in the terminal, once the page is asked for."""
    (site / "themes/default").mkdir(parents=True)
    incident = next(site.glob("incidents/*/*.md"))
    incident.with_name("another.md").write_text(incident.read_text())
    text = "<html>{{ 1 / (page.report.id != 'another') }}"
    (site / "themes/default/report.html").write_text(text)
    with Served(site) as served:
        client = Client(served.address)
        status, _, body = client.get("/incidents/another/")
        assert status == 503
        assert b"1 error keeps this page from being built" in body
        assert b"<h2>this fails with ZeroDivisionError: division by zero  [broken-template]</h2>" in body
        assert b"Traceback" not in body
        served.until(r"^themes/default/report.html:1:\d+: error: this fails with ZeroDivisionError")
        assert client.get("/")[0] == 200


def test_a_bug_in_a_page_is_told_in_the_terminal_too(site: Path, tmp_path: Path) -> None:
    """With its traceback; the page has it as well, and others are shown."""
    (tmp_path / "sitecustomize.py").write_text(
        "from statusgen.outputs.pages import not_found\ndel not_found.NotFoundPage\n"
    )
    with Served(site, PYTHONPATH=f"{tmp_path}:{Path(__file__).parent.parent}") as served:
        client = Client(served.address)
        status, _, body = client.get("/nowhere")
        assert status == 503
        assert b"A bug in statusgen: NameError" in body
        served.until("^NameError: ")
        assert client.get("/")[0] == 200


def test_folders_may_go_and_come_back(site: Path) -> None:
    """A part of the site, then the site itself: a line tells what is missing, and the last good site stays up."""
    aside = site.with_name("aside")
    with Served(site) as served:
        client = Client(served.address)
        for folder, said in ((site / "incidents", "no-incidents"), (site, "there is no folder")):
            folder.rename(aside)
            served.until(said)
            assert b"Slow API responses" in client.get("/")[2]
            aside.rename(folder)
            served.until(r"Built \d+ files")
        shutil.rmtree(site / "incidents")
        served.until("no-incidents")
        assert b"Slow API responses" in client.get("/")[2]


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL])
def test_nothing_is_left_behind(site: Path, tmp_path: Path, end: int) -> None:
    """However it ends, and but for the cache."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    before = sorted(site.rglob("*"))
    with Served(site, TMPDIR=str(temporary)) as served:
        Client(served.address).get("/")
        served.stop(end)
    assert not list(temporary.iterdir())
    assert [path for path in sorted(site.rglob("*")) if ".statusgen-cache" not in path.parts] == before

"""What open pages are told: that they are others now, and what is wrong."""

import json
import re
from collections.abc import Callable, Generator, Mapping
from itertools import count
from threading import Thread

import pytest

from statusgen.outputs.output import Output
from statusgen.serve.http import UnavailableError
from statusgen.serve.problems import Problem
from statusgen.serve.screen import Screen

STYLE = {"themes/default/assets/style.css"}
NOTHING_WRONG = ("problems", "")
NO_NEWS = ("", "")


def outputs(**changes: str) -> Mapping[str, Output]:
    """A site of three pages and a file of static/; `changes` are the texts of some."""
    texts = {"index": "front", "other": "other", "lost": "lost", "picture": "blue"} | changes
    paths = {"index": "index.html", "other": "other/index.html", "lost": "404.html", "picture": "a.svg"}
    origins = {"picture": "static/a.svg"}
    return {
        path: Output(path, texts[name], origins.get(name, "a page"), texts[name].encode) for name, path in paths.items()
    }


def new_screen() -> Screen:
    """One that shows nothing yet, and tells of errors by their words."""
    return Screen(lambda error: [Problem(str(error))])


class Page:
    """An open page."""

    def __init__(self, screen: Screen, address: str, path: str) -> None:
        self._screen, self._address = screen, address
        found = re.search(rb'data-key="(.*)"', screen.read(path) or b"")
        self.key = found[1].decode() if found else ""
        self.events = self.listen()

    def listen(self) -> Generator[bytes]:
        """Asks for news from now on."""
        events = self._screen.events({"page": self._address, "key": self.key})
        assert next(events) == b"retry: 500\n\n"
        return events

    def next(self) -> tuple[str, str]:
        """The name and the data of what it is told next; nothing where it is only told that there is nothing."""
        found = re.fullmatch(r"event: (\w+)\ndata: (.*)\n\n|: \n\n", next(self.events).decode())
        assert found
        return (found[1] or "", json.loads(found[2] or '""'))


@pytest.fixture
def screen() -> Screen:
    """One that shows a site."""
    screen = new_screen()
    screen.show(outputs())
    return screen


def front(screen: Screen) -> Page:
    """The front page, which has been told that nothing is wrong."""
    page = Page(screen, "/", "index.html")
    assert page.next() == NOTHING_WRONG
    return page


def test_pages_bring_a_script_and_files_are_as_they_are_built(screen: Screen) -> None:
    """It comes after everything that the site has."""
    read = screen.read("index.html")
    assert read
    assert re.fullmatch(rb'front<script src="/.statusgen/serve.js" data-key="\w+" defer></script>\n', read)
    assert screen.read("a.svg") == b"blue"
    assert screen.read("missing.html") is None


def test_a_page_is_told_when_it_is_another(screen: Screen) -> None:
    """And no other page is."""
    index, other = front(screen), Page(screen, "/other/", "other/index.html")
    assert other.next() == NOTHING_WRONG
    screen.show(outputs(index="new front"))
    assert index.next()[0] == "reload"
    assert other.next() == NO_NEWS


@pytest.mark.parametrize(
    ("changed", "expected"), [(STYLE, "styles"), (STYLE | {"incidents/a.md"}, "reload"), (set(), "reload")]
)
def test_only_styles_are_swapped_where_only_they_changed(screen: Screen, changed: set[str], expected: str) -> None:
    """What else changed, or may have, makes the page load anew."""
    page = front(screen)
    screen.show(outputs(index="new front"), changed)
    assert page.next()[0] == expected


def test_a_page_that_missed_something_loads_anew(screen: Screen) -> None:
    """Also where what came last were only styles, and where the server is another by now."""
    page = front(screen)
    screen.show(outputs(index="new front"), {"incidents/a.md"})
    screen.show(outputs(index="newer front"), STYLE)
    assert page.next()[0] == "reload"
    later = new_screen()
    later.show(outputs(index="newest front"), STYLE)
    page = Page(later, "/", "index.html")
    page.key = "of another server"
    page.events = page.listen()
    assert page.next()[0] == "reload"


def test_a_new_file_of_static_makes_every_page_load_anew(screen: Screen) -> None:
    """It is not known which of them show it."""
    page = front(screen)
    screen.show(outputs(picture="red"))
    assert page.next()[0] == "reload"


def test_a_missing_page_is_told_when_it_comes(screen: Screen) -> None:
    """Until then it is the page for what is missing."""
    page = Page(screen, "/new/", "404.html")
    assert page.next() == NOTHING_WRONG
    screen.show({**outputs(), "new/index.html": Output("new/index.html", "new", "a page", b"new".strip)})
    assert page.next()[0] == "reload"


def test_problems_are_laid_over_pages_until_they_are_mended(screen: Screen) -> None:
    """Also over those that are opened meanwhile; nothing in them is markup."""
    page = front(screen)
    screen.fail([Problem("<b>wrong</b>", "a.md:1:2", "  1 | <i>\n    | ^", "write '&'")])
    name, html = page.next()
    assert name == "problems"
    assert "1 error keeps this site from being built" in html
    assert "a.md:1:2" in html
    assert "&lt;b&gt;wrong&lt;/b&gt;" in html
    assert "  1 | &lt;i&gt;\n    | ^" in html
    assert "write &#39;&amp;&#39;" in html
    assert Page(screen, "/", "index.html").next() == (name, html)
    screen.show(outputs())
    assert page.next() == NOTHING_WRONG


def test_a_page_that_listens_anew_is_told_how_things_are(screen: Screen) -> None:
    """Also that nothing is wrong any more, which it may have missed."""
    page = front(screen)
    screen.fail([Problem("wrong")])
    assert page.next() == Page(screen, "/", "index.html").next() != NOTHING_WRONG
    page.events.close()
    screen.show(outputs())
    page.events = page.listen()
    assert page.next() == NOTHING_WRONG


def test_of_many_problems_the_first_are_shown(screen: Screen) -> None:
    """And all are counted; the terminal has them."""
    page = front(screen)
    screen.fail([Problem(f"wrong {number}") for number in range(10_000)])
    html = page.next()[1]
    assert "10,000 errors keep this site from being built" in html
    assert re.findall(r"wrong (\d+)", html) == [str(number) for number in range(50)]
    assert "and 9,950 more in the terminal" in html


def test_few_pages_listen_at_a_time(screen: Screen) -> None:
    """The one that came first makes room for another, and asks again later; none is lost."""
    pages = [front(screen) for _ in range(5)]
    assert list(pages[0].events) == [b": \n\n", b"retry: 5000\n\n"]
    screen.show(outputs(index="new front"))
    assert [page.next()[0] for page in pages[1:]] == ["reload"] * 4
    pages[0].events = pages[0].listen()
    assert pages[0].next()[0] == "reload"


def test_pages_that_went_take_no_room(screen: Screen) -> None:
    """Nor do those that load anew."""
    page = front(screen)
    for _ in range(10):
        front(screen).events.close()
        other = Page(screen, "/other/", "other/index.html")
        other.key = "of another server"
        other.events = other.listen()
        assert other.next()[0] == "reload"
        assert list(other.events) == []
    screen.show(outputs())
    assert page.next() == NO_NEWS
    screen.show(outputs(index="new front"))
    assert page.next()[0] == "reload"


def test_styles_are_swapped_under_problems_too(screen: Screen) -> None:
    """A broken build between two good ones is nothing that a page missed."""
    page = front(screen)
    screen.fail([Problem("wrong")])
    assert page.next()[0] == "problems"
    screen.show(outputs(index="new front"), STYLE)
    assert page.next()[0] == "styles"


def test_without_a_good_site_there_is_a_page_of_problems() -> None:
    """It loads anew when there are others, or none any more, be it by styles; nothing is laid over it."""
    screen = new_screen()
    screen.fail([Problem("<wrong>")])
    for site in (None, outputs()):
        with pytest.raises(UnavailableError) as caught:
            screen.read("index.html")
        found = re.search(rb'data-key="(.*)"', caught.value.args[0])
        assert found
        events = screen.events({"page": "/", "key": found[1].decode()})
        assert [next(events), next(events)] == [b"retry: 500\n\n", b'event: problems\ndata: ""\n\n']
        screen.show(site, STYLE) if site else screen.fail([Problem("worse")])
        assert next(events).startswith(b"event: reload\n")
    assert b"&lt;wrong&gt;" not in (screen.read("index.html") or b"")


def broken(error: Exception) -> Callable[[], bytes]:
    """Renders nothing."""

    def render() -> bytes:
        raise error

    return render


def test_a_page_that_cannot_be_made_says_so() -> None:
    """Nothing but itself is harmed, and it loads anew once it is mended, be it by a style."""
    screen = new_screen()
    screen.show({**outputs(), "bad/index.html": Output("bad/index.html", "bad", "a page", broken(OSError("too bad")))})
    with pytest.raises(UnavailableError) as caught:
        screen.read("bad/index.html")
    assert b"1 error keeps this page from being built" in caught.value.args[0]
    assert b"<h2>too bad</h2>" in caught.value.args[0]
    assert screen.read("index.html")
    found = re.search(rb'data-key="(.*)"', caught.value.args[0])
    assert found
    events = screen.events({"page": "/bad/", "key": found[1].decode()})
    assert [next(events), next(events)] == [b"retry: 500\n\n", b'event: problems\ndata: ""\n\n']
    screen.show({**outputs(), "bad/index.html": Output("bad/index.html", "good", "a page", b"good".strip)}, STYLE)
    assert next(events).startswith(b"event: reload\n")


def test_a_page_is_made_once_and_again_when_it_is_another() -> None:
    """Its key tells."""
    screen, made = new_screen(), count(1)
    seen = []
    for key in ("one", "one", "two"):
        screen.show({"a.svg": Output("a.svg", key, "a picture", lambda: b"%d" % next(made))})
        seen += [screen.read("a.svg"), screen.read("a.svg")]
    assert seen == [b"1", b"1", b"1", b"1", b"2", b"2"]


def test_those_who_come_before_the_first_build_wait_for_it() -> None:
    """Rather than being told that there is nothing."""
    screen, got = new_screen(), []
    visitor = Thread(target=lambda: got.append(screen.read("a.svg")))
    visitor.start()
    visitor.join(0.05)
    assert visitor.is_alive()
    screen.show(outputs())
    visitor.join()
    assert got == [b"blue"]


def test_nobody_is_told_anything_after_the_end(screen: Screen) -> None:
    """Streams end."""
    page = front(screen)
    screen.close()
    assert list(page.events) == []

"""The pages speak the language of the site, and every catalogue is whole."""

import gettext
import re
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from babel import localedata
from lxml import html

from statusgen.i18n import Language, catalogues, language, spoken_languages
from statusgen.load.site import Moment
from statusgen.pipeline import build, check

from building import Site
from golden import SITES
from messages import ROOT, brought_up_to_date, read, template, untranslated

CATALOGUES = catalogues.catalogue_files()
MESSAGES = template()
_PLACEHOLDER = re.compile(r"%\(\w+\)s")
_READ_OUT = ("aria-label", "alt", "content", "data-done", "title")
"""The attributes whose words reach people."""


def forms(said: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    """A message or its translation, once for each plural."""
    return (said,) if isinstance(said, str) else tuple(said or ())


def whole_site(folder: Path, tag: str) -> Path:
    """The golden site that has everything, published in a language."""
    site, output = folder / "site", folder / "out"
    shutil.copytree(SITES / "whole", site, ignore=shutil.ignore_patterns("expected*"))
    settings = (site / "components.yaml").read_text("utf-8")
    (site / "components.yaml").write_text(settings.replace("page:\n", f"page:\n  language: {tag}\n"), "utf-8")
    now = datetime.fromisoformat((site / "now").read_text().strip())
    assert build(site, output, Moment(now, is_clock=False)).publication
    return output


def words(page: bytes) -> Iterator[str]:
    """Each text of a page, those in attributes included."""
    for element in html.document_fromstring(page).iter():
        texts = [element.text or "", element.tail or "", *(element.get(name, "") for name in _READ_OUT)]
        if element.tag not in ("script", "style"):
            yield from filter(None, (" ".join(text.split()) for text in texts))


@pytest.fixture
def own_catalogues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The catalogues, as a folder that a test may change."""
    folder = tmp_path / "catalogues"
    shutil.copytree(catalogues.FOLDER, folder)
    monkeypatch.setattr(catalogues, "FOLDER", folder)
    return folder


def test_the_languages() -> None:
    """English needs no catalogue."""
    assert spoken_languages() == ("ar", "de", "en", "fr", "ja")


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_catalogue_has_every_message_and_no_other(path: Path) -> None:
    """As `make messages` writes it; each is translated, and none only by a guess."""
    assert path.read_text("utf-8") == brought_up_to_date(path, MESSAGES), "run make messages"
    catalogue = read(path)
    assert not untranslated(catalogue)
    assert not [message.id for message in catalogue if message.fuzzy]


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_translation_has_the_places_of_its_message(path: Path) -> None:
    """The plural of a single number may do without it; and there are as many plurals as the language has."""
    catalogue = read(path)
    for message in catalogue:
        wanted = set(_PLACEHOLDER.findall("".join(forms(message.id))))
        for text in forms(message.string) if message.id else ():
            found = set(_PLACEHOLDER.findall(text))
            assert found == wanted or (message.pluralizable and not found), (message.id, text)
            assert (text[0] == " ", text[-1] == " ") == (
                forms(message.id)[0][0] == " ",
                forms(message.id)[0][-1] == " ",
            )
        if message.pluralizable:
            assert len(forms(message.string)) == catalogue.num_plurals


@pytest.mark.parametrize("path", sorted((ROOT / "themes").rglob("*.html")), ids=lambda path: path.name)
def test_no_template_has_words_of_its_own(path: Path) -> None:
    """All of them are messages."""
    text = re.sub(
        r"\{#.*?#\}|\{% block (?:indicator|kind) .*?endblock %\}|\{% trans\b.*?endtrans %\}|\{\{.*?\}\}|\{%.*?%\}",
        "",
        path.read_text("utf-8"),
        flags=re.DOTALL,
    )
    said = re.findall(r'\b(?:aria-label|alt|title|placeholder|data-done)="([^"]*)"', text)
    assert not re.findall(r"[^\W\d_]{2,}", " ".join([re.sub(r"<[^>]*>", " ", text), *said]))


def test_every_text_of_a_site_is_a_message_of_the_catalogues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that is looked up has escaped the extraction."""
    asked: set[str] = set()

    class Recording(gettext.NullTranslations):
        def gettext(self, message: str) -> str:
            asked.add(message)
            return message

        def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
            asked.add(msgid1)
            return super().ngettext(msgid1, msgid2, n)

    monkeypatch.setattr(language, "translations", lambda _: Recording())
    whole_site(tmp_path, "en")
    assert len(asked) > 100
    assert asked <= {forms(message.id)[0] for message in MESSAGES}


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_no_page_shows_english(path: Path, tmp_path: Path) -> None:
    """None of the messages that the language says in other words; likewise in feeds, calendars and badges."""
    output = whole_site(tmp_path, path.stem)
    translated = {
        forms(m.id)[0]: forms(m.string)[0] for m in read(path) if m.id and forms(m.id)[0] != forms(m.string)[0]
    }
    whole = set(translated)
    phrases = [part for text in translated for part in _PLACEHOLDER.split(text) if len(part.split()) > 2]
    for page in output.rglob("*.html"):
        texts = list(words(page.read_bytes()))
        assert not whole & set(texts), page
        assert not [(phrase, text) for phrase in phrases for text in texts if phrase in text], page
    machines = [file for kind in ("atom", "rss", "json", "ics", "svg") for file in output.glob(f"*.{kind}")]
    assert len(machines) == 9
    for file in machines:
        text = re.sub(r"\r\n ", "", file.read_bytes().decode())
        assert not [phrase for phrase in phrases if phrase in text], file


def test_a_language_is_written_in_its_direction(tmp_path: Path) -> None:
    """Every page says so."""
    for page in whole_site(tmp_path, "ar").rglob("*.html"):
        assert '<html lang="ar" dir="rtl"' in page.read_text("utf-8")


AT = datetime(2025, 8, 5, 9, 50, tzinfo=UTC)


@pytest.mark.parametrize(
    ("tag", "time", "window", "percent", "number", "duration"),
    [
        (
            "en",
            "Aug 05, 2025 - 11:50 CEST",
            "Aug 05, 2025 - 11:50 to 13:50 CEST",
            "99.98%",
            "1,282",
            "1 hr, 21 min",
        ),
        ("de", "05.08.2025, 11:50 CEST", "05.08.2025, 11:50 bis 13:50 CEST", "99,98 %", "1.282", "1 Std., 21 Min."),
        (
            "fr",
            "5 août 2025, 11:50 CEST",
            "5 août 2025, 11:50 – 13:50 CEST",
            "99,98 %",
            "1 282",
            "1 h et 21 min",
        ),
        ("ja", "2025/08/05 11:50 CEST", "2025/08/05 11:50～13:50 CEST", "99.98%", "1,282", "1 時間 21 分"),
    ],
)
def test_times_and_numbers_are_written_as_the_language_does(
    tag: str, time: str, window: str, percent: str, number: str, duration: str
) -> None:
    """To the minute, with the zone's abbreviation."""
    said = Language(tag, ZoneInfo("Europe/Oslo"))
    assert said.time(AT) == time
    assert said.window(AT, AT + timedelta(hours=2)) == window
    assert re.sub(r"\s", " ", said.percent("99.98")) == percent
    assert re.sub(r"\s", " ", said.number(1282)) == number
    assert re.sub(r"\s", " ", said.duration(timedelta(minutes=81))) == duration


def test_every_language_can_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever Babel knows of it; two units of time are both there, and neither twice."""
    # Babel mixes up the languages of one process once they are many, so what it has read here is thrown away.
    monkeypatch.setattr(localedata, "_cache", {})
    for tag in (tag for tag in localedata.locale_identifiers() if "_" not in tag):
        said, day = Language(tag, ZoneInfo("Europe/Oslo")), date(2025, 8, 5)
        assert said.time(AT).endswith(" CEST")
        assert all((said.window(AT, AT), said.day(day), said.month(day), said.number(1282), said.percent("99.98")))
        assert (len(said.short_month_names), len(said.weekday_names), said.first_weekday in range(7)) == (12, 7, True)
        assert all(said.list("xyz"[:count]).count("x") == 1 for count in (1, 2, 3))
        units = said.duration(timedelta(hours=4, minutes=35))
        assert (units.count("4"), units.count("35")) == (1, 1), tag
        assert said.seconds(40)


def test_arabic_has_one_kind_of_digits() -> None:
    """Those that stand in addresses and in the names of versions too."""
    said = Language("ar", ZoneInfo("Asia/Riyadh"))
    day = date(2025, 8, 5)
    texts = (
        said.time(AT),
        said.day(day),
        said.month(day),
        said.percent("99.98"),
        said.number(1282),
        said.seconds(4860),
    )
    assert all(re.search("[0-9]", text) for text in texts)
    assert not re.search("[٠-٩]", "".join(texts))


@pytest.mark.parametrize(
    ("tag", "month", "weekday", "first"),
    [
        ("en", "August 2025", "Mon", 0),
        ("de", "August 2025", "Mo", 0),
        ("fr-CA", "août 2025", "dim.", 6),
        ("en-US", "August 2025", "Sun", 6),
        ("ja", "2025年8月", "日", 6),
        ("ar", "أغسطس 2025", "سبت", 5),
    ],
)
def test_months_and_weeks_are_those_of_the_place(tag: str, month: str, weekday: str, first: int) -> None:
    """With the day that a week begins on there; English is spoken in too many places to tell."""
    said = Language(tag, ZoneInfo("UTC"))
    assert said.month(date(2025, 8, 1)) == month
    assert (said.weekday_names[0], said.first_weekday) == (weekday, first)


@pytest.mark.parametrize(
    ("tag", "word"), [("de-AT", "Behoben"), ("fr-CA", "Résolu"), ("ar-EG", "تم الحل"), ("en-GB", "Resolved")]
)
def test_a_country_has_the_words_of_its_language(tag: str, word: str) -> None:
    """Unless it has a catalogue of its own."""
    assert Language(tag, ZoneInfo("UTC")).gettext("Resolved") == word


def test_a_country_may_have_words_of_its_own(own_catalogues: Path) -> None:
    """One file, which may be as short as this; what it lacks is English."""
    (own_catalogues / "de_AT.po").write_text('msgid "Close"\nmsgstr "Zumachen"\n', "utf-8")
    assert "de_AT" in spoken_languages()
    said = Language("de-AT", ZoneInfo("UTC"))
    assert (said.gettext("Close"), said.gettext("Resolved")) == ("Zumachen", "Resolved")
    assert Language("de-CH", ZoneInfo("UTC")).gettext("Close") == "Schließen"


def test_without_a_catalogue_the_words_are_english(tmp_path: Path) -> None:
    """Dates are as the language has them, the reports' text is in it, and the writer is told."""
    site = Site(tmp_path / "site")
    site.edit("components.yaml", "timezone: Europe/Oslo", "timezone: Europe/Oslo\n  language: sv")
    (said,) = (d for d in check(site.folder, Moment(site.now)) if d.code == "no-catalogue")
    assert (said.at.text, said.severity.value) == ("sv", "warning")
    assert "ar, de, en, fr, ja" in said.hint
    site.build()
    assert '<html lang="sv" dir="ltr"' in site.page("")
    assert "All Systems Operational" in site.page("")
    assert "18 aug. 2025" in site.page("")


def test_a_changed_catalogue_changes_the_pages(tmp_path: Path, own_catalogues: Path) -> None:
    """The next build is as a clean one."""
    site = Site(tmp_path / "site")
    site.edit("components.yaml", "timezone: Europe/Oslo", "timezone: Europe/Oslo\n  language: de")
    site.build()
    text = (own_catalogues / "de.po").read_text("utf-8")
    (own_catalogues / "de.po").write_text(text.replace('"Behoben"', '"Erledigt"'), "utf-8")
    assert "incidents/first/index.html" in site.written()
    assert "Erledigt" in site.page("incidents/first/")
    assert "Behoben" not in site.page("incidents/first/")


def test_programs_get_the_words_that_they_compare(tmp_path: Path) -> None:
    """The widget knows them in the page's language."""
    output = whole_site(tmp_path, "de")
    assert "Partially Degraded Service" in (output / "api/v2/status.json").read_text("utf-8")
    script = (output / "embed.js").read_text("utf-8")
    assert '"Partial System Outage": "Teilweiser Systemausfall"' in script
    assert '"states": {}' in (whole_site(tmp_path / "en", "en") / "embed.js").read_text("utf-8")

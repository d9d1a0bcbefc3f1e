"""What becomes of the Markdown of a report: comments, headings, links, HTML."""

import pytest

from statusgen.model import links
from statusgen.model.report import Report
from statusgen.model.vocabulary import Status
from statusgen.source.prose import resolve_links

from writing import read, report, said, texts, write

FRONT = "---\ntitle: Slow\n---\n"
TABLE = '<div class="scroll" tabindex="0"><table>\n<thead>\n<tr>\n<th class="right">a</th>\n</tr>\n</thead>\n'
FIRST = "## Investigating - 2025-08-05 09:00Z\n"


def html(text: str) -> str:
    """What a text in an update becomes."""
    return "".join(texts(f"{FRONT}\n{FIRST}\n{text}\n"))


def codes(text: str) -> list[str]:
    """What is wrong with a text in an update."""
    return said(read(f"{FRONT}\n{FIRST}\n{text}\n")[1])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a <!-- b --> c", "<p>a  c</p>"),
        ("<!-- b -->\n\nc", "<p>c</p>"),
        ("<!-- b --> c\nd", "<p>c\nd</p>"),
        ("a\n<!-- b -->\nc", "<p>a</p>\n<p>c</p>"),
        ("<!-- one\n\ntwo\n\n```\n\n--> c", "<p>c</p>"),
        ("a\n\n<!--\n\n## Resolved - 2025-08-05 10:00Z\n\n---\n\n-->\n\nb", "<p>a</p>\n<p>b</p>"),
        ("- a\n  <!-- b -->\n- c <!-- d -->", "<ul>\n<li>a</li>\n<li>c </li>\n</ul>"),
        ("> a <!-- b -->", "<blockquote>\n<p>a </p>\n</blockquote>"),
        ("[x <!-- b -->](https://example.com)", '<p><a href="https://example.com">x </a></p>'),
        ("`<!-- b -->`", "<p><code>&lt;!-- b --&gt;</code></p>"),
        ("```\n<!-- b\n```", '<pre tabindex="0"><code>&lt;!-- b\n</code></pre>'),
        ("    <!-- b", '<pre tabindex="0"><code>&lt;!-- b\n</code></pre>'),
        (r"\<!-- b", "<p>&lt;!-- b</p>"),
    ],
)
def test_comments_are_never_published(text: str, expected: str) -> None:
    """On one line or over paragraphs, with headings and fences in them; only code shows them."""
    assert html(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a <!-- b", ["7:3 '<!--' unclosed-comment"]),
        ("<!-- b\n\nc", ["7:1 '<!--' unclosed-comment"]),
        ("a <!-- b --> <!-- c\n\n-->", ["7:14 '<!--' unclosed-comment"]),
        ("> a\n> b <!-- c", ["8:5 '<!--' unclosed-comment"]),
        ("<!-- a\n\n## Resolved - 2025-08-05 10:00Z\n\n<!-- b -->", ["7:1 '<!--' unclosed-comment"]),
        ("![a <!-- b](data:image/png;base64,AA==)", ["7:5 '<!--' unclosed-comment"]),
    ],
)
def test_an_unclosed_comment_is_an_error(text: str, expected: list[str]) -> None:
    """Whatever follows would be hidden, or what is inside be shown; a comment in a comment closes nothing."""
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("```\ncode", ["7:1 '```' unclosed-fence"]),
        ("~~~~ sh\ncode\n~~~\n", ["7:1 '~~~~ sh' unclosed-fence"]),
        ("- ```\n  code\n\ntext", ["7:1 '- ```' unclosed-fence"]),
        ("```\n## Resolved - 2025-08-05 10:00Z\n```", []),
        ("> ```\n> code\n> ```", []),
        ("````\n```\n````", []),
    ],
)
def test_an_unclosed_fence_is_an_error(text: str, expected: list[str]) -> None:
    """Later updates would be shown as code."""
    assert codes(text) == expected


@pytest.mark.parametrize(
    "line",
    [
        "##Resolved - 2025-08-05 10:00Z",
        "##\u00a0Resolved - 2025-08-05 10:00Z",
        "### Resolved - 2025-08-05 10:00Z",
        "# Resolved - 2025-08-05 10:00Z",
        "**Resolved** - 2025-08-05 10:00Z",
        "**Resolved - 2025-08-05 10:00Z**",
        "Resolved: 2025-08-05",
        "resolved (2025-08-05 10:00)",
        "In-progress 05.08.2025",
        "Update - 10:30 UTC",
        "<!-- x --> Resolved － 2025-08-05 10:00Z",
        "some text\nResolved - 2025-08-05 10:00Z",
        "- a list\n\n  ## Resolved - 2025-08-05 10:00Z",
    ],
)
def test_news_never_vanishes_into_text(line: str) -> None:
    """A line that begins with a status and a time is an update, or an error."""
    (told,) = read(f"{FRONT}\n{FIRST}\n{line}\n")[1]
    assert told.code == "near-heading"
    assert told.at.text.strip() == line.rsplit("\n", 1)[-1].strip()


@pytest.mark.parametrize(
    "line",
    [
        "Resolved by a restart on 2025-08-05.",
        "The update of 2025-08-05 is in.",
        "Monitoring 24/7, 10:30 to 12:00",
        "    Resolved - 2025-08-05 10:00Z",
        "`Resolved - 2025-08-05 10:00Z`",
        "- 2025-08-05 10:00 Resolved",
        "#hashtag",
        "### What we know",
    ],
)
def test_ordinary_text_stays_text(line: str) -> None:
    """Code, and sentences that only mention a status."""
    assert codes(line) == []


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("## What we know", ["7:1 '## What we know' bad-heading"]),
        ("Title\n-----", ["7:1 'Title' bad-heading"]),
        ("Title\n=====", ["7:1 'Title' bad-heading"]),
        ("## Resolved", ["7:1 '## Resolved' bad-heading"]),
        ("## Resolved-2025-08-05 10:00Z", ["7:1 '## Resolved-2025-08-05 10:00Z' bad-heading"]),
        ("## In-progress - 2025-08-05 10:00Z", ["7:1 '## In-progress - 2025-08-05 10:00Z' bad-heading"]),
        ("## Resolvd - 2025-08-05 10:00Z", ["7:1 '## Resolvd - 2025-08-05 10:00Z' bad-heading"]),
        ("## Completed - 2025-08-05 10:00Z", ["7:4 'Completed' wrong-status"]),
        ("## Resolved - yesterday", ["7:15 'yesterday' bad-time"]),
    ],
)
def test_headings_of_level_two_are_updates(heading: str, expected: list[str]) -> None:
    """Any other is an error, as is an underlined heading."""
    assert codes(heading) == expected


def test_a_postmortem_has_headings_of_its_own() -> None:
    """Only an update's heading ends it; its levels begin at three and have no gap."""
    text = f"""{FRONT}
{FIRST}
A.

## Postmortem - 2025-08-05 12:00Z

Intro.

## Timeline

Setext
------

#### Deep
##### Deeper
# Top
## Monitoring - lessons
## Resolved

## Update - 2025-08-06 09:00Z

After.
"""
    one = report(text)
    assert [update.status for update in one.updates] == [Status.INVESTIGATING, Status.POSTMORTEM, Status.UPDATE]
    assert texts(text)[one.updates[1].prose.number].split("\n") == [
        "<p>Intro.</p>",
        '<h3 id="postmortem:timeline">Timeline</h3>',
        '<h3 id="postmortem:setext">Setext</h3>',
        '<h4 id="postmortem:deep">Deep</h4>',
        '<h5 id="postmortem:deeper">Deeper</h5>',
        '<h3 id="postmortem:top">Top</h3>',
        '<h4 id="postmortem:monitoring-lessons">Monitoring - lessons</h4>',
        '<h4 id="postmortem:resolved">Resolved</h4>',
    ]


def test_a_bad_time_ends_a_postmortem_too() -> None:
    """It is news with a typo rather than a heading of the postmortem."""
    text = f"{FRONT}\n{FIRST}\n## Postmortem - 2025-08-05 12:00Z\n\n## Update - 2025-8-6 09:00Z\n"
    assert said(read(text)[1]) == ["9:13 '2025-8-6 09:00Z' bad-time"]


def test_a_key_below_a_postmortems_heading_is_no_attribute() -> None:
    """It would not be shown, so it is an error."""
    text = f"{FRONT}\n{FIRST}\n## Postmortem - 2025-08-05 12:00Z\n\n## Timeline\nedited: by Kari\n"
    assert said(read(text)[1]) == ["10:1 'edited' stray-attribute"]


def test_text_before_the_first_update_is_the_summary() -> None:
    """Without headings of level two."""
    text = f"{FRONT}\nShort.\n\n### More\n\n{FIRST}\nLong.\n"
    one = report(text)
    assert (one.summary.number, one.updates[0].prose.number) == (0, 1)
    assert texts(text) == ("<p>Short.</p>\n<h3>More</h3>", "<p>Long.</p>")


def test_an_update_in_the_front_matter_is_an_error() -> None:
    """A line --- in the text would otherwise close it, and YAML take the heading for a comment."""
    text = f"---\ntitle: Slow\n\n{FIRST}\n---\n\n## Resolved - 2025-08-05 10:00Z\n"
    assert said(read(text)[1]) == ["4:1 '## Investigating - 2025-08-05 09:00Z' unclosed-front-matter"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<b>x</b> <api-version> &amp; &lt;", "<p>&lt;b&gt;x&lt;/b&gt; &lt;api-version&gt; &amp; &lt;</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("<details>\n\nx", "<p>&lt;details&gt;</p>\n<p>x</p>"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("a  \nb\\\nc", "<p>a<br>\nb<br>\nc</p>"),
        ("| a |\n|--:|\n| 1 |", f'{TABLE}<tbody>\n<tr>\n<td class="right">1</td>\n</tr>\n</tbody>\n</table></div>'),
    ],
)
def test_html_is_text(text: str, expected: str) -> None:
    """And what Markdown makes works under a strict policy."""
    assert html(text) == expected


def linked(text: str, path: str = "incidents/2025/one.md") -> Report:
    """A report with a text."""
    return report(f"{FRONT}\n{FIRST}\n{text}\n", path)


def test_relative_links_stay_open_until_a_page_is_known() -> None:
    """Others are finished; the place of each is known."""
    text = (
        "[a](two.md#x) ![b](<my chart.svg>) [c](https://example.com/d.md) [e](#f) [g](/h) [i](mailto:j@example.com)\n"
        "[k][]\n\n[k]: ../log.txt"
    )
    one = linked(text)
    (update,) = one.updates
    assert [(link.target, link.at.line, link.at.text) for link in update.prose.links] == [
        ("two.md#x", 7, "two.md#x"),
        ("my%20chart.svg", 7, "my chart.svg"),
        ("#f", 7, "#f"),
        ("../log.txt", 10, "../log.txt"),
    ]
    finished = resolve_links(html(text), update.prose.links, lambda target: f"[{target}]")
    assert finished.startswith('<p><a href="[two.md#x]">a</a> <img src="[my%20chart.svg]" alt="b">')
    assert set(links.wanted_files(one)) == {"incidents/2025/my chart.svg", "incidents/log.txt"}


def test_links_lead_to_pages_and_published_files() -> None:
    """Names in the output have nothing in them that a URL would have to escape."""
    one = linked("[a](two.md#x) ![b](<my chart.svg>) [again](<my chart.svg#y>)")
    two = report(f"{FRONT}\n{FIRST}\n", "incidents/2025/two.md")
    digests = {"incidents/2025/my chart.svg": "0123456789abcdef"}
    addresses, files, problems = links.resolve(one, {one.path: one, two.path: two}, digests)
    assert addresses == {
        "two.md#x": "incidents/two/#x",
        "my%20chart.svg": "incidents/one/my-chart.0123456789.svg",
        "my%20chart.svg#y": "incidents/one/my-chart.0123456789.svg#y",
    }
    assert [(file.path, file.published) for file in files] == [(*digests, "incidents/one/my-chart.0123456789.svg")]
    assert problems == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](gone.txt)", ["7:5 'gone.txt' broken-link"]),
        ("[a](gone.txt) [b](gone.txt)", ["7:5 'gone.txt' broken-link"]),
        ("[a](../../secret.txt)", ["7:5 '../../secret.txt' link-outside"]),
        ("[a](..%2f..%2fsecret.txt)", ["7:5 '..%2f..%2fsecret.txt' link-outside"]),
        ("[a](draft.md)", ["7:5 'draft.md' link-to-draft"]),
        ("[a](a%00b)", ["7:5 'a%00b' broken-link"]),
    ],
)
def test_links_that_lead_nowhere_are_told(text: str, expected: list[str]) -> None:
    """Each once."""
    one = linked(text)
    draft = report("---\ntitle: x\ndraft: true\n---\n" + FIRST, "incidents/2025/draft.md")
    assert said(sorted(set(links.resolve(one, {draft.path: draft}, {})[2]))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("![x](https://example.com/x.png)", ["7:6 'https://example.com/x.png' foreign-picture"]),
        ("![x](//example.com/x.png)", ["7:6 '//example.com/x.png' foreign-picture"]),
        ("![x](/x.png) ![y](data:image/png;base64,AA==)", []),
        ("[x](http://[) <http://[::1>", []),
    ],
)
def test_pictures_come_with_the_site(text: str, expected: list[str]) -> None:
    """A picture from elsewhere would tell others who reads."""
    one = linked(text)
    assert said(links.resolve(one, {one.path: one}, {})[2]) == expected


def test_a_merge_conflict_is_an_error_wherever_it_is() -> None:
    """Each mark is told."""
    text = write("", "Resolved - 2025-08-05 09:00Z") + "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> branch\n"
    assert [d.code for d in read(text)[1] if d.code == "merge-conflict"] == ["merge-conflict"] * 2

"""Examples for the diagnostic codes from A to M."""

from complaint import DRAFT, END, FIRST, FRONT, PATH, PLAN, WINDOW, Complaint, front, lesson, pair, text

from writing import PAGE

INDEX = "themes/default/index.html"
MAIN, END_BLOCK = '{% extends "default/index.html" %}\n{% block main %}', "{% endblock %}"
SETTINGS = "page: {{name: A, url: http://a, {}}}"

A_TO_M: dict[str, tuple[Complaint, ...]] = {
    "ambiguous-component": (
        Complaint(front("components: [Login]"), "3:14 'Login'", front("components: [Europe / Login]")),
    ),
    "ambiguous-time": (
        Complaint(front("started: 2025-10-26 02:30"), "3:10 '2025-10-26 02:30'", front("started: 2025-07-26 02:30")),
    ),
    "bad-action": (
        Complaint(lesson("- [ ] Test (@ida, prevnt)"), "11:19 'prevnt'", lesson("- [ ] Test (@ida, prevent)")),
        Complaint(lesson("- [ ] Test (ida, detect)"), "11:13 'ida'", lesson("- [ ] Test (for ida)")),
        Complaint(
            lesson("- [ ] Test (due 2026-03-20,\n  due 2026-03-21)"),
            "12:3 'due 2026-03-21'",
            lesson("- [ ] Test (@ida,\n  due 2026-03-21)"),
        ),
        Complaint(lesson("- [x] (@ida)"), "11:3 '[x] (@ida)'", lesson("- [x] Test")),
        Complaint(lesson("- [x] Test (@ida)."), "11:12 '(@ida)'", lesson("- [x] Test (see @ida).")),
        Complaint(lesson("- [x] Test (**detect**, @ida)"), "11:25 '@ida'", lesson("- [x] Test (detect, @ida)")),
        Complaint(lesson("- [ ] Test (@ida detect)"), "11:13 '@ida detect'", lesson("- [ ] Test (@ida, detect)")),
        Complaint(
            lesson("- [ ] Test (due tomorrow)"), "11:17 'tomorrow'", lesson("- [ ] Test (due to what we learned)")
        ),
        Complaint(lesson("- [ ] Test (due 2026-13-01)"), "11:17 '2026-13-01'", lesson("- [ ] Test (due 2026-12-01)")),
        Complaint(lesson("- [ ] Test (due 0001-01-01)"), "11:17 '0001-01-01'", lesson("- [ ] Test (due 2001-01-01)")),
    ),
    "bad-alias": (
        Complaint(front("aliases: [a b]"), "3:11 'a b'", front("aliases: [a_b]")),
        Complaint(front("aliases: [/a/../b]"), "3:11 '/a/../b'", front("aliases: [/a/b.html]")),
        Complaint(front("aliases: [Unresolved]"), "3:11 'Unresolved'", front("aliases: [unsolved]")),
    ),
    "bad-choice": (
        Complaint(front("impact: mjaor"), "3:9 'mjaor'", front("impact: major")),
        Complaint(front("draft: yes"), "3:8 'yes'", front("draft: true")),
        Complaint(front("components: {API: down}"), "3:19 'down'", front("components: {API: major_outage}")),
    ),
    "bad-date": (
        Complaint(
            PAGE + "components: [{name: A, since: 2025-W34-5}]",
            "2:31 '2025-W34-5'",
            PAGE + "components: [{name: A, since: 2025-08-22}]",
        ),
        Complaint(
            PAGE + "components: [{name: A, retired: 0001-01-01}]",
            "2:33 '0001-01-01'",
            PAGE + "components: [{name: A, retired: 2001-01-01}]",
        ),
    ),
    "bad-duration": (
        Complaint(
            "page: {name: A, url: http://a, stale_after: 2 days}", "1:45 '2 days'", SETTINGS.format("stale_after: 2d")
        ),
    ),
    "bad-ended": (
        Complaint(
            front("ended: 2025-08-05 09:30Z", FIRST + "\n## Identified - 2025-08-05 10:00Z\ncomponents: [API]\n"),
            "10:1 '## Identified - 2025-08-05 10:00Z'",
            front("ended: 2025-08-05 10:00Z", FIRST + "\n## Identified - 2025-08-05 10:00Z\ncomponents: [API]\n"),
        ),
    ),
    "bad-heading": (
        Complaint(text("## What we know"), "9:1 '## What we know'", text("### What we know")),
        Complaint(text("Title\n---"), "9:1 'Title'", text("Title\n\n---")),
    ),
    "bad-id": (
        Complaint(front("id: a b"), "3:5 'a b'", front("id: a-b")),
        Complaint(front("id: Upcoming"), "3:5 'Upcoming'", front("id: upcoming-1")),
        Complaint({"incidents/a b.md": FRONT + FIRST}, "2:8 'Slow'", {"incidents/a b.md": front("id: ab")}),
        Complaint(
            f"{FRONT}## Resolved - 2025-08-05 09:00Z\nid: a b\n",
            "6:5 'a b'",
            f"{FRONT}## Resolved - 2025-08-05 09:00Z\nid: a_b\n",
        ),
        Complaint(PAGE + "components: [{name: ☎}]", "2:21 '☎'", PAGE + "components: [{name: ☎, id: phone}]"),
    ),
    "bad-language": (
        Complaint("page: {name: A, url: http://a, language: xx-}", "1:42 'xx-'", SETTINGS.format("language: no")),
    ),
    "bad-path": (
        Complaint("page: {name: A, url: http://a, theme: ../x}", "1:39 '../x'", SETTINGS.format("theme: dark")),
        Complaint({"themes/default/assets/a\\b.css": ""}, "1:1 ''", {"themes/default/assets/a-b.css": ""}),
    ),
    "bad-started": (
        Complaint(front("started: 2025-08-05 09:01Z"), "3:10 '2025-08-05 09:01Z'", front("started: 2025-08-05 09:00Z")),
    ),
    "bad-time": (
        Complaint(
            f"{FRONT}## Resolved - 2025-08-05 25:00Z\n",
            "5:15 '2025-08-05 25:00Z'",
            f"{FRONT}## Resolved - 2025-08-05 15:00Z\n",
        ),
        Complaint(front("started: 2025-08-05"), "3:10 '2025-08-05'", front('started: "2025-08-05T08:00Z"')),
    ),
    "bad-timezone": (
        Complaint(
            "page: {name: A, url: http://a, timezone: europe/oslo}",
            "1:42 'europe/oslo'",
            SETTINGS.format("timezone: Europe/Oslo"),
        ),
    ),
    "bad-url": (
        Complaint("page: {name: A, url: a.example}", "1:22 'a.example'", "page: {name: A, url: https://a.example}"),
        Complaint('page: {name: A, url: "https://[x"}', "1:22 '\"https://[x\"'", PAGE),
    ),
    "broken-link": (Complaint(text("[a](gone.txt)"), "9:5 'gone.txt'", text("[a](#gone)")),),
    "broken-template": (
        Complaint(
            {INDEX: f"{MAIN}{{{{ super }}}}{END_BLOCK}"}, "2:20 'super'", {INDEX: f"{MAIN}{{{{ super() }}}}{END_BLOCK}"}
        ),
        Complaint(
            {"themes/default/404.html": '{% extends "default/404.html" %}\n{% block mian %}{% endblock %}'},
            "2:10 'mian'",
            {"themes/default/404.html": '{% extends "default/404.html" %}\n{% block main %}{% endblock %}'},
        ),
        Complaint({INDEX: "<p>\n</p>"}, "1:1 '<p>'", {INDEX: "<!DOCTYPE html>\n<p>\n</p>"}),
        Complaint(
            {INDEX: f"{MAIN}{END_BLOCK}\n<!-- a -->\n\n<p>\n</p>\n{{{{ 1 }}}}"},
            "5:1 '<p>'",
            {INDEX: f"{MAIN}<p>\n</p>{END_BLOCK}\n<!-- a -->\n{{% set x %}}<p>{{% endset %}}"},
        ),
        Complaint(
            {"themes/default/report.html": "<html>\n{{ page.report.titel }}"},
            "2:16 'titel'",
            {"themes/default/report.html": "<html>\n{{ page.report.title }}"},
        ),
        Complaint(
            {"themes/default/404.html": "<html>\n{% if site.logo %}\n<p>"},
            "2:4 'if'",
            {"themes/default/404.html": "<html>\n{% if site.logo %}\n<p>{% endif %}"},
        ),
        Complaint(
            {"themes/default/404.html": "<html>\n  {{ 1 / 0 }}\n<p>"},
            "2:3 '{{ 1 / 0 }}'",
            {"themes/default/404.html": "<html>\n  {{ 1 / 1 }}\n<p>"},
        ),
    ),
    "control-character": (Complaint(text("a\0b").encode(), "9:2 '\0'", text("a\tb").encode()),),
    "duplicate-component": (
        Complaint(front("components: [api, Portal, API]"), "3:27 'API'", front("components: [api, Portal]")),
    ),
    "duplicate-id": (
        Complaint(pair("id: a", "id: A"), "3:5 'A'", pair("id: a", "id: b")),
        Complaint(pair("id: a", "aliases: [c, a]"), "3:14 'a'", pair("id: a", "aliases: [c, b]")),
        Complaint(pair("aliases: [TWO]", "tags: [a]"), "3:11 'TWO'", pair("aliases: [three]", "tags: [a]")),
        Complaint(front("aliases: [a, a]"), "3:14 'a'", front("aliases: [a, b]")),
        Complaint(
            {
                PATH: FRONT + "## Resolved - 2025-08-05 09:00Z\nid: a\n",
                "incidents/two.md": FRONT + "## Resolved - 2025-08-05 09:00Z\nid: a\n",
            },
            "5:1 '## Resolved - 2025-08-05 09:00Z'",
            {PATH: FRONT + FIRST, "incidents/two.md": FRONT + FIRST},
        ),
        Complaint(
            f"{FRONT}{FIRST}\n## Resolved - 2025-08-05 10:00Z\nid: one-20250805T0900Z\n",
            "10:5 'one-20250805T0900Z'",
            f"{FRONT}{FIRST}\n## Resolved - 2025-08-05 10:00Z\nid: one-20250805T0901Z\n",
        ),
    ),
    "duplicate-key": (Complaint(front("id: a\nid: b"), "4:1 'id'", front("id: a\n# id: b")),),
    "duplicate-name": (
        Complaint(PAGE + "components: [{name: A}, {name: a}]", "2:32 'a'", PAGE + "components: [{name: A}, {name: b}]"),
    ),
    "duplicate-path": (
        Complaint(pair("aliases: [/a]", "aliases: [b, /A/]"), "3:14 '/A/'", pair("aliases: [/a]", "aliases: [/a/b]")),
    ),
    "empty-section": (
        Complaint(lesson("### A\n\n### B\n\nText."), "11:1 '### A'", lesson("### A\n\n#### B\n\nText.")),
        Complaint(lesson("#### A\n\n<!-- x --> <!-- y -->\n\n### B\n\n- c"), "11:1 '#### A'", text("### A\n\n### B")),
        Complaint(lesson("### A\n\n#### B\n\n<!--\nx\n-->"), "13:1 '#### B'", lesson("### A\n\n| b |\n|---|")),
        Complaint(
            lesson("### A\n\n## Resolved - 2025-08-07 10:00Z\n\nText."),
            "11:1 '### A'",
            lesson("### A\n\n```\n```\n\n## Resolved - 2025-08-07 10:00Z\n\nText."),
        ),
    ),
    "empty-value": (
        Complaint(front("tags:"), "3:1 'tags'", front("tags: []")),
        Complaint(front("components: []"), "3:13 '[]'", FRONT + FIRST),
        Complaint(
            front("components: {API:major_outage}"), "3:14 'API:major_outage'", front("components: {API: operational}")
        ),
    ),
    "end-before-start": (
        Complaint(
            PLAN.replace("08-06 01", "08-05 22"), "4:44 '2025-08-05 22:00Z'", PLAN.replace("08-06 01", "08-05 23")
        ),
        Complaint(
            f"{PLAN}scheduled: {{end: 2025-08-05 21:00Z}}\n",
            "8:18 '2025-08-05 21:00Z'",
            f"{PLAN}scheduled: {{end: 2025-08-05 23:00Z}}\n",
        ),
        Complaint(front("ended: 2025-08-05 08:00Z"), "3:8 '2025-08-05 08:00Z'", front("ended: 2025-08-05 09:00Z")),
    ),
    "ended-twice": (
        Complaint(
            FRONT + FIRST + END + END.replace("10:", "11:"),
            "13:1 '## Resolved - 2025-08-05 11:00Z'",
            FRONT + FIRST + END + END.replace("10:", "11:").replace("Resolved", "Update"),
        ),
    ),
    "foreign-picture": (
        Complaint(
            text("![a](https://a.example/b.png)"), "9:6 'https://a.example/b.png'", text("[a](https://a.example/b.png)")
        ),
    ),
    "future-time": (
        Complaint(
            {PATH: FRONT + "## Resolved - 2025-09-01 00:11Z"},
            "5:15 '2025-09-01 00:11Z'",
            {PATH: front("impact: none", "## Resolved - 2025-09-01 00:10Z")},
            now="2025-09-01 00:00",
        ),
        Complaint(
            {PATH: front("ended: 2025-09-01 00:11Z")},
            "3:8 '2025-09-01 00:11Z'",
            {PATH: front("ended: 2025-09-01 00:10Z\nimpact: none", FIRST.replace("08-05", "08-31"))},
            now="2025-09-01 00:00",
        ),
        Complaint(
            {PATH: FRONT + FIRST.replace("Z\n", "Z\nedited: 2025-09-01 00:11Z\n")},
            "6:9 '2025-09-01 00:11Z'",
            {PATH: front("impact: none", FIRST.replace("05 09:00Z\n", "31 09:00Z\nedited: 2025-09-01 00:10Z\n"))},
            now="2025-09-01 00:00",
        ),
    ),
    "group-as-component": (
        Complaint(front("components: [Europe]"), "3:14 'Europe'", front("components: [Europe / Login]")),
    ),
    "impossible-time": (
        Complaint(front("started: 2025-03-30 02:30"), "3:10 '2025-03-30 02:30'", front("started: 2025-03-30 03:30")),
    ),
    "key-not-for-kind": (
        Complaint(front(WINDOW), "3:1 'scheduled'", PLAN),
        Complaint(f"{FRONT}## Resolved - 2025-08-05 10:00Z\n{WINDOW}\n", "6:1 'scheduled'", f"{PLAN}{WINDOW}\n"),
        Complaint(
            front("kind: notice\ncomponents: {API: operational}", "## Announced - 2025-08-05 10:00Z"),
            "4:1 'components'",
            front("kind: notice\ncomponents: [API]", "## Announced - 2025-08-05 10:00Z"),
        ),
        Complaint(
            FRONT + FIRST + "\n## Postmortem - 2025-08-05 10:00Z\ncomponents: {API: operational}\n",
            "10:1 'components'",
            FRONT + FIRST + "\n## Postmortem - 2025-08-05 10:00Z\nedited: 2025-08-05 11:00Z\n",
        ),
    ),
    "link-outside": (Complaint(text("[a](../x.txt)"), "9:5 '../x.txt'", text("[a](https://a.example/x.txt)")),),
    "link-to-draft": (
        Complaint(
            {PATH: text("[a](two.md)"), "incidents/two.md": DRAFT},
            "9:5 'two.md'",
            {PATH: text("[a](two.md)"), "incidents/two.md": FRONT + FIRST},
        ),
    ),
    "lost-comment": (
        Complaint(f"---\ntitle: Slow #4231\n---\n\n{FIRST}", "2:13 '#4231'", f"---\ntitle: Slow#4231\n---\n\n{FIRST}"),
        Complaint(PAGE + "components:\n- name: A # b", "3:11 '# b'", PAGE + "components:\n- name: 'A # b'"),
    ),
    "merge-conflict": (Complaint(text("<<<<<<< HEAD"), "9:1 '<<<<<<< HEAD'", text("<<<<<< HEAD")),),
    "missing-file": (Complaint("page: {name: A, url: http://a, logo: a.svg}", "1:38 'a.svg'", PAGE),),
}

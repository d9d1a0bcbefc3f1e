"""Examples for the diagnostic codes from N to Z."""

from pathlib import Path

from complaint import END, FIRST, FRONT, PLAN, WINDOW, Complaint, front, lesson, pair, text

from writing import PAGE

COMMA = 'components: ["Mail, incoming"]'
SETTINGS = "page: {{name: A, url: http://a, {}}}"
POSTMORTEM = "\n## Postmortem - 2025-08-06 10:00Z\n\nWhy.\n"

N_TO_Z: dict[str, tuple[Complaint, ...]] = {
    "missing-key": (
        Complaint(f"---\nid: a\n---\n\n{FIRST}", "2:1 ''", f"---\nid: a\ntitle: A\n---\n\n{FIRST}"),
        Complaint(
            PAGE + "components: [{name: A, aliases: [B]}]",
            "2:24 'aliases'",
            PAGE + "components: [{name: A, id: a, aliases: [B]}]",
        ),
    ),
    "near-heading": (
        Complaint(
            text("### Resolved - 2025-08-05 10:00Z"), "9:1 '### Resolved - 2025-08-05 10:00Z'", FRONT + FIRST + END
        ),
        Complaint(FRONT + "    " + FIRST, "5:5 '## Investigating - 2025-08-05 09:00Z'", FRONT + "   " + FIRST),
    ),
    "near-task": (
        Complaint(lesson("- [] Test"), "11:3 '[]'", lesson("- [ ] Test")),
        Complaint(lesson("- [ x] Test"), "11:3 '[ x]'", lesson("- [x] Test")),
        Complaint(lesson("-[ ] Test"), "11:2 '[ ]'", lesson("- [x](#here)")),
        Complaint(lesson("[x] Test"), "11:1 '[x]'", text("[x] Test")),
    ),
    "no-catalogue": (
        Complaint("page: {name: A, url: http://a, language: sv}", "1:42 'sv'", SETTINGS.format("language: en-AU")),
    ),
    "no-component": (
        Complaint(FRONT + FIRST, "2:8 'Slow'", front("impact: none"), now="2025-08-06 00:00"),
        Complaint(
            FRONT + FIRST + END,
            "2:8 'Slow'",
            FRONT + FIRST + END.replace("Z\n", "Z\ncomponents: {API: operational}\n"),
            now="2025-09-04 10:00",
        ),
    ),
    "no-end-by-clock": (
        Complaint(
            PLAN.replace("kind", "components: {API: partial_outage}\nkind"),
            "2:8 'Slow'",
            PLAN.replace("kind", "components: {API: partial_outage}\nkind") + "\n## Completed - 2025-08-06 01:00Z\n",
        ),
    ),
    "no-front-matter": (
        Complaint("# Slow\n\n" + FIRST, "1:1 '# Slow'", FRONT + FIRST),
        Complaint("+++\ntitle = 'Slow'\n+++\n\n" + FIRST, "1:1 '+++'", FRONT + FIRST),
    ),
    "no-news": (
        Complaint(
            front("impact: none", FIRST + END.replace("Resolved", "Update")),
            "10:1 '## Update - 2025-08-05 10:00Z'",
            front("impact: none", FIRST + END),
            now="2025-08-12 10:01",
        ),
        Complaint(
            front("impact: none", FIRST + END + END.replace("Resolved - 2025-08-05 10", "Monitoring - 2025-08-05 11")),
            "14:1 '## Monitoring - 2025-08-05 11:00Z'",
            front("impact: none\ndraft: true"),
            now="2025-08-12 11:01",
        ),
    ),
    "no-update": (
        Complaint(FRONT + "Text.", "2:8 'Slow'", FRONT + FIRST),
        Complaint(
            FRONT + "## Postmortem - 2025-08-05 10:00Z",
            "5:1 '## Postmortem - 2025-08-05 10:00Z'",
            FRONT + FIRST + "\n## Postmortem - 2025-08-05 10:00Z",
        ),
    ),
    "no-window": (
        Complaint(front("kind: maintenance", "## Scheduled - 2025-08-05 10:00Z"), "3:7 'maintenance'", PLAN),
    ),
    "not-utf8": (
        Complaint((FRONT + FIRST + "café").encode("latin-1"), "8:4 '\ufffd'", (FRONT + FIRST + "café").encode()),
        Complaint(
            {"themes/default/404.html": b"<html>\ncaf\xe9"}, "2:4 '\ufffd'", {"themes/default/404.html": "<html>\ncafé"}
        ),
    ),
    "other-season": (
        Complaint(
            f"{FRONT}## Resolved - 2025-08-05 10:00 +01:00",
            "5:15 '2025-08-05 10:00 +01:00'",
            f"{FRONT}## Resolved - 2025-08-05 10:00 +02:00",
        ),
        Complaint(
            PLAN.replace("22:00Z", "22:00 +01:00"), "4:20 '2025-08-05 22:00 +01:00'", PLAN.replace("22:00Z", "22:00")
        ),
        Complaint(
            f"{PLAN}edited: 2025-08-05 22:00 +01:00\n",
            "8:9 '2025-08-05 22:00 +01:00'",
            f"{PLAN}edited: 2025-08-05 22:00 +03:00\n",
        ),
    ),
    "out-of-order": (
        Complaint(
            FRONT + FIRST + END.replace("10:", "08:"),
            "9:1 '## Resolved - 2025-08-05 08:00Z'",
            FRONT + FIRST + END.replace("10:", "09:"),
        ),
    ),
    "second-postmortem": (
        Complaint(
            FRONT + FIRST + END + POSTMORTEM + POSTMORTEM,
            "17:1 '## Postmortem - 2025-08-06 10:00Z'",
            FRONT + FIRST + END + POSTMORTEM,
        ),
    ),
    "split-name": (
        Complaint(front("components: [API, Mail, incoming]"), "3:19 'Mail'", front(COMMA)),
        Complaint(
            front("components: {Mail, incoming: major_outage}"),
            "3:14 'Mail'",
            front('components: {"Mail, incoming": major_outage}'),
        ),
    ),
    "state-after-end": (
        Complaint(
            FRONT + FIRST + "\n## Resolved - 2025-08-05 10:00Z\ncomponents: {API: major_outage}\n",
            "9:1 '## Resolved - 2025-08-05 10:00Z'",
            FRONT + FIRST + "\n## Resolved - 2025-08-05 10:00Z\ncomponents: {API: operational}\n",
        ),
    ),
    "stray-attribute": (
        Complaint(text("components: {API: operational}"), "9:1 'components'", text("`components: x`")),
        Complaint(FRONT + "id: x\n\n" + FIRST, "5:1 'id'", FRONT + "ID: x\n\n" + FIRST),
        Complaint(text("- **components**: {API: operational}"), "9:5 'components'", text("- id: 4231")),
        Complaint(text("Portal: major_outage"), "9:9 'major_outage'", text("Portal: `major_outage`")),
        Complaint(
            FRONT + FIRST.replace("Text.", "    components: {API: operational}", 1).replace("Z\n\n", "Z\n"),
            "6:5 'components'",
            FRONT + FIRST.replace("Text.", "  components: {API: operational}", 1).replace("Z\n\n", "Z\n"),
        ),
    ),
    "tag-case": (
        Complaint(
            {**pair("tags: [Queue, api]", "tags: [API]"), "incidents/three.md": front("id: x\ntags: [API]")},
            "3:15 'api'",
            pair("tags: [Queue, api]", "tags: [api]"),
        ),
        Complaint(pair("tags: [api]", "tags: [API]"), "3:8 'API'", pair("tags: [api]", "tags: [apis]")),
    ),
    "symbolic-link": (
        Complaint({"themes/default/404.html": Path("../x.html")}, "1:1 ''", {"themes/default/404.html": "<html>"}),
    ),
    "taken-path": (
        Complaint(front("aliases: [/History.rss]"), "3:11 '/History.rss'", front("aliases: [/old/history.rss]")),
        Complaint({"themes/default/assets/Style.css": ""}, "1:1 ''", {"themes/default/assets/style.css": ""}),
    ),
    "unclosed-comment": (Complaint(text("a <!-- b"), "9:3 '<!--'", text("a <!-- b -->")),),
    "unclosed-fence": (Complaint(text("```\nb"), "9:1 '```'", text("```\nb\n```")),),
    "unclosed-front-matter": (
        Complaint("---\ntitle: Slow\n\n" + FIRST, "4:1 '## Investigating - 2025-08-05 09:00Z'", FRONT + FIRST),
        Complaint("---\ntitle: Slow\n\nText.", "1:1 '---'", FRONT + FIRST),
        Complaint(FRONT.replace("w\n---", "w\n...") + FIRST, "3:1 '...'", FRONT + FIRST),
        Complaint(
            f"---\ntitle: Slow\n\n{FIRST.splitlines()[0]}\n---\n{END}",
            "4:1 '## Investigating - 2025-08-05 09:00Z'",
            FRONT + FIRST + "\n---\n" + END,
        ),
    ),
    "unknown-component": (Complaint(front("components: [Protal]"), "3:14 'Protal'", front("components: [Portal]")),),
    "unknown-key": (
        Complaint(front("impcat: minor"), "3:1 'impcat'", front("impact: minor")),
        Complaint(
            f"{FRONT}## Resolved - 2025-08-05 10:00Z\ncomponent: {{API: operational}}\n",
            "6:1 'component'",
            f"{FRONT}## Resolved - 2025-08-05 10:00Z\ncomponents: {{API: operational}}\n",
        ),
        Complaint(
            PAGE + "components: [{name: A, since_: 2025-08-05}]",
            "2:24 'since_'",
            PAGE + "components: [{name: A, since: 2025-08-05}]",
        ),
    ),
    "unknown-placeholder": (
        Complaint(
            {"templates/a.md": "---\ntitle: {{ titel }}\n"},
            "2:11 'titel'",
            {"templates/a.md": "---\ntitle: {{ title }}\n"},
        ),
        Complaint({"templates/a.md": "a {{ }} b"}, "1:3 '{{ }}'", {"templates/a.md": "a { } b"}),
    ),
    "unknown-theme": (
        Complaint(
            "page: {name: A, url: http://a, theme: drak}", "1:39 'drak'", "page: {name: A, url: http://a, theme: dark}"
        ),
    ),
    "window-after-end": (
        Complaint(
            f"{PLAN}\n## Cancelled - 2025-08-02 09:00Z\n\n## Update - 2025-08-03 09:00Z\n{WINDOW}\n",
            "11:1 '## Update - 2025-08-03 09:00Z'",
            f"{PLAN}\n## Cancelled - 2025-08-02 09:00Z\n\n## Scheduled - 2025-08-03 09:00Z\n{WINDOW}\n",
        ),
    ),
    "wrong-status": (
        Complaint(
            f"{FRONT}## Completed - 2025-08-05 10:00Z", "5:4 'Completed'", f"{FRONT}## Resolved - 2025-08-05 10:00Z"
        ),
    ),
    "wrong-type": (
        Complaint(front("components: API"), "3:13 'API'", front("components: [API]")),
        Complaint(
            front("components: [API: major_outage]"),
            "3:13 '[API: major_outage]'",
            front("components: {API: major_outage}"),
        ),
        Complaint(
            front("components:\n- API: major_outage"),
            "4:1 '- API: major_outage'",
            front("components:\n  API: major_outage"),
        ),
        Complaint("page: A", "1:7 'A'", PAGE),
    ),
    "yaml-syntax": (Complaint(front("impact: a: b"), "3:9 'a: b'", front("authors: ['a: b']")),),
    "yaml-tag": (Complaint(f"---\ntitle: !a b\n---\n\n{FIRST}", "2:8 '!a b'", f"---\ntitle: '!a b'\n---\n\n{FIRST}"),),
    "yaml-too-large": (
        Complaint(front("tags: " + "[" * 50 + "]" * 50), "3:47 '" + "[" * 10 + "]" * 10 + "'", front("tags: [a]")),
    ),
}

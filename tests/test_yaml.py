"""The bad front matter of the real world, and what its writer is told."""

from pathlib import Path

import pytest

from statusgen.source.text import decode
from statusgen.source.yamltext import YamlText, read_yaml

from writing import read, report, said, source, write


def yaml(text: str) -> YamlText:
    """The text as YAML that begins on the second line of a file."""
    lines = source(f"---\n{text}\n---")
    return read_yaml(lines, 1, len(lines.lines) - 1)


@pytest.mark.parametrize(
    ("text", "place", "message", "hint"),
    [
        ("title: x\n\tkind: y", "3:1 '\t'", "a tab indents this line", "indent with blanks"),
        ("components:\n  - a\n\t- b", "4:1 '\t'", "a tab indents this line", "indent with blanks"),
        ("hosts:\n  - *.example.org", "3:5 '*.example.org'", "cannot begin with '*'", 'quote it: "*.example.org"'),
        ("title: *bold* x", "2:8 '*bold* x'", "cannot begin with '*'", 'quote it: "*bold* x"'),
        ("title: a: b", "2:8 'a: b'", "contains ': '", 'quote it: "a: b"'),
        ('title: say "a": b', "2:8 'say \"a\": b'", "contains ': '", "quote it: 'say \"a\": b'"),
        ("title: @home", "2:8 '@home'", "cannot begin with '@'", 'quote it: "@home"'),
        ("title: `x`", "2:8 '`x`'", "cannot begin with '`'", 'quote it: "`x`"'),
        ("title: %x", "2:8 '%x'", "cannot begin with '%'", 'quote it: "%x"'),
        ("title: > x", "2:8 '> x'", "cannot begin with '>'", 'quote it: "> x"'),
        ("title: | x", "2:8 '| x'", "cannot begin with '|'", 'quote it: "| x"'),
        ("title: - x", "2:8 '- x'", "cannot begin with '-'", 'quote it: "- x"'),
        ("title: ? x", "2:8 '? x'", "cannot begin with '?'", 'quote it: "? x"'),
        ("title: ]x", "2:8 ']x'", "cannot begin with ']'", 'quote it: "]x"'),
        ("title: & x", "2:8 '& x'", "cannot begin with '&'", 'quote it: "& x"'),
        ("title: !<x y", "2:8 '!<x y'", "cannot begin with '!'", 'quote it: "!<x y"'),
        ('title: "abc\nkind: x', "2:8 '\"abc'", "this quote is never closed", 'end the text with "'),
        ("title: 'abc\nkind: x", "2:8 ''abc'", "this quote is never closed", "end the text with '"),
        ('title: "a" b', "2:8 '\"a\" b'", "more text after the closing quote", "quote it: '\"a\" b'"),
        ("title: 'a'b'", "2:8 ''a'b''", "more text after the closing quote", 'quote it: "a\'b"'),
        ('title: "C:\\path"', "2:12 'path\"'", "this backslash is no YAML escape", "single quotes"),
        ("components: [a, b\nkind: x", "2:13 '[a, b'", "this '[' is not closed", "end it with ']'"),
        ("components: {a: b\nkind: x", "2:13 '{a: b'", "this '{' is not closed", "end it with '}'"),
        ("id: x\ncomponents: [", "3:13 '['", "this '[' is not closed", "end it with ']'"),
        ("tags: [a, @b, c]", "2:11 '@b'", "cannot begin with '@'", 'quote it: "@b"'),
        ("tags: [a, *.b ]", "2:11 '*.b'", "cannot begin with '*'", 'quote it: "*.b"'),
        ("components: [a] b", "2:17 'b'", "more text after the closing bracket", "remove it"),
        ("title: x\nfoo\nkind: y", "3:1 'foo'", "this line is no 'key: value'", "a colon and a blank"),
        ("title:x\nkind: y", "2:1 'title:x'", "no blank after the colon", "write title: x"),
        ("title: x\nkind:notice\nid: y", "3:1 'kind:notice'", "no blank after the colon", "write kind: notice"),
        ("title: x\n kind: y", "3:2 'kind: y'", "this line cannot be a key here", "check its indentation"),
        ("components:\n  - a\n - b", "4:2 '- b'", "YAML cannot read this", "check the indentation"),
        ("a: b\n--- x", "3:1 '--- x'", "a second YAML document", "remove the line"),
        ("a: b\n...\nc: d", "3:1 '...'", "a second YAML document", "remove the line"),
        ("title：x\nkind: y", "2:6 '：'", "not the colon that YAML knows", "write ':' and a blank"),
        ("title： x", "2:6 '：'", "not the colon that YAML knows", "write ':' and a blank"),
        ("title:\u00a0x\nkind: y", "2:7 '\u00a0'", "a special one (U+00A0)", "write a plain blank"),
        ("title: a\x01b", "2:9 '\x01'", "a character that YAML forbids (U+0001)", "delete it"),
        ("%YAML 9.9\n---\na: b", "2:1 '%YAML 9.9'", "YAML cannot read this", "check the indentation"),
    ],
)
def test_syntax_errors_say_in_our_words_what_to_do(text: str, place: str, message: str, hint: str) -> None:
    """One complaint, at the text that has to change."""
    (told,) = yaml(text).diagnostics
    assert said([told]) == [f"{place} yaml-syntax"]
    assert message in told.message
    assert hint in told.hint


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("language: no", {"language": "no"}),
        ("id: 0123", {"id": "0123"}),
        ("a: true\nb: ~\nc: 1e3\nd: 2025-08-05", {"a": "true", "b": "~", "c": "1e3", "d": "2025-08-05"}),
        ("a:\nb: ''", {"a": None, "b": ""}),
        ("title: it's 100% <b>fine</b> & good", {"title": "it's 100% <b>fine</b> & good"}),
        ("title:\ttabbed\tvalue", {"title": "tabbed value"}),
        ("title: a\u2028b\u0085c", {"title": "a b c"}),
        ("a: &x [1, 2]\nb: *x", {"a": ["1", "2"], "b": ["1", "2"]}),
        ("a: >\n  one\n  two\nb: |\n  three", {"a": "one two\n", "b": "three"}),
        ("", None),
        ("# nothing", None),
    ],
)
def test_every_scalar_is_text(text: str, data: object) -> None:
    """Norwegian stays Norwegian, and a leading zero stays."""
    read = yaml(text)
    assert read.diagnostics == []
    assert read.data == data


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\na: 3", "4:1 'a' duplicate-key"),
        ("a: {x: 1, x: 2}", "2:11 'x' duplicate-key"),
        ("title: !important x", "2:8 '!important x' yaml-tag"),
        ("title: &quot x", "2:8 '&quot x' yaml-tag"),
        ("? [a]\n: b", "2:3 '[a]' wrong-type"),
        ("a: &a [*a, *a]", "2:4 '&a [*a, *a]' yaml-too-large"),
    ],
)
def test_what_yaml_would_take_in_silence_is_told(text: str, expected: str) -> None:
    """The value that was lost or misread is pointed at."""
    assert said(yaml(text).diagnostics) == [expected]


def test_the_first_of_two_equal_keys_counts() -> None:
    """And its place is the one that later complaints point at."""
    read = yaml("a: 1\nb: 2\na: 3")
    assert read.data == {"a": "1", "b": "2"}
    assert read.at(("a",)).line == 2


@pytest.mark.parametrize("text", ["[" * 50_000, "- " * 50_000, "{a: " * 50_000, "a: " + "[" * 3000 + "]" * 3000])
def test_deep_nesting_is_an_error_and_no_crash(text: str) -> None:
    """libyaml's composer would overflow the stack of the whole process."""
    assert [d.code for d in yaml(text).diagnostics] == ["yaml-too-large"]


def test_aliases_cannot_make_a_bomb() -> None:
    """Nine lines that stand for a billion values end at twenty thousand."""
    levels = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    levels += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    assert [d.code for d in yaml("\n".join(levels)).diagnostics] == ["yaml-too-large"]


def test_libyaml_or_not_the_same_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine whose PyYAML was built without libyaml reads the same data and tells the same errors."""
    texts = ["title:\tx", "a: b: c", "a: [", "a: 1\na: 2", "- x\n- {y: z}", 'a: "b']
    fast = [(yaml(text).data, said(yaml(text).diagnostics)) for text in texts]
    monkeypatch.delattr("yaml.CSafeLoader")
    assert [(yaml(text).data, said(yaml(text).diagnostics)) for text in texts] == fast


@pytest.mark.parametrize("how", ["\ufeff{}", "{}  ", "\n\n{}"])
def test_byte_order_marks_and_blanks_are_tolerated(how: str, tmp_path: Path) -> None:
    """Editors add them, and nobody sees them."""
    text = how.replace("{}", write("id: x", "Investigating - 2025-08-05 09:00Z").replace("\n", "  \n"))
    (tmp_path / "one.md").write_bytes(text.encode())
    lines, problems = decode("one.md", (tmp_path / "one.md").read_bytes())
    assert problems == ()
    assert report("\n".join(lines.lines)).title == "Slow"


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n"])
def test_line_endings_are_all_one(ending: str, tmp_path: Path) -> None:
    """Positions are the same whatever the editor wrote."""
    text = write("impact: huge", "Resolved - 2025-08-05 09:00Z").replace("\n", ending)
    (tmp_path / "one.md").write_bytes(text.encode())
    lines, _ = decode("one.md", (tmp_path / "one.md").read_bytes())
    assert said(read("\n".join(lines.lines))[1]) == ["3:9 'huge' bad-choice"]


def test_bytes_that_are_not_utf8_are_pointed_at(tmp_path: Path) -> None:
    """Also behind a byte-order mark, and on a line behind a CR."""
    for number, before in enumerate((b"ab\n", b"\xef\xbb\xbfab\n", b"ab\r", "å\nå".encode())):
        (tmp_path / f"{number}.md").write_bytes(before + b"caf\xe9\n")
        _, (told,) = decode("one.md", (tmp_path / f"{number}.md").read_bytes())
        assert (told.code, told.at.line, told.at.column) == ("not-utf8", 2, 5 if number == 3 else 4)


def test_control_characters_are_pointed_at(tmp_path: Path) -> None:
    """One complaint for each line that has any."""
    (tmp_path / "one.md").write_bytes(b"a\r\nb\x00c\x01\r\n\td\x1b")
    _, told = decode("one.md", (tmp_path / "one.md").read_bytes())
    assert [(d.code, d.at.line, d.at.column) for d in told] == [
        ("control-character", 2, 2),
        ("control-character", 3, 3),
    ]

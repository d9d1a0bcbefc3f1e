"""Design tokens are told in both schemes, and colours that cannot be read are told with one that can."""

from pathlib import Path

import pytest
from coloraide import Color

from statusgen.diagnostics import Diagnostic
from statusgen.theme import load_theme

IMPORT = '@import "default/tokens.css";\n'
DARK = "@media screen and (prefers-color-scheme: dark) {{ :root {{ {} }} }}"


def problems(folder: Path, tokens: str, style: str = "") -> list[Diagnostic]:
    """What is told of a theme with these tokens."""
    assets = folder / "themes/own/assets"
    assets.mkdir(parents=True, exist_ok=True)
    (assets / "tokens.css").write_text(IMPORT + tokens, "utf-8")
    if style:
        (assets / "style.css").write_text(style, "utf-8")
    return list(load_theme("own", folder).problems)


def told(folder: Path, tokens: str) -> list[str]:
    """The messages of what is told of a theme with these tokens."""
    return [problem.message for problem in problems(folder, tokens)]


def test_a_pair_is_told_by_name_and_ratio(tmp_path: Path) -> None:
    """The ratio is that of WCAG, the scheme the one in which it is too low; the worst pairs come first."""
    ratio = Color("#777").contrast("#fce4e2", method="wcag21")
    (message,) = told(tmp_path, f":root {{ --soft: #777; }} {DARK.format('--soft: #a2adba;')}")
    start = f"'--soft' has too little contrast in the light scheme: {ratio:.2f} of 4.5 with '--critical-tint', "
    assert message.startswith(start)


def test_a_colour_set_once_counts_in_both_schemes(tmp_path: Path) -> None:
    """It overrides that of the dark scheme too, as in browsers."""
    (message,) = told(tmp_path, ":root { --accent: #0b57a4; }")
    assert "in the dark scheme" in message


def test_one_scheme_can_be_set_alone(tmp_path: Path) -> None:
    """Rules of other media, which do not hold on every screen, say nothing."""
    assert not told(tmp_path, DARK.format("--accent: #9cf;"))
    assert not told(tmp_path, "@media (prefers-color-scheme: light) { :root { --accent: #036; } }")
    assert not told(tmp_path, "@media print { :root { --accent: #fff; } }")
    assert told(tmp_path, "@layer brand { :root { --accent: #888; } }")


def test_the_ground_is_to_blame_where_it_alone_is_new(tmp_path: Path) -> None:
    """One complaint for all that stands on it, the worst first."""
    (message,) = told(tmp_path, f":root {{ --surface: #777; }} {DARK.format('--surface: #171d24;')}")
    assert message.startswith("'--surface' has too little contrast in the light scheme: ")
    assert message.endswith(" more")


@pytest.mark.parametrize("colour", ["#e2007a", "hsl(40 90% 55%)", "oklch(70% 0.15 150)", "tomato", "#fff", "#000"])
def test_the_colour_that_is_named_can_be_read(tmp_path: Path, colour: str) -> None:
    """In all pairs, so that the cure cures."""
    for scheme in ("light", "dark"):
        hints = [one.hint for one in problems(tmp_path, f":root {{ --accent: {colour}; }}") if scheme in one.message]
        for hint in hints:
            better = hint.split("--accent: ")[1].split(";")[0]
            rule = f":root {{ --accent: {better}; }}" if scheme == "light" else DARK.format(f"--accent: {better};")
            assert not [message for message in told(tmp_path, rule) if scheme in message]


def test_what_is_seen_through_counts_as_it_looks(tmp_path: Path) -> None:
    """On what is below it."""
    half = DARK.format("--soft: rgb(162 173 186 / 30%);")
    assert "in the dark scheme" in told(tmp_path, half)[0]


def test_tokens_may_be_made_of_tokens(tmp_path: Path) -> None:
    """However deep, with a fallback or not; a circle ends."""
    assert "'--soft'" in told(tmp_path, ":root { --brand: #888; --soft: var(--none, var(--brand)); }")[0]
    assert "is no colour" in told(tmp_path, ":root { --soft: var(--ink); --ink: var(--soft); }")[0]


def test_a_token_that_is_set_in_the_stylesheet_counts_too(tmp_path: Path) -> None:
    """It has the last word."""
    style = '@import "default/style.css";\n:root { --accent: #fff; }'
    (first, *_) = problems(tmp_path, ":root { --radius: 0; }", style)
    assert (first.at.path, first.at.line, first.code) == ("themes/own/assets/style.css", 2, "low-contrast")


def test_properties_with_a_fallback_may_be_missing(tmp_path: Path) -> None:
    """And those that the stylesheet sets and uses by itself are no tokens."""
    style = '@import "default/style.css";\n.a { --gap: 1px; margin: var(--gap) var(--mine, 0); }'
    assert not problems(tmp_path, ":root { --radius: 0; }", style)


def test_what_no_page_loads_sets_nothing(tmp_path: Path) -> None:
    """A style.css that takes the place of the shipped one has the tokens only if it imports them."""
    tokens = ":root { --kestrel: #123; }"
    (found,) = problems(tmp_path, tokens, "body { color: var(--kestrel); }")
    assert found.message == "nothing sets '--kestrel'"
    assert found.hint == 'begin style.css with @import "tokens.css";'
    assert not problems(
        tmp_path, ":root { --kestrel: #123; }", '@import "tokens.css";\nbody { color: var(--kestrel); }'
    )


def test_shipped_parts_need_their_tokens(tmp_path: Path) -> None:
    """Where a style.css of the site's own imports some of them by name."""
    (found,) = problems(tmp_path, "", '@import "shapes.css";')
    assert (found.at.path, found.code) == ("themes/own/assets/style.css", "unknown-token")
    assert found.hint == 'begin it with @import "tokens.css";'
    assert not problems(tmp_path, "", '@import "tokens.css";\n@import "shapes.css";')


def test_a_missing_import_is_told_alone(tmp_path: Path) -> None:
    """What it would set cannot be known."""
    (found,) = problems(tmp_path, "", '@import "colours.css";\nbody { color: var(--kestrel); }')
    assert found.code == "missing-asset"


def test_a_value_may_have_a_part_for_each_scheme(tmp_path: Path) -> None:
    """With functions in it, or tokens, as deep as anybody likes."""
    assert not told(tmp_path, ":root { --accent: light-dark(rgb(11, 87, 164), hsl(212, 85%, 74%)); }")
    (message,) = told(tmp_path, ":root { --blue: rgb(11, 87, 164); --accent: light-dark(var(--blue), var(--blue)); }")
    assert "in the dark scheme" in message


def test_tokens_that_never_end_end(tmp_path: Path) -> None:
    """In a circle, or when they grow with each one that is put in."""
    assert "is no colour" in told(tmp_path, f":root {{ --bg: {'var(--bg) ' * 7}; }}")[0]
    growing = " ".join(f"--g{n}: var(--g{n + 1}) var(--g{n + 1});" for n in range(40))
    assert "is no colour" in told(tmp_path, f":root {{ --bg: var(--g0); {growing} --g40: red; }}")[0]
    chain = " ".join(f"--g{n}: var(--g{n + 1});" for n in range(2000))
    assert "is no colour" in told(tmp_path, f":root {{ --bg: var(--g0); {chain} --g2000: red; }}")[0]


def test_only_a_scheme_by_itself_counts(tmp_path: Path) -> None:
    """Other queries hold on some screens, or on others than they name."""
    for query in ("not (prefers-color-scheme: dark)", "print and (prefers-color-scheme: dark)", "print, screen"):
        assert not told(tmp_path, f"@media {query} {{ :root {{ --accent: #888; }} }}")
    assert told(tmp_path, ":root,\n.bright { --accent: #888; }")


def test_a_colour_that_is_none_is_told_with_its_value(tmp_path: Path) -> None:
    """So that a digit that is missing can be seen."""
    (message, _) = told(tmp_path, ":root { --accent: #0b3d6; }")
    assert (
        message == "the contrast of '--accent' is not checked, for '#0b3d6' is no colour that can be told from the file"
    )


def test_a_missing_semicolon_is_told_alone(tmp_path: Path) -> None:
    """Not the value that comes of it."""
    (message,) = told(tmp_path, ":root {\n  --accent: #0b3d6e\n  --radius: 0;\n}")
    assert message == "the value of '--accent' goes on to the next ':'"

"""A report's HTML as text for places that show none."""

import re

from markupsafe import Markup

_LINE_OF_CODE = re.compile(r"<pre[ >].*?</pre>", re.DOTALL)
_PICTURE = re.compile(r'<img [^>]*?alt="([^"]*)"[^>]*>')
_ENTRY = re.compile(r"<li>(?:\s*<p>)?")
_BREAK = re.compile(r"<br>|<hr>|</?(?:blockquote|h[1-6]|li|ol|p|pre|table|tr|ul)\b[^>]*>")


def plain_text(html: Markup) -> str:
    """The words, one paragraph, entry of a list, row of a table or line of code on a line.

    A picture is what describes it, and a link its words.
    """
    code_kept = _LINE_OF_CODE.sub(lambda code: code[0].replace("\n", "<br>"), html)
    marked = _ENTRY.sub("<br>- ", _PICTURE.sub(r"\1", code_kept))
    lines = (Markup(block).striptags() for block in _BREAK.split(marked))  # noqa: S704 (a part of finished HTML)
    return "\n".join(filter(None, lines))

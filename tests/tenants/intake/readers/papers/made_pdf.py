"""PDF files made for tests, set by typst from our own words."""

from __future__ import annotations

from pathlib import Path

import typst

SHEET = """#set page(width: 21cm, height: 29.7cm, margin: (x: 3cm, y: 3cm), header: [{head}], footer: [{foot}])
#set text(size: 10pt, lang: "{language}", dir: {direction})
#set par(justify: false)
#set footnote(numbering: "1")
{body}
"""


def pdf_bytes(
    body: str, *, head: str = "", foot: str = "", language: str = "en", direction: str = "ltr", setting: str = ""
) -> bytes:
    """A PDF of typst's markup, with a running head and foot on every page."""
    source = SHEET.format(head=head, foot=foot, language=language, direction=direction, body=f"{setting}\n{body}")
    return typst.compile(source.encode())


def save(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path

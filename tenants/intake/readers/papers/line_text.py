"""The words of a line: what a paper's text may not hold is taken out."""

from __future__ import annotations

import re

# Soft hyphens, marks of direction and width, and control characters; the joiners that Persian needs stay.
UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")
CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")


def line_text(text: str) -> str:
    """The text on one line: single spaces, no soft hyphens, no control characters, no marks of direction."""
    if not text.isprintable() or "\u00ad" in text:
        text = CONTROL.sub("", UNSEEN.sub("", text))
    return " ".join(text.split())

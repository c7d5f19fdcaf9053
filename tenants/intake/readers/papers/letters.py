"""Text taken from a paper, cleaned of what only its setting needs."""

from __future__ import annotations

import re
import unicodedata

# Ligatures and the shapes of Arabic letters are the letters they stand for; other compatibility signs stay.
COMPOSED = re.compile(r"[\ufb00-\ufb06\ufb1d-\ufdff\ufe70-\ufefc]+")
HYPHEN_AT_END = re.compile(r"\s*(?:\ufffe|\u00ad)\s*$")
UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\u0640]")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
SPACES = re.compile(r"\s+")


def clean(text: str) -> str:
    """One line without unseen signs, in composed letters and single spaces; a hyphen at its end is kept as "-"."""
    text = HYPHEN_AT_END.sub("-", text)
    text = COMPOSED.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)
    text = UNSEEN.sub("", CONTROL.sub(" ", text))
    return SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()

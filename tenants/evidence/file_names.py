"""What a file is called: the person's own name for it, without anything that could mislead the next reader."""

from __future__ import annotations

import re
import unicodedata

from tenants.evidence.formats import FORMATS, Format

LONGEST = 150
JOINERS = {"\u200c", "\u200d"}
FORBIDDEN = re.compile(r'[<>:"|?*\\/]')
# Endings people or programs give; one that contradicts the content is exchanged, or kept as part of the name.
ENDINGS = {ending for one in FORMATS.values() for ending in one.endings}


def clean(name: str, kind: Format) -> str:
    """The name to show and to give back: no path, no invisible or turning characters, a truthful ending."""
    name = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    name = "".join(one for one in name if one in JOINERS or unicodedata.category(one)[0] not in "C")
    name = re.sub(r"\s+", " ", FORBIDDEN.sub("-", name)).strip(" .")
    stem, dot, ending = name.rpartition(".")
    if not dot:
        stem, ending = name, ""
    if ending.lower() in kind.endings:
        ending = ending.lower()
    else:
        if ending.lower() not in ENDINGS:
            stem = name
        ending = kind.endings[0]
    stem = stem.strip(" .").strip("".join(JOINERS))[: LONGEST - len(ending) - 1].strip(" .") or "file"
    return f"{stem}.{ending}"


def ending_of(name: str) -> str:
    """The last ending of a name, in small letters; none is empty."""
    return name.rpartition(".")[2].lower() if "." in name else ""

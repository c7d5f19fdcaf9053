"""Sessions in which States were reviewed, from our own calendar of the reviews."""

from __future__ import annotations

import re
from functools import cache

from shared.taxonomy.catalogue import catalogue_from_files
from shared.taxonomy.lists import DATA
from shared.taxonomy.reading import read

COUNCIL_SESSION = re.compile(r"^A/HRC/(\d{1,3})/")
# The Council adopts a report two or three months after the review: its 26th session those of the 18th, and so on.
# Before 2012 it was seven sessions. Reviews of one State lie 13 sessions apart, so the nearest is meant.
AFTER_REVIEW = 7.6
TOO_FAR = 5


@cache
def _sessions() -> dict[str, tuple[int, ...]]:
    """By code of the State the numbers of the sessions that reviewed it."""
    catalogue = catalogue_from_files()
    found: dict[str, list[int]] = {}
    for row in read(DATA).rows["review_slot"]:
        state = catalogue.states[row.values["state_id"]]
        found.setdefault(state.code, []).append(row.values["session"])
    return {code: tuple(sessions) for code, sessions in found.items()}


def session_of_calendar(state: str, symbol: str) -> str:
    """The session in which a State was reviewed, told by the Council's session in the symbol; empty when not sure."""
    adopted = COUNCIL_SESSION.match(symbol)
    if not adopted or state not in _sessions():
        return ""
    expected = int(adopted.group(1)) - AFTER_REVIEW
    nearest = min(_sessions()[state], key=lambda session: abs(session - expected))
    return str(nearest) if abs(nearest - expected) < TOO_FAR else ""

"""Which shape, tone and words stand for a code.

Shape says the kind, fill says how far, words say it all: a circle is progress, a square is the state's position.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Glyph:
    """A symbol of the sprite and the words beside it; `tone` is its colour class, empty for positions."""

    symbol: str
    words: StrOrPromise
    tone: str = ""


# The ladder every scale is drawn on. Charts keep this order.
LADDER: dict[str, Glyph] = {
    "done": Glyph("st-done", _("Implemented"), "st-done"),
    "part": Glyph("st-part", _("Partly implemented"), "st-part"),
    "going": Glyph("st-going", _("In progress"), "st-going"),
    "none": Glyph("st-none", _("Not started"), "st-none"),
    "not": Glyph("st-not", _("Not implemented"), "st-not"),
    "unknown": Glyph("st-unknown", _("Not enough information"), "st-none"),
}

_RUNGS: dict[str, str] = {
    # the state's report on itself
    "not_started": "none",
    "planned": "none",
    "in_progress": "going",
    "partially": "part",
    "partly": "part",
    "implemented": "done",
    "continuous": "going",
    "not_planned": "not",
    "not_implemented": "not",
    # the national human rights institution
    "full": "done",
    "substantial": "part",
    "limited": "going",
    "nhri:none": "none",
    "regression": "not",
    "no_info": "unknown",
    # UPR Info
    "partial": "part",
    "na": "unknown",
    # civil society
    "satisfactory": "done",
    "progress": "going",
    "no_progress": "none",
    "worse": "not",
    # a treaty body's grades
    "A": "done",
    "B": "part",
    "C": "none",
    "D": "unknown",
    "E": "not",
}

_WORDS: dict[str, StrOrPromise] = {
    "planned": _("Planned"),
    "continuous": _("Continuous measure"),
    "not_planned": _("Implementation not planned"),
    "full": _("Fully implemented"),
    "substantial": _("Substantial progress"),
    "limited": _("Limited progress"),
    "nhri:none": _("No progress"),
    "regression": _("Regression"),
    "na": _("No response"),
    "progress": _("Some progress"),
    "no_progress": _("No progress"),
    "worse": _("Situation worse"),
}

POSITIONS: dict[str, Glyph] = {
    "supported": Glyph("pos-yes", pgettext_lazy("position of the state", "Supported")),
    "supported_in_part": Glyph("pos-part", pgettext_lazy("position of the state", "Supported in part")),
    "noted": Glyph("pos-noted", pgettext_lazy("position of the state", "Noted")),
    "pending": Glyph("pos-wait", pgettext_lazy("position of the state", "Pending")),
    "implemented": Glyph("pos-met", pgettext_lazy("position of the state", "Considered implemented")),
    "rejected": Glyph("pos-no", pgettext_lazy("position of the state", "Rejected")),
}

GRADES: dict[str, StrOrPromise] = {
    "A": _("Largely satisfactory"),
    "B": _("Partially satisfactory"),
    "C": _("Not satisfactory"),
    "D": _("No cooperation with the Committee"),
    "E": _("Contrary to the recommendation"),
}


def rung(code: str) -> str:
    """The rung of the ladder for an assessment value, with or without its scale ("state:planned" or "planned").

    Codes nobody knows stand on "unknown"; a chart must not lose a row because a scale grew.
    """
    value = code.partition(":")[2] or code
    found = _RUNGS.get(code) or _RUNGS.get(value) or value
    return found if found in LADDER else "unknown"


def status_glyph(code: str) -> Glyph:
    """Circle, tone and words for an assessment value; words of its own where the scale says it differently."""
    on_ladder = LADDER[rung(code)]
    words = _WORDS.get(code) or _WORDS.get(code.partition(":")[2] or code)
    return Glyph(on_ladder.symbol, words, on_ladder.tone) if words else on_ladder


def position_glyph(code: str) -> Glyph:
    """Square and words for a position; an unknown code reads as pending, which claims nothing."""
    return POSITIONS.get(code, POSITIONS["pending"])

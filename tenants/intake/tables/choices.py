"""What a person said of a table that does not name itself: kept with its import, handed on to reader and staging."""

from __future__ import annotations

from typing import Any

from tenants.intake.models import Batch

CHOICES, SURVEY = "table", "words"
Choices = dict[str, Any]


def choices_of(batch: Batch) -> Choices:
    """The choices, JSON as it is kept in `batch.about["table"]`; each part may be missing.

    "sheets": further sheets that are read with the chosen one; "filled": fields whose empty cells hold what stands
    above; "defaults": for all rows without a cell of their own, "body" (a code), "session", "symbol", "dated",
    "assessed_on"; "values": "status", "position", "mechanism" (folded words to a code, "" for none) and "responsible"
    (folded words to a body's key, "" to leave it out); "bodies": those to be made, key to kind and names; "speaker",
    "speaker_by", "speaker_by_name": whose account the statuses are ("state", "nhri"), and who said so.
    """
    return dict(batch.about.get(CHOICES, {}))


def asked_of(batch: Batch, state: str = "") -> dict[str, Any]:
    """What the reader `national` is handed as `asked`: the sheet, the columns, the State's code and the choices."""
    return {"sheet": batch.sheet, "mapping": batch.mapping, "state": state, **choices_of(batch)}


def survey_of(batch: Batch) -> dict[str, Any]:
    """The words that the table's rows hold (`tables.survey`), {} before its columns were said."""
    return dict(batch.about.get(SURVEY, {}))

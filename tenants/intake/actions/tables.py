"""What a person says of a table that does not explain itself: where it begins, its columns, what its words mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenants.institutions.models import InstitutionKind
from tenants.intake.looked_at import ANY_TABLE, found_columns
from tenants.intake.models import CHANGEABLE, Batch, RememberedMapping, RememberedValue, Standing
from tenants.intake.readers.columns import TRACKER_FIELDS, match_tracker_columns, stored_choices
from tenants.intake.readers.headers import header_at
from tenants.intake.readers.national.reader import alike
from tenants.intake.readers.sniffing import HEADER_WITHIN, every_row
from tenants.intake.readers.unreadable import UnknownSheet
from tenants.intake.refusals import ColumnsMissing, Refused
from tenants.intake.sniffed import as_json, first_look, header_digest, limits, on_disk
from tenants.intake.staging import own_state
from tenants.intake.steps import authorise, held, prepare_later, start_over
from tenants.intake.tables import survey as table_survey
from tenants.intake.tables.choices import CHOICES, SURVEY, choices_of, survey_of
from tenants.intake.tables.guesses import guessed
from tenants.intake.work.writing import speakers
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.records import audit
from tenants.tracker.locking import institution_here

TABLE_READERS = ("upr_info", ANY_TABLE)


@transaction.atomic
def read_as(*, batch: Batch, sheet: str, header_row: int | None, reader: str, by: Member | None) -> Batch:
    """Read this sheet, its header on this row (as Excel counts; None: where it was found), as this kind of table.

    What was said of the columns is void. Raises AnotherStep, Refused, and every Unreadable of the sheet.
    """
    authorise(by)
    batch = held(batch, CHANGEABLE)
    sniffed = batch.reading
    found = sniffed.sheet(sheet)
    if found is None or batch.file is None or not batch.is_table:
        raise UnknownSheet
    reader = reader if reader in TABLE_READERS else batch.reader
    row = header_row or found.header_row
    same = (found.name, row, reader) == (batch.sheet, found.header_row, batch.reader)
    if same and batch.standing != Standing.UPLOADED:
        return batch
    with on_disk(batch.file) as path:
        if row != found.header_row:
            first = list(islice(every_row(path, sniffed, found.name, limits()), HEADER_WITHIN))
            place = next((at for at, one in enumerate(first) if one.number == row), None)
            if place is None or not any(first[place].cells):
                raise Refused(_("There is no such row near the top of the sheet, or it is empty."))
            moved = replace(header_at(found.name, first, place), hidden=found.hidden)
            sniffed = replace(sniffed, sheets=tuple(moved if one is found else one for one in sniffed.sheets))
            found = moved
        look = first_look(path, sniffed, found.name)
    batch.sniffed = {**batch.sniffed, **as_json(sniffed), **look}
    batch.sheet, batch.reader = found.name, reader
    batch.mapping = found_columns(found.header, reader)
    batch.about = {name: said for name, said in batch.about.items() if name not in {CHOICES, SURVEY}}
    start_over(batch, Standing.READ)
    after = {"sheet": found.name, "header_row": found.header_row, "reader": reader}
    audit.record("import_sheet_chosen", batch, by=by, after=after)
    return batch


@transaction.atomic
def say_columns(
    *,
    batch: Batch,
    columns: Mapping[str, int | None],
    filled: Iterable[str] = (),
    sheets: Iterable[str] = (),
    defaults: Mapping[str, str] | None = None,
    by: Member | None,
) -> Batch:
    """Say which column holds which field, and what holds for rows without a cell; then the words are counted.

    Every distinct word of status, position, body and responsible bodies gets the meaning it had last time, else the
    one it seems to have; `say_values` corrects them. Remembered for this header.
    Raises AnotherStep, ColumnsMissing, and every Unreadable of the sheets.
    """
    authorise(by)
    batch = held(batch, CHANGEABLE)
    chosen = {name: index for name, index in columns.items() if name in TRACKER_FIELDS}
    given = [index for index in chosen.values() if index is not None]
    twice = tuple(name for name, index in chosen.items() if index is not None and given.count(index) > 1)
    if twice:
        raise ColumnsMissing(_("One column cannot hold two fields."), twice)
    mapping = match_tracker_columns(batch.header, {**dict.fromkeys(TRACKER_FIELDS), **chosen})
    if not mapping.complete:
        raise ColumnsMissing(_("Choose a column for the text of the recommendations."), mapping.missing)
    mine = batch.reading.sheet(batch.sheet)
    others = [one.name for one in alike(batch.reading, mine)] if mine else []
    choices: dict[str, Any] = {
        "filled": [name for name in filled if name in mapping.columns],
        "sheets": [name for name in sheets if name in others],
        "defaults": {name: text.strip() for name, text in (defaults or {}).items() if text.strip()},
        "speaker": _spoken_for(batch, by),
        "speaker_by": str(by.pk) if by else "",
        "speaker_by_name": by.name if by else "",
    }
    state = choices["defaults"].pop("state", "")
    if not state and own_state() is None and "state" not in mapping.columns:
        raise ColumnsMissing(_("Say to which State these recommendations were made."), ("state",))
    batch.mapping = {**chosen, **stored_choices(mapping)}
    batch.about = {**batch.about, CHOICES: choices, "said": {"state": state} if state else {}}
    found = table_survey.survey(batch)
    if found["nowhere"] and found["nowhere"] == found["rows"] and not choices["defaults"].get("body"):
        raise ColumnsMissing(_("Say which body made these recommendations, or which column names it."), ("body",))
    may_make = by is None or by.may(Permission.MANAGE_BODIES)
    values, bodies = guessed(found, choices["speaker"], may_make=may_make)
    batch.about = {**batch.about, CHOICES: {**choices, "values": values, "bodies": bodies}, SURVEY: found}
    RememberedMapping.objects.update_or_create(
        digest=header_digest(batch.header), defaults={"mapping": batch.mapping, "remembered_at": timezone.now()}
    )
    start_over(batch, Standing.READ)
    audit.record("import_columns_matched", batch, by=by, after={"columns": stored_choices(mapping)})
    return batch


@transaction.atomic
def say_values(
    *,
    batch: Batch,
    field: str,
    meanings: Mapping[str, str],
    makes: Mapping[str, str] | None = None,
    speaker: str | None = None,
    by: Member | None,
) -> Batch:
    """Say what words of one field mean (folded word to code or body's key, "" to leave it out), and remember it.

    `makes` are words that become new bodies, with their kind. Words the table does not have are passed over; the same
    said twice changes nothing. `speaker` is whose account the statuses are. Raises AnotherStep, and Denied for bodies
    by those who may not manage them.
    """
    authorise(by)
    batch = held(batch, CHANGEABLE)
    choices, survey = choices_of(batch), survey_of(batch)
    printed = {folded for folded, _printed, _count in survey.get(field, [])}
    said = {folded: meaning for folded, meaning in meanings.items() if folded in printed}
    bodies = dict(choices.get("bodies", {}))
    if makes and by is not None:
        authorise(by, Permission.MANAGE_BODIES)
    for key, names in list(bodies.items()):
        if makes and names["of"] in makes and names["of"] in printed:
            bodies[key] = {**names, "kind": makes[names["of"]]}
            said[names["of"]] = key
    values = {**choices.get("values", {}), field: {**choices.get("values", {}).get(field, {}), **said}}
    after = {**choices, "values": values, "bodies": bodies}
    if speaker is not None and speaker in {"", *speakers(by)}:
        after |= {"speaker": speaker, "speaker_by": str(by.pk) if by else "", "speaker_by_name": by.name if by else ""}
        if speaker != choices.get("speaker"):
            after["values"], _bodies = guessed({**survey, "responsible": []}, speaker, may_make=False)
            after["values"] = {**values, "status": after["values"]["status"]}
    for folded, meaning in said.items():
        RememberedValue.objects.update_or_create(
            field=field, printed=folded[:300], defaults={"meaning": meaning[:60], "remembered_at": timezone.now()}
        )
    if after != choices:
        batch.about = {**batch.about, CHOICES: after}
        start_over(batch, Standing.READ)
    return batch


@transaction.atomic
def go_to_preview(*, batch: Batch, by: Member | None) -> Batch:
    """Prepare the preview with the meanings as they stand. Raises AnotherStep, ColumnsMissing."""
    authorise(by)
    batch = held(batch, CHANGEABLE)
    if not choices_of(batch):
        raise ColumnsMissing(_("Say first which column holds what."), ())
    if batch.standing in (Standing.UPLOADED, Standing.READ):
        start_over(batch, Standing.MAPPED)
        meanings: dict[str, Any] = choices_of(batch).get("values", {})
        audit.record("import_values_matched", batch, by=by, after={one: len(found) for one, found in meanings.items()})
        prepare_later(batch, by)
    return batch


def _spoken_for(batch: Batch, by: Member | None) -> str:
    """Whose account the statuses were said to be before, while this member may still say so; else the state's.

    A national human rights institution says first whose words they are: nothing else would tell its own finding from
    what the state claims.
    """
    may = speakers(by)
    before = choices_of(batch).get("speaker")
    if before in may:
        return str(before)
    return "" if institution_here().kind == InstitutionKind.NHRI else next(iter(may), "")

"""From an uploaded file to its differences: the sheet found, its request told, each cell compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import transaction

from shared.isolation.scope import current_institution_id
from tenants.followup.models import Request, Update, UploadStanding, WorkbookCell, WorkbookUpload
from tenants.followup.workbook.columns import columns_of, is_answer, known_titles
from tenants.followup.workbook.comparing import Compared, compare, counted
from tenants.followup.workbook.grid import Leaf, address, read_leaves
from tenants.followup.workbook.identifiers import Fault, Identifier
from tenants.followup.workbook.main_sheet import MainSheet, find
from tenants.followup.workbook.notes import Note
from tenants.followup.workbook.stamp import read_stamp
from tenants.intake.readers import Unreadable
from tenants.intake.sniffed import limits, on_disk
from tenants.intake.trouble import as_json
from tenants.members.roles import Permission

Tell = Callable[[int, int, str], None]


def quiet(_done: int, _total: int, _step: str = "") -> None:
    """For small files, where nobody watches."""


class Mismatch(Exception):
    """The whole file is refused; `note` says why and where."""

    def __init__(self, code: str, **facts: Any) -> None:
        self.note = Note(code, **facts)
        super().__init__(code)


def read_upload(upload_id: UUID, tell: Tell = quiet) -> None:
    """Read what was uploaded and keep its differences. An upload that stands elsewhere by now is left alone."""
    found = WorkbookUpload.objects.select_related("file", "round", "expected", "uploaded_by")
    upload = found.filter(pk=upload_id, standing=UploadStanding.READING).first()
    if upload is None:
        return
    try:
        with on_disk(upload.file) as path:
            leaves = read_leaves(path, limits())
        request, main = _request_of(upload, leaves)
        compared = compare(request, main, lambda done, total: tell(done, total, "comparing"))
    except Unreadable as refusal:
        _refuse(upload, as_json(refusal))
    except Mismatch as mismatch:
        _refuse(upload, mismatch.note.as_json())
    else:
        _keep(upload, request, main, compared)


def _request_of(upload: WorkbookUpload, leaves: list[Leaf]) -> tuple[Request, MainSheet]:
    """The request whose rows the file holds, and the sheet with them. Raises Mismatch."""
    questions = list(upload.round.questions.all())
    main = find(leaves, known_titles(columns_of(questions)))
    told = next((found for leaf in leaves if (found := read_stamp(_cells(leaf)))), None)
    elsewhere = told is not None and told.get("institution") != str(current_institution_id())
    if main is None:
        raise Mismatch("other_institution" if elsewhere else "no_identifiers")
    whole = [identifier.update for _line, identifier in main.rows if isinstance(identifier, Identifier)]
    if not whole:
        line, fault = main.rows[0]
        place = {"sheet": main.name, "cell": address(main.identifier_column, line.number)}
        raise Mismatch("other_institution" if fault is Fault.ELSEWHERE or elsewhere else "all_damaged", **place)
    asked = Counter(Update.objects.filter(pk__in=whole).values_list("request_id", flat=True))
    if not asked:
        raise Mismatch("unknown_rows", sheet=main.name)
    expected = upload.expected_id
    key = expected if expected is not None and expected in asked else asked.most_common(1)[0][0]
    request = Request.objects.select_related("round", "body").get(pk=key)
    _refuse_strange(upload, request, main)
    if not any(is_answer(key) for key in main.keys):
        raise Mismatch("no_columns", sheet=main.name)
    return request, main


def _refuse_strange(upload: WorkbookUpload, request: Request, main: MainSheet) -> None:
    """Another round's file, or another body's. Names are told to those only who may see them."""
    sees_all = upload.uploaded_by.may(Permission.RUN_ROUNDS)
    if request.round_id != upload.round_id:
        own = upload.uploaded_by.body_id == request.body_id
        if sees_all or own:
            raise Mismatch("other_round_named", sheet=main.name, words=request.round.title)
        raise Mismatch("other_body", sheet=main.name)
    if upload.expected_id is not None and request.pk != upload.expected_id:
        if sees_all:
            raise Mismatch("other_body_named", sheet=main.name, words=str(request.body))
        raise Mismatch("other_body", sheet=main.name)


def _cells(leaf: Leaf) -> list[list[str]]:
    return [[cell.words for _column, cell in sorted(line.cells.items())] for line in leaf.lines[:50]]


@transaction.atomic
def _refuse(upload: WorkbookUpload, trouble: dict[str, Any]) -> None:
    held = _held(upload)
    if held is not None:
        held.cells.all().delete()
        held.standing, held.trouble, held.request = UploadStanding.REFUSED, trouble, None
        held.save(update_fields=["standing", "trouble", "request"])


@transaction.atomic
def _keep(upload: WorkbookUpload, request: Request, main: MainSheet, compared: Compared) -> None:
    held = _held(upload)
    if held is None:
        return
    held.cells.all().delete()
    for cell in compared.cells:
        cell.upload = held
    WorkbookCell.objects.bulk_create(compared.cells, batch_size=500)
    held.request, held.sheet, held.standing, held.trouble = request, main.name, UploadStanding.READ, {}
    held.notes = [note.as_json() for note in (*main.notes, *compared.notes)]
    held.counts = {
        **{name: held.counts[name] for name in ("taken", "submitted") if name in held.counts},
        **dict(counted(compared.cells)),
        "unchanged": compared.unchanged,
        "rows": len(compared.updates),
    }
    held.save(update_fields=["request", "sheet", "standing", "trouble", "notes", "counts"])


def _held(upload: WorkbookUpload) -> WorkbookUpload | None:
    found = WorkbookUpload.objects.select_for_update(of=("self",))
    return found.filter(pk=upload.pk, standing=UploadStanding.READING).first()

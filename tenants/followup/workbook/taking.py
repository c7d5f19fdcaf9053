"""What was chosen is written as drafts, a few updates at a time; a worker that dies leaves whole updates behind."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from tenants.followup.actions import many
from tenants.followup.drafting import Words
from tenants.followup.holding import BY_WORKBOOK
from tenants.followup.models import (
    CellChoice,
    CellVerdict,
    Update,
    UploadStanding,
    WorkbookCell,
    WorkbookUpload,
)
from tenants.followup.models.workbooks import CellQuerySet
from tenants.followup.refusals import AlreadySent, NotFilled, Refused, RoundRests, WrittenMeanwhile
from tenants.followup.workbook.columns import ACCOUNT, VALUE, question_of
from tenants.followup.workbook.standing_words import cells_of
from tenants.records import audit
from tenants.records.models import AuditEntry

Tell = Callable[[int, int, str], None]
AT_ONCE = 200


def quiet(_done: int, _total: int, _step: str = "") -> None:
    """For a few updates, where nobody watches."""


def carry_out(upload_id: UUID, tell: Tell = quiet) -> None:
    """Take over what is left of an upload. Safe to run again at any moment; a finished one is left alone."""
    upload = WorkbookUpload.objects.filter(pk=upload_id, standing=UploadStanding.ACCEPTING).first()
    if upload is None:
        return
    waiting = list(_chosen(upload).order_by("order", "update_id").values_list("update_id", flat=True))
    keys = list(dict.fromkeys(waiting))
    try:
        for start in range(0, len(keys), AT_ONCE):
            with transaction.atomic():
                tell(start, len(keys), "taking")
                _take(upload_id, keys[start : start + AT_ONCE])
        if upload.submitting:
            _submit_all(upload_id, tell)
    except RoundRests:
        # Closed in the middle: what was taken stays, the rest can be read but not taken.
        _give_back(upload_id)
        return
    _finish(upload_id)


def _chosen(upload: WorkbookUpload) -> CellQuerySet:
    return upload.cells.to_decide().filter(choice=CellChoice.TAKE)


def _take(upload_id: UUID, keys: Sequence[UUID]) -> None:
    """Write the chosen cells of some updates as drafts. Raises RoundRests."""
    upload = _held(upload_id)
    if upload is None or upload.accepted_by is None or upload.request is None:
        return
    by, cells = upload.accepted_by, defaultdict(list)
    for cell in _chosen(upload).filter(update__in=keys).select_related("update"):
        cells[cell.update_id].append(cell)
    drafts = {key: _words(found) for key, found in cells.items()}
    refused = many.save_drafts(request=upload.request, drafts=drafts, by=by, way=BY_WORKBOOK)
    for key, refusal in refused.items():
        _not_taken(cells[key], refusal)
    taken = {key: found for key, found in cells.items() if key not in refused}
    pks = [cell.pk for found in taken.values() for cell in found]
    _chosen(upload).filter(pk__in=pks).update(taken_at=timezone.now())
    AuditEntry.objects.bulk_create(
        audit.entry_for(
            "workbook_taken",
            found[0].update,
            by=by,
            before={cell.column: cell.now for cell in found},
            after={cell.column: cell.said for cell in found},
            group=upload.pk,
            reason=upload.name,
        )
        for found in taken.values()
    )


def _words(cells: Sequence[WorkbookCell]) -> Words:
    said = {cell.column: cell.said for cell in cells}
    answers = {found: words for column, words in said.items() if (found := question_of(column))}
    return Words(value=said.get(VALUE), account=said.get(ACCOUNT), answers=answers, seen=cells[0].revision)


def _not_taken(cells: Sequence[WorkbookCell], refusal: Refused) -> None:
    if isinstance(refusal, WrittenMeanwhile):
        _changed_meanwhile(cells)
    elif isinstance(refusal, AlreadySent):
        _settle(cells, verdict=CellVerdict.CLOSED)
    else:
        _settle(cells, verdict=CellVerdict.UNREADABLE, problem={"code": "refused", "reason": str(refusal.reason)})


def _changed_meanwhile(cells: Sequence[WorkbookCell]) -> None:
    """Somebody wrote on the page since the file was read: the person decides anew, with what stands there now."""
    update = Update.objects.prefetch_related("answers").get(pk=cells[0].update_id)
    now = cells_of(update)
    for cell in cells:
        cell.now, cell.revision = now.get(cell.column, ""), update.revision
        if cell.now == cell.said:
            cell.delete()
            continue
        if cell.now != cell.base:
            cell.verdict, cell.choice = CellVerdict.CONFLICT, ""
        cell.problem = {"code": "meanwhile"}
        cell.save(update_fields=["now", "revision", "verdict", "choice", "problem"])


def _settle(cells: Sequence[WorkbookCell], *, verdict: CellVerdict, problem: dict[str, str] | None = None) -> None:
    keys = [cell.pk for cell in cells]
    WorkbookCell.objects.filter(pk__in=keys).update(verdict=verdict, choice="", problem=problem or {})


def _submit_all(upload_id: UUID, tell: Tell) -> None:
    """Send those whose cells were taken and in which nothing is left to decide or to read."""
    upload = WorkbookUpload.objects.select_related("accepted_by", "request").get(pk=upload_id)
    taken = set(upload.cells.filter(taken_at__isnull=False).values_list("update_id", flat=True))
    open_still = upload.cells.filter(
        verdict__in=[CellVerdict.CONFLICT, CellVerdict.UNREADABLE], taken_at=None, choice=""
    )
    keys = sorted(taken - set(open_still.values_list("update_id", flat=True)))
    found: Counter[str] = Counter()
    for start in range(0, len(keys), AT_ONCE):
        with transaction.atomic():
            tell(start, len(keys), "submitting")
            part = keys[start : start + AT_ONCE]
            assert upload.accepted_by is not None
            assert upload.request is not None
            refused = many.submit_many(request=upload.request, updates=part, by=upload.accepted_by, way=BY_WORKBOOK)
            found["submitted"] += len(part) - len(refused)
            found["incomplete"] += sum(isinstance(one, NotFilled) for one in refused.values())
    with transaction.atomic():
        held = _held(upload_id)
        if held is not None:
            held.counts = {**held.counts, "submitted": found["submitted"], "incomplete": found["incomplete"]}
            held.save(update_fields=["counts"])


@transaction.atomic
def _finish(upload_id: UUID) -> None:
    upload = _held(upload_id)
    if upload is None:
        return
    taken = upload.cells.filter(taken_at__isnull=False)
    again = upload.cells.to_decide().filter(problem__code="meanwhile").exists()
    upload.counts = {**upload.counts, "taken": taken.count(), "updates": taken.values("update").distinct().count()}
    upload.standing = UploadStanding.READ if again else UploadStanding.ACCEPTED
    upload.accepted_at = timezone.now()
    upload.save(update_fields=["counts", "standing", "accepted_at"])
    after = {name: upload.counts.get(name, 0) for name in ("taken", "updates", "submitted")}
    after |= {"uploaded_by": upload.uploaded_by_name, "body": str(upload.request.body_id) if upload.request else ""}
    audit.record("workbook_accepted", upload, by=upload.accepted_by, after=after)


@transaction.atomic
def _give_back(upload_id: UUID) -> None:
    upload = _held(upload_id)
    if upload is not None:
        upload.standing = UploadStanding.READ
        upload.save(update_fields=["standing"])
        left = upload.cells.to_decide()
        left.update(verdict=CellVerdict.CLOSED, choice="")


def _held(upload_id: UUID) -> WorkbookUpload | None:
    found = WorkbookUpload.objects.select_for_update(of=("self",)).select_related("accepted_by", "request")
    return found.filter(pk=upload_id, standing=UploadStanding.ACCEPTING).first()

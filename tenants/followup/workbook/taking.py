"""What was chosen is written as drafts, a few updates at a time; a worker that dies leaves whole updates behind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from tenants.followup.actions import updates
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

Tell = Callable[[int, int, str], None]
AT_ONCE = 20


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
                for key in keys[start : start + AT_ONCE]:
                    _take(upload_id, key)
        if upload.submitting:
            _submit_all(upload_id, tell)
    except RoundRests:
        # Closed in the middle: what was taken stays, the rest can be read but not taken.
        _give_back(upload_id)
        return
    _finish(upload_id)


def _chosen(upload: WorkbookUpload) -> CellQuerySet:
    return upload.cells.to_decide().filter(choice=CellChoice.TAKE)


def _take(upload_id: UUID, key: UUID) -> None:
    """Write one update's chosen cells as a draft. Raises RoundRests."""
    upload = _held(upload_id)
    if upload is None or upload.accepted_by is None:
        return
    cells = list(_chosen(upload).filter(update=key).select_related("update"))
    if not cells:
        return
    update, by = cells[0].update, upload.accepted_by
    words = {cell.column: cell.said for cell in cells}
    try:
        with transaction.atomic():
            updates.save_draft(
                update=update,
                by=by,
                value=words.get(VALUE),
                account=words.get(ACCOUNT),
                answers={found: said for column, said in words.items() if (found := question_of(column))},
                seen=cells[0].revision,
                way=BY_WORKBOOK,
            )
    except RoundRests:
        raise
    except WrittenMeanwhile:
        _changed_meanwhile(cells)
        return
    except AlreadySent:
        _settle(cells, verdict=CellVerdict.CLOSED)
        return
    except Refused as refusal:
        _settle(cells, verdict=CellVerdict.UNREADABLE, problem={"code": "refused", "reason": str(refusal.reason)})
        return
    _chosen(upload).filter(pk__in=[cell.pk for cell in cells]).update(taken_at=timezone.now())
    audit.record(
        "workbook_taken",
        update,
        by=by,
        before={cell.column: cell.now for cell in cells},
        after=words,
        group=upload.pk,
        reason=upload.name,
    )


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
    upload = WorkbookUpload.objects.select_related("accepted_by").get(pk=upload_id)
    taken = set(upload.cells.filter(taken_at__isnull=False).values_list("update_id", flat=True))
    open_still = upload.cells.filter(
        verdict__in=[CellVerdict.CONFLICT, CellVerdict.UNREADABLE], taken_at=None, choice=""
    )
    keys = sorted(taken - set(open_still.values_list("update_id", flat=True)))
    found: Counter[str] = Counter()
    for start in range(0, len(keys), AT_ONCE):
        with transaction.atomic():
            tell(start, len(keys), "submitting")
            for update in Update.objects.filter(pk__in=keys[start : start + AT_ONCE]):
                found[_submit(update, upload)] += 1
    with transaction.atomic():
        held = _held(upload_id)
        if held is not None:
            held.counts = {**held.counts, "submitted": found["submitted"], "incomplete": found["incomplete"]}
            held.save(update_fields=["counts"])


def _submit(update: Update, upload: WorkbookUpload) -> str:
    assert upload.accepted_by is not None
    try:
        with transaction.atomic():
            updates.submit(update=update, by=upload.accepted_by, way=BY_WORKBOOK)
    except NotFilled:
        return "incomplete"
    except RoundRests:
        raise
    except Refused:
        return "refused"
    return "submitted"


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

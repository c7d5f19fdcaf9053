"""Each rule that two columns of a workbook's tables share, broken once."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tenants.followup.models import WorkbookCell, WorkbookExport, WorkbookPack, WorkbookUpload
from tests.tenants.followup.workbook_files import fill, made, sent


@pytest.fixture
def upload(here):
    return sent(
        fill(made(here.justice, here.people.focal_point), {"account": "Done."}),
        here.people.focal_point,
        request=here.justice,
    )


def refuses(name, act):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        act()


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"request": None}, "a_read_upload_has_its_request"),
        ({"standing": "accepting"}, "who_took_an_upload_over_is_known"),
        ({"standing": "accepted"}, "an_upload_taken_over_has_its_day"),
    ],
)
def test_an_upload_holds_together(here, upload, values, name):
    if name == "an_upload_taken_over_has_its_day":
        values = {**values, "accepted_by": here.people.focal_point}
    refuses(name, lambda: WorkbookUpload.objects.filter(pk=upload.pk).update(**values))


def test_the_same_file_is_uploaded_once(here, upload):
    twin = WorkbookUpload.objects.get(pk=upload.pk)
    again = WorkbookUpload(
        round=twin.round,
        expected=twin.expected,
        file=twin.file,
        name="b.xlsx",
        digest=twin.digest,
        uploaded_by=here.people.coordinator,
        uploaded_by_name="c",
    )
    refuses("the_same_file_is_uploaded_once", lambda: again.save(force_insert=True))


def test_a_cell_differs_once(upload):
    cell = upload.cells.get()
    twin = WorkbookCell(upload=upload, update=cell.update, column=cell.column, address="A1", verdict="new")
    refuses("a_cell_differs_once", lambda: twin.save(force_insert=True))


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"verdict": "unreadable"}, "only_what_can_be_taken_is_chosen"),
        ({"taken_at": timezone.now(), "choice": "leave"}, "what_was_taken_was_chosen"),
    ],
)
def test_a_cell_holds_together(upload, values, name):
    refuses(name, lambda: WorkbookCell.objects.filter(upload=upload).update(**values))


def test_workbooks_are_numbered(here, upload):
    twin = WorkbookExport(request=here.justice, number=1, language="en", base={}, digest="")
    refuses("workbooks_are_numbered", lambda: twin.save(force_insert=True))


def test_a_ready_pack_has_its_file(here):
    pack = WorkbookPack(round=here.round, asked_by_name="c", ready_at=timezone.now())
    refuses("a_ready_pack_has_its_file", lambda: pack.save(force_insert=True))

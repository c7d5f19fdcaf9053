"""A body's drafts are its own: whoever runs the round meets them in no workbook and on no page of differences."""

from __future__ import annotations

import io

from openpyxl import load_workbook

from tenants.followup.actions import updates
from tests.tenants.followup.conftest import fill as filled_on_the_page
from tests.tenants.followup.conftest import submitted
from tests.tenants.followup.workbook_files import fill, made, sent

DRAFT = "Still being argued over in the ministry."


def words_in(content: bytes) -> str:
    book = load_workbook(io.BytesIO(content))
    return " ".join(str(cell) for sheet in book.worksheets for row in sheet.iter_rows(values_only=True) for cell in row)


def test_the_coordinators_workbook_holds_no_draft(here):
    filled_on_the_page(here.update, here.people.focal_point, account=DRAFT)
    assert DRAFT in words_in(made(here.justice, here.people.focal_point))
    assert DRAFT not in words_in(made(here.justice, here.people.coordinator))


def test_it_holds_what_was_submitted(here):
    submitted(here.update, here.people.focal_point, account="The act was published.")
    assert "The act was published." in words_in(made(here.justice, here.people.coordinator))


def test_what_came_back_to_the_body_keeps_the_words_that_were_submitted(here):
    submitted(here.update, here.people.focal_point, account="The act was published.")
    updates.send_back(update=here.update, words="When?", by=here.people.coordinator)
    filled_on_the_page(here.update, here.people.focal_point, account=DRAFT)
    words = words_in(made(here.justice, here.people.coordinator))
    assert "The act was published." in words
    assert DRAFT not in words


def test_a_conflict_names_a_draft_to_the_coordinator_and_quotes_it_to_the_body(browse, inside, there):
    with inside():
        workbook = fill(made(there.justice, there.people.coordinator), {"account": "As mailed."})
        filled_on_the_page(there.update, there.people.focal_point, account=DRAFT)
        upload = sent(workbook, there.people.coordinator, request=there.justice)
    address = f"/en/rounds/workbooks/{upload.pk}/?show=conflict"
    hers = browse("alef", "coordinator").get(address).content.decode()
    assert "A draft that is not submitted" in hers
    assert DRAFT not in hers
    assert DRAFT in browse("alef", "focal_point").get(address).content.decode()

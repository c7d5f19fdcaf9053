"""What a filled workbook changes: differences, conflicts, drafts, and who may do what."""

from __future__ import annotations

import pytest
from openpyxl import Workbook

from tenants.followup.actions import rounds, updates
from tenants.followup.models import (
    Answer,
    CellChoice,
    Request,
    Update,
    UploadStanding,
    WorkbookCell,
    WorkbookExport,
    WorkbookUpload,
)
from tenants.followup.refusals import Refused, RoundRests
from tenants.followup.workbook import identifiers, reading, taking, uploads
from tenants.followup.workbook.notes import trouble_words
from tenants.intake.readers import Unreadable
from tenants.members.access import Denied
from tenants.records.models import AuditEntry
from tests.tenants.followup.conftest import fill as filled_on_the_page
from tests.tenants.followup.conftest import opened, round_content
from tests.tenants.followup.workbook_files import (
    book,
    columns,
    differences,
    fill,
    made,
    main_sheet,
    rows_of,
    saved,
    sent,
    taken,
)


def complete(here):
    number = here.round.questions.get(required=True)
    return {"value": "Partially implemented", "account": "The act was published.", f"q:{number.pk}": 120}


def test_new_answers_become_drafts_by_way_of_the_workbook(here):
    by = here.people.focal_point
    upload = taken(sent(fill(made(here.justice, by), complete(here)), by, request=here.justice), by)
    update = rows_of(here.justice)[0]
    assert (update.standing, update.value, update.account) == ("draft", "state:partially", "The act was published.")
    assert Answer.objects.get(update=update).words == "120"
    assert (upload.standing, upload.counts["taken"], upload.counts["updates"]) == ("accepted", 3, 1)


def test_what_is_complete_is_submitted_at_once_when_asked(here):
    by = here.people.focal_point
    content = fill(made(here.justice, by), complete(here))
    content = fill(content, {"account": "Not all yet."}, row=4)
    upload = taken(sent(content, by, request=here.justice), by, submitting=True)
    first, second, _third = rows_of(here.justice)
    assert (first.standing, second.standing) == ("submitted", "draft")
    assert first.submissions.get().way == "workbook"
    assert (upload.counts["submitted"], upload.counts["incomplete"]) == (1, 1)


def test_a_coordinator_brings_in_what_was_mailed_to_her_and_the_log_says_so(here):
    content = fill(made(here.justice, here.people.focal_point), complete(here))
    by = here.people.coordinator
    upload = taken(sent(content, by, round=here.round), by)
    assert upload.request == here.justice
    assert rows_of(here.justice)[0].changed_by_name == by.name
    entry = AuditEntry.objects.get(verb="workbook_accepted")
    assert (entry.by_name, entry.after["uploaded_by"], entry.after["body"]) == (
        by.name,
        by.name,
        str(here.bodies.Justice.pk),
    )


def test_what_stood_there_before_is_in_the_log(here):
    by, update = here.people.focal_point, rows_of(here.justice)[0]
    filled_on_the_page(update, by, account="Before.")
    taken(sent(fill(made(here.justice, by), {"account": "After."}), by, request=here.justice), by)
    entry = AuditEntry.objects.get(verb="workbook_taken", object_id=update.pk)
    assert (entry.before, entry.after) == ({"account": "Before."}, {"account": "After."})


def test_changed_on_the_page_and_in_the_file_is_a_conflict_with_three_words(here):
    by, update = here.people.focal_point, rows_of(here.justice)[0]
    filled_on_the_page(update, by, account="At the export.")
    content = fill(made(here.justice, by), {"account": "In the file."})
    filled_on_the_page(Update.objects.get(pk=update.pk), by, account="On the page.")
    [cell] = sent(content, by, request=here.justice).cells.all()
    assert (cell.verdict, cell.base, cell.now, cell.said, cell.choice) == (
        "conflict", "At the export.", "On the page.", "In the file.", "",
    )  # fmt: skip


def test_the_same_change_on_both_sides_is_no_difference(here):
    by, update = here.people.focal_point, rows_of(here.justice)[0]
    content = fill(made(here.justice, by), {"account": "Same."})
    filled_on_the_page(update, by, account="Same.", value="", answers={})
    assert differences(sent(content, by, request=here.justice)) == {}


def test_a_change_on_the_page_alone_is_not_overwritten_by_the_older_file(here):
    by, update = here.people.focal_point, rows_of(here.justice)[0]
    content = made(here.justice, by)
    filled_on_the_page(update, by, account="On the page.")
    assert differences(sent(content, by, request=here.justice)) == {}


@pytest.mark.parametrize(
    ("choice", "left"), [("take", "In the file."), ("leave", "On the page."), ("", "On the page.")]
)
def test_a_conflict_is_taken_only_when_it_was_chosen(here, choice, left):
    by, update = here.people.focal_point, rows_of(here.justice)[0]
    content = fill(made(here.justice, by), {"account": "In the file."})
    filled_on_the_page(update, by, account="On the page.")
    upload = sent(content, by, request=here.justice)
    uploads.choose(upload=upload, choices={upload.cells.get().pk: choice}, by=by)
    taken(upload, by)
    assert Update.objects.get(pk=update.pk).account == left


@pytest.mark.parametrize(("choice", "left"), [("take", ""), ("leave", "Words.")])
def test_an_emptied_cell_empties_the_answer_only_when_it_was_chosen(here, choice, left):
    by, update = here.people.focal_point, rows_of(here.justice)[0]
    filled_on_the_page(update, by, account="Words.")
    upload = sent(fill(made(here.justice, by), {"account": None}), by, request=here.justice)
    uploads.choose_alike(upload=upload, verdict="emptied", choice=choice, by=by)
    taken(upload, by)
    assert Update.objects.get(pk=update.pk).account == left


def test_a_row_is_chosen_as_a_whole(here):
    by = here.people.focal_point
    upload = sent(fill(made(here.justice, by), complete(here)), by, request=here.justice)
    update = rows_of(here.justice)[0]
    assert uploads.choose_alike(upload=upload, update=update.pk, choice=CellChoice.LEAVE, by=by) == 3
    taken(upload, by)
    assert Update.objects.get(pk=update.pk).standing == "waiting"


def test_accepting_twice_is_accepting_once(here):
    by = here.people.focal_point
    upload = sent(fill(made(here.justice, by), complete(here)), by, request=here.justice)
    taken(upload, by)
    revision = rows_of(here.justice)[0].revision
    assert taken(upload, by).standing == UploadStanding.ACCEPTED
    assert rows_of(here.justice)[0].revision == revision
    assert AuditEntry.objects.filter(verb="workbook_accepted").count() == 1


def test_the_same_file_sent_twice_is_one_upload(here):
    by = here.people.focal_point
    content = fill(made(here.justice, by), complete(here))
    assert sent(content, by, request=here.justice) == sent(content, by, request=here.justice)


def test_while_nothing_changes_a_workbook_keeps_its_number(here):
    by = here.people.focal_point
    made(here.justice, by)
    made(here.justice, by)
    assert [one.number for one in WorkbookExport.objects.all()] == [1]
    filled_on_the_page(rows_of(here.justice)[0], by)
    made(here.justice, by)
    assert sorted(one.number for one in WorkbookExport.objects.all()) == [1, 2]


def test_a_killed_worker_leaves_whole_updates_and_the_next_goes_on(here, monkeypatch):
    by = here.people.focal_point
    content = made(here.justice, by)
    for row in (3, 4, 5):
        content = fill(content, {"account": f"Row {row}."}, row=row)
    upload = sent(content, by, request=here.justice)
    uploads.accept(upload=upload, by=by)
    monkeypatch.setattr(taking, "AT_ONCE", 1)

    def killed(done, _total, _step):
        if done == 2:
            raise SystemExit

    with pytest.raises(SystemExit):
        taking.carry_out(upload.pk, killed)
    assert [one.account for one in rows_of(here.justice)] == ["Row 3.", "Row 4.", ""]
    taking.carry_out(upload.pk)
    assert [(one.account, one.revision) for one in rows_of(here.justice)] == [
        ("Row 3.", 1),
        ("Row 4.", 1),
        ("Row 5.", 1),
    ]


def test_what_was_written_on_the_page_after_the_comparison_is_asked_about_anew(here):
    by, update = here.people.focal_point, rows_of(here.justice)[0]
    upload = sent(fill(made(here.justice, by), {"account": "In the file."}), by, request=here.justice)
    filled_on_the_page(update, by, account="On the page.")
    upload = taken(upload, by)
    [cell] = upload.cells.all()
    assert (upload.standing, cell.verdict, cell.now, cell.choice) == ("read", "conflict", "On the page.", "")
    assert Update.objects.get(pk=update.pk).account == "On the page."


def test_what_was_submitted_after_the_comparison_is_not_overwritten(here):
    by, update = here.people.focal_point, rows_of(here.justice)[0]
    upload = sent(fill(made(here.justice, by), {"account": "In the file."}), by, request=here.justice)
    updates.submit(update=filled_on_the_page(update, by, account="On the page."), by=by)
    upload = taken(upload, by)
    assert upload.cells.get().verdict == "closed"
    assert Update.objects.get(pk=update.pk).account == "On the page."


def test_nothing_is_taken_over_into_a_closed_round_and_the_file_is_still_compared(here):
    by = here.people.focal_point
    content = fill(made(here.justice, by), {"account": "Late."})
    early = sent(fill(content, {"account": "Early."}), by, request=here.justice)
    rounds.close(round=here.round, by=here.people.coordinator)
    with pytest.raises(RoundRests):
        uploads.accept(upload=early, by=by)
    late = sent(content, by, request=Request.objects.get(pk=here.justice.pk))
    assert [cell.verdict for cell in late.cells.all()] == ["closed"]


def test_an_accepted_update_is_shut_in_the_workbook_and_a_returned_one_is_open_with_its_remark(here):
    by = here.people.focal_point
    first, second, third = rows_of(here.justice)
    for one in (first, second):
        updates.submit(update=filled_on_the_page(one, by), by=by)
    updates.accept(update=first, by=here.people.coordinator)
    updates.send_back(update=second, words="Name the law.", by=here.people.coordinator)
    sheet = main_sheet(book(made(here.justice, by)))
    where = columns(sheet)
    shut = [sheet.cell(row=row, column=where["account"]).protection.locked for row in (3, 4, 5)]
    assert shut == [True, False, False]
    assert sheet.cell(row=4, column=where["remark"]).value == "Name the law."
    assert sheet.cell(row=3, column=1).protection.locked
    assert sheet.protection.sheet


def test_an_arabic_workbook_reads_from_the_right_and_offers_its_lists_in_arabic(here):
    workbook = book(made(here.justice, here.people.focal_point, "ar"))
    sheet = main_sheet(workbook)
    assert sheet.sheet_view.rightToLeft
    lists = [cell.value for cell in workbook["mutabaa-lists"]["A"]]
    assert "منفذة جزئياً" in lists
    assert workbook["mutabaa-lists"].sheet_state == workbook["mutabaa-stamp"].sheet_state == "hidden"
    assert {rule.type for rule in sheet.data_validations.dataValidation} == {"list", "decimal"}
    assert sheet.row_dimensions[1].hidden
    assert sheet.freeze_panes == "D3"


def refused(upload):
    return upload.standing, upload.trouble.get("code"), upload.request


def test_another_bodys_workbook_is_refused_without_its_name(here):
    content = made(here.interior, here.people.coordinator)
    upload = sent(content, here.people.focal_point, request=here.justice)
    assert refused(upload) == ("refused", "other_body", None)
    assert "Interior" not in trouble_words(upload.trouble)
    by_coordinator = sent(content, here.people.coordinator, request=here.justice)
    assert "Interior" in trouble_words(by_coordinator.trouble)


def test_rows_of_another_body_in_ones_own_workbook_are_not_read(here):
    workbook = book(made(here.justice, here.people.focal_point))
    stranger = main_sheet(book(fill(made(here.interior, here.people.coordinator), {"account": "Theirs."})))
    main_sheet(workbook).append([cell.value for cell in stranger[3]])
    upload = sent(saved(workbook), here.people.focal_point, request=here.justice)
    assert (differences(upload), [note["code"] for note in upload.notes]) == ({}, ["other_request"])


def test_another_rounds_workbook_is_refused_with_the_rounds_title(here):
    other = opened(
        rounds.prepare(content=round_content(title="Autumn round"), by=here.people.coordinator), here.people.coordinator
    )
    content = made(Request.objects.get(round=other, body=here.bodies.Justice), here.people.focal_point)
    upload = sent(content, here.people.focal_point, request=here.justice)
    assert refused(upload) == ("refused", "other_round_named", None)
    assert "Autumn round" in trouble_words(upload.trouble)


def test_another_institutions_workbook_is_refused(inside):
    from tests.tenants.followup.conftest import asked

    with inside("ba") as ba:
        theirs = asked(ba)
        content = made(theirs.justice, theirs.people.focal_point)
    with inside("alef") as alef:
        ours = asked(alef)
        upload = sent(content, ours.people.focal_point, request=ours.justice)
        assert refused(upload) == ("refused", "other_institution", None)
        assert upload.trouble["cell"] == "A3"


@pytest.mark.parametrize("keep", ["rows", "nothing"])
def test_a_file_without_identifiers_is_refused_in_words(here, keep):
    workbook = book(made(here.justice, here.people.focal_point))
    sheet = main_sheet(workbook)
    sheet.delete_cols(1)
    if keep == "nothing":
        workbook = Workbook()
        workbook.active["A1"] = "Our answers are in the annex."
    upload = sent(saved(workbook), here.people.focal_point, request=here.justice)
    assert refused(upload) == ("refused", "no_identifiers", None)


def test_identifiers_all_damaged_are_told_from_none(here):
    workbook = book(made(here.justice, here.people.focal_point))
    for row in (3, 4, 5):
        cell = main_sheet(workbook).cell(row=row, column=1)
        cell.value = cell.value[:-1]
    upload = sent(saved(workbook), here.people.focal_point, request=here.justice)
    assert refused(upload) == ("refused", "all_damaged", None)


def test_a_file_that_is_no_workbook_is_not_kept(here):
    for content in (b"", b"PK\x05\x06" + b"\0" * 18, b"%PDF-1.7", "مرحبا".encode()):
        with pytest.raises(Unreadable):
            sent(content, here.people.focal_point, request=here.justice)
    assert not WorkbookUpload.objects.exists()


def test_an_identifier_of_an_older_key_is_still_known(here, settings):
    text = identifiers.written(here.update.pk, 4)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"
    assert identifiers.read(text) == identifiers.Identifier(here.update.pk, 4)


MAY_TAKE = {"coordinator": True, "focal_point": True}


@pytest.mark.parametrize(
    "role", ["coordinator", "analyst", "focal_point", "focal_point_elsewhere", "assessor", "observer"]
)
def test_who_takes_a_workbook_over(here, role):
    by = getattr(here.people, role)
    content = fill(made(here.justice, here.people.focal_point), complete(here))
    upload = sent(content, here.people.focal_point, request=here.justice)
    acts = [
        lambda: uploads.choose(upload=upload, choices={}, by=by),
        lambda: uploads.look_again(upload=upload, by=by),
        lambda: reading.read_upload(upload.pk),
        lambda: uploads.accept(upload=upload, by=by),
        lambda: sent(content + b" ", by, request=here.justice),
    ]
    for act in acts:
        if MAY_TAKE.get(role) or act is acts[2]:
            act()
        else:
            with pytest.raises(Denied):
                act()
    visible = WorkbookUpload.objects.visible_to(by).filter(pk=upload.pk).exists()
    assert visible is MAY_TAKE.get(role, False)


def test_a_cell_that_cannot_be_taken_cannot_be_chosen(here):
    by = here.people.focal_point
    upload = sent(fill(made(here.justice, by), {"value": "almost"}), by, request=here.justice)
    assert uploads.choose(upload=upload, choices={upload.cells.get().pk: "take"}, by=by) == 0
    with pytest.raises(Refused):
        uploads.choose_alike(upload=upload, choice="burn", by=by)
    assert WorkbookCell.objects.get().choice == ""

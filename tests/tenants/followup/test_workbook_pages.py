"""The pages of the round trip: fetched, sent, compared, taken over, all without a script."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from tenants.followup.models import Update, WorkbookPack
from tenants.followup.workbook import packing
from tenants.records import jobs
from tenants.records.models import Job
from tests.tenants.followup.conftest import fill as filled_on_the_page
from tests.tenants.followup.workbook_files import book, columns, fill, made, main_sheet, rows_of, saved, sent

ROLES = ("coordinator", "analyst", "focal_point", "focal_point_elsewhere", "assessor", "observer")


@pytest.fixture
def workbook(inside, there):
    """Justice's workbook with one answer in it."""
    with inside():
        return fill(made(there.justice, there.people.focal_point), {"account": "The act was published."})


@pytest.fixture
def upload(inside, there, workbook):
    """Sent by Justice, to be looked at."""
    with inside():
        return sent(workbook, there.people.focal_point, request=there.justice)


def as_file(content, name="answers.xlsx"):
    return {"file": SimpleUploadedFile(name, content)}


def test_a_focal_point_fetches_fills_sends_and_takes_over(browse, inside, there):
    client = browse("alef", "focal_point")
    address = f"/en/rounds/requests/{there.justice.pk}/workbook/"
    page = client.get(address)
    assert page.status_code == 200
    file = client.post(f"{address}file/", {"language": "fr"})
    assert file["Content-Disposition"].startswith("attachment")
    sheet = load_workbook(io.BytesIO(file.content)).worksheets[1]
    assert sheet.title == "Réponses"
    there_now = client.post(address, as_file(fill(file.content, {"account": "- Fait ; =c’est dit"}))).headers[
        "Location"
    ]
    text = client.get(there_now).content.decode()
    assert "- Fait ; =c’est dit" in text
    assert "Take over 1 cell<" in text
    done = client.post(f"{there_now}decide/", {"accept": "1"}, follow=True)
    assert "1 cell was taken over" in done.content.decode()
    again = client.post(f"{there_now}decide/", {"accept": "1"})
    assert again.status_code == 302
    with inside():
        update = Update.objects.get(pk=there.update.pk)
        assert (update.account, update.standing, update.revision) == ("- Fait ; =c’est dit", "draft", 1)


def test_the_choices_of_the_page_count_when_it_is_taken_over(browse, inside, there, upload):
    client = browse("alef", "focal_point")
    with inside():
        cell = upload.cells.get()
    client.post(f"/en/rounds/workbooks/{upload.pk}/decide/", {f"cell-{cell.pk}": "leave", "accept": "1"})
    with inside():
        assert rows_of(there.justice)[0].account == ""


def test_a_button_chooses_for_all_of_a_kind_and_another_for_a_row(browse, inside, there, upload):
    client, address = browse("alef", "focal_point"), f"/en/rounds/workbooks/{upload.pk}/decide/"
    choices = []
    for pressed in ({"all": "new:leave"}, {"row": f"{there.update.pk}:take"}, {"all": "sold:take"}, {"row": "x:take"}):
        assert client.post(address, pressed).status_code == 302
        with inside():
            choices.append(upload.cells.get().choice)
    assert choices == ["leave", "take", "take", "take"]


def test_a_wrong_choice_is_told_on_the_page(browse, upload):
    response = browse("alef", "focal_point").post(f"/en/rounds/workbooks/{upload.pk}/decide/", {"all": "new:burn"})
    assert response.status_code == 409
    assert "Choose what is to be done with the cell." in response.content.decode()


def test_the_file_comes_back_as_it_was_sent(browse, upload, workbook):
    response = browse("alef", "focal_point").get(f"/en/rounds/workbooks/{upload.pk}/file/")
    assert b"".join(response.streaming_content) == workbook
    assert "a.xlsx" in response["Content-Disposition"]


def test_a_conflict_shows_its_three_words_and_is_decided(browse, inside, there, workbook):
    with inside():
        filled_on_the_page(there.update, there.people.focal_point, account="On the page.")
        upload = sent(workbook, there.people.focal_point, request=there.justice)
    client, address = browse("alef", "focal_point"), f"/en/rounds/workbooks/{upload.pk}/"
    text = client.get(f"{address}?show=conflict").content.decode()
    assert "On the page." in text
    assert "The act was published." in text
    assert "1 conflict is not decided" in text
    client.post(f"{address}decide/", {"all": "conflict:take"})
    client.post(f"{address}decide/", {"accept": "1"})
    with inside():
        assert Update.objects.get(pk=there.update.pk).account == "The act was published."


def test_comparing_again_reads_the_file_against_what_stands_now(browse, inside, there, upload):
    with inside():
        filled_on_the_page(there.update, there.people.focal_point, account="The act was published.", answers={})
    client, address = browse("alef", "focal_point"), f"/en/rounds/workbooks/{upload.pk}/"
    client.post(f"{address}again/")
    assert "No difference" in client.get(address).content.decode()


@pytest.mark.parametrize(("content", "words"), [(b"", "empty"), (b"%PDF-1.7 nothing", "a file of another kind")])
def test_a_file_that_is_no_workbook_is_told_at_once(browse, there, content, words):
    response = browse("alef", "focal_point").post(
        f"/en/rounds/requests/{there.justice.pk}/workbook/", as_file(content or b" ", "notes.xlsx") if content else {}
    )
    assert response.status_code == 422
    assert ("Choose a file first." if not content else words) in response.content.decode()


def test_another_bodys_file_is_refused_on_a_page_of_its_own(browse, inside, there):
    with inside():
        content = made(there.interior, there.people.coordinator)
    client = browse("alef", "focal_point")
    page = client.post(f"/en/rounds/requests/{there.justice.pk}/workbook/", as_file(content), follow=True)
    assert page.status_code == 200
    assert "made for another body" in page.content.decode()


def test_the_coordinator_uploads_at_the_round_and_the_file_says_whose_it_is(browse, there, workbook):
    client = browse("alef", "coordinator")
    page = client.post(f"/en/rounds/{there.round.pk}/workbooks/", as_file(workbook), follow=True)
    text = page.content.decode()
    assert "The act was published." in text
    assert "On behalf of <bdi>Justice</bdi>" in text
    assert "answers.xlsx" in client.get(f"/en/rounds/{there.round.pk}/workbooks/").content.decode()


def test_all_workbooks_of_a_round_come_as_one_zip_made_once(browse, inside, there, run_on_commit):
    client, address = browse("alef", "coordinator"), f"/en/rounds/{there.round.pk}/workbooks/"
    client.post(f"{address}pack/")
    client.post(f"{address}pack/")
    assert "workbooks are written" in client.get(address).content.decode()
    with inside():
        [job] = Job.objects.filter(kind=packing.PACK)
        jobs.run(job.pk)
        [pack] = WorkbookPack.objects.all()
    response = client.get(f"/en/rounds/workbooks/packs/{pack.pk}/")
    with zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content))) as archive:
        names = archive.namelist()
        assert len(names) == 2
        assert all(book(archive.read(name)).sheetnames[1] == "Answers" for name in names)


def test_a_large_file_is_read_by_a_worker_while_the_page_shows_its_progress(
    browse, inside, there, workbook, monkeypatch
):
    monkeypatch.setattr("tenants.followup.workbook.uploads.WHILE_WAITING", 10)
    client = browse("alef", "focal_point")
    address = client.post(f"/en/rounds/requests/{there.justice.pk}/workbook/", as_file(workbook)).headers["Location"]
    assert "The workbook is being read" in client.get(address).content.decode()
    with inside():
        jobs.run(Job.objects.get(kind="followup.workbook.read").pk)
    assert "Look before you take over" in client.get(address).content.decode()


def test_many_updates_are_taken_over_by_a_worker(browse, inside, there, upload, monkeypatch):
    monkeypatch.setattr("tenants.followup.workbook.uploads.UPDATES_WHILE_WAITING", 0)
    client, address = browse("alef", "focal_point"), f"/en/rounds/workbooks/{upload.pk}/"
    client.post(f"{address}decide/", {"accept": "1"})
    assert "The answers are being taken over" in client.get(address).content.decode()
    with inside():
        jobs.run(Job.objects.get(kind="followup.workbook.accept").pk)
    assert "1 cell was taken over" in client.get(address).content.decode()


# The same for one row and for a page of them.
QUERIES = 11
OF_A_REQUEST = {"coordinator", "focal_point"}
PAGES = [
    ("get", "rounds/requests/{justice}/workbook/", OF_A_REQUEST, 404),
    ("post", "rounds/requests/{justice}/workbook/file/", OF_A_REQUEST, 404),
    ("get", "rounds/workbooks/{upload}/", OF_A_REQUEST, 404),
    ("get", "rounds/workbooks/{upload}/file/", OF_A_REQUEST, 404),
    ("post", "rounds/workbooks/{upload}/decide/", OF_A_REQUEST, 404),
    ("post", "rounds/workbooks/{upload}/again/", OF_A_REQUEST, 404),
    ("post", "rounds/workbooks/{upload}/go-on/", OF_A_REQUEST, 404),
    ("get", "rounds/{round}/workbooks/", {"coordinator"}, 403),
    ("post", "rounds/{round}/workbooks/pack/", {"coordinator"}, 403),
]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("method", "path", "allowed", "status"), PAGES, ids=[f"{row[0]} {row[1]}" for row in PAGES])
def test_who_may_open_what(browse, there, upload, role, method, path, allowed, status):
    keys = {"justice": there.justice.pk, "upload": upload.pk, "round": there.round.pk}
    response = getattr(browse("alef", role), method)(f"/en/{path.format(**keys)}")
    assert response.status_code in ({200, 302} if role in allowed else {status})


@pytest.mark.parametrize(("method", "path", "allowed", "status"), PAGES, ids=[f"{row[0]} {row[1]}" for row in PAGES])
def test_a_neighbours_keys_are_unknown(browse, there, upload, method, path, allowed, status):
    keys = {"justice": there.justice.pk, "upload": upload.pk, "round": there.round.pk}
    for role in sorted(allowed):
        response = getattr(browse("ba", role), method)(f"/en/{path.format(**keys)}")
        assert response.status_code == 404


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_every_page_is_written_in_three_languages(browse, there, upload, language):
    of_round, of_request = f"rounds/{there.round.pk}/workbooks/", f"rounds/requests/{there.justice.pk}/workbook/"
    for path in (of_round, of_request, f"rounds/workbooks/{upload.pk}/"):
        text = browse("alef", "coordinator").get(f"/{language}/{path}").content.decode()
        assert f'lang="{language}"' in text
        assert ("Workbooks sent" in text or "Look before" in text) is (language == "en")


def test_the_page_of_differences_asks_as_much_for_many_rows_as_for_one(
    browse, inside, there, upload, django_assert_num_queries
):
    client, address = browse("alef", "focal_point"), f"/en/rounds/workbooks/{upload.pk}/"
    client.get(address)
    with django_assert_num_queries(QUERIES):
        client.get(address)
    with inside():
        workbook = book(made(there.justice, there.people.focal_point))
        sheet = main_sheet(workbook)
        for row in (3, 4, 5):
            sheet.cell(row=row, column=columns(sheet)["account"]).value = f"Row {row}."
        many = sent(saved(workbook), there.people.focal_point, request=there.justice)
    with django_assert_num_queries(QUERIES):
        text = client.get(f"/en/rounds/workbooks/{many.pk}/").content.decode()
    assert len(re.findall("<fieldset", text)) == 3

"""The whole way of an import through its pages."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from shared.isolation.scope import in_institution
from tenants.intake.models import Batch, Standing
from tenants.records import jobs
from tenants.records.models import AuditEntry, Job
from tenants.tracker.models import Recommendation
from tests.tenants.intake.tables import FOUR, figures, many, row, table

TICKET = "01900000-0000-7000-8000-000000000001"


def send(client, content: bytes, name: str = "export.csv", language: str = "en", ticket: str = TICKET):
    upload = SimpleUploadedFile(name, content, "text/csv")
    return client.post(f"/{language}/import/", {"ticket": ticket, "file": upload}, follow=True)


def last(world) -> Batch:
    with in_institution(world.alef.institution):
        return Batch.objects.latest_first().first()


def choices(page) -> dict[str, str]:
    """What the form of the columns would send as it stands."""
    html = page.content.decode()
    selects = re.findall(r'<select class="in" id="col-\w+" name="(\w+)".*?</select>', html, re.S)
    bodies = re.findall(r'<select class="in" id="col-\w+".*?</select>', html, re.S)
    found = [re.search(r'value="(\d*)" selected', body) for body in bodies]
    return {name: match[1] if match else "" for name, match in zip(selects, found, strict=True)}


def to_preview(client, content: bytes, language: str = "en", **sent):
    page = send(client, content, language=language, **sent)
    return client.post(page.request["PATH_INFO"], choices(page), follow=True)


@pytest.mark.parametrize(
    ("language", "look", "done"),
    [("en", "Look before you commit", "The import is done"), ("ar", "عاين قبل أن تثبّت", "اكتمل الاستيراد")],
)
def test_a_coordinator_imports_a_file(browse, world, language, look, done):
    client = browse("alef", "coordinator")
    page = to_preview(client, table(FOUR), language)
    assert look in page.content.decode()
    batch = last(world)
    assert figures(batch) == (2, 0, 0, 1)
    page = client.post(f"/{language}/import/{batch.pk}/commit/", {"seen": batch.revision}, follow=True)
    assert page.request["PATH_INFO"].endswith("/progress/")
    assert '<noscript><meta http-equiv="refresh"' in page.content.decode()
    with in_institution(world.alef.institution):
        jobs.run(Job.objects.get(subject_id=batch.pk).pk)
    page = client.get(f"/{language}/import/{batch.pk}/", follow=True)
    assert done in page.content.decode()
    assert f"?batch={batch.pk}" in page.content.decode()
    listed = client.get(f"/{language}/recommendations/?batch={batch.pk}").content.decode()
    assert "Open shelters for women" in listed


def test_it_says_what_it_sniffed(browse):
    page = send(browse("alef", "coordinator"), table(FOUR, "cp1252"))
    assert "Windows-1252" in page.content.decode()
    assert "commas" in page.content.decode()


def test_columns_are_found_by_their_names(browse):
    page = send(browse("alef", "coordinator"), table(FOUR))
    found = choices(page)
    assert (found["state"], found["text"], found["session"], found["paragraph"]) == ("0", "3", "10", "")


def test_a_required_column_must_be_chosen(browse):
    client = browse("alef", "coordinator")
    page = send(client, table(FOUR))
    page = client.post(page.request["PATH_INFO"], {**choices(page), "session": ""})
    assert page.status_code == 422
    assert "Choose a column for each required field." in page.content.decode()


def test_one_column_holds_one_field(browse):
    client = browse("alef", "coordinator")
    page = send(client, table(FOUR))
    page = client.post(page.request["PATH_INFO"], {**choices(page), "session": "3"})
    assert page.status_code == 422
    assert "One column cannot hold two fields." in page.content.decode()


def test_a_corrected_mapping_is_remembered(browse):
    client = browse("alef", "coordinator")
    content = table(FOUR).replace(b"Issue", b"Subject heading")
    page = send(client, content)
    assert choices(page)["issues"] == ""
    client.post(page.request["PATH_INFO"], {**choices(page), "issues": "9"})
    again = send(client, content + b"\r\n", ticket="01900000-0000-7000-8000-000000000002")
    assert choices(again)["issues"] == "9"


def test_the_columns_a_person_chose_are_the_ones_that_are_read(browse, alef):
    client = browse("alef", "coordinator")
    page = send(client, table(FOUR).replace(b"Issue", b"Subject heading"))
    client.post(page.request["PATH_INFO"], {**choices(page), "issues": "9"})
    assert last(alef).items.filter(verdict="new").first().data["issues"] == ["Women's rights"]


def test_a_form_sent_twice_is_one_import(browse, alef):
    client = browse("alef", "coordinator")
    send(client, table(FOUR))
    send(client, table(FOUR))
    assert Batch.objects.count() == 1


def test_a_commit_asked_twice_is_one_commit(browse, alef):
    client = browse("alef", "coordinator")
    to_preview(client, table(FOUR))
    batch = last(alef)
    for _time in range(2):
        page = client.post(f"/en/import/{batch.pk}/commit/", {"seen": batch.revision}, follow=True)
        assert page.status_code == 200
    assert Job.objects.filter(subject_id=batch.pk).count() == 1


def test_a_commit_after_the_end_leads_to_the_report(browse, alef):
    client = browse("alef", "coordinator")
    to_preview(client, table(FOUR))
    batch = last(alef)
    client.post(f"/en/import/{batch.pk}/commit/", {"seen": batch.revision})
    jobs.run(Job.objects.get(subject_id=batch.pk).pk)
    page = client.post(f"/en/import/{batch.pk}/commit/", {"seen": batch.revision}, follow=True)
    assert page.request["PATH_INFO"].endswith("/report/")
    assert "This import is finished" in page.content.decode()
    assert Recommendation.objects.filter(batch_id=batch.pk).count() == 2


def test_a_preview_prepared_anew_is_looked_at_anew(browse, alef):
    client = browse("alef", "coordinator")
    to_preview(client, table(FOUR))
    batch = last(alef)
    page = client.post(f"/en/import/{batch.pk}/commit/", {"seen": batch.revision - 1}, follow=True)
    assert "prepared anew" in page.content.decode()
    assert last(alef).standing == Standing.PREVIEWED


def test_the_way_back_to_an_old_page_leads_to_where_the_import_stands(browse, alef):
    client = browse("alef", "coordinator")
    page = to_preview(client, table(FOUR))
    batch = last(alef)
    client.post(f"/en/import/{batch.pk}/commit/", {"seen": batch.revision})
    for old in ("match", "state", "preview", "report", "undo"):
        page = client.get(f"/en/import/{batch.pk}/{old}/", follow=True)
        assert page.request["PATH_INFO"].endswith("/progress/")
    page = client.post(f"/en/import/{batch.pk}/match/", {"text": "3", "state": "0", "session": "10"}, follow=True)
    assert page.request["PATH_INFO"].endswith("/progress/")


def test_a_file_about_several_states_asks_which_one(browse, alef):
    content = table([row("Train judges."), row("Train judges.", to="Tunisia"), row("Build schools.", to="Tunisia")])
    client = browse("alef", "coordinator")
    page = to_preview(client, content)
    assert page.request["PATH_INFO"].endswith("/state/")
    html = page.content.decode()
    assert html.index("Tunisia") < html.index("Morocco")
    page = client.post(page.request["PATH_INFO"], {"state": "MAR"}, follow=True)
    assert figures(last(alef)) == (1, 0, 0, 0)


@pytest.fixture
def of_tunisia(alef):
    """The institution follows Tunisia."""
    from shared.isolation.scope import in_network
    from shared.taxonomy.catalogue import catalogue

    with in_network():
        institution = alef.alef.institution
        type(institution).objects.filter(pk=institution.pk).update(state=catalogue().state_by_code["TUN"].id)
    return alef


def test_the_institutions_own_state_comes_first(browse, of_tunisia):
    content = table([row("Train judges."), row("Build schools."), row("Train judges.", to="Tunisia")])
    html = to_preview(browse("alef", "coordinator"), content).content.decode()
    assert html.index("Tunisia") < html.index("Morocco")
    assert "your own State" in html


def test_a_file_about_the_own_state_alone_asks_nothing(browse, of_tunisia):
    page = to_preview(browse("alef", "coordinator"), many(3, to="Tunisia"))
    assert page.request["PATH_INFO"].endswith("/preview/")


def test_a_file_about_another_state_warns(browse, of_tunisia):
    client = browse("alef", "coordinator")
    page = to_preview(client, many(3))
    assert page.request["PATH_INFO"].endswith("/state/")
    assert "This file is about another State" in page.content.decode()
    page = client.post(page.request["PATH_INFO"], {"state": "MAR"}, follow=True)
    assert "This file is about another State" in page.content.decode()


def test_a_large_file_is_prepared_by_a_worker(browse, alef):
    client = browse("alef", "coordinator")
    page = to_preview(client, many(2_100))
    assert page.request["PATH_INFO"].endswith("/progress/")
    batch = last(alef)
    jobs.run(Job.objects.get(subject_id=batch.pk, kind="intake.stage").pk)
    page = client.get(f"/en/import/{batch.pk}/", follow=True)
    assert page.request["PATH_INFO"].endswith("/preview/")
    assert figures(last(alef)) == (2_100, 0, 0, 0)


def test_a_script_is_led_on_when_the_work_is_done(browse, alef):
    client = browse("alef", "coordinator")
    to_preview(client, many(3))
    batch = last(alef)
    headers = {"HX-Request": "true", "HX-Target": "progress"}
    client.post(f"/en/import/{batch.pk}/commit/", {"seen": batch.revision})
    page = client.get(f"/en/import/{batch.pk}/progress/", headers=headers)
    assert page.content.decode().lstrip().startswith('<div id="progress"')
    jobs.run(Job.objects.get(subject_id=batch.pk).pk)
    page = client.get(f"/en/import/{batch.pk}/progress/", headers=headers)
    assert page["HX-Redirect"] == f"/en/import/{batch.pk}/report/"


def test_a_sheet_is_chosen(browse, alef):
    from tests.tenants.intake.readers.made_files import xlsx_bytes
    from tests.tenants.intake.tables import HEADER

    book = xlsx_bytes({"Notes": [["Read me", "first"], ["x", "y"]], "2024": [HEADER, *FOUR], "2025": [HEADER, FOUR[0]]})
    client = browse("alef", "coordinator")
    page = send(client, book, "book.xlsx")
    assert "Excel (.xlsx) workbook with 3 sheets." in page.content.decode()
    batch = last(alef)
    assert (batch.sheet, batch.standing) == ("2024", Standing.UPLOADED)
    page = client.post(f"/en/import/{batch.pk}/sheet/", {"sheet": "2025"}, follow=True)
    page = client.post(page.request["PATH_INFO"], choices(page), follow=True)
    assert (last(alef).sheet, figures(last(alef))) == ("2025", (1, 0, 0, 0))


def test_a_sheet_that_cannot_be_read_says_why(browse, alef):
    from tests.tenants.intake.readers.made_files import xlsx_bytes
    from tests.tenants.intake.tables import HEADER

    book = xlsx_bytes({"2024": [HEADER, *FOUR], "Sums": [["To", "Text"], ["x", "=1+1"]]})
    client = browse("alef", "coordinator")
    send(client, book, "book.xlsx")
    page = client.post(f"/en/import/{last(alef).pk}/sheet/", {"sheet": "Sums"})
    assert page.status_code == 422
    assert "A cell holds a formula" in page.content.decode()
    assert last(alef).sheet == "2024"


def test_work_that_stopped_can_go_on(browse, alef, monkeypatch):
    client = browse("alef", "coordinator")
    to_preview(client, many(3))
    batch = last(alef)
    client.post(f"/en/import/{batch.pk}/commit/", {"seen": batch.revision})
    Job.objects.filter(subject_id=batch.pk).update(state="failed")
    page = client.get(f"/en/import/{batch.pk}/progress/")
    assert "The work stopped before its end" in page.content.decode()
    client.post(f"/en/import/{batch.pk}/go-on/")
    jobs.run(Job.objects.get(subject_id=batch.pk, state="waiting").pk)
    assert last(alef).standing == Standing.COMMITTED


def test_tabs_show_one_kind_of_rows(browse, alef):
    client = browse("alef", "coordinator")
    to_preview(client, table(FOUR))
    batch = last(alef)
    html = client.get(f"/en/import/{batch.pk}/preview/?show=invalid").content.decode()
    assert "trade in arms" in html
    assert "Open shelters" not in html
    assert "“first” is not a session" in html


def test_the_rejected_rows_come_back_with_their_reasons(browse, alef):
    client = browse("alef", "coordinator")
    to_preview(client, table(FOUR))
    batch = last(alef)
    response = client.get(f"/en/import/{batch.pk}/rejected/csv/")
    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0].endswith("Session,Row,Reason")
    assert len(lines) == 2
    assert "Ratify the treaty" in lines[1]
    assert ",5,“first” is not a session of the Universal Periodic Review." in lines[1]


def test_a_discarded_import_leaves_nothing(browse, alef, files_of_its_own, run_on_commit):
    client = browse("alef", "coordinator")
    to_preview(client, table(FOUR))
    batch = last(alef)
    assert len([path for path in files_of_its_own.rglob("*") if path.is_file()]) == 1
    with run_on_commit():
        client.post(f"/en/import/{batch.pk}/discard/")
    assert [path for path in files_of_its_own.rglob("*") if path.is_file()] == []
    assert batch.items.count() == 0
    assert "was discarded" in client.get(f"/en/import/{batch.pk}/", follow=True).content.decode()


def test_each_step_leaves_one_line_in_the_log(browse, alef):
    client = browse("alef", "coordinator")
    to_preview(client, table(FOUR))
    batch = last(alef)
    client.post(f"/en/import/{batch.pk}/commit/", {"seen": batch.revision})
    jobs.run(Job.objects.get(subject_id=batch.pk).pk)
    verbs = list(AuditEntry.objects.filter(object_id=batch.pk).order_by("at").values_list("verb", flat=True))
    assert verbs == ["import_uploaded", "import_columns_matched", "import_commit_asked", "import_committed"]


@pytest.mark.parametrize("role", ["observer", "focal_point", "assessor"])
def test_those_who_may_not_import_are_told_so(browse, role):
    client = browse("alef", role)
    assert client.get("/en/import/").status_code == 403
    assert send(client, table(FOUR)).status_code == 403


def test_a_neighbours_import_is_not_there(browse, alef):
    to_preview(browse("alef", "coordinator"), table(FOUR))
    batch = last(alef)
    neighbour = browse("ba", "coordinator")
    pages = ("", "match/", "state/", "preview/", "progress/", "report/", "undo/", "rejected/csv/")
    assert {neighbour.get(f"/en/import/{batch.pk}/{page}").status_code for page in pages} == {404}
    acts = ("sheet/", "commit/", "go-on/", "discard/", "undo/")
    assert {neighbour.post(f"/en/import/{batch.pk}/{act}").status_code for act in acts} == {404}

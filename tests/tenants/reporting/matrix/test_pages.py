"""Choosing a review, and the matrix as it is downloaded."""

from __future__ import annotations

from io import BytesIO
from types import SimpleNamespace
from uuid import uuid4

import docx
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tenants.intake.models import Batch
from tenants.intake.sniffed import on_disk
from tenants.tracker.models import Recommendation, Review
from tests.tenants.followup.conftest import ACCOUNT, asked
from tests.tenants.intake.readers.thematic_list.made_lists import CYCLE_2
from tests.tenants.reporting.matrix.conftest import accepted, assessments, imported

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAY = ("coordinator", "analyst", "focal_point", "focal_point_elsewhere", "assessor")
ROLES = {**dict.fromkeys(MAY, 200), "observer": 403}


@pytest.fixture
def upr(alef) -> Review:
    return Review.objects.get(session=48)


@pytest.fixture
def here(alef) -> SimpleNamespace:
    return asked(alef.alef)


def file_of(client, review, **chosen):
    given = {"layout": "newest", "language": "en", "evidence": "on", **chosen}
    return client.get(f"/en/calendar/matrix/{review.pk}/file/", given)


def text(answer) -> str:
    return answer.content.decode()


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
@pytest.mark.parametrize("page", ["", "{pk}/"])
def test_every_page_opens_in_every_language(browse, upr, language, page):
    answer = browse("alef", "coordinator").get(f"/{language}/calendar/matrix/{page.format(pk=upr.pk)}")
    assert answer.status_code == 200
    assert f'dir="{"rtl" if language == "ar" else "ltr"}"' in text(answer)


@pytest.mark.parametrize(("role", "code"), ROLES.items())
def test_whoever_may_download_lists_may_download_the_matrix(browse, upr, role, code):
    client = browse("alef", role)
    assert client.get("/en/calendar/matrix/").status_code == code
    assert client.get(f"/en/calendar/matrix/{upr.pk}/").status_code == code
    assert file_of(client, upr).status_code == code
    assert ("/en/calendar/matrix/" in text(client.get("/en/calendar/"))) is (code == 200)


def test_a_review_of_another_institution_or_body_has_no_matrix(browse, upr):
    cedaw = Review.objects.get(cycle=5)
    for client, review in ((browse("ba", "coordinator"), upr), (browse("alef", "coordinator"), cedaw)):
        assert client.get(f"/en/calendar/matrix/{review.pk}/").status_code == 404
        assert file_of(client, review).status_code == 404
    assert browse("alef", "coordinator").get(f"/en/calendar/matrix/{uuid4()}/").status_code == 404


def test_only_reviews_of_the_upr_are_offered(browse, upr):
    page = text(browse("alef", "coordinator").get("/en/calendar/matrix/"))
    assert "Cycle 4, session 48" in page
    assert page.count("/en/calendar/matrix/") - page.count('/en/calendar/matrix/"') == 1


def test_the_newest_layout_holds_what_was_accepted(browse, here, upr):
    accepted(here.update, here)
    answer = file_of(browse("alef", "coordinator"), upr)
    assert (answer.status_code, answer["Content-Type"]) == (200, DOCX)
    assert "attachment" in answer["Content-Disposition"]
    said = assessments(answer.content)
    assert list(said) == ["140.2", "140.3", "140.4", "140.5", "140.1"]
    assert said["140.1"].startswith("Partially implemented – ")
    assert said["140.1"].endswith(f", Ministry of Justice\n{ACCOUNT}")
    assert {text for paragraph, text in said.items() if paragraph != "140.1"} == {""}


def test_the_newest_layout_comes_in_the_language_chosen(browse, here, upr):
    accepted(here.update, here)
    document = docx.Document(BytesIO(file_of(browse("alef", "coordinator"), upr, language="ar").content))
    table = document.tables[0]
    assert table.cell(0, 0).text == "التوصية والدولة مقدِّمة التوصية"
    assert "اعتماد قانون لمناهضة العنف الأسري" in table.rows[-1].cells[0].text
    assert "منفذة جزئي" in table.rows[-1].cells[4].text
    assert document.sections[0].header.paragraphs[0].text.startswith("الاستعراض الدوري الشامل")


def test_the_list_that_came_in_is_filled(browse, here, upr, bring):
    batch = bring(here.people.coordinator)
    accepted(here.update, here)
    client = browse("alef", "coordinator")
    page = text(client.get(f"/en/calendar/matrix/{upr.pk}/"))
    assert f'value="{batch.pk}" selected' in page
    answer = file_of(client, upr, layout=str(batch.pk))
    said = assessments(answer.content)
    assert list(said) == ["140.1", "140.2", "140.6"]
    assert said["140.1"].endswith(f"{ACCOUNT}")
    assert said["140.2"] == said["140.6"] == ""
    assert "list-with-assessment.docx" in answer["Content-Disposition"]


def test_importing_the_filled_list_again_changes_nothing(browse, here, upr, bring, tmp_path):
    by = here.people.coordinator
    batch = bring(by, header=CYCLE_2)
    accepted(here.update, here)
    filled = tmp_path / "filled.docx"
    filled.write_bytes(file_of(browse("alef", "coordinator"), upr, layout=str(batch.pk)).content)
    held = Recommendation.objects.count()
    again = imported(filled, by)
    assert [again.counts[verdict] for verdict in ("new", "changed", "unchanged", "invalid")] == [0, 0, 3, 0]
    assert Recommendation.objects.count() == held


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_importing_our_own_matrix_changes_nothing(browse, here, upr, bring, tmp_path, language):
    by = here.people.coordinator
    bring(by)
    accepted(here.update, here)
    made = tmp_path / "made.docx"
    made.write_bytes(file_of(browse("alef", "coordinator"), upr, language=language).content)
    held = Recommendation.objects.count()
    again = imported(made, by)
    assert [again.counts[verdict] for verdict in ("new", "invalid")] == [0, 0]
    # Words in another language give the import another key by which it knows them again; nothing else.
    assert {name for item in again.items.all() for name in item.changes} <= {"external_ids", "changed_at", "import_key"}
    assert Recommendation.objects.count() == held


def test_who_may_not_import_gets_the_newest_layout_alone(browse, here, upr, bring):
    batch = bring(here.people.coordinator)
    client = browse("alef", "assessor")
    assert str(batch.pk) not in text(client.get(f"/en/calendar/matrix/{upr.pk}/"))
    assert file_of(client, upr, layout=str(batch.pk)).status_code == 422


def test_an_undone_import_is_offered_no_more(browse, here, upr, bring):
    batch = bring(here.people.coordinator)
    Batch.objects.filter(pk=batch.pk).update(standing="undone", undone_at=batch.committed_at)
    assert str(batch.pk) not in text(browse("alef", "coordinator").get(f"/en/calendar/matrix/{upr.pk}/"))


@pytest.mark.parametrize("wrong", [{"layout": "x"}, {"language": "de"}, {"layout": str(uuid4())}, {"language": ""}])
def test_a_choice_nobody_offers_is_said(browse, upr, wrong):
    assert file_of(browse("alef", "coordinator"), upr, **wrong).status_code == 422


def test_a_kept_file_that_is_damaged_is_refused_with_its_reason(browse, here, upr, bring):
    batch = bring(here.people.coordinator)
    with on_disk(batch.file) as path:
        path.chmod(0o600)
        path.write_bytes(path.read_bytes()[:2000])
    answer = file_of(browse("alef", "coordinator"), upr, layout=str(batch.pk))
    assert answer.status_code == 409
    assert "part of it was lost" in text(answer)


def test_the_matrix_costs_the_same_queries_however_many_recommendations(browse, here, upr):
    client = browse("alef", "coordinator")
    accepted(here.update, here)
    with CaptureQueriesContext(connection) as few:
        file_of(client, upr)
    for update in here.justice.updates.exclude(pk=here.update.pk):
        accepted(update, here)
    with CaptureQueriesContext(connection) as more:
        file_of(client, upr)
    assert len(more) == len(few)

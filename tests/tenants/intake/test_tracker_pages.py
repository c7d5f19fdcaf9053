"""The pages on which a person explains a ministry's table: its columns, then its words."""

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shared.isolation.scope import in_institution
from tenants.intake.models import Batch, RememberedValue, Standing
from tenants.intake.tables.choices import choices_of
from tenants.members.models import ResponsibleBody
from tests.tenants.intake.tables import FOUR, figures, table
from tests.tenants.intake.trackers import HEADER, ROWS, arabic, matched, workbook

SELECT = re.compile(r'<select[^>]* name="([^"]+)".*?</select>', re.S)
CHOSEN = re.compile(r'<option value="([^"]*)" selected')
VISIT = 4


def form_of(page) -> dict[str, object]:
    """What the main form of a page would send as it stands."""
    html = page.content.decode()
    html = html[html.index('<form class="flow"') :]
    html = html[: html.index("</form>")]
    found: dict[str, object] = {}
    for match in SELECT.finditer(html):
        chosen = CHOSEN.search(match[0])
        found[match[1]] = unescape(chosen[1]) if chosen else ""
    for tick in re.finditer(r'<input type="(?:checkbox|radio)"[^>]*name="([^"]+)" value="([^"]*)" checked', html):
        found.setdefault(tick[1], [])
        found[tick[1]].append(tick[2])
    return found


def send(client, content: bytes, name: str = "matrix.xlsx", ticket: str = "1"):
    upload = SimpleUploadedFile(name, content)
    sent = {"ticket": f"01900000-0000-7000-8000-00000000000{ticket}", "file": upload}
    return client.post("/en/import/", sent, follow=True)


def to_words(client, content: bytes, **more):
    page = send(client, content)
    return client.post(page.request["PATH_INFO"], {**form_of(page), "all-state": "TUN", **more}, follow=True)


def last() -> Batch:
    return Batch.objects.latest_first().first()


def post(client, page, **more):
    address = page.request["PATH_INFO"] + (f"?{page.request['QUERY_STRING']}" if page.request["QUERY_STRING"] else "")
    return client.post(address, {**form_of(page), **more}, follow=True)


def test_a_coordinator_explains_a_table_word_by_word_as_far_as_the_preview(browse, alef):
    client = browse("alef", "coordinator")
    page = to_words(client, arabic())
    assert page.request["PATH_INFO"].endswith("/words/")
    steps = []
    while page.request["PATH_INFO"].endswith("/words/"):
        steps.append(page.request["QUERY_STRING"])
        page = post(client, page)
    assert steps == ["", "of=mechanism", "of=responsible"]
    assert page.request["PATH_INFO"].endswith("/preview/")
    html = page.content.decode()
    assert "المجلس الأعلى للمرأة (new)" in html
    assert figures(last()) == (3, 0, 0, 0)


def test_every_column_that_was_found_is_sent_as_it_stands(browse, alef):
    page = send(browse("alef", "coordinator"), arabic())
    found = last().mapping
    sent = form_of(page)
    assert {name: int(sent[name]) for name in found} == found
    assert sent["all-body"] == ""


def test_the_header_may_be_said_to_stand_on_another_row(browse, alef):
    client = browse("alef", "coordinator")
    odd = [["حرف", "كلمة"], ["أ", "ب", "ج"], ["تعليق", "شرح"], ["ج", "د"]]
    page = send(client, workbook({"س": [["عنوان"], ["x", "y"], ["Colonne un", "Colonne deux"], *odd]}))
    address = page.request["PATH_INFO"].replace("/match/", "/sheet/")
    client.post(address, {"sheet": "س", "header": "3"})
    assert last().header == ("Colonne un", "Colonne deux")
    page = client.post(address, {"sheet": "س", "header": "77"}, follow=True)
    assert "There is no such row near the top of the sheet" in page.content.decode()


def test_a_table_taken_for_an_export_may_be_said_to_be_a_ministrys(browse, alef):
    client = browse("alef", "coordinator")
    page = send(client, table(FOUR), "export.csv")
    client.post(page.request["PATH_INFO"].replace("/match/", "/sheet/"), {"sheet": "", "reader": "national"})
    assert last().reader == "national"
    assert "What was done with it" in client.get(page.request["PATH_INFO"]).content.decode()


def test_a_table_whose_body_nobody_names_asks_for_it(browse, alef):
    content = workbook({"م": [["نص التوصية", "الجهة المسؤولة"], ["تدريب القضاة على المعايير الدولية.", "وزارة العدل"]]})
    client = browse("alef", "coordinator")
    page = to_words(client, content)
    assert page.status_code == 422
    assert "Say which body made these recommendations" in page.content.decode()
    page = client.post(page.request["PATH_INFO"], {**form_of(page), "all-state": "TUN", "all-body": "CAT"}, follow=True)
    assert page.request["PATH_INFO"].endswith("/words/")


def test_a_status_cannot_be_dated_in_the_future(browse, alef):
    client = browse("alef", "coordinator")
    page = to_words(client, arabic(), **{"all-assessed_on": "2190-01-01"})
    assert page.status_code == 422
    assert "An account cannot be dated in the future." in page.content.decode()


def test_one_column_holds_one_field(browse, alef):
    page = to_words(browse("alef", "coordinator"), arabic(), remarks="3")
    assert page.status_code == 422
    assert "One column cannot hold two fields." in page.content.decode()


def test_what_a_word_means_is_remembered_for_the_next_file(browse, alef):
    client = browse("alef", "coordinator")
    page = to_words(client, arabic())
    name = next(name for name in form_of(page) if name.startswith("word-"))
    post(client, page, **{name: "state:planned"})
    assert RememberedValue.objects.filter(field="status", meaning="state:planned").count() == 1
    again = send(client, arabic([*ROWS[:2]]), ticket="2")
    again = client.post(again.request["PATH_INFO"], {**form_of(again), "all-state": "TUN"}, follow=True)
    assert form_of(again)[name] == "state:planned"


def test_a_page_sent_twice_is_said_once(browse, alef):
    client = browse("alef", "coordinator")
    page = to_words(client, arabic())
    post(client, page)
    before = last()
    post(client, page)
    assert last().about == before.about
    assert last().revision == before.revision


def test_nonsense_is_passed_over(browse, alef):
    client = browse("alef", "coordinator")
    page = to_words(client, arabic())
    before = choices_of(last())["values"]
    post(client, page, **{name: "state:invented" for name in form_of(page) if name.startswith("word-")})
    assert choices_of(last())["values"] == before


def test_a_body_may_be_left_out_or_made_of_another_kind(browse, alef):
    client = browse("alef", "coordinator")
    to_words(client, arabic())
    page = client.get(f"/en/import/{last().pk}/words/?of=responsible")
    names = [name for name in form_of(page) if name.startswith("word-")]
    page = post(client, page, **{names[0]: "", names[1]: "make:nhri"})
    choices = choices_of(last())
    meanings = list(choices["values"]["responsible"].values())
    assert meanings.count("") == 1
    assert [one["kind"] for key, one in choices["bodies"].items() if key in meanings].count("nhri") == 1
    assert page.request["PATH_INFO"].endswith("/preview/")


def test_an_analyst_makes_no_bodies_and_records_no_account_of_the_state(browse, alef):
    client = browse("alef", "analyst")
    page = to_words(client, arabic())
    assert "Your role does not include an account of implementation" in page.content.decode()
    page = client.get(f"/en/import/{last().pk}/words/?of=responsible")
    assert "make:" not in page.content.decode()
    names = [name for name in form_of(page) if name.startswith("word-")]
    post(client, page, **{name: "make:state" for name in names})
    assert set(choices_of(last())["values"]["responsible"].values()) <= {
        "", *(str(pk) for pk in ResponsibleBody.objects.values_list("pk", flat=True))
    }  # fmt: skip
    assert choices_of(last())["speaker"] == ""


@pytest.mark.parametrize("role", ["focal_point", "assessor", "observer"])
def test_who_may_not_import_sees_no_words(browse, alef, role):
    batch = matched(arabic(), alef.alef.members["coordinator"])
    assert browse("alef", role).get(f"/en/import/{batch.pk}/words/").status_code == 403


def test_a_neighbours_table_is_not_there(browse, alef):
    batch = matched(arabic(), alef.alef.members["coordinator"])
    neighbour = browse("ba", "coordinator")
    for page in ("match", "words"):
        assert neighbour.get(f"/en/import/{batch.pk}/{page}/").status_code == 404
        assert neighbour.post(f"/en/import/{batch.pk}/{page}/").status_code == 404


def test_the_way_back_leads_to_where_the_import_stands(browse, alef):
    client = browse("alef", "coordinator")
    page = to_words(client, arabic())
    address = page.request["PATH_INFO"]
    page = post(client, page, go="preview")
    assert client.get(address).status_code == 200
    page = client.get(address.replace("/words/", "/match/"))
    assert form_of(page)["text"] == "3"
    assert last().standing == Standing.PREVIEWED


def test_three_hundred_bodies_are_asked_for_page_by_page(browse, alef):
    rows = [[str(at), "CEDAW", "", f"التوصية رقم {at} بشأن السكن.", f"هيئة الإسكان {at}"] for at in range(300)]
    client = browse("alef", "coordinator")
    to_words(client, workbook({"م": [HEADER, *rows]}))
    address = f"/en/import/{last().pk}/words/?of=responsible"
    page = client.get(address)
    assert len([name for name in form_of(page) if name.startswith("word-")]) == 25
    page = post(client, page)
    assert page.request["QUERY_STRING"] == "of=responsible&page=2"


@pytest.mark.parametrize("count", [3, 200])
def test_the_pages_take_the_same_few_statements_whatever_the_size(browse, alef, count):
    rows = [[str(at), "CEDAW", "", f"التوصية رقم {at} بشأن السكن.", f"هيئة {at}"] for at in range(count)]
    batch = matched(workbook({"م": [HEADER, *rows]}), alef.alef.members["coordinator"])
    client = browse("alef", "coordinator")
    for page, most in (("match/", 2), ("words/?of=responsible", 4)):
        address = f"/en/import/{batch.pk}/{page}"
        assert client.get(address).status_code == 200
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        assert len([one for one in captured if "set_config" not in one["sql"]]) <= VISIT + most


def test_two_institutions_with_the_same_table_remember_apart(browse, world):
    for place in ("alef", "ba"):
        page = to_words(browse(place, "coordinator"), arabic())
        post(browse(place, "coordinator"), page, go="preview")
    with in_institution(world.alef.institution):
        RememberedValue.objects.all().delete()
    with in_institution(world.ba.institution):
        assert RememberedValue.objects.count() == 3

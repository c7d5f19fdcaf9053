"""The list's pages: what each role is offered, views, bulk changes, downloads."""

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tenants.tracker.listing.saved import keep
from tenants.tracker.models import Assignment, BulkChange, Recommendation, SavedView

LIST = "/en/recommendations/"


def keys(*paragraphs):
    return [str(one.pk) for one in Recommendation.objects.filter(paragraph__in=paragraphs)]


def body_of(response) -> str:
    return b"".join(response.streaming_content).decode() if response.streaming else response.content.decode()


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_the_list_opens_in_every_language(browse, alef, language):
    page = browse("alef", "coordinator").get(f"/{language}/recommendations/")
    assert page.status_code == 200
    assert page.content.decode().count('<li class="row">') == 7


def test_the_list_takes_twelve_queries_whatever_it_shows(browse, alef, django_assert_max_num_queries):
    client = browse("alef", "coordinator")
    client.get(LIST)
    with django_assert_max_num_queries(12):
        client.get(f"{LIST}?mechanism=UPR&position=supported&q=law")


def test_an_observer_is_offered_no_change_and_no_download(browse, alef):
    page = browse("alef", "observer").get(LIST).content.decode()
    assert 'name="chosen"' not in page
    assert "/export/" not in page


def test_htmx_gets_only_the_changing_part(browse, alef):
    client = browse("alef", "coordinator")
    page = client.get(f"{LIST}?position=noted", headers={"hx-request": "true", "hx-target": "list"}).content.decode()
    assert page.lstrip().startswith('<div class="cols list" id="list">')


def test_a_view_is_kept_under_a_name_and_removed_again(browse, alef):
    client = browse("alef", "analyst")
    answer = client.post(f"{LIST}views/save/?position=noted", {"name": "Noted ones", "query": "position=noted"})
    assert answer["Location"] == f"{LIST}?position=noted"
    view = SavedView.objects.get(name="Noted ones")
    assert "Noted ones" in client.get(f"{LIST}?position=noted").content.decode()
    client.post(f"{LIST}views/{view.pk}/forget/")
    assert not SavedView.objects.filter(pk=view.pk).exists()


def test_a_second_view_of_the_same_name_is_refused_with_a_word(browse, alef):
    client = browse("alef", "analyst")
    for position in ("noted", "pending"):
        query = f"position={position}"
        answer = client.post(f"{LIST}views/save/?{query}", {"name": "Mine", "query": query})
    assert answer.status_code == 422
    assert "already have a view" in answer.content.decode()


def test_somebody_elses_view_cannot_be_removed(browse, alef):
    view = SavedView(owner=alef.alef.members["analyst"], name="Mine", query="")
    view.save()
    assert browse("alef", "coordinator").post(f"{LIST}views/{view.pk}/forget/").status_code == 404


def test_an_observer_cannot_share_a_view(browse, alef):
    browse("alef", "observer").post(f"{LIST}views/save/", {"name": "Ours", "query": "", "shared": "on"})
    assert SavedView.objects.get(name="Ours").shared is False


def test_two_are_assigned_at_once_and_the_change_is_undone(browse, alef):
    client = browse("alef", "coordinator")
    chosen = keys("140.2", "140.3")
    asked = client.post(f"{LIST}bulk/", {"verb": "assign", "chosen": chosen, "query": "mechanism=UPR"})
    assert asked.status_code == 200
    assert "This changes 2 recommendations" in asked.content.decode()
    done = client.post(
        f"{LIST}bulk/",
        {
            "verb": "assign", "chosen": chosen, "query": "mechanism=UPR", "confirm": "1",
            "body": alef.alef.bodies["Justice"].pk, "lead": "lead",
        },
    )  # fmt: skip
    change = BulkChange.objects.get()
    assert done["Location"] == f"{LIST}?mechanism=UPR&done={change.pk}"
    assert Assignment.objects.filter(recommendation__in=chosen, lead=True).count() == 2
    assert f'action="{LIST}bulk/{change.pk}/undo/"' in client.get(done["Location"]).content.decode()
    back = client.post(f"{LIST}bulk/{change.pk}/undo/", {"query": "mechanism=UPR"})
    assert back["Location"] == f"{LIST}?mechanism=UPR"
    assert not Assignment.objects.filter(recommendation__in=chosen).exists()


def test_all_of_a_list_are_prioritised_not_only_the_page(browse, alef):
    client = browse("alef", "analyst")
    client.post(
        f"{LIST}bulk/",
        {"verb": "prioritise", "all": "1", "query": "mechanism=UPR", "confirm": "1", "priority": "high"},
    )
    assert Recommendation.objects.filter(priority="high").count() == 5


@pytest.mark.parametrize("verb", ["assign", "classify", "prioritise"])
def test_a_bulk_change_without_a_choice_is_asked_again(browse, alef, verb):
    client = browse("alef", "coordinator")
    answer = client.post(f"{LIST}bulk/", {"verb": verb, "chosen": keys("140.2"), "confirm": "1"})
    assert answer.status_code == 422
    assert not BulkChange.objects.exists()


def test_a_bulk_change_of_nothing_leads_back_with_a_word(browse, alef):
    answer = browse("alef", "coordinator").post(f"{LIST}bulk/", {"verb": "assign"}, follow=True)
    assert "Choose at least one recommendation first." in answer.content.decode()


def test_an_observer_who_posts_a_bulk_change_is_refused(browse, alef):
    answer = browse("alef", "observer").post(
        f"{LIST}bulk/", {"verb": "prioritise", "chosen": keys("140.2"), "confirm": "1", "priority": "high"}
    )
    assert answer.status_code == 403


def test_the_neighbours_keys_change_nothing(browse, alef):
    from shared.isolation.scope import in_institution

    with in_institution(alef.ba.institution):
        theirs = keys("140.2")
    answer = browse("alef", "coordinator").post(
        f"{LIST}bulk/", {"verb": "prioritise", "chosen": theirs, "confirm": "1", "priority": "high"}, follow=True
    )
    assert "Choose at least one recommendation first." in answer.content.decode()


def test_the_csv_holds_exactly_what_the_list_shows(browse, alef):
    answer = browse("alef", "analyst").get(f"{LIST}export/csv/?position=supported")
    text = body_of(answer)
    assert text.startswith("\ufeffMechanism,Body,")
    assert re.findall(r"140\.\d", text) == ["140.1", "140.2"]
    assert "Ministry of Interior" not in text
    assert "Justice" in text


def test_the_workbook_reads_from_right_to_left_in_arabic(browse, alef):
    answer = browse("alef", "analyst").get("/ar/recommendations/export/xlsx/")
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    assert book.active.sheet_view.rightToLeft
    assert book.active.max_row == 8


def test_an_unknown_kind_of_download_is_not_found(browse, alef):
    assert browse("alef", "analyst").get(f"{LIST}export/exe/").status_code == 404


def test_an_observer_is_not_even_asked_how_to_change(browse, alef):
    answer = browse("alef", "observer").post(f"{LIST}bulk/", {"verb": "assign", "chosen": keys("140.1")})
    assert answer.status_code == 403


def test_a_view_asked_for_twice_at_once_is_kept_once(alef):
    by = alef.alef.members["coordinator"]
    first = keep(name="Mine", query="q=law", shared=False, by=by)
    assert keep(name="Mine", query="q=law", shared=False, by=by) == first


def test_a_browser_that_names_a_broken_address_is_led_to_sign_in(browse):
    answer = browse("alef").get(LIST, headers={"hx-request": "true", "hx-current-url": "http://["})
    assert answer["HX-Redirect"] == "/en/account/login/?next=/"

"""The calendar's pages, as people of each role and language see and use them."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tenants.reporting.actions import obligations
from tenants.reporting.models import FeedToken, Obligation
from tenants.reporting.proposals import proposals
from tenants.tracker.locking import institution_here

LANGUAGES = ("ar", "en", "fr")


def text(answer):
    return answer.content.decode()


def posted(client, path, **given):
    return client.post(path, given)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "page", ["", "year/", "proposals/", "new/", "subscription/", "{pk}/", "{pk}/move/", "{pk}/edit/"]
)
def test_every_page_opens_in_every_language(browse, owed, people, language, page):
    one = owed(days=-3)
    obligations.move(obligation=one, due_on=one.due_on - timedelta(1), reason="سبب", by=people.coordinator)
    answer = browse("alef", "coordinator").get(f"/{language}/calendar/{page.format(pk=one.pk)}")
    assert answer.status_code == 200
    assert f'lang="{language}"' in text(answer)
    assert f'dir="{"rtl" if language == "ar" else "ltr"}"' in text(answer)


def test_what_is_late_stands_first_then_month_by_month(browse, owed):
    owed(days=40, kind="visit")
    owed(days=-40, kind="follow_up")
    owed(days=4, kind="mid_term")
    page = text(browse("alef", "observer").get("/en/calendar/"))
    places = [page.index(f'strong" href="/en/calendar/{one.pk}/"') for one in Obligation.objects.order_by("due_on")]
    assert places == sorted(places)
    assert page.index("<h2>Late ") < places[0]
    assert "40 days late" in page


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("", {"follow_up", "visit"}),
        ("?kind=visit", {"visit"}),
        ("?body={cat}", {"follow_up"}),
        ("?standing=closed", {"mid_term"}),
        ("?kind=nonsense&body=nonsense", {"follow_up", "visit"}),
        ("?kind=accreditation", set()),
    ],
)
def test_the_list_is_narrowed_by_body_kind_and_standing(browse, owed, people, query, kinds):
    cat, visit, closed = owed(kind="follow_up"), owed(body="SP-VAW", kind="visit"), owed(body="UPR", kind="mid_term")
    obligations.cancel(obligation=closed, reason="Not owed", by=people.coordinator)
    page = text(browse("alef", "observer").get(f"/en/calendar/{query.format(cat=cat.body_id)}"))
    assert {one.kind for one in (cat, visit, closed) if f'/calendar/{one.pk}/"' in page} == kinds


def test_an_empty_calendar_offers_what_can_be_counted(browse, alef):
    page = text(browse("alef", "coordinator").get("/en/calendar/"))
    assert page.count("Take into the calendar") == len(proposals(institution_here()))
    assert "4 years after the review of 8 July 2024" in page


def test_an_empty_calendar_offers_nothing_to_those_who_do_not_keep_it(browse):
    page = text(browse("alef", "observer").get("/en/calendar/"))
    assert "The calendar is empty" in page
    assert "Take into the calendar" not in page


def test_a_proposal_is_confirmed_from_its_page(browse, alef):
    client = browse("alef", "analyst")
    key = proposals(institution_here())[0].key
    assert key in text(client.get("/en/calendar/proposals/"))
    assert posted(client, "/en/calendar/proposals/", key=key).status_code == 302
    assert Obligation.objects.get().computed
    page = text(client.get("/en/calendar/proposals/"))
    assert key not in page
    assert "In the calendar:" in page


def test_an_obligation_is_added_from_its_form(browse, alef, owed):
    cat = owed().body_id
    given = {"kind": "other", "body_id": cat, "due_on": "2027-05-01", "title_ar": "تقرير خاص"}
    answer = posted(browse("alef", "analyst"), "/ar/calendar/new/", **given)
    made = Obligation.objects.get(kind="other")
    assert answer["Location"] == f"/ar/calendar/{made.pk}/"
    assert (made.title_ar, made.due_on) == ("تقرير خاص", date(2027, 5, 1))


def test_a_refusal_of_the_rules_stands_over_the_form(browse, owed):
    answer = posted(browse("alef", "analyst"), "/en/calendar/new/", kind="other", body_id=owed().body_id)
    assert answer.status_code == 409
    assert "Say in your own words what is due" in text(answer)


def test_a_date_moves_with_a_reason_and_shows_its_slip(browse, owed):
    one = owed()
    client = browse("alef", "coordinator")
    path = f"/en/calendar/{one.pk}/move/"
    seen = re.search(r'name="seen" value="([^"]+)"', text(client.get(path)))[1]
    assert posted(client, path, due_on="2031-01-05", reason="", seen=seen).status_code == 422
    assert posted(client, path, due_on="2031-01-05", reason="The session was <moved>", seen=seen).status_code == 302
    page = text(client.get(f"/en/calendar/{one.pk}/"))
    assert "5 January 2031" in page
    assert "The session was &lt;moved&gt;" in page
    again = posted(client, path, due_on="2031-02-05", reason="Again", seen=seen)
    assert again.status_code == 409
    assert "Open the form as it stands now" in text(again)


def test_an_obligation_is_done_opened_again_and_cancelled(browse, owed, today):
    one, client = owed(), browse("alef", "coordinator")
    here = f"/en/calendar/{one.pk}/"
    posted(client, f"{here}done/", done_on=today.isoformat(), reference="CAT/C/ALF/6")
    assert Obligation.objects.get(pk=one.pk).reference == "CAT/C/ALF/6"
    assert "Open it again" in text(client.get(here))
    posted(client, f"{here}reopen/")
    posted(client, f"{here}cancel/", reason="Merged with the next report")
    assert "Merged with the next report" in text(client.get(here))


def test_its_words_are_corrected_and_its_date_stays(browse, owed):
    one, client = owed(), browse("alef", "analyst")
    path = f"/en/calendar/{one.pk}/edit/"
    seen = re.search(r'name="seen" value="([^"]+)"', text(client.get(path)))[1]
    given = {"kind": "follow_up", "body_id": one.body_id, "reference": "X/1", "seen": seen}
    assert posted(client, path, **given).status_code == 302
    kept = Obligation.objects.get(pk=one.pk)
    assert (kept.kind, kept.reference, kept.due_on) == ("follow_up", "X/1", one.due_on)


def test_readers_are_offered_no_changes(browse, owed):
    page = text(browse("alef", "focal_point").get(f"/en/calendar/{owed().pk}/"))
    assert "Change the date" not in page
    assert "Mark as done" not in page


def test_the_year_draws_a_mark_for_each_line_of_its_list(browse, owed, today):
    dates = [date(today.year, 2, 3), date(today.year, 2, 5), date(today.year, 12, 30)]
    for due_on in dates:
        owed(due_on=due_on)
    owed(due_on=date(today.year + 1, 1, 1))
    page = text(browse("alef", "observer").get("/ar/calendar/year/"))
    assert page.count("<g transform") == 3
    assert page.count('<li><span class="num">') == 3
    assert not re.search(r'(?:x|d|transform)="[^"]*\d,\d', page)  # decimals of the page's language draw nothing


@pytest.mark.parametrize(("number", "status"), [(2027, 200), (1990, 200), (2100, 200), (1989, 404), (99999, 404)])
def test_a_year_out_of_reach_is_not_found(browse, number, status):
    assert browse("alef", "observer").get(f"/en/calendar/year/{number}/").status_code == status


def test_the_address_of_a_feed_is_shown_once(browse, alef):
    client = browse("alef", "observer")
    answer = posted(client, "/en/calendar/subscription/", act="make")
    address = re.search(r"http://alef\.\S+/obligations\.ics", text(answer))[0]
    assert answer["Cache-Control"] == "private, no-store"
    assert address not in text(client.get("/en/calendar/subscription/"))
    path = "/" + address.split("/", 3)[3]
    assert browse("alef").get(path).status_code == 200
    posted(client, "/en/calendar/subscription/", act="revoke")
    assert browse("alef").get(path).status_code == 404
    assert not FeedToken.objects.standing().exists()


def test_the_overview_names_what_is_late_to_those_who_keep_the_calendar(browse, owed, bodies):
    owed(days=-9, owner=bodies.Justice)
    owed(days=9)
    for person, told in (
        ("coordinator", True), ("analyst", True), ("focal_point", True), ("focal_point_elsewhere", False),
        ("observer", False),
    ):  # fmt: skip
        assert ("Obligation is past its date" in text(browse("alef", person).get("/en/"))) is told, person


@pytest.mark.parametrize(("path", "own"), [("", 5), ("year/", 1), ("proposals/", 3), ("{pk}/", 3)])
def test_a_page_takes_the_same_few_queries_for_one_and_for_many(browse, owed, bodies, path, own):
    first = owed(owner=bodies.Justice)
    client = browse("alef", "coordinator")
    address = f"/en/calendar/{path.format(pk=first.pk)}"

    def count():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len([one for one in captured if "set_config" not in one["sql"]])

    client.get(address)
    few = count()
    for days in range(25):
        owed(days=days - 5, owner=bodies.Interior)
    assert count() == few
    # Institution, session, person and member come before the page's own.
    assert few <= 4 + own

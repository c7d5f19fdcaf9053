"""What a calendar program fetches, and who else does not."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from shared.isolation.scope import in_institution, in_network
from tenants.reporting.actions import feeds, obligations
from tenants.reporting.feeds import feed_address
from tenants.reporting.icalendar import escaped, folded

NEVER = "A" * 43


@pytest.fixture
def fetch(alef, browse):
    """`fetch(token)`: the answer on alef's host, to a program without a session; `person` is somebody signed in."""

    def fetching(token, place="alef", person=None):
        return browse(place, person).get(f"/en/feed/{token}/obligations.ics")

    return fetching


def events(answer):
    """The calendar's events as dictionaries, unfolded as RFC 5545 says."""
    text = answer.content.decode()
    assert text.endswith("\r\n")
    lines = text.replace("\r\n ", "").split("\r\n")
    assert (lines[0], lines[-2:]) == ("BEGIN:VCALENDAR", ["END:VCALENDAR", ""])
    found = []
    for line in lines:
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found and ":" in line:
            name, _, value = line.partition(":")
            found[-1].setdefault(name, value)
    return found


def reads(member_language, world, person):
    with in_network():
        user = world.alef.users[person]
        type(user).objects.filter(pk=user.pk).update(language=member_language)


def test_it_is_a_calendar_of_whole_days(people, owed, fetch):
    one = owed(days=5, reference="CAT/C/ALF/5")
    answer = fetch(feeds.make_feed(by=people.observer))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, no-store"
    (event,) = events(answer)
    assert event["UID"] == str(one.pk)
    assert event["DTSTART;VALUE=DATE"] == one.due_on.strftime("%Y%m%d")
    assert event["DTEND;VALUE=DATE"] == (one.due_on + timedelta(1)).strftime("%Y%m%d")
    assert event["SUMMARY"] == "Periodic report: Committee against Torture"
    assert "CAT/C/ALF/5" in event["DESCRIPTION"]
    assert event["URL"].startswith("http://alef.localhost")
    assert event["URL"].endswith(f"/en/calendar/{one.pk}/")


def test_a_moved_date_keeps_its_identifier_and_counts_up(people, owed, fetch):
    one = owed(days=5)
    token = feeds.make_feed(by=people.observer)
    before = events(fetch(token))[0]
    obligations.move(obligation=one, due_on=one.due_on + timedelta(9), reason="Late", by=people.coordinator)
    after = events(fetch(token))[0]
    assert after["UID"] == before["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == ("0", "1")
    assert after["DTSTART;VALUE=DATE"] != before["DTSTART;VALUE=DATE"]


def test_a_cancelled_obligation_is_said_to_be(people, owed, fetch):
    obligations.cancel(obligation=owed(), reason="Not owed", by=people.coordinator)
    assert events(fetch(feeds.make_feed(by=people.observer)))[0]["STATUS"] == "CANCELLED"


def test_what_was_closed_long_ago_is_left_out(people, owed, fetch):
    obligations.complete(obligation=owed(days=-500), done_on=date(2024, 1, 1), by=people.coordinator)
    owed(days=-600)
    assert len(events(fetch(feeds.make_feed(by=people.observer)))) == 1


@pytest.mark.parametrize(
    ("language", "summary"),
    [("ar", "التقرير الدوري"), ("en", "Periodic report"), ("fr", "Rapport périodique")],
)
def test_it_speaks_the_member_s_language_whatever_the_address_says(alef, people, owed, fetch, language, summary):
    owed()
    reads(language, alef, "observer")
    assert events(fetch(feeds.make_feed(by=people.observer)))[0]["SUMMARY"].startswith(summary)


def test_no_line_is_longer_than_seventy_five_octets(people, owed, fetch):
    owed(kind="other", title_ar="تقرير " * 30, title_en="Report; with, many \\ words " * 7)
    answer = fetch(feeds.make_feed(by=people.observer))
    assert max(len(line) for line in answer.content.split(b"\r\n")) <= 75
    assert "Report\\; with\\, many \\\\ words" in events(answer)[0]["SUMMARY"]


def test_a_fold_never_splits_a_character():
    line = "SUMMARY:" + "ت" * 200
    pieces = folded(line).encode().split(b"\r\n")
    assert all(piece.decode() is not None and len(piece) <= 75 for piece in pieces)
    assert folded(line).replace("\r\n ", "") == line + "\r\n"


def test_line_breaks_cannot_add_a_line_of_their_own():
    assert escaped("one\r\nEND:VEVENT\nthree\rfour\x00") == "one\\nEND:VEVENT\\nthree\\nfour"


def test_an_unknown_secret_opens_nothing(fetch):
    assert fetch(NEVER).status_code == 404


def test_a_revoked_secret_opens_nothing(people, fetch):
    token = feeds.make_feed(by=people.observer)
    assert fetch(token).status_code == 200
    feeds.revoke_feed(by=people.observer)
    assert fetch(token).status_code == 404


def test_the_digest_is_no_secret(people, fetch):
    assert fetch(feeds.digest_of(feeds.make_feed(by=people.observer))).status_code == 404


def test_the_neighbour_s_secret_opens_nothing_here(world, people, owed, fetch):
    with in_institution(world.ba.institution):
        token = feeds.make_feed(by=world.ba.members["coordinator"])
    assert fetch(token).status_code == 404
    assert fetch(token, place="ba").status_code == 200


def test_the_network_s_host_serves_no_feed(people, fetch):
    token = feeds.make_feed(by=people.observer)
    assert fetch(token, place="network").status_code == 404


def test_a_member_who_left_has_no_feed(people, fetch):
    token = feeds.make_feed(by=people.observer)
    people.observer.__class__.objects.filter(pk=people.observer.pk).update(left_at=timezone.now())
    assert fetch(token).status_code == 404


def test_a_member_who_waits_for_the_network_has_no_feed(people, fetch):
    token = feeds.make_feed(by=people.assessor)
    people.assessor.__class__.objects.filter(pk=people.assessor.pk).update(awaits_confirmation=True)
    assert fetch(token).status_code == 404


def test_a_session_opens_no_feed_without_its_secret(fetch):
    assert fetch(NEVER, person="coordinator").status_code == 404


def test_the_secret_opens_nothing_but_the_feed(people, browse):
    token = feeds.make_feed(by=people.coordinator)
    client = browse("alef")
    for path in (
        f"/en/feed/{token}/",
        f"/en/feed/{token}/../../calendar/",
        "/en/feed/",
        f"/en/calendar/?token={token}",
    ):
        assert client.get(path).status_code in {302, 404}
    assert client.post(f"/en/feed/{token}/obligations.ics").status_code == 405


def test_a_feed_takes_the_same_few_queries_for_one_and_for_many(people, owed, fetch):
    token = feeds.make_feed(by=people.observer)
    owed()
    fetch(token)

    def count():
        with CaptureQueriesContext(connection) as captured:
            fetch(token)
        return len([one for one in captured if "set_config" not in one["sql"]])

    few = count()
    for days in range(30):
        owed(days=days)
    assert count() == few
    assert few <= 5


def test_the_address_names_the_institution_s_host(alef):
    assert feed_address(alef.alef.institution, "abc").split("/")[2].startswith("alef.")

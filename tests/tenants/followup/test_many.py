"""Two thousand recommendations and fifty bodies: opened in time, read in a number of queries that does not grow."""

import time

import pytest

from tenants.followup.actions import rounds
from tenants.followup.models import Request, Update
from tenants.members.models import Member, ResponsibleBody
from tenants.notices.models import Notice
from tenants.tracker.models import Assignment, Recommendation
from tests.tenants.followup.conftest import opened, round_content, submitted
from tests.tenants.followup.pages import read

RECOMMENDATIONS, BODIES = 2_000, 50
MOST_SECONDS = 5


def many(there, recommendations, bodies):
    """So many recommendations, each led by one of so many bodies of the state and supported by the next."""
    first = there.recommendations[0]
    found = [ResponsibleBody(name_en=f"Body {number}", name_ar=f"جهة {number}") for number in range(bodies)]
    ResponsibleBody.objects.bulk_create(found)
    rows = [
        Recommendation(
            review_id=first.review_id, document_id=first.document_id, order=100 + number, paragraph=f"9.{number}",
            text_en=f"Do thing {number}", source_language="en", translation_en="source",
        )
        for number in range(recommendations)
    ]  # fmt: skip
    Recommendation.objects.bulk_create(rows)
    Assignment.objects.bulk_create(
        Assignment(recommendation=one, body=found[(number + step) % bodies], lead=step == 0)
        for number, one in enumerate(rows)
        for step in (0, 1)
    )
    return found


@pytest.fixture
def crowded(there, inside):
    with inside():
        many(there, RECOMMENDATIONS, BODIES)
        by = there.people.coordinator
        made = rounds.prepare(content=round_content(title="Great round"), by=by)
        began = time.perf_counter()
        there.great = opened(made, by)
        there.took = time.perf_counter() - began
    return there


def test_a_great_round_is_opened_in_time(crowded, inside):
    with inside():
        assert Request.objects.filter(round=crowded.great).count() == BODIES + 2
        assert Update.objects.filter(request__round=crowded.great).count() == 2 * RECOMMENDATIONS + 5
        assert Notice.objects.filter(kind="request_opened").count() == 4
    assert crowded.took < MOST_SECONDS


def queries(client, path, django_assert_max_num_queries=None):
    """How many statements a page takes, its session's and its member's among them."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as seen:
        read(client, path)
    return len([one for one in seen if "set_config" not in one["sql"]])


def test_pages_take_no_more_queries_for_a_great_round(crowded, coordinator, focal_point, inside):
    with inside():
        mine = Request.objects.get(round=crowded.great, body=crowded.bodies.Justice)
        submitted(mine.updates.first(), crowded.people.focal_point)
        submitted(crowded.update, crowded.people.focal_point)
        large = Request.objects.filter(round=crowded.great).exclude(body__in=[crowded.bodies.Justice]).last()
    small = {
        "board": queries(coordinator, f"/en/rounds/{crowded.round.pk}/"),
        "asked": queries(coordinator, f"/en/rounds/asked/{crowded.interior.pk}/"),
        "queue": queries(coordinator, f"/en/rounds/{crowded.round.pk}/review/"),
    }
    great = {
        "board": queries(coordinator, f"/en/rounds/{crowded.great.pk}/"),
        "asked": queries(coordinator, f"/en/rounds/asked/{large.pk}/"),
        "queue": queries(coordinator, f"/en/rounds/{crowded.great.pk}/review/"),
    }
    # A body without focal points spares the question of who is away.
    assert all(great[page] <= small[page] for page in small)
    assert great["board"] <= 20


def test_a_request_with_many_updates_takes_as_many_queries_as_one_with_few(crowded, focal_point, inside):
    few = queries(focal_point, f"/en/rounds/requests/{crowded.justice.pk}/")
    with inside():
        body = (
            ResponsibleBody.objects.exclude(pk=crowded.bodies.Justice.pk).filter(requests__round=crowded.great).last()
        )
        Member.objects.filter(pk=crowded.people.focal_point.pk).update(body=body)
        request = Request.objects.get(round=crowded.great, body=body)
        assert request.updates.count() > 25
    assert queries(focal_point, f"/en/rounds/requests/{request.pk}/") == few
    assert queries(focal_point, "/en/rounds/mine/") <= 14

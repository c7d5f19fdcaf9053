"""The first page: whose it is, what it asks of her, what it shows, and what it costs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from shared.isolation.scope import in_institution
from tenants.evidence.actions import pieces
from tenants.evidence.content import Content
from tenants.tracker.models import Assessment, Assignment, Recommendation
from tests.world import World

Browse = Callable[..., Client]
LIST = "/en/recommendations/"


def page(client: Client, language: str = "en", query: str = "") -> str:
    answer = client.get(f"/{language}/{query}")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_it_greets_by_name(browse: Browse) -> None:
    assert "Welcome, <bdi>coordinator</bdi>" in page(browse("alef", "coordinator"))


def test_a_coordinator_reads_what_the_list_lacks(browse: Browse) -> None:
    text = page(browse("alef", "coordinator"))
    for number, name in ((6, "unassigned"), (6, "unclassified"), (7, "unassessed")):
        assert f'<span class="cnt">{number}</span><div><a href="{LIST}?attention={name}">' in text
    assert "UPR 4 and CEDAW 2" in text


def test_a_focal_point_reads_of_her_own_body_only(browse: Browse, alef: World) -> None:
    body = alef.alef.bodies["Justice"].pk
    text = page(browse("alef", "focal_point"))
    assert "Recommendations have no body named" not in text
    assert f'<span class="cnt">1</span><div><a href="{LIST}?responsible={body}&amp;attention=unassessed">' in text


def test_a_focal_point_is_told_what_is_late(browse: Browse, alef: World) -> None:
    Recommendation.objects.filter(paragraph="140.1").update(due_on=date(2020, 1, 1))
    assert "Recommendation of your body is past its date" in page(browse("alef", "focal_point"))


def test_an_assessor_reads_what_her_body_has_not_spoken_of(browse: Browse, alef: World) -> None:
    one = Recommendation.objects.get(paragraph="140.1")
    Assessment(
        recommendation=one,
        assessor_kind="nhri",
        body=alef.alef.bodies["Council"],
        value="nhri:limited",
        progress="in_progress",
        assessed_on=date(2026, 1, 1),
    ).save()
    text = page(browse("alef", "assessor"))
    silent = f"{LIST}?silent={alef.alef.bodies['Council'].pk}"
    assert f'<span class="cnt">6</span><div><a href="{silent}">Recommendations have no account of your body' in text


def test_an_observer_has_nothing_to_do_and_sees_the_figures(browse: Browse) -> None:
    text = page(browse("alef", "observer"))
    assert "Nothing waits for you." in text
    assert "Universal Periodic Review" in text


def test_charts_have_their_table(browse: Browse, alef: World) -> None:
    Recommendation.objects.filter(paragraph="140.1").update(status="partly")
    text = page(browse("alef", "coordinator"))
    assert text.count('<svg class="mirror"') == text.count("<tbody><tr>") == 1


@pytest.mark.parametrize("by", ["mechanism", "theme", "group", "sdg", "body", "nonsense"])
def test_implementation_is_read_by_what_is_asked(browse: Browse, by: str) -> None:
    text = page(browse("alef", "observer"), query=f"?by={by}")
    assert text.count('aria-current="page"') >= 2  # the section of the institution, and the view


def test_a_focal_point_sees_her_bodys_figures_first_and_all_of_them_on_request(browse: Browse) -> None:
    client = browse("alef", "focal_point")
    hers, everybodys = page(client), page(client, query="?of=all")
    assert "Show the whole institution’s figures" in hers
    assert '<strong class="num">1</strong>' in hers
    assert "Show your own body’s figures" in everybodys
    assert '<strong class="num">7</strong>' in everybodys


def test_a_focal_point_whose_body_answers_for_nothing_is_told_so(browse: Browse, alef: World) -> None:
    Assignment.objects.filter(body=alef.alef.bodies["Interior"]).delete()
    assert "Your body answers for no recommendation yet" in page(browse("alef", "focal_point_elsewhere"))


@pytest.mark.parametrize("role", ["coordinator", "analyst", "assessor", "observer"])
def test_nobody_else_has_figures_of_her_own(browse: Browse, role: str) -> None:
    assert "own body’s figures" not in page(browse("alef", role), query="?of=mine")


def test_it_reads_from_the_right_in_arabic(browse: Browse) -> None:
    text = page(browse("alef", "coordinator"), "ar")
    assert '<html lang="ar" dir="rtl">' in text
    assert "الاستعراض الدوري الشامل" in text


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_nothing_is_left_in_english(browse: Browse, language: str) -> None:
    text = page(browse("alef", "coordinator"), language)
    for phrase in ("What needs you now", "What is missing", "In what state", "rule of the institution", "wait for you"):
        assert phrase not in text


def test_an_empty_tracker_says_what_to_do_first(browse: Browse, alef: World) -> None:
    Assignment.objects.all().delete()
    Recommendation.objects.all().delete()
    assert "Begin with an import" in page(browse("alef", "analyst"))
    assert "A coordinator or analyst of the institution begins" in page(browse("alef", "observer"))


def test_one_institutions_work_shows_in_no_other(browse: Browse, world: World) -> None:
    with in_institution(world.ba.institution):
        Recommendation.objects.update(due_on=date(2020, 1, 1))
    assert "past_due" not in page(browse("alef", "coordinator"))
    assert "past_due" in page(browse("ba", "coordinator"))


@pytest.mark.parametrize("role", ["coordinator", "assessor"])
def test_the_whole_page_takes_at_most_sixteen_queries(browse: Browse, role: str) -> None:
    client = browse("alef", role)
    page(client)
    with CaptureQueriesContext(connection) as queries:
        page(client)
    assert len(queries) <= 16, "\n".join(query["sql"][:150] for query in queries)


def test_a_stranger_is_led_to_sign_in(browse: Browse) -> None:
    answer = browse("alef").get("/en/")
    assert answer.status_code == 302
    assert "/account/login/" in answer["Location"]


def test_an_assessor_reads_where_the_state_reported_since_her_account(browse: Browse, alef: World) -> None:
    one = Recommendation.objects.get(paragraph="140.1")
    council = alef.alef.bodies["Council"]
    for kind, body, value, day in (
        ("nhri", council, "nhri:limited", date(2026, 1, 1)),
        ("state", None, "state:implemented", date(2026, 2, 1)),
    ):
        Assessment(
            recommendation=one, assessor_kind=kind, body=body, value=value, progress="in_progress", assessed_on=day
        ).save()
    text = page(browse("alef", "assessor"))
    outdated = f"{LIST}?outdated={council.pk}"
    assert f'<span class="cnt">1</span><div><a href="{outdated}">The state reported anew' in text
    listed = browse("alef", "assessor").get(outdated).content.decode()
    assert "140.1" in listed
    assert "140.2" not in listed


def test_a_coordinator_is_led_to_evidence_past_its_retention_date(browse: Browse, alef: World) -> None:
    with time_machine.travel(date(2026, 6, 1)):
        pieces.add_link(
            link="https://example.org/old",
            content=Content(title_en="Old", keep_until=date(2026, 5, 31)),
            by=alef.alef.members["coordinator"],
        )
    link = '<a href="/en/evidence/?only=past">Piece of evidence is past its retention date</a>'
    assert link in page(browse("alef", "coordinator"))
    assert link not in page(browse("alef", "analyst"))


def test_figures_of_a_body_are_called_the_bodys(browse: Browse) -> None:
    assert "All recommendations of the body</a>" in page(browse("alef", "focal_point"))
    assert "All recommendations</a>" in page(browse("alef", "coordinator"))

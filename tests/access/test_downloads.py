"""Each list as a file: for those who may see its page and download lists, of their own institution alone."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from shared.isolation.scope import in_institution
from tenants.members.roles import Permission, Role
from tenants.tracker.actions import clusters
from tests.tenants.planning.conftest import planned
from tests.world import PEOPLE

LISTS = {
    "plan/": Permission.SEE,
    "plan/?by=time": Permission.SEE,
    "plan/?by=body": Permission.SEE,
    "plan/indicators/": Permission.SEE,
    "plan/national/": Permission.SEE,
    "recommendations/clusters/": Permission.SEE,
    "evidence/": Permission.SEE,
    "rounds/": Permission.RUN_ROUNDS,
    "rounds/standing-in/": Permission.SEE,
    "rounds/mine/": Permission.ANSWER_REQUESTS,
    "consultations/": Permission.SEE,
    "calendar/": Permission.SEE,
    "import/": Permission.IMPORT,
    "people/": Permission.SEE_PEOPLE,
    "bodies/": Permission.SEE,
}


def download(client, path, kind="csv", language="en"):
    return client.get(f"/{language}/{path}{'&' if '?' in path else '?'}download={kind}")


def rows_of(answer):
    assert answer.status_code == 200
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def sheet_of(answer):
    return load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active


@pytest.fixture
def plans(database, world):
    """A plan in each institution, with another word in the neighbour's."""
    made = {}
    for slug in ("alef", "ba"):
        place = getattr(world, slug)
        with in_institution(place.institution):
            made[slug] = planned(place)
            title = {"alef": "=1+1", "ba": "Of the neighbour"}[slug]
            clusters.create_cluster(titles={"en": title}, note="", by=place.members["analyst"])
    return made


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("path", LISTS)
def test_a_list_is_a_file_for_whoever_sees_it_and_may_download(path, kind, browse, plans):
    for person, (slug, _body) in PEOPLE.items():
        answer = download(browse("alef", person), path, kind)
        may = Role.of(slug).permissions
        if LISTS[path] not in may:
            assert answer.status_code == 403, person
        elif path == "rounds/standing-in/" and not {Permission.RUN_ROUNDS, Permission.ANSWER_REQUESTS} & may:
            assert answer.status_code == 404, person
        elif Permission.EXPORT not in may:
            assert answer.status_code == 403, person
        else:
            assert answer["Content-Disposition"].startswith("attachment;"), person
            assert b"".join(answer.streaming_content)


@pytest.mark.parametrize("path", LISTS)
def test_a_stranger_is_led_to_sign_in(path, browse):
    assert download(browse("alef"), path).status_code == 302


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_the_sheet_is_in_the_readers_language_and_direction(path, language, browse, plans):
    person = "focal_point" if path == "rounds/mine/" else "coordinator"
    sheet = sheet_of(download(browse("alef", person), path, "xlsx", language))
    assert bool(sheet.sheet_view.rightToLeft) is (language == "ar")
    heads = [cell.value for cell in sheet[1]]
    assert all(heads)
    assert len(set(heads)) == len(heads)
    if language == "ar":
        assert [head for head in heads if head != "SHA-256" and not any("ء" <= one <= "ي" for one in head)] == []


def test_the_neighbours_rows_are_in_no_file(browse, plans):
    client = browse("alef", "coordinator")
    found = rows_of(download(client, "recommendations/clusters/"))
    assert [row["Title"] for row in found] == ["'=1+1"]
    keys = {
        row["Key"]
        for path in ("plan/", "plan/national/", "plan/indicators/")
        for row in rows_of(download(client, path))
    }
    theirs = plans["ba"]
    assert keys
    assert not keys & {str(one.pk) for one in (theirs.whole, theirs.bare, theirs.item, theirs.indicator)}


def test_a_title_is_no_formula_in_a_sheet(browse, plans):
    cell = sheet_of(download(browse("alef", "analyst"), "recommendations/clusters/", "xlsx"))["A2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_the_file_holds_what_the_filter_of_the_page_lets_through(browse, plans):
    client = browse("alef", "analyst")
    assert len(rows_of(download(client, "plan/"))) == 2
    chosen = rows_of(download(client, "plan/?standing=done"))
    assert chosen == []
    assert rows_of(download(client, "recommendations/clusters/?q=nothing-like-it")) == []
    assert len(rows_of(download(client, "plan/indicators/?kind=process"))) == 1
    assert rows_of(download(client, "plan/indicators/?kind=outcome")) == []


def test_an_action_is_a_row_with_what_belongs_to_it(browse, plans):
    row = next(row for row in rows_of(download(browse("alef", "analyst"), "plan/")) if row["Begins"])
    assert row["Title in English"] == "Issue the regulations of the act"
    assert row["Supporting bodies"] == "Interior"
    assert (row["Begins"], row["Budget"], row["Currency"]) == ("2025-01-01", "12000.0", "USD")
    assert "5.2" in row["What it serves"]


def test_the_timeline_gives_the_milestones(browse, plans):
    found = rows_of(download(browse("alef", "analyst"), "plan/?by=time"))
    assert [(row["What is there then"], row["Due"]) for row in found] == [("Draft sent", "2026-06-30")]


def test_what_is_offered_is_offered_to_those_who_may(browse, plans):
    def offered(person):
        return "download=xlsx" in browse("alef", person).get("/en/plan/national/?page=1").content.decode()

    assert offered("analyst")
    assert not offered("observer")


def test_another_kind_of_file_is_the_page(browse, plans):
    assert browse("alef", "analyst").get("/en/bodies/?download=exe")["Content-Type"].startswith("text/html")


def test_the_rows_are_read_in_portions_while_they_are_sent(browse, world, plans):
    from tenants.planning.models import NationalPlanItem

    with in_institution(world.alef.institution):
        NationalPlanItem.objects.bulk_create(
            NationalPlanItem(plan_name="N", code=str(at), title_en=f"Goal {at}") for at in range(10_000)
        )
    client = browse("alef", "analyst")
    with CaptureQueriesContext(connection) as before:
        answer = download(client, "plan/national/")
        pieces = iter(answer.streaming_content)
        first = next(pieces)
    assert len(first) < 100_000
    assert sum("LIMIT" not in one["sql"] and "planning_nationalplanitem" in one["sql"] for one in before) == 2
    with CaptureQueriesContext(connection) as rest:
        whole = first + b"".join(pieces)
    assert whole.count(b"\r\n") == 10_000 + 2
    assert sum("planning_nationalplanitem" in one["sql"] for one in rest) == 20


def test_the_secretariat_has_the_institutions_as_a_file(browse):
    answer = browse("network", "administrator").get("/en/desk/?download=csv")
    assert {row["Address"] for row in rows_of(answer)} >= {"alef", "ba"}
    assert browse("network").get("/en/desk/?download=csv").status_code == 302

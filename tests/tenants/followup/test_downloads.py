"""The board of a round, and the requests to a body, as files."""

import csv
import io

import pytest

from tests.tenants.followup.conftest import submitted


def rows_of(answer):
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))


def test_the_board_is_a_row_for_each_body_as_the_tab_shows_them(there, coordinator, inside):
    address = f"/en/rounds/{there.round.pk}/?download=csv"
    with inside():
        submitted(there.update, there.people.focal_point)
    rows = {row["Body"]: row for row in rows_of(coordinator.get(address))}
    assert len(rows) == 2
    assert rows["Ministry of Justice"]["To review"] == "1"
    assert [row["Body"] for row in rows_of(coordinator.get(f"{address}&show=review"))] == ["Ministry of Justice"]


@pytest.mark.parametrize("role", ["analyst", "focal_point", "assessor", "observer"])
def test_the_board_is_for_those_who_run_rounds(there, browse, role):
    assert browse("alef", role).get(f"/en/rounds/{there.round.pk}/?download=csv").status_code == 403


def test_the_neighbours_round_is_no_file(there, browse):
    assert browse("ba", "coordinator").get(f"/en/rounds/{there.round.pk}/?download=csv").status_code == 404


def test_a_focal_point_has_the_requests_to_her_own_body(there, browse):
    rows = rows_of(browse("alef", "focal_point").get("/en/rounds/mine/?download=csv"))
    assert [(row["Round"], row["Sent"]) for row in rows] == [("Spring round", "0")]

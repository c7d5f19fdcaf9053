"""The open rounds on the overview, for each role."""

import pytest

from tests.tenants.followup.conftest import submitted
from tests.tenants.followup.pages import read


def overview(browse, role):
    return read(browse("alef", role), "/en/")


def test_who_runs_rounds_sees_how_they_go_and_each_figure_leads_on(there, browse, inside):
    with inside():
        for update in there.interior.updates.all():
            submitted(update, there.people.focal_point_elsewhere)
    page = overview(browse, "coordinator")
    assert "1 of 2 bodies answered everything" in page
    for way in (f"{there.round.pk}/?show=done", f"{there.round.pk}/?show=owing", f"{there.round.pk}/review/"):
        assert f"/en/rounds/{way}" in page
    assert "2 to review" in page
    assert "3 still owed" in page


def test_a_focal_point_sees_her_own_request_and_no_other(there, browse):
    page = overview(browse, "focal_point")
    assert f"/en/rounds/requests/{there.justice.pk}/?show=owed" in page
    assert "0 of 3 sent" in page
    assert str(there.interior.pk) not in page


@pytest.mark.parametrize("role", ["analyst", "assessor", "observer"])
def test_nobody_else_sees_anything_of_it(there, browse, role):
    page = overview(browse, role)
    assert there.round.title not in page
    assert "Open rounds" not in page

"""Which role may do what in a round: one table of acts and people."""

from datetime import timedelta

import pytest
from django.utils import timezone

from shared.isolation.scope import WrongScope
from tenants.followup.actions import requests, rounds, updates
from tenants.members.access import Denied
from tests.tenants.followup.conftest import fill, round_content, submitted

RUNS = {"coordinator"}
ANSWERS = {"focal_point"}
ROLES = ["coordinator", "analyst", "focal_point", "focal_point_elsewhere", "assessor", "observer"]


def later(days):
    return timezone.localdate() + timedelta(days=days)


def prepared(here):
    return rounds.prepare(content=round_content(), by=here.people.coordinator)


def sent(here):
    return submitted(here.update, here.people.focal_point)


def filled(here):
    return fill(here.update, here.people.focal_point)


ACTS = {
    "prepare a round": (RUNS, lambda h, by: rounds.prepare(content=round_content(), by=by)),
    "change a round": (RUNS, lambda h, by: rounds.change(round=prepared(h), content=round_content(title="A"), by=by)),
    "remove a round": (RUNS, lambda h, by: rounds.remove(round=prepared(h), by=by)),
    "open a round": (RUNS, lambda h, by: rounds.open_round(round=prepared(h), by=by)),
    "extend a round": (RUNS, lambda h, by: rounds.extend(round=h.round, deadline=later(30), reason="Why", by=by)),
    "close a round": (RUNS, lambda h, by: rounds.close(round=h.round, by=by)),
    "extend a request": (RUNS, lambda h, by: requests.extend(request=h.justice, deadline=later(9), reason="W", by=by)),
    "accept": (RUNS, lambda h, by: updates.accept(update=sent(h), by=by)),
    "accept many": (RUNS, lambda h, by: updates.accept_many(updates=[sent(h)], by=by)),
    "send back": (RUNS, lambda h, by: updates.send_back(update=sent(h), words="More", by=by)),
    "bring a workbook in": (
        RUNS | ANSWERS,
        lambda h, by: updates.save_draft(update=h.update, account="A", by=by, way="workbook"),
    ),
    "submit a workbook": (RUNS | ANSWERS, lambda h, by: updates.submit(update=filled(h), by=by, way="workbook")),
    "write": (ANSWERS, lambda h, by: updates.save_draft(update=h.update, account="A", by=by)),
    "submit": (ANSWERS, lambda h, by: updates.submit(update=filled(h), by=by)),
    "submit all": (ANSWERS, lambda h, by: requests.submit_all(request=h.justice, by=by)),
    "pass an update on": (ANSWERS, lambda h, by: updates.pass_on(update=h.update, to=h.people.focal_point, by=by)),
    "take an update back": (ANSWERS, lambda h, by: updates.take_back(update=h.update, by=by)),
    "pass a request on": (ANSWERS, lambda h, by: requests.pass_on(request=h.justice, to=h.people.focal_point, by=by)),
    "take a request back": (ANSWERS, lambda h, by: requests.take_back(request=h.justice, by=by)),
}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("act", ACTS)
def test_only_these_roles_may(act, role, here):
    allowed, do = ACTS[act]
    by = getattr(here.people, role)
    if role in allowed:
        do(here, by)
    else:
        with pytest.raises(Denied):
            do(here, by)


@pytest.mark.parametrize("role", ["coordinator", "focal_point"])
@pytest.mark.parametrize("act", ACTS)
def test_a_member_of_another_institution_may_nothing(act, role, here, alef):
    with pytest.raises(WrongScope):
        ACTS[act][1](here, alef.ba.members[role])

"""Which role may do what in a round: one table of acts and people."""

import tempfile
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.utils import timezone

from shared.isolation.scope import WrongScope
from tenants.followup.actions import absences, deputies, handovers, many, requests, rounds, updates
from tenants.followup.drafting import Words
from tenants.followup.workbook import packing, uploads
from tenants.intake.actions.batches import Upload
from tenants.members.access import Denied
from tests.tenants.followup.conftest import fill, round_content, submitted
from tests.tenants.followup.reminded import another
from tests.tenants.followup.workbook_files import fill as fill_workbook
from tests.tenants.followup.workbook_files import made
from tests.tenants.followup.workbook_files import sent as uploaded

RUNS = {"coordinator"}
ANSWERS = {"focal_point"}
ROLES = ["coordinator", "analyst", "focal_point", "focal_point_elsewhere", "assessor", "observer"]


SAME = object()


def later(days):
    return timezone.localdate() + timedelta(days=days)


def prepared(here):
    return rounds.prepare(content=round_content(), by=here.people.coordinator)


def sent(here):
    return submitted(here.update, here.people.focal_point)


def filled(here):
    return fill(here.update, here.people.focal_point)


def be_away(here, by):
    alternate = another(here, "Stand-in")
    day = timezone.localdate()
    return absences.set_absence(
        member=here.people.focal_point, alternate=alternate, begins_on=day, ends_on=later(3), by=by
    )


def away(here):
    return be_away(here, here.people.coordinator)


def hand_over(here, by):
    successor = another(here, "Successor")
    requests.pass_on(request=here.justice, to=here.people.focal_point, by=successor)
    return handovers.hand_over(departing=here.people.focal_point, successor=successor, by=by)


def upload(here, by, expected=SAME):
    with tempfile.NamedTemporaryFile() as file:
        file.write(made(here.justice, here.people.coordinator))
        file.flush()
        kept = Upload(Path(file.name), "a.xlsx", "0" * 64, uuid4())
        return uploads.upload(
            file=kept, round=here.round, expected=here.justice if expected is SAME else expected, by=by
        )


def brought(here):
    by = here.people.focal_point
    return uploaded(fill_workbook(made(here.justice, by), {"account": "In the file."}), by, request=here.justice)


ACTS = {
    "prepare a round": (RUNS, lambda h, by: rounds.prepare(content=round_content(), by=by)),
    "change a round": (RUNS, lambda h, by: rounds.change(round=prepared(h), content=round_content(title="A"), by=by)),
    "remove a round": (RUNS, lambda h, by: rounds.remove(round=prepared(h), by=by)),
    "open a round": (RUNS, lambda h, by: rounds.open_round(round=prepared(h), by=by)),
    "extend a round": (RUNS, lambda h, by: rounds.extend(round=h.round, deadline=later(30), reason="Why", by=by)),
    "close a round": (RUNS, lambda h, by: rounds.close(round=h.round, by=by)),
    "extend a request": (RUNS, lambda h, by: requests.extend(request=h.justice, deadline=later(9), reason="W", by=by)),
    "withdraw a request": (RUNS, lambda h, by: requests.withdraw(request=h.justice, reason="Merged", by=by)),
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
    "write many": (
        ANSWERS,
        lambda h, by: many.save_drafts(request=h.justice, drafts={h.update.pk: Words(account="A")}, by=by),
    ),
    "submit many": (ANSWERS, lambda h, by: many.submit_many(request=h.justice, updates=[filled(h).pk], by=by)),
    "submit all": (ANSWERS, lambda h, by: requests.submit_all(request=h.justice, by=by)),
    "pass an update on": (ANSWERS, lambda h, by: updates.pass_on(update=h.update, to=h.people.focal_point, by=by)),
    "take an update back": (ANSWERS, lambda h, by: updates.take_back(update=h.update, by=by)),
    "pass a request on": (ANSWERS, lambda h, by: requests.pass_on(request=h.justice, to=h.people.focal_point, by=by)),
    "take a request back": (ANSWERS, lambda h, by: requests.take_back(request=h.justice, by=by)),
    "be away": (RUNS | ANSWERS, be_away),
    "end an absence": (RUNS | ANSWERS, lambda h, by: absences.end_absence(absence=away(h), by=by)),
    "name a deputy": (
        RUNS,
        lambda h, by: deputies.name_deputy(body=h.bodies.Justice, deputy=h.people.focal_point, by=by),
    ),
    "hand the work over": (RUNS | ANSWERS, hand_over),
    "upload a workbook": (RUNS | ANSWERS, lambda h, by: upload(h, by)),
    "upload a workbook for any body": (RUNS, lambda h, by: upload(h, by, expected=None)),
    "choose cells": (RUNS | ANSWERS, lambda h, by: uploads.choose(upload=brought(h), choices={}, by=by)),
    "choose cells alike": (
        RUNS | ANSWERS,
        lambda h, by: uploads.choose_alike(upload=brought(h), choice="take", by=by),
    ),
    "take a workbook over": (RUNS | ANSWERS, lambda h, by: uploads.accept(upload=brought(h), by=by)),
    "compare a workbook again": (RUNS | ANSWERS, lambda h, by: uploads.look_again(upload=brought(h), by=by)),
    "go on with a workbook": (
        RUNS | ANSWERS,
        lambda h, by: uploads.go_on(upload=uploads.look_again(upload=brought(h), by=h.people.coordinator), by=by),
    ),
    "pack the workbooks": (RUNS, lambda h, by: packing.ask(round=h.round, by=by)),
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

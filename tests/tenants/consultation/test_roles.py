"""Which role may do what with a consultation: one table of acts and people."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from shared.isolation.scope import WrongScope
from tenants.consultation.actions import consultations, doors, guests, moderation, replies
from tenants.consultation.actions.guests import Invitee
from tenants.members.access import Denied
from tests.tenants.consultation.conftest import content_of

CONSULTING = {"coordinator", "analyst"}
ROLES = ["coordinator", "analyst", "focal_point", "focal_point_elsewhere", "assessor", "observer"]


def publish(here, by):
    moderation.accept(comments=[here.comment], by=here.people.coordinator)
    consultations.close(consultation=here.opened, by=here.people.coordinator)
    return consultations.publish(consultation=here.opened, by=by)


ACTS = {
    "prepare": lambda h, by: consultations.prepare(content=h.content, by=by),
    "change": lambda h, by: consultations.change(
        consultation=h.prepared, content=h.content, seen=h.prepared.changed_at, by=by
    ),
    "discard": lambda h, by: consultations.discard(consultation=h.prepared, by=by),
    "open": lambda h, by: consultations.open_to_guests(consultation=h.prepared, by=by),
    "close": lambda h, by: consultations.close(consultation=h.opened, by=by),
    "extend": lambda h, by: consultations.extend(
        consultation=h.opened, closes_on=h.today + timedelta(30), reason="Asked for", by=by
    ),
    "publish": publish,
    "make a link for many": lambda h, by: doors.make_door(consultation=h.opened, kind="open", by=by),
    "close a link for many": lambda h, by: doors.close_door(door=h.door, by=by),
    "invite": lambda h, by: guests.invite(
        consultation=h.opened, people=[Invitee("a@b.example", "", "ar")], organisation_kind="nhri", by=by
    ),
    "mail again": lambda h, by: guests.send_again(guest=h.guest, by=by),
    "revoke": lambda h, by: guests.revoke(guest=h.guest, by=by),
    "accept": lambda h, by: moderation.accept(comments=[h.comment], by=by),
    "set aside": lambda h, by: moderation.set_aside(comment=h.comment, reason="Insult", by=by),
    "redact": lambda h, by: moderation.redact(comment=h.comment, passage="ministry", by=by),
    "restore": lambda h, by: moderation.restore(comment=h.comment, by=by),
    "answer": lambda h, by: replies.answer(comments=[h.comment], taken="not", words="No", language="en", by=by),
}


@pytest.fixture
def here(people, prepared, opened, invited, door, says, today):
    one = opened()
    guest = invited(one)
    return SimpleNamespace(
        people=people,
        today=today,
        content=content_of(today),
        prepared=prepared(),
        opened=one,
        guest=guest,
        door=door(one),
        comment=says(guest),
    )


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("act", ACTS)
def test_only_those_who_consult_may(act, role, here):
    by = getattr(here.people, role)
    if role in CONSULTING:
        ACTS[act](here, by)
    else:
        with pytest.raises(Denied):
            ACTS[act](here, by)


@pytest.mark.parametrize("act", ACTS)
def test_a_member_of_another_institution_may_nothing(act, here, alef):
    with pytest.raises(WrongScope):
        ACTS[act](here, alef.ba.members["coordinator"])

"""Each role with each assessor's account and scale, in a mechanism's tracker and in an NHRI's own."""

from datetime import date
from types import SimpleNamespace

import pytest

from shared.isolation.scope import in_network
from tenants.evidence.citing import may_cite
from tenants.institutions.models import Institution
from tenants.members.access import Denied
from tenants.members.models import Member, ResponsibleBody
from tenants.members.roles import Permission
from tenants.tracker.actions import assessments, scales
from tenants.tracker.actions.refusals import BodyCannotAnswer
from tenants.tracker.models import Assessment, Recommendation

DAY = date(2025, 6, 1)
ROLES = ["coordinator", "analyst", "focal_point", "focal_point_elsewhere", "assessor", "observer", "coalition"]
FIRST = {
    "state": "state:planned",
    "nhri": "nhri:limited",
    "civil_society": "cso:progress",
    "committee": "treaty_body:C",
}
THEN = {"state": "state:implemented", "nhri": "nhri:full", "civil_society": "cso:worse", "committee": "treaty_body:A"}

# Whose account -> who gives, changes and withdraws it. Without a body it is the institution's own, or the state's.
SPEAKERS = {
    "nmirf": {
        ("state", None): {"coordinator"},
        ("state", "Justice"): {"coordinator", "focal_point"},
        ("nhri", None): set(),
        ("nhri", "Council"): {"assessor"},
        ("civil_society", "Sanad"): {"coalition"},
        ("committee", "CAT"): {"coordinator", "analyst"},
    },
    "nhri": {
        ("state", None): {"coordinator", "analyst"},
        ("state", "Justice"): {"coordinator", "analyst", "focal_point"},
        ("nhri", None): set(),
        ("nhri", "Council"): {"assessor"},
        ("civil_society", "Sanad"): {"coalition"},
        ("committee", "CAT"): {"coordinator", "analyst"},
    },
    # No assessor of an NHRI body is confirmed: the institution speaks in its own name.
    "nhri alone": {
        ("state", None): {"coordinator", "analyst"},
        ("state", "Justice"): {"coordinator", "analyst", "focal_point"},
        ("nhri", None): {"coordinator", "analyst"},
        ("nhri", "Council"): set(),
        ("civil_society", "Sanad"): {"coalition"},
        ("committee", "CAT"): {"coordinator", "analyst"},
    },
}
EDITORS = {
    "nmirf": {"state": {"coordinator"}, "nhri": {"assessor"}, "civil_society": {"coordinator"},
              "committee": {"coordinator"}},
    "nhri": {"state": {"coordinator"}, "nhri": {"assessor"}, "civil_society": {"coordinator"},
             "committee": {"coordinator"}},
    "nhri alone": {"state": {"coordinator"}, "nhri": {"coordinator"}, "civil_society": {"coordinator"},
                   "committee": {"coordinator"}},
}  # fmt: skip
PLACES = list(SPEAKERS)
VOICES = list(SPEAKERS["nmirf"])
CELLS = [(where, voice, role) for where in PLACES for voice in VOICES for role in ROLES]


def named(value):
    return " ".join(str(part) for part in value) if isinstance(value, tuple) else str(value)


@pytest.fixture
def stage(alef):
    """`stage("nhri alone")` makes the place; gives people, bodies and a recommendation that Justice answers for."""
    place = alef.alef
    bodies = dict(place.bodies)
    bodies["CAT"] = ResponsibleBody(name_en="Committee against Torture", kind="committee")
    bodies["CAT"].save()
    people = dict(place.members)
    sanad = bodies["Sanad"]
    people["coalition"] = Member(user_id=sanad.pk, name="Sanad", email="s@s.example", role_slug="assessor", body=sanad)
    people["coalition"].save()

    def set_up(where):
        with in_network():
            Institution.objects.filter(pk=place.institution.pk).update(kind=where.partition(" ")[0])
        if where == "nhri alone":
            Member.objects.filter(body=bodies["Council"]).update(awaits_confirmation=True)
            # Another object than the one all tests share.
            people["assessor"] = Member.objects.get(pk=people["assessor"].pk)
        return SimpleNamespace(people=people, bodies=bodies, one=Recommendation.objects.get(paragraph="140.1"))

    return set_up


def give(stood, kind, body, by, value, words="It is so."):
    return assessments.assess(
        recommendation=stood.one, kind=kind, body=body, value=value, assessed_on=DAY, source="CAT/C/ALF/FCO/2, para. 3",
        account={"en": words}, by=by,
    )  # fmt: skip


def standing(stood, kind, body):
    made = Assessment(
        recommendation=stood.one, assessor_kind=kind, body=body, value=FIRST[kind], progress="", assessed_on=DAY
    )
    made.save()
    return made


def act(allowed, do):
    if allowed:
        do()
    else:
        with pytest.raises((Denied, BodyCannotAnswer)):
            do()


def cell(stage, where, voice):
    kind, name = voice
    stood = stage(where)
    return stood, kind, stood.bodies[name] if name else None


def may(where, voice, role):
    return role in SPEAKERS[where][voice]


@pytest.mark.parametrize(("where", "voice", "role"), CELLS, ids=named)
def test_who_gives_an_account(stage, where, voice, role):
    stood, kind, body = cell(stage, where, voice)
    by = stood.people[role]
    act(may(where, voice, role), lambda: give(stood, kind, body, by, FIRST[kind]))
    assert Assessment.objects.exists() == may(where, voice, role)


@pytest.mark.parametrize(("where", "voice", "role"), CELLS, ids=named)
def test_who_changes_an_account(stage, where, voice, role):
    stood, kind, body = cell(stage, where, voice)
    made, by = standing(stood, kind, body), stood.people[role]
    act(may(where, voice, role), lambda: give(stood, kind, body, by, THEN[kind]))
    made.refresh_from_db()
    assert made.is_current != may(where, voice, role)


@pytest.mark.parametrize(("where", "voice", "role"), CELLS, ids=named)
def test_who_withdraws_an_account(stage, where, voice, role):
    stood, kind, body = cell(stage, where, voice)
    made, by = standing(stood, kind, body), stood.people[role]
    act(may(where, voice, role), lambda: assessments.withdraw(assessment=made, reason="A mistake.", by=by))
    made.refresh_from_db()
    assert (made.withdrawn_at is not None) == may(where, voice, role)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("kind", FIRST)
@pytest.mark.parametrize("where", PLACES)
def test_who_edits_a_scale(stage, where, kind, role):
    stood = stage(where)
    by = stood.people[role]
    value = FIRST[kind]
    act(role in EDITORS[where][kind], lambda: scales.retire_value(kind=kind, code=value, by=by))


@pytest.mark.parametrize(("where", "voice", "role"), CELLS, ids=named)
def test_who_cites_evidence_for_an_account(stage, where, voice, role):
    stood, kind, body = cell(stage, where, voice)
    made = standing(stood, kind, body)
    expected = may(where, voice, role) and stood.people[role].may(Permission.KEEP_EVIDENCE)
    assert may_cite("assessment", made.pk, stood.people[role]) == expected


@pytest.mark.parametrize("role", ROLES)
def test_who_cites_evidence_for_a_recommendation(stage, role):
    stood = stage("nmirf")
    assert may_cite("recommendation", stood.one.pk, stood.people[role]) == (role != "observer")
    bare = Recommendation.objects.get(paragraph="140.2")
    without_the_ministries = {"coordinator", "analyst", "assessor", "coalition"}
    assert may_cite("recommendation", bare.pk, stood.people[role]) == (role in without_the_ministries)


def test_a_withdrawn_account_takes_no_more_evidence(stage):
    stood = stage("nmirf")
    made = standing(stood, "state", None)
    assessments.withdraw(assessment=made, reason="A mistake.", by=stood.people["coordinator"])
    assert not may_cite("assessment", made.pk, stood.people["coordinator"])

"""Which role may do what with which piece: one table of acts and people."""

import pytest
from django.utils import timezone

from shared.isolation.scope import WrongScope
from tenants.evidence.actions import citations, files, pieces, tickets
from tenants.evidence.content import Content
from tenants.evidence.holding import may_edit
from tenants.evidence.models import EvidenceReader, Piece, Version
from tenants.members.access import Denied
from tenants.members.models import Member
from tests.tenants.evidence.conftest import arrival, pdf

ROLES = ["coordinator", "analyst", "focal_point", "focal_point_elsewhere", "assessor", "observer"]
KEEPERS = set(ROLES) - {"observer"}
JUSTICE = {"coordinator", "focal_point"}
WORDS = Content(title_en="Other words")


def last(piece):
    return Version.objects.select_related("piece").get(piece=piece, erased_at=None)


ACTS = {
    "add a file": (KEEPERS, lambda h, by: pieces.add_file(arrival=arrival(pdf("New")), content=WORDS, by=by)),
    "add a link": (KEEPERS, lambda h, by: pieces.add_link(link="https://example.org/x", content=WORDS, by=by)),
    "ask for a ticket": (KEEPERS, lambda h, by: tickets.issue(by=by)),
    "cite": (
        KEEPERS,
        lambda h, by: citations.cite(piece=h.common, noun="thing", subject_id=h.bodies.Interior.pk, by=by),
    ),
    "take a citation back": (KEEPERS, lambda h, by: citations.uncite(citation=h.citation, by=by)),
    "cite where nobody may": (
        set(),
        lambda h, by: citations.cite(piece=h.common, noun="frozen", subject_id=h.bodies.Interior.pk, by=by),
    ),
    "correct what Justice provided": (JUSTICE, lambda h, by: pieces.change(piece=h.common, content=WORDS, by=by)),
    "reclassify what Justice provided": (
        JUSTICE,
        lambda h, by: pieces.classify(piece=h.common, confidentiality="public", reason="It was printed.", by=by),
    ),
    "replace what Justice provided": (
        JUSTICE,
        lambda h, by: pieces.replace(piece=h.common, arrival=arrival(pdf("Newer")), by=by),
    ),
    "delete what Justice provided": (
        JUSTICE,
        lambda h, by: files.erase(version=last(h.common), reason="Its time is over.", by=by),
    ),
    "correct what the analyst provided": (
        {"coordinator", "analyst"},
        lambda h, by: pieces.change(piece=h.link, content=WORDS, by=by),
    ),
    "correct what the assessor provided": (
        {"assessor"},
        lambda h, by: pieces.change(piece=h.independent, content=WORDS, by=by),
    ),
    "reclassify what the assessor provided": (
        {"assessor"},
        lambda h, by: pieces.classify(piece=h.independent, confidentiality="restricted", by=by),
    ),
    "delete what the assessor provided": (
        {"assessor"},
        lambda h, by: files.erase(version=last(h.independent), reason="Wrong file.", by=by),
    ),
    "correct what is restricted": ({"focal_point"}, lambda h, by: pieces.change(piece=h.secret, content=WORDS, by=by)),
    "widen what is restricted": (
        {"focal_point"},
        lambda h, by: pieces.classify(piece=h.secret, confidentiality="institution", reason="Agreed.", by=by),
    ),
    "cite what is restricted": (
        {"focal_point"},
        lambda h, by: citations.cite(piece=h.secret, noun="thing", subject_id=h.bodies.Interior.pk, by=by),
    ),
}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("act", ACTS)
def test_only_these_roles_may(act, role, here):
    allowed, do = ACTS[act]
    by = getattr(here.people, role)
    if role in allowed:
        do(here, by)
    else:
        with pytest.raises((Denied, Piece.DoesNotExist)):
            do(here, by)


@pytest.mark.parametrize("act", ACTS)
def test_a_member_of_another_institution_may_nothing(act, here, alef):
    with pytest.raises((WrongScope, Piece.DoesNotExist)):
        ACTS[act][1](here, alef.ba.members["coordinator"])


SEES = {
    "coordinator": {"Common", "Law", "Independent"},
    "analyst": {"Common", "Law", "Independent"},
    "focal_point": {"Common", "Law", "Independent", "Secret"},
    "focal_point_elsewhere": {"Common", "Law", "Independent"},
    "assessor": {"Common", "Law", "Independent"},
    "observer": {"Common", "Law", "Independent", "Secret"},
}


@pytest.mark.parametrize("role", ROLES)
def test_a_restricted_piece_is_known_to_its_provider_and_the_named_only(role, here):
    assert {one.title for one in Piece.objects.visible_to(getattr(here.people, role))} == SEES[role]


def test_a_colleague_of_the_body_may_edit_but_not_what_is_restricted(here):
    colleague = here.people.focal_point_elsewhere
    colleague.body = here.bodies.Justice
    assert may_edit(colleague, here.common)
    assert not may_edit(colleague, here.secret)


def test_a_restricted_piece_whose_provider_left_is_kept_by_those_she_named(here):
    EvidenceReader(piece=here.secret, member=here.people.assessor).save()
    assert not may_edit(here.people.assessor, here.secret)
    Member.objects.filter(pk=here.secret.provided_by_id).update(left_at=timezone.now())
    piece = Piece.objects.get(pk=here.secret.pk)
    keepers = {role for role in ROLES if role != "focal_point" and may_edit(getattr(here.people, role), piece)}
    assert keepers == {"assessor"}  # the observer is named as well, and keeps no evidence

"""Each named constraint of the register's tables, broken once."""

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils import timezone

from tenants.evidence.models import Citation, DrawnPage, EvidenceReader, Piece, Version


def piece(here, **more):
    return Piece(
        **{"kind": "link", "link": "https://example.org", "title_en": "X", "provided_by": here.people.analyst, **more}
    )


def version(here, **more):
    last = here.common.current
    given = {
        "piece": here.common, "number": 2, "stored": last.stored, "name": "x.pdf", "format": "pdf", "size": 1,
        "sha256": "0" * 64, "added_by": here.people.analyst, **more,
    }  # fmt: skip
    return Version(**given)


def citation(here, **more):
    given = {
        "piece": here.common,
        "noun": "thing",
        "subject_id": here.bodies.Justice.pk,
        "cited_by": here.people.analyst,
    }
    return Citation(**{**given, **more})


def twice(make):
    make().save()
    return make()


BREAKS = {
    "evidence_has_a_title": lambda h: piece(h, title_en=""),
    "a_link_has_its_address": lambda h: piece(h, link=""),
    "a_given_consent_says_how": lambda h: piece(h, consent="given"),
    "public_evidence_has_consent": lambda h: piece(h, consent="not_given", confidentiality="public"),
    "a_reader_is_named_once": lambda h: EvidenceReader(piece=h.secret, member=h.people.observer),
    "versions_of_evidence_are_numbered": lambda h: version(h, number=1),
    "a_deleted_file_says_why": lambda h: version(h, stored=None, erased_at=timezone.now()),
    "an_infected_file_is_deleted": lambda h: version(h, safety="infected"),
    "a_page_is_drawn_once": lambda h: DrawnPage(version=h.common.current, number=1),
    "a_drawn_page_has_its_picture": lambda h: DrawnPage(version=h.common.current, number=9, state="ready"),
    "a_passage_is_cited_once_for_a_thing": lambda h: twice(lambda: citation(h, quotation="x" * 4000)),
    "a_place_has_its_kind": lambda h: citation(h, place="3"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_the_database_refuses(name, here):
    row = BREAKS[name](here)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        row.save()


def test_a_file_kept_though_deleted_is_refused(here):
    with pytest.raises(IntegrityError, match="a_deleted_file_says_why"), transaction.atomic():
        version(here, stored=None).save()


def test_a_file_with_an_address_is_refused(here):
    with pytest.raises(IntegrityError, match="a_link_has_its_address"), transaction.atomic():
        piece(here, kind="file").save()


def test_every_constraint_of_the_register_is_broken_here():
    named = {
        constraint.name
        for model in apps.get_app_config("evidence").get_models()
        for constraint in model._meta.constraints
    }
    assert named == set(BREAKS)

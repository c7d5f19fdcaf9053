"""The invented registers hold real files, and the Arabic of their documents is drawn as it is read."""

from __future__ import annotations

import pytest

from mutabaa.demo import papers
from mutabaa.demo.evidence import told
from shared.isolation.scope import in_institution
from tenants.evidence.models import Piece
from tenants.institutions.models import Institution
from tenants.members.models import Member
from tenants.records.files import opened

Demo = dict[str, Institution]


@pytest.mark.parametrize("slug", ["marsana", "rimal", "sahlan"])
def test_every_told_piece_is_in_the_register_with_its_file(demo: Demo, slug: str) -> None:
    with in_institution(demo[slug]):
        found = {one.title_ar or one.title_fr: one for one in Piece.objects.shown()}
        assert len(found) == len(told(slug))
        for piece in found.values():
            if piece.is_file:
                assert piece.current is not None
                assert piece.current.stored is not None
                with opened(piece.current.stored) as file:
                    assert len(file.read()) == piece.current.size


def test_one_piece_is_restricted_and_one_is_past_its_date(demo: Demo) -> None:
    with in_institution(demo["marsana"]):
        coordinator = Member.objects.coordinators().get()
        assert Piece.objects.visible_to(coordinator).count() == Piece.objects.count() - 1
        assert Piece.objects.past_retention().count() == 1


def test_letters_join_and_numbers_keep_their_order() -> None:
    assert papers.drawn_order("سلام 14") == "14 ﻡﻼﺳ"
    assert papers.drawn_order("باب (3.4)") == "(3.4) ﺏﺎﺑ"

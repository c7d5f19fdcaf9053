"""The page by which other parts cite evidence, and the citations they show."""

import pytest
from django.urls import reverse

from tenants.evidence.citing import citations_of
from tenants.evidence.models import Citation, Piece
from tests.tenants.evidence.conftest import pdf, upload

QUESTION = "/en/evidence/attach/thing"


def test_the_citations_of_a_thing_take_one_query(here, django_assert_num_queries):
    ids = [here.bodies.Justice.pk, here.bodies.Interior.pk]
    with django_assert_num_queries(1):
        found = citations_of("thing", ids, here.people.analyst)
        assert [one.piece.title for one in found[here.bodies.Justice.pk]] == ["Common"]
        assert found[here.bodies.Justice.pk][0].piece.current.kind.code == "pdf"
    assert found[here.bodies.Interior.pk] == []


def test_a_restricted_piece_is_cited_only_for_those_who_know_of_it(here):
    key = here.bodies.Justice.pk
    seen = {
        role: [one.piece.title for one in citations_of("thing", [key], getattr(here.people, role))[key]]
        for role in ("focal_point", "observer", "coordinator", "analyst")
    }
    assert seen == {
        "focal_point": ["Common", "Secret"],
        "observer": ["Common", "Secret"],
        "coordinator": ["Common"],
        "analyst": ["Common"],
    }


def test_a_file_is_handed_in_and_cited_in_one_step_and_leads_back(there, browse, inside):
    key = there.bodies.Interior.pk
    answer = browse("alef", "focal_point").post(
        f"{QUESTION}/{key}/?way=file&next=/en/calendar/",
        {
            "file": upload(pdf("Fresh"), "تقرير.pdf"), "title_ar": "تقرير", "confidentiality": "institution",
            "consent": "not_needed", "place_kind": "page", "place": "1", "quotation": "نص", "next": "/en/calendar/",
        },
    )  # fmt: skip
    assert (answer.status_code, answer["Location"]) == (302, "/en/calendar/")
    with inside() as place:
        cited = Citation.objects.get(noun="thing", subject_id=key)
        assert (cited.piece.title, cited.place, cited.quotation) == ("تقرير", "1", "نص")
        assert cited.piece.body == place.bodies["Justice"]
        assert cited.piece.current.name == "تقرير.pdf"


def test_a_link_is_given_and_cited_in_one_step(there, browse, inside):
    key = there.bodies.Interior.pk
    data = {
        "link": "https://example.org/new", "title_en": "New", "confidentiality": "public", "consent": "not_needed",
    }  # fmt: skip
    answer = browse("alef", "assessor").post(f"{QUESTION}/{key}/?way=link", data)
    assert (answer.status_code, answer["Location"]) == (302, "/en/bodies/")
    with inside():
        assert Citation.objects.get(noun="thing", subject_id=key).piece.link == "https://example.org/new"


def test_a_piece_is_found_by_its_words_and_chosen(there, browse, inside):
    client, key = browse("alef", "analyst"), there.bodies.Interior.pk
    page = client.get(f"{QUESTION}/{key}/?q=common")
    assert [one.title for one in page.context["offered"]] == ["Common"]
    assert client.post(f"{QUESTION}/{key}/", {"piece": there.common.pk}).status_code == 302
    with inside():
        assert Citation.objects.get(noun="thing", subject_id=key).piece == there.common


def test_a_restricted_piece_is_neither_offered_nor_taken_from_whoever_may_not_know_of_it(there, browse, inside):
    client, key = browse("alef", "coordinator"), there.bodies.Interior.pk
    page = client.get(f"{QUESTION}/{key}/?piece={there.secret.pk}")
    assert "Secret" not in page.content.decode()
    assert client.post(f"{QUESTION}/{key}/", {"piece": there.secret.pk}).status_code == 422
    with inside():
        assert not Citation.objects.filter(subject_id=key).exists()


def test_the_same_file_is_offered_instead_of_kept_twice(there, browse, inside):
    client, key = browse("alef", "analyst"), there.bodies.Interior.pk
    data = {
        "file": upload(pdf("Common"), "again.pdf"), "title_en": "Again", "confidentiality": "institution",
        "consent": "not_needed",
    }  # fmt: skip
    answer = client.post(f"{QUESTION}/{key}/?way=file", data)
    assert answer.status_code == 409
    assert f"piece={there.common.pk}" in answer.content.decode()
    with inside():
        assert not Piece.objects.filter(title_en="Again").exists()


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_an_address_of_somebody_else_is_not_gone_back_to(there, browse, elsewhere):
    answer = browse("alef", "analyst").post(
        f"{QUESTION}/{there.bodies.Interior.pk}/", {"piece": there.common.pk, "next": elsewhere}
    )
    assert answer["Location"] == "/en/bodies/"


def test_a_thing_nobody_knows_or_she_may_not_see_is_not_there(there, browse, inside):
    client = browse("alef", "coordinator")
    with inside("ba") as place:
        theirs = place.bodies["Justice"].pk
    for noun, key in (
        ("nonsense", there.bodies.Justice.pk), ("thing", theirs), ("thing", there.bodies.Sanad.pk),
        ("thing", there.common.pk),
    ):  # fmt: skip
        assert (
            client.get(reverse("evidence:attach", args=[noun, key], urlconf="mutabaa.urls_institution")).status_code
            == 404
        )
    frozen = client.get(f"/en/evidence/attach/frozen/{there.bodies.Justice.pk}/")
    assert frozen.status_code == 403


def test_a_citation_is_detached_after_asking(there, browse, inside):
    client = browse("alef", "focal_point")
    address = f"/en/evidence/citations/{there.citation.pk}/detach/"
    assert "The cells were seen." in client.get(address).content.decode()
    with inside():
        assert Citation.objects.filter(pk=there.citation.pk).exists()
    assert client.post(address, {"next": "/en/plan/"})["Location"] == "/en/plan/"
    with inside():
        assert not Citation.objects.filter(pk=there.citation.pk).exists()
        assert Piece.objects.filter(pk=there.common.pk).exists()

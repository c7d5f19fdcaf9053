"""The pages of the register, as people of an institution see and use them."""

import re
from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tenants.evidence.actions import citations, pieces
from tenants.evidence.content import Content
from tenants.evidence.models import Piece
from tenants.evidence.needs import past_retention
from tests.tenants.evidence.conftest import a_piece, digest, pdf, upload

LANGUAGES = ["ar", "en", "fr"]
GIVEN = {"confidentiality": "institution", "consent": "not_needed"}


@pytest.fixture
def reads(browse):
    """`reads("observer", "")` is the text of a page of the register, with status 200."""

    def text(role, path, language="en"):
        response = browse("alef", role).get(f"/{language}/evidence/{path}")
        assert response.status_code == 200, path
        return response.content.decode()

    return text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_drawn_in_every_language(there, browse, language):
    client, one = browse("alef", "coordinator"), there.common.pk
    for path in (
        "", "?q=common", "?only=past", "add/", "add-link/", f"{one}/",
        f"{one}/edit/", f"{one}/class/", f"{one}/replace/",
        f"{one}/versions/1/erase/", f"{one}/versions/1/pages/1/", f"{there.link.pk}/", f"{there.link.pk}/edit/",
        f"attach/thing/{there.bodies.Justice.pk}/", f"attach/thing/{there.bodies.Justice.pk}/?way=file",
        f"attach/thing/{there.bodies.Justice.pk}/?way=link", f"citations/{there.citation.pk}/detach/",
    ):  # fmt: skip
        assert client.get(f"/{language}/evidence/{path}").status_code == 200, path


def test_a_piece_says_what_it_is_cited_for_and_where(there, reads):
    text = reads("observer", f"{there.common.pk}/")
    assert "Ministry of Justice" in text
    assert "The cells were seen." in text
    assert digest(pdf("Common")) in text


def titles(text):
    return set(re.findall(r"(Common|Secret|Law|Independent)</bdi>", text))


SEEN = {"coordinator": 3, "analyst": 3, "focal_point": 4, "focal_point_elsewhere": 3, "assessor": 3, "observer": 4}


@pytest.mark.parametrize("role", SEEN)
def test_a_restricted_piece_is_in_no_list_count_or_search_of_others(there, reads, role):
    text = reads(role, "")
    assert f"{SEEN[role]} pieces" in text
    assert ("Secret" in titles(text)) == (SEEN[role] == 4)
    assert titles(reads(role, "?q=secret")) == ({"Secret"} if SEEN[role] == 4 else set())
    assert titles(reads(role, "?confidentiality=restricted")) == ({"Secret"} if SEEN[role] == 4 else set())


def test_who_gave_is_offered_only_as_far_as_one_knows(inside, browse, database):
    with inside() as place:
        a_piece(place.members["focal_point_elsewhere"], "Only", confidentiality="restricted")
    offered = [
        label
        for _key, label in browse("alef", "coordinator").get("/en/evidence/").context["filters"].fields["by"].choices
    ]
    assert offered == ["Everybody"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("?q=law", {"Law"}),
        ("?q=EXAMPLE.org", {"Law"}),
        ("?kind=link", {"Law"}),
        ("?only=uncited", {"Law", "Independent"}),
        ("?only=mine", set()),
        ("?only=nonsense", {"Law", "Common", "Independent"}),
        ("?q=%00", {"Law", "Common", "Independent"}),
        ("?page=999", {"Law", "Common", "Independent"}),
    ],
)
def test_the_register_is_searched_and_narrowed(there, reads, asked, found):
    assert titles(reads("coordinator", asked)) == found


def test_arabic_is_found_in_any_spelling(inside, reads, database):
    with inside() as place:
        pieces.add_link(
            link="https://example.org/a",
            content=Content(title_ar="تقريرٌ عن الرِّعاية الصحيّة في السجون", source="وزارة العدل"),
            by=place.members["analyst"],
        )
    for words in ("الرعايه", "السجون تقرير", "وزاره العدل"):
        assert "1 piece" in reads("observer", f"?q={words}"), words


def statements(client, path):
    """How many statements a page takes, once what is kept in memory is there."""
    assert client.get(path).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len([one for one in captured if "set_config" not in one["sql"]])


# Institution, session, person, member; then the page's own.
VISIT = 4


@pytest.mark.parametrize("more", [0, 30])
def test_the_register_takes_three_statements_however_long_it_is(there, browse, inside, more):
    with inside():
        for number in range(more):
            pieces.add_link(
                link=f"https://example.org/{number}", content=Content(title_en=f"L{number}"), by=there.people.analyst
            )
    assert statements(browse("alef", "observer"), "/en/evidence/") == VISIT + 3


@pytest.mark.parametrize("more", [0, 20])
def test_a_piece_takes_as_many_statements_however_often_it_is_cited(there, browse, inside, more):
    with inside():
        for number in range(more):
            citations.cite(
                piece=there.common, noun="thing", subject_id=there.bodies.Justice.pk, by=there.people.analyst,
                place_kind="page", place=str(number + 10),
            )  # fmt: skip
    assert statements(browse("alef", "observer"), f"/en/evidence/{there.common.pk}/") == VISIT + 6


def test_a_file_is_added_corrected_reclassified_replaced_and_deleted_by_its_pages(inside, browse, database):
    client = browse("alef", "focal_point")
    data = {**GIVEN, "file": upload(), "title_en": "Report", "source": "Court", "dated_on": "2025-03-01"}
    assert client.post("/en/evidence/add/", data).status_code == 302
    with inside() as place:
        piece = Piece.objects.get()
        assert piece.body == place.bodies["Justice"]
        coordinator = place.members["coordinator"].pk
    here = f"/en/evidence/{piece.pk}/"
    seen = client.get(f"{here}edit/").context["form"]["seen"].value()
    edit = {"title_en": "Report of the court", "consent": "given", "consent_words": "Signed.", "seen": seen}
    assert client.post(f"{here}edit/", edit).status_code == 302
    assert client.post(f"{here}edit/", {**edit, "title_en": "Late"}).status_code == 409
    restricted = {"confidentiality": "restricted", "readers": [coordinator]}
    assert client.post(f"{here}class/", restricted).status_code == 302
    assert client.post(f"{here}class/", {"confidentiality": "institution"}).status_code == 409
    wider = {"confidentiality": "institution", "reason": "The court printed it."}
    assert client.post(f"{here}class/", wider).status_code == 302
    newer = {"file": upload(pdf("Newer")), "note": "With annexes"}
    assert client.post(f"{here}replace/", newer).status_code == 302
    assert client.post(f"{here}versions/1/erase/", {"reason": ""}).status_code == 422
    assert client.post(f"{here}versions/1/erase/", {"reason": "Replaced."}).status_code == 302
    text = client.get(here).content.decode()
    for words in ("Report of the court", "With annexes", "Replaced.", "The court printed it.", "coordinator"):
        assert words in text, words


def test_a_form_sent_twice_is_one_piece(inside, browse, database):
    client = browse("alef", "focal_point")
    ticket = client.get("/en/evidence/add/").context["form"]["ticket"].value()
    for _time in range(2):
        data = {**GIVEN, "file": upload(), "title_en": "Report", "ticket": ticket}
        answer = client.post("/en/evidence/add/", data)
        assert answer.status_code == 302
    with inside():
        assert Piece.objects.count() == 1


def test_the_ticket_of_somebody_elses_form_gives_nothing_away(inside, browse, database):
    ticket = browse("alef", "focal_point").get("/en/evidence/add-link/").context["form"]["ticket"].value()
    data = {**GIVEN, "title_en": "Report", "ticket": ticket, "confidentiality": "restricted"}
    first = browse("alef", "focal_point").post("/en/evidence/add-link/", {**data, "link": "https://example.org/1"})
    other = browse("alef", "coordinator").post("/en/evidence/add-link/", {**data, "link": "https://example.org/2"})
    assert (first.status_code, other.status_code) == (302, 409)


def test_the_same_content_is_offered_to_who_knows_of_it_and_taken_from_who_does_not(there, browse, inside):
    def hand_in(role):
        data = {**GIVEN, "file": upload(pdf("Secret"), "x.pdf"), "title_en": "Mine"}
        return browse("alef", role).post("/en/evidence/add/", data)

    again = hand_in("focal_point")
    assert again.status_code == 409
    assert str(there.secret.pk) in again.content.decode()
    assert hand_in("coordinator").status_code == 302


def test_a_file_too_large_is_refused_by_the_limit_and_not_kept(browse, inside, settings, database, tmp_path):
    settings.EVIDENCE_LIMITS = {"max_bytes": 1024 * 1024}
    content = b"%PDF-" + bytes(1024 * 1024)
    answer = browse("alef", "focal_point").post(
        "/en/evidence/add/", {**GIVEN, "file": upload(content), "title_en": "Large"}
    )
    assert answer.status_code == 422
    assert "larger than 1 MB" in answer.content.decode()
    assert not [one for one in tmp_path.rglob("*") if one.is_file()]


def test_an_empty_file_and_a_program_are_refused_with_their_reason(browse, database):
    client = browse("alef", "focal_point")
    for content, words in ((b"", "The file is empty."), (b"MZ" + bytes(50), "A program is not taken.")):
        answer = client.post("/en/evidence/add/", {**GIVEN, "file": upload(content), "title_en": "X"})
        assert answer.status_code == 422
        assert words in answer.content.decode()


def test_a_form_without_its_token_is_refused(world, browse, database):
    client = browse("alef", "focal_point")
    client.handler.enforce_csrf_checks = True
    answer = client.post("/en/evidence/add/", {**GIVEN, "file": upload(), "title_en": "X"})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, "Give the piece a title"),
        ({"title_en": "X", "dated_on": "2100-01-01"}, "dated in the future"),
        ({"title_en": "X", "confidentiality": "public", "consent": "not_given"}, "Without consent"),
    ],
)
def test_what_does_not_hold_together_is_said(browse, database, more, words):
    data = {**GIVEN, "link": "https://example.org/x", **more}
    answer = browse("alef", "analyst").post("/en/evidence/add-link/", data)
    assert answer.status_code == 409
    assert words in answer.content.decode()


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "ftp://example.org", "example", "https://", "data:text/html,x"]
)
def test_a_link_is_an_address_of_the_web(browse, database, link):
    answer = browse("alef", "analyst").post("/en/evidence/add-link/", {**GIVEN, "link": link, "title_en": "X"})
    assert answer.status_code in {409, 422}


def test_a_focal_point_may_name_coordinators_and_her_colleagues_only(browse, inside):
    def offered(role):
        field = browse("alef", role).get("/en/evidence/add/").context["form"].fields["readers"]
        with inside():
            return {one.name for one in field.queryset}

    assert offered("focal_point") == {"coordinator"}
    assert offered("analyst") == {"coordinator", "focal_point", "focal_point_elsewhere", "assessor", "observer"}


def test_what_is_past_its_retention_date_is_the_coordinators_need(here):
    with time_machine.travel(date(2026, 6, 1)):
        for by in (here.people.focal_point, here.people.analyst):
            pieces.add_link(
                link=f"https://example.org/{by.name}",
                content=Content(title_en="Old", keep_until=date(2026, 5, 31)),
                by=by,
                confidentiality="restricted" if by.name == "analyst" else "institution",
            )
        found = {role: past_retention(getattr(here.people, role)) for role in ("coordinator", "analyst", "observer")}
    assert found == {"coordinator": 1, "analyst": 0, "observer": 0}


def test_a_page_beyond_the_document_is_not_there(there, browse):
    client = browse("alef", "observer")
    for page in (0, 2, 99):
        assert client.get(f"/en/evidence/{there.common.pk}/versions/1/pages/{page}/").status_code == 404
    assert client.get(f"/en/evidence/{there.common.pk}/versions/1/pages/1/picture/").status_code == 404


def test_the_log_holds_no_passage_and_no_content(there, inside):
    from tenants.records.models import AuditEntry

    with inside():
        told = str(list(AuditEntry.objects.values_list("before", "after", "reason")))
    assert "The cells were seen." not in told
    assert "%PDF" not in told


def test_a_restricted_piece_is_in_no_file_of_others(there, browse):
    def held(role):
        answer = browse("alef", role).get("/en/evidence/?download=csv")
        return b"Secret" in b"".join(answer.streaming_content)

    assert held("focal_point")
    assert not held("analyst")
    assert not held("coordinator")


def test_the_file_is_narrowed_like_the_register(there, browse):
    answer = browse("alef", "analyst").get("/en/evidence/?download=csv&kind=link")
    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert len(lines) == 2
    assert "Title in English" in lines[0]

"""The record page: what it shows, to whom, and at what price."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from shared.taxonomy.identity import term_id
from tenants.evidence.actions import citations, pieces
from tenants.evidence.content import Content
from tenants.members.models import ResponsibleBody
from tenants.tracker.actions import (
    assessments,
    classification,
    clusters,
    links,
    positions,
    priorities,
    texts,
)
from tenants.tracker.models import ExternalId, RecommendingState, Tag

DAY = date(2025, 9, 30)
LAW = "Law 18 of 2026 has been issued."
FINDING = "The regulations are still missing."


@pytest.fixture
def full(inside):
    """140.1 with everything that a recommendation can have."""
    with inside() as alef:
        one, earlier, people, bodies = alef.first, alef.recommendations[5], alef.people, alef.bodies
        for value in ("state:in_progress", "state:partially"):
            assessments.assess(
                recommendation=one,
                kind="state",
                body=bodies.Justice,
                value=value,
                assessed_on=DAY,
                account={"en": LAW},
                by=people.coordinator,
            )
        assessments.assess(
            recommendation=one,
            kind="nhri",
            body=bodies.Council,
            value="nhri:limited",
            assessed_on=DAY,
            account={"en": FINDING},
            by=people.assessor,
        )
        committee = ResponsibleBody(name_en="The Committee itself", kind="committee")
        committee.save()
        assessments.assess(
            recommendation=one,
            kind="committee",
            body=committee,
            value="treaty_body:B",
            assessed_on=DAY,
            source="CEDAW/C/ALF/FCO/5",
            by=people.analyst,
        )
        RecommendingState(recommendation=one, state_id=term_id("state", "NOR")).save()
        ExternalId(recommendation=one, system="uhri", value="42").save()
        classification.add_tag(recommendation=one, kind="sdg", term_id=term_id("sdg", "5.2"), by=people.analyst)
        Tag(
            recommendation=one, kind="group", term_id=term_id("affected_group", "children"), provenance="suggested"
        ).save()
        priorities.prioritise(recommendation=one, priority="high", due_on=date(2026, 1, 1), by=people.analyst)
        positions.record_position(
            recommendation=one, value="noted", dated=DAY, source="Add.1, para. 7", by=people.analyst
        )
        texts.edit_texts(
            recommendation=one, texts={"fr": "Adopter une loi"}, translations={"fr": "machine"}, by=people.analyst
        )
        cluster = clusters.create_cluster(title="Protection orders", by=people.analyst)
        for member in (one, earlier):
            clusters.add_to_cluster(cluster=cluster, recommendation=member, by=people.analyst)
        links.link(later=one, earlier=earlier, kind="repeats", by=people.analyst)
        return one


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["English, as adopted", "Arabic translation, not reviewed", "The accounts diverge", "Whole history"]),
        ("fr", ["Traduction française automatique, non révisée", "Texte anglais, tel qu’adopté", "chef de file"]),
        ("ar", ["ترجمة عربية، لم تُراجَع", "النص الإنكليزي كما اعتُمد", "الجهة الرائدة"]),
    ],
)
def test_the_page_speaks_the_readers_language(full, reads, language, words):
    text = reads("observer", language=language)
    assert [word for word in words if word not in text] == []


def test_accounts_stand_side_by_side_with_their_words(full, reads):
    text = reads("observer")
    assert LAW in text
    assert FINDING in text
    assert "3 accounts of one recommendation" in text
    assert "1 earlier account" in text


def test_the_page_says_on_whose_word_the_status_rests(full, reads):
    assert "rests on the state’s account" in reads("observer")


def test_the_particulars_name_everything(full, reads):
    text = reads("observer")
    wanted = [
        "Norway",
        "Ministry of Justice",
        "Ministry of Interior",
        "Protection orders",
        "5.2 ",
        "uhri:42",
        "High",
        "from the source",
        "suggested",
        "Received 2 times since 2024, from 2 mechanisms",
    ]
    assert [word for word in wanted if word not in text] == []


def test_the_history_tells_who_did_what(full, reads):
    text = reads("observer", "history")
    wanted = [
        "Text edited",
        "Adopter une loi",
        "Position recorded",
        "Account recorded",
        "CEDAW/C/ALF/FCO/5",
        "140.1 repeats 24 (b)",
        "analyst",
    ]
    assert [word for word in wanted if word not in text] == []


def test_an_unknown_verb_of_the_log_does_not_break_the_page(inside, reads):
    from tenants.records.audit import record

    with inside() as alef:
        record("sung", alef.first, by=alef.people.analyst, before={"key": [1]}, after={"other": {"deep": 2}})
    assert "Changed" in reads("observer", "history")


def test_the_fullest_page_takes_eighteen_queries_of_the_institutions_own(full, page):
    client, url = page("coordinator")
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    reads_of_the_page = [query for query in queries if "tracker_" in query["sql"] or "records_" in query["sql"]]
    assert len(reads_of_the_page) == 18
    assert len(queries) <= 29


def test_previous_and_next_follow_the_list_the_person_came_from(inside, page):
    client, url = page("observer", which=1)
    text = client.get(f"{url}?in=position%3Dsupported").content.decode()
    with inside() as alef:
        first, last = alef.recommendations[0].pk, alef.recommendations[2].pk
    assert "2 of 2" in text
    assert f'rel="prev" href="/en/recommendations/{first}/?in=position%3Dsupported"' in text
    assert f"/recommendations/{last}/" not in text


def test_a_list_in_which_it_does_not_stand_only_leads_back(page):
    client, url = page("observer", which=1)
    text = client.get(f"{url}?in=position%3Dnoted").content.decode()
    assert 'href="/en/recommendations/?position=noted"' in text
    assert 'rel="next"' not in text


@pytest.mark.parametrize(
    "name", ["", "history", "classify", "cluster", "link", "assign", "prioritise", "position", "edit", "assess"]
)
def test_the_neighbours_recommendation_is_not_there(page, name):
    client, url = page("coordinator", name, slug="ba")
    assert client.get(url).status_code == 404


def test_a_stranger_is_led_to_sign_in(page):
    client, url = page(None)
    response = client.get(url)
    assert response.status_code == 302
    assert "/account/login/" in response["Location"]


BUTTONS = {
    "coordinator": {"assess", "assign", "classify", "cluster", "edit", "link", "position", "prioritise"},
    "analyst": {"assess", "assign", "classify", "cluster", "edit", "link", "position", "prioritise"},
    "focal_point": {"assess"},
    "assessor": {"assess"},
    "observer": set(),
}


@pytest.mark.parametrize("role", BUTTONS)
def test_buttons_stand_only_where_they_lead_somewhere(full, reads, role):
    text = reads(role)
    every = {"assess", "assign", "classify", "cluster", "edit", "link", "position", "prioritise"}
    assert {name for name in every if f'/{name}/"' in text} == BUTTONS[role]


@pytest.mark.parametrize("role", [*BUTTONS, "focal_point_elsewhere"])
def test_only_the_assessor_sees_a_way_to_withdraw_her_account(full, reads, inside, role):
    with inside():
        account = full.assessments.current().get(assessor_kind="nhri").pk
    assert (f"/assessments/{account}/withdraw/" in reads(role)) == (role == "assessor")


def test_a_focal_point_reads_first_what_concerns_her_body(full, reads):
    text = reads("focal_point")
    assert text.index("leads this recommendation") < text.index("accounts of one recommendation")
    assert "supports this recommendation" in reads("focal_point_elsewhere")
    assert "leads this recommendation" not in reads("coordinator")


def test_a_focal_point_of_no_body_named_here_reads_no_such_word(inside, reads):
    text = reads("focal_point", which=1)
    assert "leads this recommendation" not in text
    assert '/assess/"' not in text


def test_the_page_names_the_import_that_brought_it(inside, reads, monkeypatch, full):
    from tenants.tracker import slots

    with inside():
        full.batch_id = full.pk
        full.save(update_fields=["batch_id"])
    monkeypatch.setattr(slots, "_batch_namers", [lambda key: ("sessions-1-5.csv", "/en/import/1/")])
    assert '<a href="/en/import/1/"><bdi>sessions-1-5.csv</bdi></a>' in reads("observer")


def test_an_upper_app_adds_its_part(reads, monkeypatch):
    from django.utils.safestring import mark_safe

    from tenants.tracker import slots

    monkeypatch.setattr(slots, "_parts", {})
    slots.record_part(10, lambda request, recommendation: mark_safe("<section>Actions in the plan</section>"))
    assert "<section>Actions in the plan</section>" in reads("observer")


def test_a_search_for_links_takes_any_letters(browse, full):
    assert browse("alef", "analyst").get(f"/en/recommendations/{full.pk}/link/?q=a%00b").status_code == 200


@pytest.fixture
def cited(full, inside):
    """A piece cited for the council's account and one for the recommendation."""
    with inside() as alef:
        account = full.assessments.current().get(assessor_kind="nhri")
        for title, noun, key, by in (
            ("Report of the visits", "assessment", account.pk, alef.people.assessor),
            ("The official gazette", "recommendation", full.pk, alef.people.analyst),
        ):
            piece = pieces.add_link(link=f"https://example.org/{noun}", content=Content(title_en=title), by=by)
            citations.cite(piece=piece, noun=noun, subject_id=key, by=by)
        return account


def test_evidence_stands_with_the_account_and_with_the_recommendation(cited, reads):
    text = reads("assessor")
    assert (
        text.index("Report of the visits") < text.index("How the accounts moved") < text.index("The official gazette")
    )


@pytest.mark.parametrize("role", [*BUTTONS, "focal_point_elsewhere"])
def test_only_the_assessor_is_offered_to_support_her_account(cited, page, reads, role):
    with override("en"):
        url = reverse("evidence:attach", args=["assessment", cited.pk], urlconf="mutabaa.urls_institution")
    assert (url in reads(role)) == (role == "assessor")
    client, _page = page(role)
    assert client.get(url).status_code == (200 if role == "assessor" else 403)


def test_the_neighbours_account_takes_no_evidence_from_here(cited, browse):
    with override("en"):
        url = reverse("evidence:attach", args=["assessment", cited.pk], urlconf="mutabaa.urls_institution")
    assert browse("ba", "assessor").get(url).status_code == 404

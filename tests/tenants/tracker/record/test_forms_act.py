"""The pages that change a recommendation: each form acts, each refusal is told, each right is asked."""

from datetime import date

import pytest

from shared.isolation.scope import in_network
from shared.taxonomy.identity import term_id
from tenants.institutions.models import Institution
from tenants.tracker.actions import assessments, clusters, links, priorities, scales
from tenants.tracker.models import Link, Provenance, Tag

THEME = str(term_id("theme", "women-advancement"))
CHILDREN = term_id("affected_group", "children")


@pytest.fixture
def send(page):
    """`send("analyst", "assign", {...})` posts a form as the page itself gave it, hidden fields included."""

    def posted(role, name, data, *, which=0, query="", fresh=True):
        client, url = page(role, name, which=which)
        form = client.get(url + query).context["form"] if fresh else None
        hidden = {one.name: one.value() for one in form.hidden_fields()} if form else {}
        return client.post(url + query, {**hidden, **data})

    return posted


def is_back(response):
    return response.status_code == 302


def test_a_theme_is_added(send, inside):
    assert is_back(send("analyst", "classify", {"theme": THEME, "action_category": "5"}, which=1))
    with inside() as alef:
        assert alef.bare.tags.get().provenance == Provenance.CONFIRMED


def test_theme_group_target_and_category_are_saved_together(send, inside):
    data = {"theme": THEME, "group": str(CHILDREN), "sdg": str(term_id("sdg", "5.2")), "action_category": "2"}
    assert is_back(send("analyst", "classify", data, which=1))
    with inside() as alef:
        assert alef.bare.tags.count() == 3
        assert alef.bare.action_category == 2


def test_an_empty_classification_is_refused_with_a_word(send):
    response = send("analyst", "classify", {"action_category": "5"}, which=1)
    assert response.status_code == 409
    assert "Choose a theme" in response.content.decode()


@pytest.mark.parametrize(("act", "outcome"), [("confirm", "confirmed"), ("refuse", "refused")])
def test_a_suggestion_is_answered_with_one_button(send, inside, act, outcome):
    with inside() as alef:
        tag = Tag(recommendation=alef.bare, kind="group", term_id=CHILDREN, provenance=Provenance.SUGGESTED)
        tag.save()
    assert is_back(send("analyst", "classify", {"act": act, "tag": str(tag.pk)}, which=1, fresh=False))
    with inside():
        tag.refresh_from_db()
        assert tag.provenance == outcome


def test_a_tag_of_the_source_is_removed_with_one_button(send, inside):
    with inside() as alef:
        tag = alef.first.tags.get()
    assert is_back(send("analyst", "classify", {"act": "remove", "tag": str(tag.pk)}, fresh=False))
    with inside():
        tag.refresh_from_db()
        assert tag.provenance == Provenance.REFUSED


@pytest.mark.parametrize("key", ["", "no-key", "00000000-0000-7000-8000-000000000000"])
def test_a_tag_of_something_else_is_not_there(send, key):
    assert send("analyst", "classify", {"act": "remove", "tag": key}, fresh=False).status_code == 404


def test_a_body_is_assigned(send, inside):
    with inside() as alef:
        body = str(alef.bodies.Justice.pk)
    assert is_back(send("analyst", "assign", {"body": body, "part": "lead"}, which=1))
    with inside() as alef:
        assert alef.bare.assignments.get().lead


def test_a_second_lead_is_refused_with_the_firsts_name(send, inside):
    with inside() as alef:
        body = str(alef.bodies.Interior.pk)
    response = send("analyst", "assign", {"body": body, "part": "lead"})
    assert response.status_code == 409
    assert "Justice leads this recommendation" in response.content.decode()


def test_the_lead_is_handed_over_when_asked(send, inside):
    with inside() as alef:
        body = str(alef.bodies.Interior.pk)
    assert is_back(send("analyst", "assign", {"body": body, "part": "lead", "replace": "support"}))
    with inside() as alef:
        leading = {one.body.short_name_en: one.lead for one in alef.first.assignments.select_related("body")}
        assert leading == {"Interior": True, "Justice": False}


def test_a_body_is_released_with_one_button(send, inside):
    with inside() as alef:
        lead = alef.first.assignments.get(lead=True).pk
    assert is_back(send("analyst", "assign", {"act": "remove", "assignment": str(lead)}, fresh=False))
    with inside() as alef:
        assert not alef.first.assignments.filter(lead=True).exists()


def test_priority_and_day_are_saved(send, inside):
    assert is_back(send("analyst", "prioritise", {"priority": "high", "due_on": "2027-01-15"}))
    with inside() as alef:
        assert (alef.first.priority, alef.first.due_on) == ("high", date(2027, 1, 15))


def test_a_form_opened_before_anothers_change_is_refused_with_a_way_on(page, inside):
    client, url = page("analyst", "prioritise")
    seen = client.get(url).context["form"]["seen"].value()
    with inside() as alef:
        priorities.prioritise(recommendation=alef.first, priority="low", due_on=None, by=alef.people.coordinator)
    response = client.post(url, {"seen": seen, "priority": "high"})
    assert response.status_code == 409
    assert "Open the form as it stands now" in response.content.decode()
    with inside() as alef:
        assert alef.first.priority == "low"


def test_a_forged_moment_asks_to_open_the_form_again(page):
    client, url = page("analyst", "prioritise")
    response = client.post(url, {"seen": "yesterday", "priority": "high"})
    assert response.status_code == 422


def test_a_position_is_recorded(send, inside):
    assert is_back(send("analyst", "position", {"value": "noted", "dated": "2025-06-26", "source": "Add.1"}))
    with inside() as alef:
        assert alef.first.position == "noted"


def test_the_adopted_words_do_not_change_without_a_reason(page, send):
    client, url = page("analyst", "edit")
    given = {name: one or "" for name, one in client.get(url).context["form"].initial.items()}
    response = client.post(url, {**given, "text_en": "Adopt another law"})
    assert response.status_code == 409
    assert "words that were adopted" in response.content.decode()


def test_a_translation_is_written(page, inside):
    client, url = page("analyst", "edit")
    given = {name: one or "" for name, one in client.get(url).context["form"].initial.items()}
    given |= {"text_fr": "Adopter une loi", "translation_fr": "reviewed"}
    assert is_back(client.post(url, given))
    with inside() as alef:
        assert (alef.first.text_fr, alef.first.translation_fr) == ("Adopter une loi", "reviewed")


def test_it_is_put_into_a_new_cluster_and_taken_out_again(send, inside):
    assert is_back(send("analyst", "cluster", {"title": "Protection orders"}))
    with inside() as alef:
        membership = alef.first.cluster_memberships.get().pk
    assert is_back(send("analyst", "cluster", {"act": "remove", "membership": str(membership)}, fresh=False))
    with inside() as alef:
        assert not alef.first.cluster_memberships.exists()


def test_a_cluster_and_a_new_title_together_are_refused(send, inside):
    with inside() as alef:
        cluster = clusters.create_cluster(title="Orders", by=alef.people.analyst)
    response = send("analyst", "cluster", {"cluster": str(cluster.pk), "title": "Another"})
    assert response.status_code == 422


def test_an_earlier_recommendation_is_found_by_its_words_and_linked(page, inside):
    client, url = page("analyst", "link")
    text = client.get(f"{url}?q=الحماية").content.decode()
    with inside() as alef:
        earlier = alef.recommendations[5]
    assert f'value="{earlier.pk}"' in text
    assert is_back(client.post(url, {"kind": "repeats", "earlier": str(earlier.pk)}))
    with inside():
        assert Link.objects.get().earlier_id == earlier.pk


def test_a_circle_is_refused_with_a_word(page, inside):
    with inside() as alef:
        links.link(later=alef.bare, earlier=alef.first, kind="repeats", by=alef.people.analyst)
        later = alef.bare.pk
    client, url = page("analyst", "link")
    response = client.post(url, {"kind": "repeats", "earlier": str(later)})
    assert response.status_code == 409
    assert "circle" in response.content.decode()


def test_a_link_is_taken_back_with_one_button(send, inside):
    with inside() as alef:
        made = links.link(later=alef.bare, earlier=alef.first, kind="repeats", by=alef.people.analyst)
    assert is_back(send("analyst", "link", {"act": "remove", "link": str(made.pk), "reason": "A slip."}, fresh=False))
    with inside():
        assert not Link.objects.exists()


def test_a_focal_point_gives_her_bodys_account(send, inside):
    data = {"value": "state:partially", "assessed_on": "2025-09-30", "visibility": "public", "account_en": "Law 18."}
    assert is_back(send("focal_point", "assess", data))
    with inside() as alef:
        account = alef.first.assessments.get()
        assert (account.body, account.account_en, account.recorded_by_name) == (
            alef.bodies.Justice,
            "Law 18.",
            "focal_point",
        )


def test_the_same_account_sent_twice_is_recorded_once(send, inside):
    data = {"value": "state:partially", "assessed_on": "2025-09-30", "visibility": "public"}
    for _again in range(2):
        assert is_back(send("focal_point", "assess", data))
    with inside() as alef:
        assert alef.first.assessments.count() == 1


def test_an_assessor_is_offered_her_own_scale_only(page):
    client, url = page("assessor", "assess")
    text = client.get(url).content.decode()
    assert "Limited progress" in text
    assert "state:" not in text


def test_a_coordinator_first_says_whose_account_it_is(page, inside):
    client, url = page("coordinator", "assess")
    text = client.get(url).content.decode()
    assert "Whose account is it?" in text
    assert "National Human Rights Council" not in text
    with inside() as alef:
        body = alef.bodies.Interior.pk
    data = {"value": "state:planned", "assessed_on": "2025-09-30", "visibility": "institution"}
    assert is_back(client.post(f"{url}?for={body}", data))
    with inside() as alef:
        assert alef.first.assessments.get().body_id == body


def test_an_account_without_the_councils_right_is_not_taken_by_its_key(page, inside):
    client, url = page("coordinator", "assess")
    with inside() as alef:
        council = alef.bodies.Council.pk
    response = client.post(
        f"{url}?for={council}", {"value": "nhri:full", "assessed_on": "2025-09-30", "visibility": "public"}
    )
    assert "Whose account is it?" in response.content.decode()
    with inside() as alef:
        assert not alef.first.assessments.exists()


def test_an_account_is_withdrawn_with_a_reason(page, inside):
    with inside() as alef:
        account = assessments.assess(
            recommendation=alef.first,
            kind="nhri",
            body=alef.bodies.Council,
            value="nhri:full",
            assessed_on=date(2025, 1, 1),
            by=alef.people.assessor,
        )
    client, url = page("assessor", f"assessments/{account.pk}/withdraw")
    assert client.get(url).status_code == 200
    assert is_back(client.post(url, {"reason": "The visit was not over."}))
    with inside():
        account.refresh_from_db()
        assert account.withdrawal_reason == "The visit was not over."


@pytest.mark.parametrize("role", ["coordinator", "analyst", "focal_point", "observer"])
def test_nobody_else_opens_the_withdrawal_of_the_councils_account(page, inside, role):
    with inside() as alef:
        account = assessments.assess(
            recommendation=alef.first,
            kind="nhri",
            body=alef.bodies.Council,
            value="nhri:full",
            assessed_on=date(2025, 1, 1),
            by=alef.people.assessor,
        )
    client, url = page(role, f"assessments/{account.pk}/withdraw")
    assert client.get(url).status_code == 403
    assert client.post(url, {"reason": "No."}).status_code == 403


def test_an_account_of_another_recommendation_is_not_there(page, inside):
    with inside() as alef:
        account = assessments.assess(
            recommendation=alef.bare,
            kind="state",
            value="state:planned",
            assessed_on=date(2025, 1, 1),
            by=alef.people.coordinator,
        )
    client, url = page("coordinator", f"assessments/{account.pk}/withdraw")
    assert client.get(url).status_code == 404


RIGHTS = {
    "classify": {"coordinator", "analyst"},
    "cluster": {"coordinator", "analyst"},
    "link": {"coordinator", "analyst"},
    "assign": {"coordinator", "analyst"},
    "prioritise": {"coordinator", "analyst"},
    "position": {"coordinator", "analyst"},
    "edit": {"coordinator", "analyst"},
    "assess": {"coordinator", "focal_point", "focal_point_elsewhere", "assessor"},
}


ROLES = ["coordinator", "analyst", "focal_point", "focal_point_elsewhere", "assessor", "observer"]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", RIGHTS)
def test_a_page_opens_for_those_who_may_and_tells_others_why_not(page, name, role):
    client, url = page(role, name)
    assert client.get(url).status_code == (200 if role in RIGHTS[name] else 403)


def test_the_list_is_carried_through_a_form(page):
    client, url = page("analyst", "position")
    response = client.post(f"{url}?in=position%3Dsupported", {"value": "noted"})
    assert response["Location"].endswith("/?in=position%3Dsupported")


def test_a_changed_assessment_without_words_is_refused_with_a_sentence(send, inside):
    data = {"value": "state:planned", "assessed_on": "2025-09-30", "visibility": "public"}
    assert is_back(send("focal_point", "assess", data))
    response = send("focal_point", "assess", {**data, "value": "state:implemented"})
    assert response.status_code == 409
    assert "say in a few words why" in response.content.decode()
    with inside() as alef:
        assert alef.first.assessments.get().value == "state:planned"


def test_the_form_offers_the_institutions_own_values_with_their_use(page, inside):
    with inside() as alef:
        scales.add_value(
            kind="state", words={"label_en": "Bill laid", "use_en": "When parliament has it."}, progress="in_progress",
            by=alef.people.coordinator,
        )  # fmt: skip
    client, url = page("focal_point", "assess")
    text = client.get(url).content.decode()
    assert "Bill laid" in text
    assert "When parliament has it." in text


def test_in_an_nhris_own_tracker_the_state_is_quoted_with_its_source(page, world):
    with in_network():
        Institution.objects.filter(pk=world.alef.institution.pk).update(kind="nhri")
    client, url = page("analyst", "assess")
    assert "Quoted from the state" in client.get(url).content.decode()
    data = {"value": "state:planned", "assessed_on": "2025-09-30", "visibility": "public"}
    assert client.post(f"{url}?for=state", data).status_code == 409
    assert is_back(client.post(f"{url}?for=state", {**data, "source": "Mid-term report, para. 3"}))
    assert "Mid-term report, para. 3" in client.get(url.removesuffix("assess/")).content.decode()

"""The pages about people, bodies and settings, walked without JavaScript."""

import pytest
from allauth.usersessions.models import UserSession

from shared.isolation.scope import in_institution, in_network
from shared.users.models import User
from tenants.members.actions.invitations import revoke
from tenants.members.models import Invitation, Member, ResponsibleBody

PASSWORD = "seven green lanterns"
NEW = {"name": "New Person", "password": PASSWORD, "password_again": PASSWORD}


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
@pytest.mark.parametrize(
    "page", ["people", "people/invite", "people/leave", "people/roles", "bodies", "bodies/add", "settings"]
)
def test_every_page_opens_in_every_language(browse, language, page):
    answer = browse("alef", "coordinator").get(f"/{language}/{page}/")
    assert answer.status_code == 200
    assert f'lang="{language}"' in answer.content.decode()


def test_the_people_page_offers_changes_to_coordinators_only(browse):
    assert "/end/" in browse("alef", "coordinator").get("/en/people/").content.decode()
    assert "/end/" not in browse("alef", "analyst").get("/en/people/").content.decode()


def test_a_coordinator_invites_by_the_form(browse, alef):
    answer = browse("alef", "coordinator").post(
        "/en/people/invite/",
        {"email": "new@alef.example", "name": "", "language": "ar", "role": "observer", "body": ""},
    )
    assert answer["Location"] == "/en/people/"
    assert Invitation.objects.get(email="new@alef.example").role_slug == "observer"


def test_a_refused_invitation_says_why_on_the_form(browse):
    answer = browse("alef", "coordinator").post(
        "/en/people/invite/", {"email": "n@alef.example", "language": "ar", "role": "focal_point", "body": ""}
    )
    assert answer.status_code == 422
    assert "A focal point speaks for a body of the state" in answer.content.decode()


def test_a_coordinator_changes_a_role(browse, alef):
    pk, body = alef.alef.members["observer"].pk, alef.alef.bodies["Justice"].pk
    browse("alef", "coordinator").post(f"/en/people/{pk}/role/", {"role": "focal_point", "body": body})
    assert Member.objects.get(pk=pk).role_slug == "focal_point"


def test_an_assessors_role_has_no_page_to_change_it(browse, alef):
    pk = alef.alef.members["assessor"].pk
    assert browse("alef", "coordinator").get(f"/en/people/{pk}/role/").status_code == 404


def test_ending_a_membership_asks_first(browse, alef):
    client, pk = browse("alef", "coordinator"), alef.alef.members["observer"].pk
    assert client.get(f"/en/people/{pk}/end/").status_code == 200
    assert Member.objects.active().filter(pk=pk).exists()
    client.post(f"/en/people/{pk}/end/")
    assert not Member.objects.active().filter(pk=pk).exists()


def test_somebody_who_leaves_is_signed_out(browse, alef):
    client = browse("alef", "observer")
    assert client.post("/en/people/leave/")["Location"] == "/en/account/login/"
    assert client.get("/en/people/roles/")["Location"].startswith("/en/account/login/")


def test_the_last_coordinator_who_wants_to_leave_is_told_why_not(browse):
    client = browse("alef", "coordinator")
    answer = client.post("/en/people/leave/", follow=True)
    assert "The last coordinator cannot leave" in answer.content.decode()


def test_a_body_is_added_renamed_and_retired(browse, alef):
    client = browse("alef", "coordinator")
    client.post("/en/bodies/add/", {"kind": "state", "name_en": "Ministry of Health"})
    body = ResponsibleBody.objects.get(name_en="Ministry of Health")
    client.post(f"/en/bodies/{body.pk}/", {"name_en": "Health", "name_ar": "الصحة"})
    client.post(f"/en/bodies/{body.pk}/retire/")
    body.refresh_from_db()
    assert (body.name_en, body.name_ar, body.retired_at is None) == ("Health", "الصحة", False)


def test_a_body_without_any_name_is_refused(browse):
    assert browse("alef", "coordinator").post("/en/bodies/add/", {"kind": "state"}).status_code == 422


def test_settings_are_saved(browse, alef):
    choices = {"default_language": "fr", "month_style": "maghrebi", "status_rule": "nhri", "time_zone": "UTC"}
    browse("alef", "coordinator").post("/en/settings/", choices)
    with in_network():
        institution = type(alef.alef.institution).objects.get(pk=alef.alef.institution.pk)
    assert (institution.default_language, institution.month_style, institution.status_rule) == (
        "fr",
        "maghrebi",
        "nhri",
    )


def test_the_roles_page_shows_every_role(browse):
    page = browse("alef", "observer").get("/en/people/roles/").content.decode()
    for words in ("Coordinator", "Assessor", "Invite people, change roles, end memberships"):
        assert words in page


def test_a_new_person_accepts_and_stands_inside_at_once(browse, invited, link):
    client, path = browse("alef"), link(invited())
    assert client.get(path).status_code == 200
    assert client.post(path, NEW)["Location"] == "/"
    assert client.get("/en/people/").status_code == 200


def test_the_session_of_a_new_person_is_one_that_can_be_ended(browse, invited, link):
    client, path = browse("alef"), link(invited())
    client.post(path, NEW)
    with in_network():
        user = User.objects.get(email="new@alef.example")
        assert UserSession.objects.filter(user=user, session_key=client.session.session_key).exists()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"password_again": "something else"}, "The two passwords differ."),
        ({"password": "short", "password_again": "short"}, "at least 10 characters"),
        ({"password": "new@alef.example", "password_again": "new@alef.example"}, "too similar"),
        ({"name": ""}, "required"),
    ],
)
def test_a_wrong_form_makes_no_account(browse, invited, link, wrong, words):
    answer = browse("alef").post(link(invited()), NEW | wrong)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    with in_network():
        assert not User.objects.filter(email="new@alef.example").exists()


def test_an_address_with_an_account_is_led_to_sign_in_and_back(browse, invited, link):
    path = link(invited(email="analyst@ba.example"))
    page = browse("alef").get(path).content.decode()
    assert f"/en/account/login/?next={path}" in page
    assert "password" not in page.split("<main")[1]


def test_somebody_else_signed_in_sees_whose_the_invitation_is(browse, invited, link):
    client = browse("alef", "observer")
    path = link(invited())
    answer = client.get(path)
    assert answer.status_code == 403
    assert "observer@alef.example" in answer.content.decode()
    assert client.post(path, NEW).status_code == 403


def test_a_person_of_the_neighbour_accepts_signed_in_here(alef, invited, link):
    from tests.isolation.test_sessions import sign_in

    path = link(invited(email="analyst@ba.example"))
    client, answer = sign_in("alef", "analyst@ba.example", next=path)
    assert answer["Location"] == path
    assert client.post(path)["Location"] == "/"
    assert client.get("/en/people/").status_code == 200


def test_a_closed_invitation_says_so(browse, alef, invited, link):
    invitation = invited()
    revoke(invitation=invitation, by=alef.alef.members["coordinator"])
    answer = browse("alef").get(link(invitation))
    assert answer.status_code == 410
    assert "It was revoked." in answer.content.decode()


def test_an_assessor_who_waits_is_told_so(browse, invited, link):
    client = browse("alef")
    client.post(link(invited("assessor", body="Council")), NEW)
    answer = client.get("/en/people/roles/")
    assert answer.status_code == 403
    assert "waits for the network to confirm" in answer.content.decode()


def test_the_invitation_page_is_kept_in_no_cache(browse, invited, link):
    assert "no-store" in browse("alef").get(link(invited()))["Cache-Control"]


def test_a_person_of_two_institutions_finds_both(alef, invited, browse):
    from tenants.members.actions.invitations import accept
    from tests.isolation.test_sessions import sign_in

    accept(
        institution=alef.alef.institution,
        invitation=invited(email="analyst@ba.example"),
        by=alef.ba.users["analyst"],
    )
    client, _answer = sign_in("network", "analyst@ba.example")
    page = client.get("/en/places/").content.decode()
    assert "//alef.localhost" in page
    assert "//ba.localhost" in page
    with in_institution(alef.ba.institution):
        assert Member.objects.active().filter(email="analyst@ba.example").exists()


def test_an_address_longer_than_any_is_refused_on_the_form(browse):
    address = f"{'x' * 300}@example.org"
    client = browse("alef", "coordinator")
    asked = client.post("/en/people/invite/", {"email": address, "language": "en", "role": "observer"})
    assert asked.status_code == 422
    own = client.post("/en/account/email/", {"action_add": "", "email": address})
    assert own.status_code == 200

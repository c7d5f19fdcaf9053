"""The pages of absences, deputies and handovers."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from tenants.followup.actions import absences, deputies, requests
from tenants.followup.models import Absence, BodyDesk, Handover, Request
from tenants.members.models import BodyKind, Member, ResponsibleBody
from tests.tenants.followup.reminded import another

ROOT = "/en/rounds/standing-in/"


@pytest.fixture
def second(there, inside):
    with inside():
        return another(there)


def away(there, second, inside):
    today = timezone.localdate()
    with inside():
        return absences.set_absence(
            member=there.people.focal_point,
            alternate=second,
            begins_on=today,
            ends_on=today + timedelta(days=3),
            by=there.people.focal_point,
        )


@pytest.mark.parametrize(
    ("role", "status"),
    [("coordinator", 200), ("analyst", 404), ("focal_point", 200), ("assessor", 404), ("observer", 404)],
)
def test_those_whom_it_concerns_see_the_page(role, status, there, browse):
    assert browse("alef", role).get(ROOT).status_code == status


def test_a_focal_point_sees_her_own_body_s_people_and_may_change_herself_only(there, second, inside, browse):
    away(there, second, inside)
    page = browse("alef", "focal_point").get(ROOT).content.decode()
    assert "away now" in page
    assert "second" in page
    assert "focal_point_elsewhere" not in page
    assert f"people/{there.people.focal_point.pk}/absence/" in page
    assert f"people/{second.pk}/absence/" not in page


@pytest.mark.parametrize("what", ["absence", "hand-over"])
@pytest.mark.parametrize("role", ["focal_point_elsewhere", "analyst", "assessor", "observer"])
def test_nobody_acts_for_another(what, role, there, browse):
    path = f"{ROOT}people/{there.people.focal_point.pk}/{what}/"
    client = browse("alef", role)
    assert [client.get(path).status_code, client.post(path, {}).status_code] == [404, 404]


@pytest.mark.parametrize("who", ["analyst", "observer", "coordinator"])
def test_who_answers_for_no_body_has_no_such_page(who, there, browse):
    assert (
        browse("alef", "coordinator").get(f"{ROOT}people/{getattr(there.people, who).pk}/absence/").status_code == 404
    )


def test_the_neighbour_s_people_bodies_and_absences_are_unknown(there, browse, world):
    client, theirs = browse("alef", "coordinator"), world.ba
    paths = [
        f"people/{theirs.members['focal_point'].pk}/absence/",
        f"people/{theirs.members['focal_point'].pk}/hand-over/",
        f"bodies/{theirs.bodies['Justice'].pk}/deputy/",
    ]
    assert [client.get(ROOT + path).status_code for path in paths] == [404, 404, 404]
    assert client.post(f"{ROOT}absences/{uuid4()}/end/").status_code == 404


def test_a_focal_point_notes_her_absence_and_comes_back_early(there, second, inside, browse):
    client, today = browse("alef", "focal_point"), timezone.localdate()
    form = {"begins_on": today.isoformat(), "ends_on": (today + timedelta(days=4)).isoformat(), "alternate": second.pk}
    path = f"{ROOT}people/{there.people.focal_point.pk}/absence/"
    assert client.post(path, form).status_code == 302
    assert client.post(path, {**form, "ends_on": today.isoformat()}).status_code == 409
    assert client.post(path, {**form, "alternate": there.people.focal_point_elsewhere.pk}).status_code == 422
    with inside():
        absence = Absence.objects.get()
    assert browse("alef", "focal_point_elsewhere").post(f"{ROOT}absences/{absence.pk}/end/").status_code == 404
    assert client.post(f"{ROOT}absences/{absence.pk}/end/").status_code == 302
    with inside():
        assert Absence.objects.get().ended_at is not None


def test_a_coordinator_names_a_deputy_from_the_list_of_those_without_one(there, inside, browse):
    client = browse("alef", "coordinator")
    assert "2 bodies have no deputy" in client.get(f"{ROOT}deputies/").content.decode()
    path = f"{ROOT}bodies/{there.bodies.Justice.pk}/deputy/"
    assert client.post(path, {"deputy": there.people.focal_point.pk}).status_code == 302
    assert client.post(path, {"deputy": there.people.focal_point_elsewhere.pk}).status_code == 422
    assert "1 body has no deputy" in client.get(f"{ROOT}deputies/").content.decode()
    with inside():
        assert BodyDesk.objects.get().deputy == there.people.focal_point


def test_an_assessing_body_has_no_deputy(there, browse):
    assert browse("alef", "coordinator").get(f"{ROOT}bodies/{there.bodies.Council.pk}/deputy/").status_code == 404


def test_a_departing_person_sees_what_is_open_and_hands_it_over(there, second, inside, browse):
    with inside():
        requests.pass_on(request=there.justice, to=there.people.focal_point, by=second)
    client = browse("alef", "focal_point")
    path = f"{ROOT}people/{there.people.focal_point.pk}/hand-over/"
    assert "Spring round" in client.get(path).content.decode()
    assert client.post(path, {"successor": second.pk, "note": "All in the folder"}).status_code == 302
    with inside():
        assert Request.objects.get(pk=there.justice.pk).holder == second
        assert Handover.objects.get().by_name == "focal_point"
    assert "All in the folder" in client.get(ROOT).content.decode()


def test_with_nothing_open_the_form_says_so(there, second, browse):
    path = f"{ROOT}people/{there.people.focal_point.pk}/hand-over/"
    answer = browse("alef", "coordinator").post(path, {"successor": second.pk})
    assert answer.status_code == 409
    assert "Nothing is open in her hands." in answer.content.decode()


def test_the_page_that_ends_a_membership_offers_the_handover_first(there, inside, browse):
    with inside():
        by = there.people.coordinator
        requests.pass_on(request=there.justice, to=there.people.focal_point, by=there.people.focal_point)
        deputies.name_deputy(body=there.bodies.Justice, deputy=there.people.focal_point, by=by)
    link = f"/rounds/standing-in/people/{there.people.focal_point.pk}/hand-over/"
    for role, path in (
        ("coordinator", f"/en/people/{there.people.focal_point.pk}/end/"),
        ("coordinator", f"/en/people/{there.people.focal_point.pk}/role/"),
        ("focal_point", "/en/people/leave/"),
    ):
        page = browse("alef", role).get(path).content.decode()
        assert link in page
        assert "1 request held and the deputy’s place of the body" in page
    assert "Hand it over first" not in browse("alef", "focal_point_elsewhere").get("/en/people/leave/").content.decode()


@pytest.mark.parametrize("many", [1, 60])
def test_the_pages_ask_as_much_for_sixty_bodies_as_for_one(many, there, inside, browse, django_assert_num_queries):
    with inside():
        bodies = [ResponsibleBody(name_en=f"Body {n}", kind=BodyKind.STATE) for n in range(many)]
        ResponsibleBody.objects.bulk_create(bodies)
        people = [
            Member(user_id=uuid4(), name=f"P {n}", email=f"p{n}@x.example", role_slug="focal_point", body=body)
            for n, body in enumerate(bodies)
        ]
        Member.objects.bulk_create(people)
        BodyDesk.objects.bulk_create(BodyDesk(body=one.body, deputy=one) for one in people)
    client = browse("alef", "coordinator")
    client.get(ROOT)
    with django_assert_num_queries(8):
        client.get(ROOT)
    with django_assert_num_queries(7):
        client.get(f"{ROOT}deputies/")

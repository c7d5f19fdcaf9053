"""The list of bodies."""

import pytest

from tenants.members.actions.bodies import add_body, rename_body, restore_body, retire_body
from tenants.members.models import ResponsibleBody
from tenants.members.refused import BodyInUse, BodyOnTheList
from tenants.records.models import AuditEntry


def test_a_body_is_added_with_its_names(alef):
    by = alef.alef.members["coordinator"]
    body = add_body(kind="state", names={"name_ar": "وزارة الصحة", "name_fr": "Ministère de la santé"}, by=by)
    assert (body.name_ar, body.name_fr, body.kind) == ("وزارة الصحة", "Ministère de la santé", "state")


def test_a_missing_name_falls_back_to_another_language(alef):
    body = add_body(kind="state", names={"name_ar": "وزارة الصحة"}, by=alef.alef.members["coordinator"])
    assert ResponsibleBody.objects.get(pk=body.pk).name == "وزارة الصحة"


def test_a_new_name_is_noted_with_the_old_one(alef):
    body = alef.alef.bodies["Interior"]
    rename_body(body=body, names={"name_en": "Home Office"}, by=alef.alef.members["coordinator"])
    entry = AuditEntry.objects.get(verb="renamed", object_id=body.pk)
    assert (entry.before["name_en"], entry.after["name_en"]) == ("Ministry of Interior", "Home Office")


def test_a_body_is_not_retired_while_people_speak_for_it(alef):
    with pytest.raises(BodyInUse):
        retire_body(body=alef.alef.bodies["Justice"], by=alef.alef.members["coordinator"])


def test_a_body_is_not_retired_while_somebody_is_invited_to_it(alef, invited):
    invited("assessor", body="Sanad")
    with pytest.raises(BodyInUse):
        retire_body(body=alef.alef.bodies["Sanad"], by=alef.alef.members["coordinator"])


def test_a_retired_body_is_offered_no_more_until_it_is_restored(alef):
    body, by = alef.alef.bodies["Sanad"], alef.alef.members["coordinator"]
    retire_body(body=body, by=by)
    assert body not in ResponsibleBody.objects.current()
    restore_body(body=body, by=by)
    assert body in ResponsibleBody.objects.current()


def test_the_very_same_body_is_not_added_twice(alef):
    by = alef.alef.members["coordinator"]
    add_body(kind="state", names={"name_en": "Ministry of Health"}, by=by)
    with pytest.raises(BodyOnTheList):
        add_body(kind="state", names={"name_en": " Ministry of Health "}, by=by)
    assert add_body(kind="civil_society", names={"name_en": "Ministry of Health"}, by=by).pk


def test_a_form_sent_twice_says_that_the_body_is_there(browse, alef):
    client = browse("alef", "coordinator")
    answers = [client.post("/en/bodies/add/", {"kind": "state", "name_en": "Ministry of Health"}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 422]


def test_an_assessing_body_with_people_keeps_the_name_under_which_they_were_confirmed(alef):
    council = alef.alef.bodies["Council"]
    with pytest.raises(BodyInUse):
        rename_body(
            body=council,
            names={**dict.fromkeys(("name_ar", "name_en", "name_fr"), "Another council")},
            by=alef.alef.members["coordinator"],
        )
    council.refresh_from_db()
    assert council.name_en == "National Human Rights Council"

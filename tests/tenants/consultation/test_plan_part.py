"""The consultations about a plan, on the plan's page."""

import pytest

from tenants.consultation.actions import consultations
from tenants.consultation.plan_part import SHOWN
from tests.tenants.consultation.conftest import content_of


@pytest.fixture
def about_it(plan, prepared):
    return prepared(subject_kind="plan", plan_id=plan.pk, titles={"en": "What do you think", "ar": "ما رأيكم في الخطة"})


def page(browse, role, language="en"):
    answer = browse("alef", role).get(f"/{language}/plan/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_those_who_consult_see_one_in_preparation_and_reach_its_board(about_it, browse):
    text = page(browse, "coordinator")
    assert f'href="/en/consultations/{about_it.pk}/"' in text
    assert "What do you think" in text
    assert "Being prepared" in text


@pytest.mark.parametrize("role", ["observer", "focal_point", "assessor"])
def test_others_see_it_once_it_was_opened_and_reach_its_report(about_it, people, browse, role):
    assert "What do you think" not in page(browse, role)
    consultations.open_to_guests(consultation=about_it, by=people.coordinator)
    text = page(browse, role)
    assert f'href="/en/consultations/{about_it.pk}/report/"' in text
    assert f'href="/en/consultations/{about_it.pk}/"' not in text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ar", ["مشاورات بشأن هذه الخطة", "ما رأيكم في الخطة", "قيد الإعداد"]),
        ("fr", ["Consultations sur ce plan", "ما رأيكم في الخطة", "En préparation"]),
    ],
)
def test_it_speaks_the_readers_language(about_it, browse, language, words):
    text = page(browse, "coordinator", language)
    assert [word for word in words if word not in text] == []


def test_a_consultation_about_something_else_stays_away(plan, prepared, browse):
    prepared()
    assert "Shelters act" not in page(browse, "coordinator")


def test_more_than_a_few_are_left_to_their_list(plan, prepared, browse, people, today):
    for number in range(SHOWN + 1):
        content = content_of(today, subject_kind="plan", plan_id=plan.pk, titles={"en": f"Round of views {number}"})
        consultations.prepare(content=content, by=people.coordinator)
    text = page(browse, "coordinator")
    assert text.count("Round of views") == SHOWN
    assert "Round of views 0" not in text
    assert "All consultations" in text

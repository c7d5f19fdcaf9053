"""The pages of the scales: who reads, who changes, and what everybody then sees."""

import pytest

from shared.isolation.scope import in_institution
from tenants.members.models import Member
from tenants.tracker.actions import scales
from tenants.tracker.models import ScaleValue
from tenants.tracker.scales.wording import scales as read

SCALES = "/en/recommendations/scales/"
WORDS = {"label_ar": "معروض على البرلمان", "label_en": "Bill laid", "label_fr": "Projet déposé"}
FORM = {**WORDS, "use_en": "When parliament has it.", "progress": "in_progress"}


@pytest.fixture
def own(alef):
    return scales.add_value(kind="state", words=WORDS, progress="in_progress", by=alef.alef.members["coordinator"])


@pytest.mark.parametrize("role", ["coordinator", "analyst", "focal_point", "assessor", "observer"])
def test_everybody_here_reads_every_scale(browse, role):
    for kind in ("state", "nhri", "civil_society", "committee"):
        assert browse("alef", role).get(f"{SCALES}{kind}/").status_code == 200


@pytest.mark.parametrize(
    ("kind", "editors"),
    [("state", {"coordinator"}), ("nhri", {"assessor"}), ("civil_society", {"coordinator"}),
     ("committee", {"coordinator"})],
)  # fmt: skip
def test_a_scale_is_changed_by_whom_it_belongs_to(browse, kind, editors):
    for role in ("coordinator", "analyst", "focal_point", "assessor", "observer"):
        client = browse("alef", role)
        assert (f"{SCALES}{kind}/add/" in client.get(f"{SCALES}{kind}/").content.decode()) == (role in editors), role
        assert client.get(f"{SCALES}{kind}/add/").status_code == (200 if role in editors else 403), role


@pytest.mark.parametrize("way", ["move", "retire", "delete"])
def test_nobody_else_changes_a_value_by_its_address(browse, own, way):
    for role in ("analyst", "focal_point", "assessor", "observer"):
        assert browse("alef", role).post(f"{SCALES}state/{own.code}/{way}/").status_code == 403, role


def test_the_page_says_whose_the_nhris_scale_is(browse, alef):
    page = f"{SCALES}nhri/"
    assert "only its own confirmed assessors" in browse("alef", "coordinator").get(page).content.decode()
    with in_institution(alef.alef.institution):
        Member.objects.filter(role_slug="assessor").update(awaits_confirmation=True)
    assert "until an assessor" in browse("alef", "coordinator").get(page).content.decode()


def test_a_value_is_added_shown_offered_and_retired(browse, alef):
    client = browse("alef", "coordinator")
    assert client.post(f"{SCALES}state/add/", FORM).status_code == 302
    with in_institution(alef.alef.institution):
        code = ScaleValue.objects.get().code
    assert "Bill laid" in client.get(SCALES).content.decode()
    client.post(f"{SCALES}state/{code}/retire/")
    with in_institution(alef.alef.institution):
        assert read().value(code).retired
    client.post(f"{SCALES}state/{code}/retire/", {"again": "1"})
    with in_institution(alef.alef.institution):
        assert not read().value(code).retired


def test_the_order_is_changed_with_a_button(browse, alef):
    with in_institution(alef.alef.institution):
        first, second = read().of("state")[:2]
    assert browse("alef", "coordinator").post(f"{SCALES}state/{first.code}/move/", {"to": "down"}).status_code == 302
    with in_institution(alef.alef.institution):
        assert [one.code for one in read().of("state")][:2] == [second.code, first.code]


def test_another_place_without_a_reason_is_refused_with_words(browse, own):
    url = f"{SCALES}state/{own.code}/"
    response = browse("alef", "coordinator").post(url, {**FORM, "progress": "partly"})
    assert response.status_code == 409
    assert "Say why the value stands elsewhere" in response.content.decode()


def test_names_left_as_the_common_lists_have_them_follow_the_lists(browse, alef):
    client = browse("alef", "coordinator")
    form = {"label_ar": "منفذة جزئياً", "label_en": "Half way", "label_fr": "Partiellement mise en œuvre",
            "progress": "partly"}  # fmt: skip
    assert client.post(f"{SCALES}state/state:partially/", form).status_code == 302
    with in_institution(alef.alef.institution):
        row = ScaleValue.objects.get(code="state:partially")
    assert (row.label_ar, row.label_en, row.label_fr) == ("", "Half way", "")


def test_an_unused_value_is_deleted_after_a_question(browse, alef, own):
    url = f"{SCALES}state/{own.code}/delete/"
    client = browse("alef", "coordinator")
    assert "Bill laid" in client.get(url).content.decode()
    assert client.post(url).status_code == 302
    with in_institution(alef.alef.institution):
        assert not ScaleValue.objects.exists()


def test_the_neighbours_value_is_not_there(browse, own):
    client = browse("ba", "coordinator")
    assert client.get(f"{SCALES}state/{own.code}/").status_code == 404
    assert client.post(f"{SCALES}state/{own.code}/retire/").status_code == 404
    assert client.get(f"{SCALES}nothing/").status_code == 404
    assert client.get(f"{SCALES}nhri/state:planned/").status_code == 404


def test_the_page_takes_as_many_queries_whatever_the_scale_holds(browse, alef, django_assert_max_num_queries):
    client = browse("alef", "coordinator")
    client.get(SCALES)
    for number in range(5):
        words = {"label_en": f"Value {number}"}
        with in_institution(alef.alef.institution):
            scales.add_value(kind="state", words=words, progress="", by=alef.alef.members["coordinator"])
    with django_assert_max_num_queries(12):
        client.get(SCALES)


@pytest.mark.parametrize(
    ("language", "word"), [("ar", "معروض على البرلمان"), ("fr", "Projet déposé"), ("en", "Bill laid")]
)
def test_a_value_is_read_in_the_readers_language(browse, own, language, word):
    assert word in browse("alef", "observer").get(f"/{language}/recommendations/scales/state/").content.decode()

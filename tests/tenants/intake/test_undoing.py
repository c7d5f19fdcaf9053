"""An import taken back as a whole, and what forbids it."""

import pytest

from shared.taxonomy.identity import term_id
from tenants.intake.actions import batches
from tenants.intake.models import Standing
from tenants.intake.refusals import AnotherStep, BuiltUpon
from tenants.tracker.actions import assignments, classification, texts
from tenants.tracker.models import PositionEntry, Recommendation, RecommendingState, Review, Tag
from tests.tenants.intake.tables import FOUR, SHELTERS, committed, figures, many, row, table


@pytest.fixture
def by(alef):
    return alef.alef.members["coordinator"]


def everything() -> dict[str, list]:
    tables = (Recommendation, RecommendingState, PositionEntry, Tag, Review)
    return {table.__name__: sorted(map(str, table.objects.values_list())) for table in tables}


def test_what_was_added_is_gone(by):
    before = everything()
    batch = batches.undo(batch=committed(table(FOUR), by), by=by)
    assert (batch.standing, batch.undone_by_name) == (Standing.UNDONE, "coordinator")
    assert everything() == before


def test_what_was_changed_stands_as_before(by):
    committed(table([*FOUR, row("Train judges.", response="Pending", issue="Other")]), by)
    before = everything()
    later = table([
        row(SHELTERS + " ", by="Japan", issue="Women's rights"),
        row("Train judges", response="Accepted", action="3", issue="Death penalty"),
        row("Build schools.", session="30"),
    ])  # fmt: skip
    batch = committed(later, by, "later.csv")
    assert figures(batch) == (1, 2, 0, 0)
    assert everything() != before
    batches.undo(batch=batch, by=by)
    assert everything() == before


def test_an_earlier_import_can_be_undone_once_the_later_one_was(by):
    first = committed(table([row("Train judges.", response="Pending")]), by)
    second = committed(table([row("Train judges.", response="Accepted")]), by, "later.csv")
    with pytest.raises(BuiltUpon):
        batches.undo(batch=first, by=by)
    batches.undo(batch=second, by=by)
    assert batches.undo(batch=first, by=by).standing == Standing.UNDONE


def test_it_is_undone_once(by):
    batch = batches.undo(batch=committed(table(FOUR), by), by=by)
    with pytest.raises(AnotherStep):
        batches.undo(batch=batch, by=by)


def test_after_an_undo_the_file_is_new_again(by):
    batches.undo(batch=committed(table(FOUR), by), by=by)
    assert figures(committed(table(FOUR), by)) == (2, 0, 0, 1)


def assign(one, world, by):
    assignments.assign(recommendation=one, body=world.alef.bodies["Justice"], lead=True, by=by)


def confirm(one, world, by):
    classification.confirm_tag(tag=one.tags.first(), by=by)


def categorise(one, world, by):
    classification.set_action_category(recommendation=one, category=1, by=by)


def edit(one, world, by):
    texts.edit_texts(recommendation=one, texts={"fr": "Former les juges."}, translations={}, by=by)


def tag(one, world, by):
    classification.add_tag(recommendation=one, kind="theme", term_id=term_id("theme", "torture"), by=by)


@pytest.mark.parametrize("work", [assign, confirm, categorise, edit, tag])
def test_what_people_built_on_forbids_it(alef, by, work):
    batch = committed(table(FOUR), by)
    work(Recommendation.objects.get(text_en=SHELTERS), alef, by)
    with pytest.raises(BuiltUpon) as refusal:
        batches.undo(batch=batch, by=by)
    assert refusal.value.obstacles.count == 1
    assert [one.text_en for one, _reasons in refusal.value.obstacles.first] == [SHELTERS]
    assert Recommendation.objects.filter(batch_id=batch.pk).count() == 2


def test_the_page_says_which_and_why(alef, by, browse):
    batch = committed(table(FOUR), by)
    assign(Recommendation.objects.get(text_en=SHELTERS), alef, by)
    client = browse("alef", "coordinator")
    for page in (client.get(f"/en/import/{batch.pk}/undo/"), client.post(f"/en/import/{batch.pk}/undo/")):
        html = page.content.decode()
        assert "People have built on 1 of its recommendations" in html
        assert "a body was assigned" in html
        assert "Open shelters for women" in html


def test_work_that_stood_before_does_not_forbid_it(alef, by):
    one = Recommendation.objects.get(paragraph="140.1")
    batch = committed(table([row(one.text_en, session="48", response="Noted", issue="Death penalty")]), by)
    assert figures(batch) == (0, 1, 0, 0)
    assert batches.undo(batch=batch, by=by).standing == Standing.UNDONE


def test_the_page_undoes_after_asking(by, browse):
    batch = committed(many(3), by)
    client = browse("alef", "coordinator")
    assert "Undo the whole import?" in client.get(f"/en/import/{batch.pk}/undo/").content.decode()
    page = client.post(f"/en/import/{batch.pk}/undo/", follow=True)
    assert "The import was undone" in page.content.decode()
    assert not Recommendation.objects.filter(batch_id=batch.pk).exists()

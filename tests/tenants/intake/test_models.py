"""What the database itself forbids of imports."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tenants.intake.models import Batch, RememberedMapping, StagedItem
from tests.tenants.intake.tables import FOUR, committed, previewed, table, uploaded


@pytest.fixture
def by(alef):
    return alef.alef.members["coordinator"]


def refuses(act, name: str) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        act()


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"state_id": None}, "a_prepared_import_is_about_a_state"),
        ({"committed_at": None}, "a_committed_import_has_its_moment"),
        ({"undone_at": timezone.now()}, "an_undone_import_has_its_moment"),
        ({"standing": "undone"}, "an_undone_import_has_its_moment"),
        ({"file": None}, "only_a_discarded_import_has_no_file"),
    ],
)
def test_a_batch_agrees_with_its_standing(by, change, name):
    batch = committed(table(FOUR), by)
    refuses(lambda: Batch.objects.filter(pk=batch.pk).update(**change), name)


def test_a_form_sends_a_file_once(by):
    batch = uploaded(table(FOUR), by)
    batch.pk = None
    refuses(lambda: Batch.objects.bulk_create([copy_of(batch)]), "a_form_sends_a_file_once")


def copy_of(batch: Batch) -> Batch:
    fields = {field.attname: getattr(batch, field.attname) for field in Batch._meta.fields if field.name != "id"}
    return Batch(**fields)


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"ordinal": 2}, "one_item_per_place"),
        ({"key": ""}, "only_invalid_items_have_no_key"),
        ({"verdict": "invalid"}, "only_invalid_items_have_no_key"),
        ({"applied_at": timezone.now(), "recommendation_id": None}, "a_settled_item_names_its_recommendation"),
    ],
)
def test_an_item_agrees_with_its_verdict(by, change, name):
    batch = previewed(table(FOUR), by)
    refuses(lambda: batch.items.filter(ordinal=1).update(**change), name)


def test_a_recommendation_stands_once_in_an_import(by):
    batch = previewed(table(FOUR), by)
    key = batch.items.get(ordinal=1).key
    refuses(lambda: batch.items.filter(ordinal=2).update(key=key), "one_item_per_recommendation")


def test_a_header_has_one_mapping(by):
    previewed(table(FOUR), by)
    digest = RememberedMapping.objects.get().digest
    refuses(lambda: RememberedMapping(digest=digest).save(force_insert=True), "one_mapping_per_header")


def test_items_go_with_their_batch(by):
    previewed(table(FOUR), by).delete()
    assert not StagedItem.objects.exists()

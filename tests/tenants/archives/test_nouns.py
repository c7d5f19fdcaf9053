"""Nothing is lost in silence: each model, field and kind of row is exported or named as left out."""

import pytest
from django.db import models
from django.test.utils import isolate_apps

from shared.isolation.checks import institution_models
from shared.isolation.models import InstitutionModel
from tenants.archives import nouns
from tenants.archives.nouns import LEFT_OUT, LEFT_OUT_FIELDS, LEFT_OUT_ROWS, Noun
from tenants.archives.terms import terms
from tenants.archives.values import UnknownKind, read, written
from tenants.tracker.models import Recommendation


def labels():
    return {model._meta.label for model in institution_models()}


def test_every_model_of_an_institution_is_exported_or_left_out_with_a_reason():
    assert {noun.label for noun in nouns.nouns()} | set(LEFT_OUT) == labels()
    assert {noun.label for noun in nouns.nouns()} & set(LEFT_OUT) == set()
    assert all(LEFT_OUT.values())


def test_what_is_left_out_exists():
    fields = {f"{model._meta.label}.{field.name}" for model in institution_models() for field in model._meta.fields}
    assert set(LEFT_OUT) - labels() == set()
    assert set(LEFT_OUT_FIELDS) - fields == set()
    assert set(LEFT_OUT_ROWS) - labels() == set()


def test_a_new_model_is_exported_by_default(monkeypatch):
    with isolate_apps("tenants.tracker"):

        class Novelty(InstitutionModel):
            """New."""

            class Meta:
                app_label = "tracker"

        monkeypatch.setattr(nouns, "institution_models", lambda: iter([Novelty]))
        assert [noun.label for noun in nouns.nouns()] == ["tracker.Novelty"]


@pytest.mark.usefixtures("network")
def test_every_exported_field_can_be_written_and_read():
    for noun in nouns.nouns():
        for field in noun.fields:
            written(field, terms())
            read(field, terms())


@isolate_apps("tenants.tracker")
@pytest.mark.usefixtures("network")
def test_a_field_of_a_kind_that_archives_do_not_know_is_noticed():
    class Odd(InstitutionModel):
        address = models.GenericIPAddressField()

        class Meta:
            app_label = "tracker"

    with pytest.raises(UnknownKind, match="tracker.Odd.address"):
        written(Odd._meta.get_field("address"), terms())


def test_what_the_database_computes_is_not_exported():
    assert "search" not in {field.name for field in Noun(Recommendation).fields}


def test_no_secret_is_exported():
    exported = {f"{noun.label}.{field.name}" for noun in nouns.nouns() for field in noun.fields}
    assert {name for name in exported if "token" in name or "secret" in name or name.endswith(".key_digest")} == set()


def test_nothing_refers_to_a_model_that_is_left_out():
    """A row whose reference leads out of the archive could not come in again."""
    lost = [
        f"{noun.label}.{field.name}"
        for noun in nouns.nouns()
        for field in noun.references
        if field.target_field.model._meta.label in LEFT_OUT
    ]
    assert lost == []


def test_the_schema_version_names_each_app_of_an_institution():
    version = nouns.schema_version()
    assert set(version) == {model._meta.app_label for model in institution_models()}
    assert version["archives"].startswith("00")

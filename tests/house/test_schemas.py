from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.checks import run_checks
from django.db import models
from django.test.utils import isolate_apps

from shared.isolation import checks
from shared.isolation.models import InstitutionModel
from tests.house.tree import FAMILIES, ROOT


def lists_of(name: str) -> list[str]:
    """The documented lists an app stands in."""
    lists = ("PUBLIC_SCHEMA_APPS", "INSTITUTION_SCHEMA_APPS", "TABLELESS_APPS")
    return [title for title in lists if name in getattr(settings, title)]


def own_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.split(".")[0] in {*FAMILIES, "mutabaa"}]


def undescribed(model: type[models.Model]) -> bool:
    """Whether a model's docstring is missing; Django writes `Name(id, ...)` in its place."""
    return not model.__doc__ or model.__doc__.startswith(f"{model.__name__}(")


def test_each_app_stands_in_exactly_one_list():
    # django_tenants itself has no tables and wants the last place.
    names = [name for name in settings.INSTALLED_APPS if name != "django_tenants"]
    assert {name: lists_of(name) for name in names if len(lists_of(name)) != 1} == {}


def test_every_app_folder_is_installed():
    folders = [path.parent for family in FAMILIES for path in (ROOT / family).glob("*/apps.py")]
    names = {".".join(folder.relative_to(ROOT).parts) for folder in folders}
    assert names - set(settings.INSTALLED_APPS) == set()


def test_apps_without_tables_have_none():
    bare = {config.name for config in apps.get_app_configs() if lists_of(config.name) == ["TABLELESS_APPS"]}
    found = [
        model._meta.label for model in apps.get_models() if apps.get_app_config(model._meta.app_label).name in bare
    ]
    assert found == []


def test_the_system_checks_of_isolation_pass():
    assert run_checks(tags=["isolation"]) == []


def test_an_app_in_both_lists_is_refused(settings):
    settings.INSTITUTION_SCHEMA_APPS = [*settings.INSTITUTION_SCHEMA_APPS, "shared.taxonomy"]
    assert [error.id for error in checks.each_app_lives_in_one_schema()] == ["isolation.E001"]


@isolate_apps("tenants.tracker")
def test_a_model_of_an_institution_without_a_uuid_key_is_refused(monkeypatch):
    class Numbered(models.Model):
        class Meta:
            app_label = "tracker"

    monkeypatch.setattr(checks, "institution_models", lambda: iter([Numbered]))
    assert [error.id for error in checks.institution_models_are_keyed_and_free()] == ["isolation.E002"]


@pytest.mark.parametrize(("constrained", "errors"), [(True, ["isolation.E003"]), (False, [])])
@isolate_apps("tenants.tracker", "shared.taxonomy")
def test_a_foreign_key_constraint_to_a_public_table_is_refused(monkeypatch, constrained, errors):
    class Public(models.Model):
        class Meta:
            app_label = "taxonomy"

    class Inside(InstitutionModel):
        public = models.ForeignKey(Public, on_delete=models.DO_NOTHING, db_constraint=constrained)

        class Meta:
            app_label = "tracker"

    monkeypatch.setattr(checks, "institution_models", lambda: iter([Inside]))
    assert [error.id for error in checks.institution_models_are_keyed_and_free()] == errors


@pytest.mark.parametrize("source", ["with tenant:\n    pass", "import threading\nthreading.Thread(target=print)"])
def test_code_that_leaves_its_scope_is_refused(source):
    assert list(checks.forbidden_constructs(source))


def test_every_model_says_what_it_is():
    assert [model._meta.label for model in own_models() if undescribed(model)] == []


@isolate_apps("tenants.tracker")
def test_a_silent_model_is_noticed():
    class Silent(models.Model):
        class Meta:
            app_label = "tracker"

    assert undescribed(Silent)


def test_every_migration_folder_belongs_to_an_app_with_tables():
    folders = {
        Path(*path.relative_to(ROOT).parts[:2]) for family in FAMILIES for path in (ROOT / family).glob("*/migrations")
    }
    tableless = [str(folder) for folder in folders if ".".join(folder.parts) in settings.TABLELESS_APPS]
    assert tableless == []

"""`manage.py migrate` with one migration more than the schemas have, on institutions of its own."""

from io import StringIO

import psycopg
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connections, migrations
from django.db.migrations.loader import MigrationLoader
from django.test.utils import CaptureQueriesContext

from shared.isolation.names import PUBLIC_SCHEMA, TEMPLATE_SCHEMA, new_schema_name
from tenants.institutions import migrating, provisioning, schemas
from tenants.institutions.models import Institution, SchemaScript, Standing
from tests.isolation.guests import as_migrator, forget, stands

NAME = "9999_throwaway"
BROKEN: set[str] = set()


def break_some(apps, schema_editor):
    if schema_editor.connection.schema_name in BROKEN:
        raise ValueError("this schema is broken")


def with_one_more(app):
    """The loader of a release that brings one more migration for an app."""
    load_disk = MigrationLoader.load_disk

    def more(self):
        load_disk(self)
        newest = max(name for label, name in self.disk_migrations if label == app)

        class Throwaway(migrations.Migration):
            dependencies = [(app, newest)]
            operations = [
                migrations.RunSQL("CREATE TABLE throwaway (id uuid PRIMARY KEY)"),
                migrations.RunPython(break_some),
            ]

        self.disk_migrations[app, NAME] = Throwaway(NAME, app)

    return more


def applied(schema):
    """When the extra migration was applied in a schema, or None; and whether its table stands there."""
    with connections["migrator"].cursor() as cursor:
        cursor.execute(f'SELECT max(applied) FROM "{schema}".django_migrations WHERE name = %s', [NAME])
        (when,) = cursor.fetchone()
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [f"{schema}.throwaway"])
        assert cursor.fetchone()[0] is (when is not None), "the table and the history tell different tales"
    return when


def undo(schema):
    as_migrator("DROP TABLE IF EXISTS {}.throwaway", schema)
    with connections["migrator"].cursor() as cursor:
        cursor.execute(f'DELETE FROM "{schema}".django_migrations WHERE name = %s', [NAME])


@pytest.fixture
def everywhere(committed):
    """Names of all schemas; what the extra migration did in them is undone when the test ends."""
    script = SchemaScript.objects.using("migrator").get()
    names = list(migrating.states())
    yield names
    BROKEN.clear()
    for name in names:
        undo(name)
    SchemaScript.objects.using("migrator").all().delete()
    script.save(using="migrator", force_insert=True)


@pytest.fixture
def release(ready, everywhere, monkeypatch):
    """Two institutions more, then a release with one more migration for them. The template is left as it is, which
    saves two seconds a test."""
    made = [ready().schema_name, ready().schema_name]
    monkeypatch.setattr(MigrationLoader, "load_disk", with_one_more("records"))
    monkeypatch.setattr(migrating, "_record_template", lambda: None)
    return [name for name in everywhere if name not in {PUBLIC_SCHEMA, TEMPLATE_SCHEMA}] + made


def run():
    return migrating.run(lambda schema: None)


@pytest.fixture
def other_session():
    place = settings.DATABASES["migrator"]
    with psycopg.connect(
        host=place["HOST"], port=place["PORT"] or None, dbname=place["NAME"], user=place["USER"],
        password=place["PASSWORD"], autocommit=True,
    ) as session:  # fmt: skip
        yield session


def test_all_that_are_behind_are_brought_forward_and_then_left_alone(release):
    outcome = run()
    assert outcome.migrated == [TEMPLATE_SCHEMA, *release]
    assert (outcome.failed, outcome.untouched) == ({}, 0)
    before = {name: applied(name) for name in release}
    assert None not in before.values()
    assert run().migrated == [TEMPLATE_SCHEMA]  # which this test keeps behind
    assert {name: applied(name) for name in release} == before


def test_only_the_schema_that_is_behind_is_touched(release):
    run()
    before = {name: applied(name) for name in release}
    undo(release[-1])
    outcome = run()
    assert outcome.migrated == [TEMPLATE_SCHEMA, release[-1]]
    assert outcome.untouched == len(release) - 1
    after = {name: applied(name) for name in release}
    assert {name for name in release if before[name] != after[name]} == {release[-1]}


def test_a_failing_canary_stops_the_run(release):
    BROKEN.add(release[0])
    outcome = run()
    assert list(outcome.failed) == release[:1]
    assert outcome.not_tried == release[1:]
    assert [applied(name) for name in release] == [None] * len(release)


def test_a_later_failure_is_collected_and_the_others_go_on(release):
    BROKEN.add(release[-2])
    outcome = run()
    assert outcome.failed == {release[-2]: "ValueError: this schema is broken"}
    assert outcome.not_tried == []
    assert {name for name in release if applied(name) is None} == {release[-2]}


def test_a_run_after_the_mending_resumes_where_it_failed(release):
    BROKEN.add(release[-2])
    run()
    BROKEN.clear()
    assert run().migrated == [TEMPLATE_SCHEMA, release[-2]]
    assert applied(release[-2]) is not None


def test_the_command_names_what_failed_and_ends_badly(release):
    BROKEN.add(release[0])
    said, complained = StringIO(), StringIO()
    with pytest.raises(CommandError, match="resumes"):
        call_command("migrate", stdout=said, stderr=complained)
    assert f"{release[0]} (canary)" in said.getvalue()
    assert f"{release[0]}: ValueError: this schema is broken" in complained.getvalue()
    assert all(name in complained.getvalue() for name in release[1:])


def test_a_migration_rolls_back_whole_in_a_schema_where_it_fails(release):
    BROKEN.add(release[-1])
    run()
    assert applied(release[-1]) is None  # compares the table, made before the failure, with the history


def test_status_says_who_is_behind_and_changes_nothing(release):
    run()
    undo(release[-1])
    said = StringIO()
    call_command("migrate", "--status", stdout=said)
    states = dict(line.split("\t") for line in said.getvalue().splitlines())
    assert list(states)[:2] == [PUBLIC_SCHEMA, TEMPLATE_SCHEMA]
    assert {name for name, state in states.items() if state == "behind"} == {TEMPLATE_SCHEMA, release[-1]}
    assert applied(release[-1]) is None


@pytest.mark.parametrize(("standing", "migrates"), [("suspended", True), ("leaving", True), ("dropped", False)])
def test_every_schema_that_stands_is_migrated_whether_it_serves_or_not(release, standing, migrates):
    Institution.objects.using("migrator").filter(schema_name=release[-1]).update(standing=standing)
    run()
    assert (applied(release[-1]) is not None) is migrates


def test_a_second_run_at_the_same_time_is_refused(release, other_session):
    other_session.execute("SELECT pg_advisory_lock(%s)", [schemas.MIGRATION_LOCK])
    with pytest.raises(CommandError, match="running"):
        call_command("migrate", stdout=StringIO())
    assert [applied(name) for name in release] == [None] * len(release)


def test_no_run_begins_while_an_institution_is_being_made(release, other_session):
    with other_session.transaction():
        other_session.execute("SELECT pg_advisory_xact_lock_shared(%s)", [schemas.MIGRATION_LOCK])
        with pytest.raises(migrating.AnotherMigrationRuns):
            run()
    assert run().failed == {}


@pytest.mark.parametrize("broken", [True, False])
def test_the_lock_is_given_back(release, other_session, broken):
    BROKEN.update(release if broken else [])
    run()
    assert other_session.execute("SELECT pg_try_advisory_lock(%s)", [schemas.MIGRATION_LOCK]).fetchone() == (True,)


def test_a_line_whose_schema_is_missing_fails_alone(release):
    schemas.drop(release[-1])
    outcome = run()
    assert outcome.failed == {release[-1]: f"SchemaMissing: {release[-1]}"}
    assert applied(PUBLIC_SCHEMA) is None
    assert not any(stands(release[-1]))


def test_public_comes_first_then_the_template_then_a_canary(everywhere, monkeypatch, requested):
    monkeypatch.setattr(MigrationLoader, "load_disk", with_one_more("records"))
    monkeypatch.setattr(MigrationLoader, "load_disk", with_one_more("institutions"))
    said = []
    outcome = migrating.run(said.append)
    assert outcome.failed == {}
    assert said[:3] == ["public", "template", f"{everywhere[2]} (canary)"]
    assert said[3:] == everywhere[3:]
    assert set(migrating.states().values()) == {"current"}
    # A member who comes after the release begins with all of it.
    newest = provisioning.provision(requested())
    assert applied(newest.schema_name) is not None
    assert migrating.states()[newest.schema_name] == "current"


def test_a_broken_public_schema_stops_everything(everywhere, monkeypatch):
    monkeypatch.setattr(MigrationLoader, "load_disk", with_one_more("institutions"))
    BROKEN.add(PUBLIC_SCHEMA)
    said = []
    with pytest.raises(ValueError, match="broken"):
        migrating.run(said.append)
    assert said == ["public"]
    assert applied(PUBLIC_SCHEMA) is None


def test_a_run_with_nothing_to_do_asks_the_same_few_questions_however_many_there_are(committed):
    """Each extra institution is a bare copy of the template's history."""
    made = [
        Institution(schema_name=new_schema_name(), name_en="X", standing=Standing.READY, kind="nmirf")
        for _ in range(18)
    ]

    def questions():
        with CaptureQueriesContext(connections["migrator"]) as captured:
            outcome = run()
        assert (outcome.migrated, outcome.failed) == ([], {})
        return len(captured), outcome.untouched

    try:
        found = []
        for batch in (made[:3], made[3:]):
            for institution in batch:
                institution.save(using="migrator")
                as_migrator("CREATE SCHEMA {}", institution.schema_name)
                as_migrator(
                    "CREATE TABLE {}.django_migrations AS SELECT * FROM t_template.django_migrations",
                    institution.schema_name,
                )
            found.append(questions())
    finally:
        for institution in made:
            forget(institution)
    (few, five), (many, twenty) = found
    assert (five, twenty) == (5, 20)
    assert few == many
    assert few <= 8

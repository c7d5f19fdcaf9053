"""A schema made from the recorded script is the schema that migrations make."""

import pytest
from django.db import connections, transaction

from shared.isolation.names import new_schema_name
from tenants.institutions import schemas
from tests.isolation.catalogue import description
from tests.isolation.guests import as_migrator, stands


@pytest.fixture
def migrated(committed):
    name = new_schema_name()
    schemas.create_role_and_schema(name)
    schemas.migrate_schema(name)
    yield name
    schemas.drop(name)


def test_a_replayed_schema_is_the_same_as_a_migrated_one(ready, migrated):
    replayed = description(ready().schema_name)
    assert replayed == description(migrated)
    empty = {kind for kind, rows in replayed.items() if not rows}
    assert empty <= {"policies", "triggers", "functions"}


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("DROP INDEX {}.job_subject", "indexes"),
        ("ALTER TABLE {}.records_job ALTER COLUMN kind TYPE varchar(61)", "columns"),
        ("ALTER TABLE {}.records_job ALTER COLUMN kind SET DEFAULT 'x'", "columns"),
        ("ALTER TABLE {}.records_job ADD CONSTRAINT odd CHECK (total < 5)", "constraints"),
        ("GRANT UPDATE ON {0}.records_auditentry TO {0}", "grants"),
        ("GRANT CREATE ON SCHEMA {0} TO {0}", "rights_on_the_schema"),
        ("DELETE FROM {}.django_migrations WHERE name = '0002_cache'", "migrations"),
        ("CREATE FUNCTION {}.odd() RETURNS int LANGUAGE sql AS 'SELECT 1'", "functions"),
    ],
)
def test_the_comparison_notices_a_difference(committed, statement, kind):
    schema = committed.alef.institution.schema_name
    before = description(schema)
    with transaction.atomic(using="migrator"):
        as_migrator(statement, schema)
        after = description(schema)
        transaction.set_rollback(True, using="migrator")
    assert kind in {name for name in before if before[name] != after[name]}


def test_nothing_in_the_script_names_a_schema(committed):
    from tenants.institutions.models import SchemaScript

    script = "\n".join(SchemaScript.objects.using("migrator").get().statements)
    assert "t_template" not in script
    assert "CREATE TABLE" in script


def test_the_recorder_keeps_a_statement_that_begins_by_setting_constraints(committed):
    recorder = schemas.Recorder()
    migrator = connections["migrator"]
    with transaction.atomic(using="migrator"):
        with migrator.cursor() as cursor:
            cursor.execute("CREATE TEMP TABLE odd (n int)")
        with migrator.execute_wrapper(recorder), migrator.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; ALTER TABLE odd DROP COLUMN n")
            cursor.execute("INSERT INTO odd DEFAULT VALUES")
        transaction.set_rollback(True, using="migrator")
    assert recorder.statements == [
        "SET CONSTRAINTS ALL IMMEDIATE; ALTER TABLE odd DROP COLUMN n",
        "INSERT INTO odd DEFAULT VALUES",
    ]


def test_the_recorder_fills_parameters_in(committed):
    recorder = schemas.Recorder()
    migrator = connections["migrator"]
    with transaction.atomic(using="migrator"):
        with migrator.cursor() as cursor:
            cursor.execute("CREATE TEMP TABLE odd (said text)")
        with migrator.execute_wrapper(recorder), migrator.cursor() as cursor:
            cursor.execute("INSERT INTO odd VALUES (%s)", ["it's 100% so"])
        transaction.set_rollback(True, using="migrator")
    assert recorder.statements == ["INSERT INTO odd VALUES ('it''s 100% so')"]


def test_a_missing_schema_is_not_migrated_into_public(committed):
    before = description("public")
    with pytest.raises(schemas.SchemaMissing):
        schemas.migrate_schema(new_schema_name())
    with pytest.raises(schemas.SchemaMissing):
        schemas.replay(new_schema_name(), ["CREATE TABLE odd (id int)"])
    assert description("public") == before


def test_making_a_role_and_schema_twice_changes_nothing(ready):
    name = ready().schema_name
    before = description(name)
    schemas.create_role_and_schema(name)
    schemas.grant(name)
    assert description(name) == before


def test_a_drop_leaves_neither_role_nor_schema_and_can_be_repeated(ready):
    name = ready().schema_name
    assert stands(name) == (True, True)
    schemas.drop(name)
    schemas.drop(name)
    assert stands(name) == (False, False)


def test_an_institutions_role_can_do_nothing_by_itself(ready):
    """It does not log in, owns nothing, and makes nothing."""
    name = ready().schema_name
    assert description(name)["attributes_of_the_role"] == [(False, True, False, False, False, False, False)]
    with connections["migrator"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_class WHERE relowner = %s::regrole", [name])
        assert cursor.fetchone() == (0,)

"""What each role of the database may do, tried as that role."""

import psycopg
import pytest
from django.conf import settings
from django.db import connection, connections, transaction
from django.db.utils import Error, IntegrityError, ProgrammingError
from psycopg import sql

from shared.isolation.scope import in_institution, in_network
from shared.taxonomy.models import State
from tenants.institutions.models import Affiliation, Institution
from tests.isolation.catalogue import description


def run(statement, params=()):
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.fetchall() if cursor.description else cursor.rowcount


def refused(statement, params=()):
    """The database's own words on why not; fails when it lets the statement through."""
    with pytest.raises(Error) as caught, transaction.atomic():
        run(statement, params)
    return str(caught.value)


def affiliation(place, user, **changes):
    values = {"institution_id": place.institution.pk, "owner_role": place.institution.schema_name, "user": user}
    return Affiliation(**{**values, **changes})


def test_an_institution_sees_only_its_own_affiliations(alef):
    assert {one.owner_role for one in Affiliation.objects.all()} == {alef.alef.institution.schema_name}
    assert Affiliation.objects.count() == len(alef.alef.users)


def test_the_network_sees_the_affiliations_of_all(network, world):
    owners = {world.alef.institution.schema_name, world.ba.institution.schema_name}
    assert set(Affiliation.objects.values_list("owner_role", flat=True)) >= owners


def test_the_migrator_sees_and_changes_affiliations_by_a_policy_of_its_own(world, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic(using="migrator"):
        lines = Affiliation.objects.using("migrator")
        assert lines.count() >= len(world.alef.users) + len(world.ba.users)
        assert lines.update(ended_at=None) == lines.count()
        transaction.set_rollback(True, using="migrator")


def test_an_institution_adds_a_line_of_its_own(alef):
    affiliation(alef.alef, alef.network.users["curator"]).save()
    assert Affiliation.objects.filter(user_id=alef.network.users["curator"].pk).exists()


def test_an_institution_adds_no_line_for_its_neighbour(alef):
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        affiliation(alef.ba, alef.network.users["curator"]).save()


def test_an_institution_gives_none_of_its_lines_away(alef):
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        Affiliation.objects.update(owner_role=alef.ba.institution.schema_name)


def test_an_update_of_every_line_touches_only_ones_own(alef):
    assert Affiliation.objects.update(ended_at=None) == len(alef.alef.users)


def test_an_institution_deletes_no_line(alef):
    assert "permission denied" in refused("DELETE FROM institutions_affiliation")


def test_row_security_binds_the_owner_of_the_table_too(committed):
    tables = {row[0]: row[2] for row in description("public")["tables"]}
    assert all(tables[name] for name in settings.EXCHANGE_TABLES)
    with connections["migrator"].cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_class WHERE relname = ANY(%s) AND relforcerowsecurity", [settings.EXCHANGE_TABLES]
        )
        assert cursor.fetchone() == (len(settings.EXCHANGE_TABLES),)


def test_an_institution_reads_the_taxonomy(alef):
    assert State.objects.count() > 190


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE taxonomy_state SET code = code",
        "DELETE FROM taxonomy_state",
        "INSERT INTO taxonomy_state SELECT * FROM taxonomy_state",
        "TRUNCATE taxonomy_state",
        "SELECT * FROM users_user",
        "SELECT * FROM django_session",
        "SELECT * FROM public.cache_entries",
        "SELECT * FROM account_emailaddress",
        "SELECT * FROM mfa_authenticator",
        "SELECT * FROM institutions_institution",
        "SELECT * FROM institutions_domain",
        "SELECT * FROM institutions_schemascript",
        "SELECT * FROM network_secretariatmember",
        "SELECT * FROM public.django_migrations",
        "DELETE FROM django_migrations",
        "UPDATE django_migrations SET name = name",
        "UPDATE records_auditentry SET verb = 'x'",
        "DELETE FROM records_auditentry",
        "TRUNCATE records_auditentry",
        "CREATE TABLE public.odd (id int)",
        "CREATE TABLE odd (id int)",
        "CREATE FUNCTION odd() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE FUNCTION public.odd() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE FUNCTION extensions.odd() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE SCHEMA odd",
        "CREATE ROLE odd",
        "DROP TABLE members_member",
        "ALTER TABLE members_member ADD COLUMN odd int",
        "CREATE TRIGGER odd BEFORE INSERT ON members_member EXECUTE FUNCTION suppress_redundant_updates_trigger()",
        "ALTER TABLE institutions_affiliation DISABLE ROW LEVEL SECURITY",
        "COPY members_member TO PROGRAM 'true'",
    ],
)
def test_an_institution_may_not(alef, statement):
    assert any(word in refused(statement) for word in ("permission denied", "must be owner", "must be superuser"))


def test_no_table_of_a_neighbour_is_open_to_an_institution(alef):
    neighbour = alef.ba.institution.schema_name
    with in_network():
        found = run("SELECT relname FROM pg_class WHERE relnamespace = %s::regnamespace AND relkind = 'r'", [neighbour])
        tables = [row[0] for row in found]
    assert len(tables) > 20
    for table in tables:
        for privilege in ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"):
            name = f"{neighbour}.{table}"
            with in_institution(alef.alef.institution):
                found = run(
                    "SELECT has_table_privilege(current_user, c.oid, %s) FROM pg_class c"
                    " WHERE relnamespace = to_regnamespace(%s) AND relname = %s",
                    [privilege, neighbour, table],
                )
            assert found == [(False,)], (name, privilege)


def test_an_institution_may_not_even_look_into_a_neighbours_schema(alef):
    neighbour = alef.ba.institution.schema_name
    assert run("SELECT has_schema_privilege(%s, 'USAGE'), has_schema_privilege(%s, 'CREATE')", [neighbour] * 2) == [
        (False, False)
    ]


def test_public_tables_open_to_institutions_are_the_ones_the_settings_name(alef):
    readable = {
        row[0]
        for row in run(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v', 'm')"
            " AND has_table_privilege(oid, 'SELECT')"
        )
    }
    assert {name for name in readable if not name.startswith("taxonomy_")} == set(settings.EXCHANGE_TABLES)
    writable = {
        row[0]
        for row in run(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
            " AND has_table_privilege(oid, 'INSERT, UPDATE, DELETE, TRUNCATE')"
        )
    }
    assert writable == set(settings.EXCHANGE_TABLES)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE institutions_schemascript SET statements = '[]'",
        "DELETE FROM institutions_schemascript",
        "INSERT INTO institutions_schemascript SELECT * FROM institutions_schemascript",
        "DELETE FROM django_migrations",
        "CREATE TABLE odd (id int)",
        "CREATE SCHEMA odd",
        "CREATE ROLE odd",
        "DROP TABLE users_user",
    ],
)
def test_the_network_may_not(network, statement):
    """What the migrator runs is written by the migrator alone; else the web could make itself one."""
    assert any(word in refused(statement) for word in ("permission denied", "must be owner"))


@pytest.fixture
def login():
    """The login role as the server lets it in, before any scope."""
    place = settings.DATABASES["default"]
    with psycopg.connect(
        host=place["HOST"], port=place["PORT"] or None, dbname=place["NAME"], user=place["USER"],
        password=place["PASSWORD"], autocommit=True,
    ) as session:  # fmt: skip
        yield session


@pytest.mark.parametrize("table", ["public.users_user", "public.taxonomy_state", "{schema}.members_member"])
def test_the_login_role_by_itself_reads_nothing(world, login, table):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        login.execute(f"SELECT * FROM {table}".format(schema=world.alef.institution.schema_name))


@pytest.mark.parametrize("statement", ["CREATE TABLE public.odd (id int)", "CREATE SCHEMA odd", "CREATE ROLE odd"])
def test_the_login_role_by_itself_makes_nothing(login, statement):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        login.execute(statement)


@pytest.mark.parametrize("role", ["mutabaa_migrator", "postgres"])
def test_the_login_role_becomes_no_more_than_a_scope(login, role):
    with pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.InvalidParameterValue)):
        login.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(role)))


def test_the_login_role_has_no_attribute_but_logging_in(login):
    found = login.execute(
        "SELECT rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls"
        " FROM pg_roles WHERE rolname = session_user"
    ).fetchone()
    assert found == (False,) * 6


def test_the_migrator_is_no_superuser_and_passes_no_policy(committed):
    with connections["migrator"].cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False, False, True)


def test_an_affiliation_of_nobody_is_refused(network, world):
    with pytest.raises(IntegrityError), transaction.atomic():
        affiliation(world.alef, world.alef.users["coordinator"]).save()


def test_the_list_of_institutions_is_the_networks(network, world):
    assert Institution.objects.serving().filter(pk=world.alef.institution.pk).exists()


def test_an_institution_claims_nobody_for_its_neighbour(alef):
    def claim():
        with transaction.atomic():
            affiliation(alef.alef, alef.network.users["curator"], institution_id=alef.ba.institution.pk).save()
            connection.check_constraints()

    with pytest.raises(IntegrityError, match="owner_is_the_institution"):
        claim()

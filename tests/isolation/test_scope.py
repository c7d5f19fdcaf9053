"""The scope decides schema and role; without one nothing is read."""

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from shared.isolation.scope import NoScope, WrongScope, in_institution, in_network
from tenants.members.models import Member
from tenants.tracker.models import Recommendation


def role_and_path():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_setting('search_path')")
        return cursor.fetchone()


def execute(statement):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_reading_without_a_scope_fails(database):
    with pytest.raises(NoScope):
        Member.objects.count()


def test_the_scope_sets_role_and_search_path_together(database, world):
    schema = world.alef.institution.schema_name
    with in_institution(world.alef.institution):
        assert role_and_path() == (schema, f"{schema}, public, extensions")
    with in_network():
        assert role_and_path() == ("mutabaa_network", "public, extensions")


def test_nobody_is_a_superuser(alef):
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolname FROM pg_roles WHERE rolsuper AND rolname IN (session_user, current_user)")
        assert cursor.fetchall() == []


def test_the_scope_returns_after_a_rollback_to_a_savepoint(alef):
    def stumble():
        with transaction.atomic(), in_network():
            role_and_path()
            raise ValueError("stumbled")

    with pytest.raises(ValueError, match="stumbled"):
        stumble()
    assert role_and_path()[0] == alef.alef.institution.schema_name


def test_the_scope_returns_after_an_error_of_the_database(alef):
    with pytest.raises(ProgrammingError), transaction.atomic(), in_network(), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM no_such_table")
    assert role_and_path()[0] == alef.alef.institution.schema_name


def test_an_institution_cannot_name_its_neighbours_schema(alef):
    neighbour = alef.ba.institution.schema_name
    with pytest.raises(ProgrammingError, match="permission denied"):
        execute(f'SELECT count(*) FROM "{neighbour}".tracker_recommendation')


def test_an_institution_cannot_read_people_or_sessions(alef):
    for table in ("users_user", "django_session", "institutions_institution"):
        with pytest.raises(ProgrammingError, match="permission denied"):
            execute(f"SELECT count(*) FROM public.{table}")


def test_the_network_cannot_read_inside_an_institution(network, world):
    with pytest.raises(ProgrammingError, match="permission denied"):
        execute(f'SELECT count(*) FROM "{world.alef.institution.schema_name}".tracker_recommendation')


def test_an_object_read_in_one_institution_is_not_saved_in_another(alef):
    recommendation = Recommendation.objects.first()
    with in_institution(alef.ba.institution), pytest.raises(WrongScope):
        recommendation.save()


def test_bulk_writes_refuse_a_strangers_objects(alef):
    recommendations = list(Recommendation.objects.all())
    with in_institution(alef.ba.institution), pytest.raises(WrongScope):
        Recommendation.objects.bulk_update(recommendations, ["priority"])


def test_the_log_cannot_be_rewritten(alef):
    from tenants.records.audit import record
    from tenants.records.models import AuditEntry

    entry = record("tested", by=alef.alef.members["coordinator"])
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        AuditEntry.objects.filter(pk=entry.pk).update(verb="forgotten")

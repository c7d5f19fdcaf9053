"""One connection serves everybody in turn; nothing of the one before is left for the next."""

import threading

import psycopg
import pytest
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.db import connection, connections, transaction
from django.db.utils import ProgrammingError

from shared.isolation.scope import NoScope, WrongScope, entered, in_institution, in_network, scope_or_none
from shared.isolation.streaming import streamed
from tenants.members.models import Member
from tenants.tracker.models import Recommendation
from tests.isolation.guests import as_migrator


def role() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return cursor.fetchone()[0]


def raw_state() -> tuple[str, str]:
    """Role and search path as whoever holds the bare driver connection finds them."""
    return connection.connection.execute("SELECT current_user, current_setting('search_path')").fetchone()


def backend() -> int:
    return connection.connection.info.backend_pid


def test_a_thread_starts_outside_every_scope(alef):
    found = []
    thread = threading.Thread(target=lambda: found.append(scope_or_none()))
    thread.start()
    thread.join()
    assert found == [None]


def test_a_thread_reads_nothing_without_saying_whose(alef, django_db_blocker):
    found = []

    def read():
        try:
            Member.objects.count()
        except NoScope as error:
            found.append(error)
        finally:
            connections.close_all()

    thread = threading.Thread(target=read)
    thread.start()
    thread.join()
    assert len(found) == 1


def test_two_threads_stand_in_two_institutions_at_once(committed):
    meeting = threading.Barrier(2, timeout=20)
    found = {}

    def visit(name, institution):
        try:
            with in_institution(institution):
                before = role()
                meeting.wait()
                found[name] = (before, role(), Member.objects.get(role_slug="coordinator").email)
        finally:
            connections.close_all()

    places = {"alef": committed.alef.institution, "ba": committed.ba.institution}
    threads = [threading.Thread(target=visit, args=place) for place in places.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {
        name: (place.schema_name, place.schema_name, f"coordinator@{name}.example") for name, place in places.items()
    }


def test_nested_scopes_return_one_by_one(alef):
    mine, neighbours = alef.alef.institution, alef.ba.institution
    with in_network():
        with in_institution(neighbours):
            assert role() == neighbours.schema_name
        assert role() == "mutabaa_network"
    assert role() == mine.schema_name


def test_a_generator_that_takes_its_scope_along_is_refused(database, world):
    def leaking():
        with in_institution(world.ba.institution):
            yield

    generator = leaking()
    with pytest.raises(WrongScope), in_institution(world.alef.institution):
        next(generator)
    assert scope_or_none() is None
    with pytest.raises(WrongScope):
        generator.close()


def test_a_generator_closed_late_does_not_bring_its_scope_back(database, world):
    def leaking():
        with in_institution(world.alef.institution):
            yield

    generator = leaking()
    next(generator)
    inside = in_institution(world.ba.institution)
    inside.__enter__()
    with pytest.raises(WrongScope):
        generator.close()
    assert scope_or_none() is None
    with pytest.raises(WrongScope):
        inside.__exit__(None, None, None)


def test_a_stream_is_made_in_the_scope_in_which_it_was_asked_for(database, world):
    def chunks():
        for _ in range(2):
            yield role().encode()

    with in_institution(world.alef.institution):
        stream = streamed(chunks())
    with in_network():
        found = []
        for chunk in stream:
            found.append((chunk.decode(), role()))
    assert found == [(world.alef.institution.schema_name, "mutabaa_network")] * 2


def test_a_stream_needs_a_scope_to_begin_with(database):
    with pytest.raises(NoScope):
        streamed([b"x"])


def test_a_server_side_cursor_reads_under_the_institutions_role(alef):
    assert settings.DATABASES["default"]["DISABLE_SERVER_SIDE_CURSORS"] is False
    with in_network():
        role()
    texts = [one.text_en for one in Recommendation.objects.order_by("pk").iterator(chunk_size=2)]
    assert len(texts) == 7


@pytest.mark.parametrize("elsewhere", ["neighbour", "network", "nowhere"])
def test_a_query_begun_in_one_scope_is_not_read_on_in_another(database, world, elsewhere):
    with in_institution(world.alef.institution):
        rows = Recommendation.objects.iterator(chunk_size=2)
        next(rows)
    if elsewhere == "nowhere":
        with pytest.raises(WrongScope):
            next(rows)
        return
    there = in_network() if elsewhere == "network" else in_institution(world.ba.institution)
    with there, pytest.raises(WrongScope):
        next(rows)


def test_a_lazy_query_reads_nothing_once_its_scope_is_left(database, world):
    with in_institution(world.alef.institution):
        members = Member.objects.all()
    with pytest.raises(NoScope):
        list(members)


def test_the_next_visitor_of_a_connection_stands_in_her_own_institution(committed):
    with in_institution(committed.alef.institution):
        assert role() == committed.alef.institution.schema_name
        first = backend()
    with in_institution(committed.ba.institution):
        assert role() == committed.ba.institution.schema_name
        assert Member.objects.get(role_slug="coordinator").email == "coordinator@ba.example"
        assert backend() == first


def test_a_connection_reopened_inside_a_scope_stands_in_it_again(committed):
    with in_institution(committed.alef.institution):
        role()
        first = backend()
        connection.close()
        assert role() == committed.alef.institution.schema_name
        assert backend() != first


def test_a_connection_cut_by_the_server_comes_back_in_its_scope(committed):
    with in_institution(committed.alef.institution):
        role()
        as_migrator_terminates(backend())
        connection.close_if_unusable_or_obsolete()
        connection.health_check_done = False
        connection.close_if_health_check_failed()
        assert role() == committed.alef.institution.schema_name


def as_migrator_terminates(pid: int) -> None:
    """The migrator may not end others' sessions; the login role may end its own."""
    with psycopg.connect(connect_string(), autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])


def connect_string() -> str:
    place = settings.DATABASES["default"]
    return psycopg.conninfo.make_conninfo(
        host=place["HOST"], port=place["PORT"] or None, dbname=place["NAME"], user=place["USER"],
        password=place["PASSWORD"],
    )  # fmt: skip


def test_a_whole_rollback_forgets_the_role_it_undid(committed):
    with in_network():
        role()
        with transaction.atomic():
            with in_institution(committed.alef.institution):
                assert role() == committed.alef.institution.schema_name
            transaction.set_rollback(True)
        # The database went back to the network's role; so does the next statement, and not by chance.
        with in_institution(committed.alef.institution):
            assert role() == committed.alef.institution.schema_name


def test_a_role_taken_in_a_savepoint_that_fails_is_taken_again(committed):
    with in_network(), transaction.atomic():
        role()
        with in_institution(committed.alef.institution):
            with transaction.atomic():
                assert role() == committed.alef.institution.schema_name
                transaction.set_rollback(True)
            assert role() == committed.alef.institution.schema_name
        assert role() == "mutabaa_network"


def test_a_rollback_to_a_savepoint_of_another_scope_forgets_the_role_it_undid(committed):
    with in_network(), transaction.atomic():
        before = transaction.savepoint()
        with in_institution(committed.alef.institution):
            assert role() == committed.alef.institution.schema_name
            transaction.savepoint_rollback(before)
            assert role() == committed.alef.institution.schema_name


def test_a_connection_made_anew_without_closing_begins_without_a_role(committed):
    with in_institution(committed.alef.institution):
        role()
        old = connection.connection
        connection.connect()
        assert role() == committed.alef.institution.schema_name
        old.close()


def test_one_transaction_may_change_sides_and_commit(committed):
    with transaction.atomic():
        with in_network():
            assert role() == "mutabaa_network"
        with in_institution(committed.alef.institution):
            assert role() == committed.alef.institution.schema_name
    with in_network():
        assert role() == "mutabaa_network"


def test_an_aborted_transaction_stays_unusable_in_every_scope(committed):
    with in_network(), transaction.atomic():
        with pytest.raises(ProgrammingError):
            connection.cursor().execute("SELECT * FROM no_such_table")
        with in_institution(committed.alef.institution), pytest.raises(Exception, match="aborted"):
            role()
        transaction.set_rollback(True)
    with in_institution(committed.alef.institution):
        assert role() == committed.alef.institution.schema_name


@pytest.mark.parametrize("signal", [request_started, request_finished])
def test_a_connection_between_requests_may_do_nothing(committed, signal):
    with in_institution(committed.alef.institution):
        role()
    signal.send(sender=None, environ={})
    if connection.connection is not None:
        assert raw_state() == (settings.DATABASES["default"]["USER"], "")
        with pytest.raises(psycopg.errors.UndefinedTable):
            connection.connection.execute("SELECT * FROM members_member")
    with in_institution(committed.alef.institution):
        assert role() == committed.alef.institution.schema_name


def test_a_missing_table_of_an_institution_is_not_looked_for_in_public(committed):
    """In one transaction of the migrator, who sees all schemas: the name must not resolve anywhere else."""
    schema = committed.alef.institution.schema_name
    migrator = connections["migrator"]
    with migrator.cursor() as cursor:
        cursor.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = %s INTERSECT"
            " SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
            [schema],
        )
        # Both are kept apart by rights: an institution's role reads neither of public's.
        assert {row[0] for row in cursor.fetchall()} == {"django_migrations", "cache_entries"}
    with transaction.atomic(using="migrator"):
        as_migrator("DROP TABLE {}.tracker_recommendation CASCADE", schema)
        with pytest.raises(ProgrammingError, match="does not exist"), migrator.migrating(schema):
            Recommendation.objects.using("migrator").count()
        transaction.set_rollback(True, using="migrator")


@pytest.mark.parametrize("table", ["django_migrations", "cache_entries"])
def test_public_tables_of_the_same_name_are_closed_to_institutions(alef, table):
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(f"SELECT count(*) FROM public.{table}")


def test_a_scope_whose_schema_is_gone_reads_nothing(database, world):
    from shared.isolation.names import new_schema_name
    from shared.isolation.scope import Scope

    gone = new_schema_name()
    nowhere = Scope(schema=gone, role=gone, institution_id=world.alef.institution.pk)
    with entered(nowhere), pytest.raises(Exception, match="does not exist"):
        Member.objects.count()


def test_a_name_that_is_no_institutions_is_no_scope(world):
    class Public:
        pk = world.alef.institution.pk
        schema_name = "public"

    with pytest.raises(WrongScope):
        in_institution(Public())

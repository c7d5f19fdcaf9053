"""From requested to ready and out again, whatever happens on the way."""

import itertools
import threading

import psycopg
import pytest
from django.conf import settings
from django.db import connections
from django.db.utils import OperationalError
from django.test import Client

from shared.isolation.names import INSTITUTION_SCHEMA
from shared.isolation.scope import in_institution
from tenants.institutions import provisioning, schemas
from tenants.institutions.models import Domain, Institution, SchemaScript, Standing
from tenants.institutions.provisioning import BadSlug, NotAllowed, SlugTaken, TemplateMissing
from tenants.members.models import Member
from tests.isolation.guests import stands

ALLOWED = {
    ("requested", "creating"),
    ("creating", "ready"),
    ("ready", "suspended"),
    ("ready", "leaving"),
    ("suspended", "ready"),
    ("suspended", "leaving"),
    ("leaving", "ready"),
    ("leaving", "dropped"),
}


def standing(institution: Institution) -> str:
    return Institution.objects.using("migrator").values_list("standing", flat=True).get(pk=institution.pk)


def put(institution: Institution, where: str) -> Institution:
    Institution.objects.using("migrator").filter(pk=institution.pk).update(standing=where)
    institution.refresh_from_db(using="migrator")
    return institution


@pytest.fixture
def other_migrator():
    """A second session of the migrator."""
    place = settings.DATABASES["migrator"]
    with psycopg.connect(
        host=place["HOST"], port=place["PORT"] or None, dbname=place["NAME"], user=place["USER"],
        password=place["PASSWORD"], autocommit=True,
    ) as session:  # fmt: skip
        yield session


def test_a_new_institution_serves_its_members_at_once(requested):
    institution = provisioning.provision(requested())
    assert institution.standing == Standing.READY
    assert institution.ready_at is not None
    with in_institution(institution):
        assert Member.objects.count() == 0


@pytest.mark.parametrize(("now", "then"), list(itertools.permutations(Standing, 2)))
def test_only_the_moves_of_the_table_are_allowed(requested, now, then):
    institution = put(requested(), now)
    if (now, then) in ALLOWED:
        provisioning.move(institution, then)
        assert standing(institution) == then
    else:
        with pytest.raises(NotAllowed):
            provisioning.move(institution, then)
        assert standing(institution) == now


def test_the_row_decides_not_the_object_at_hand(requested):
    institution = put(requested(), "ready")
    Institution.objects.using("migrator").filter(pk=institution.pk).update(standing="leaving")
    with pytest.raises(NotAllowed):
        provisioning.move(institution, Standing.SUSPENDED)


def test_a_reason_is_kept_and_the_first_day_does_not_move(requested):
    institution = provisioning.provision(requested())
    first = institution.ready_at
    provisioning.move(institution, Standing.SUSPENDED, reason="unpaid")
    institution.refresh_from_db(using="migrator")
    assert institution.standing_reason == "unpaid"
    provisioning.move(institution, Standing.READY)
    institution.refresh_from_db(using="migrator")
    assert (institution.standing_reason, institution.ready_at) == ("", first)


def test_provisioning_twice_changes_nothing(ready):
    institution = ready()
    with in_institution(institution):
        Member(user_id=institution.pk, name="A", email="a@x.example", role_slug="observer").save()
    again = provisioning.provision(institution)
    assert again.standing == Standing.READY
    with in_institution(institution):
        assert Member.objects.count() == 1


STEPS = [(schemas, "create_role_and_schema"), (schemas, "replay"), (schemas, "grant"), (provisioning, "move")]


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize(("module", "step"), STEPS)
def test_a_provisioning_that_dies_leaves_nothing_and_resumes(requested, monkeypatch, module, step, when):
    institution = requested()
    real = getattr(module, step)

    def dying(*args, **kwargs):
        if step == "move" and args[1] != Standing.READY:
            return real(*args, **kwargs)
        if when == "after":
            real(*args, **kwargs)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(module, step, dying)
        with pytest.raises(KeyboardInterrupt):
            provisioning.provision(institution)
    assert standing(institution) == Standing.CREATING
    assert stands(institution.schema_name) == (False, False)
    assert provisioning.provision(institution).standing == Standing.READY
    with in_institution(institution):
        assert Member.objects.count() == 0


def test_two_that_provision_the_same_institution_make_it_once(requested, monkeypatch):
    institution = requested()
    meeting, made, real = threading.Barrier(2, timeout=20), [], schemas.replay
    monkeypatch.setattr(schemas, "replay", lambda *args: (made.append(1), real(*args)))
    found = []

    def provision():
        try:
            mine = Institution.objects.using("migrator").get(pk=institution.pk)
            meeting.wait()
            found.append(provisioning.provision(mine).standing)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=provision) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (found, made) == ([Standing.READY, Standing.READY], [1])


def test_provisioning_waits_for_a_migration(requested, other_migrator):
    """Else it would replay the script of yesterday after the migration had counted the schemas."""
    institution = requested()
    other_migrator.execute("SELECT pg_advisory_lock(%s)", [schemas.MIGRATION_LOCK])
    with connections["migrator"].cursor() as cursor:
        cursor.execute("SET lock_timeout = '100ms'")
    try:
        with pytest.raises(OperationalError, match="lock timeout"):
            provisioning.provision(institution)
    finally:
        connections["migrator"].close()
    assert stands(institution.schema_name) == (False, False)
    other_migrator.execute("SELECT pg_advisory_unlock(%s)", [schemas.MIGRATION_LOCK])
    assert provisioning.provision(institution).standing == Standing.READY


def test_without_a_recorded_script_nothing_is_made(requested, monkeypatch):
    institution = requested()
    empty = SchemaScript.objects.using("migrator").none()
    monkeypatch.setattr(provisioning.SchemaScript.objects, "using", lambda alias: empty)
    with pytest.raises(TemplateMissing):
        provisioning.provision(institution)
    assert stands(institution.schema_name) == (False, False)


def test_a_taken_address_is_refused(committed):
    names = {"ar": "أ", "en": "A", "fr": "A"}
    with pytest.raises(SlugTaken):
        provisioning.request_institution(slug="alef", names=names, kind="nmirf")
    assert not Institution.objects.using("migrator").filter(name_en="A").exists()


def test_an_address_taken_in_the_same_moment_is_refused(committed, monkeypatch):
    monkeypatch.setattr("django.db.models.query.QuerySet.exists", lambda self: False)
    with pytest.raises(SlugTaken):
        provisioning.request_institution(slug="alef", names={"ar": "أ", "en": "A", "fr": "A"}, kind="nmirf")
    assert Institution.objects.using("migrator").filter(name_en="A").count() == 0


@pytest.mark.parametrize("slug", ["", "MA", "a.b", "-a", "a-", "a b", "م", "a" * 41, "a\n", "a/b"])
def test_a_slug_that_is_no_host_label_is_refused(committed, slug):
    with pytest.raises(BadSlug):
        provisioning.request_institution(slug=slug, names={"en": "A"}, kind="nmirf")


def test_a_schemas_name_says_nothing_of_whose_it_is(requested):
    one, two = requested(), requested()
    slug = Domain.objects.using("migrator").get(institution=one).slug
    assert INSTITUTION_SCHEMA.fullmatch(one.schema_name)
    assert slug not in one.schema_name
    assert one.schema_name != two.schema_name


def test_a_leaving_institution_is_dropped_with_all_that_was_its_own(ready):
    institution = ready()
    provisioning.move(institution, Standing.LEAVING)
    provisioning.drop(institution)
    assert standing(institution) == Standing.DROPPED
    assert stands(institution.schema_name) == (False, False)
    with pytest.raises(Exception, match="does not exist"), in_institution(institution):
        Member.objects.count()


@pytest.mark.parametrize("where", ["ready", "suspended", "creating"])
def test_only_a_leaving_institution_is_dropped(ready, where):
    institution = ready(where)
    with pytest.raises(NotAllowed):
        provisioning.drop(institution)
    assert stands(institution.schema_name) == (True, True)


def test_a_drop_that_dies_leaves_everything(ready, monkeypatch):
    institution = ready(Standing.LEAVING)

    def dying(*args, **kwargs):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(provisioning, "move", dying)
        with pytest.raises(KeyboardInterrupt):
            provisioning.drop(institution)
    assert stands(institution.schema_name) == (True, True)
    provisioning.drop(institution)
    assert standing(institution) == Standing.DROPPED


@pytest.mark.parametrize(
    ("where", "status"),
    [("ready", 302), ("suspended", 503), ("leaving", 503), ("requested", 404), ("creating", 404), ("dropped", 404)],
)
def test_only_a_ready_institution_is_served(ready, where, status):
    institution = put(ready(), where)
    slug = Domain.objects.using("migrator").get(institution=institution).slug
    response = Client(headers={"host": f"{slug}.localhost", "accept-language": "en"}).get("/en/")
    assert response.status_code == status

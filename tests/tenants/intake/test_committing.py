"""A commit that is cut off, met by another, or asked for by several."""

import os
import subprocess
import sys

import pytest
from django.db import IntegrityError

from shared.isolation.scope import in_institution
from tenants.intake import committing, matching, writing
from tenants.intake.actions import batches, tables
from tenants.intake.models import Batch, Standing
from tenants.intake.refusals import AnotherStep
from tenants.members.access import Denied
from tenants.records import jobs
from tenants.records.models import AuditEntry, Job, StoredFile
from tenants.tracker.models import Recommendation, Review
from tests.house.tree import ROOT
from tests.tenants.intake.tables import FOUR, committed, figures, many, previewed, row, table


@pytest.fixture
def by(alef):
    return alef.alef.members["coordinator"]


def content_of(batch) -> list[tuple]:
    """What a commit wrote, keys left out."""
    rows = Recommendation.objects.filter(batch_id=batch.pk).order_by("order", "text_en")
    return [
        (one.text_en, one.order, one.position, one.import_key, one.review.session,
         sorted(str(line.state_id) for line in one.recommending_states.all()),
         sorted(one.tags.values_list("kind", "term_id", "source_label")),
         list(one.positions.values_list("value", "source")))
        for one in rows
    ]  # fmt: skip


def asked(batch, by) -> Job:
    return batches.commit(batch=batch, by=by)


def test_a_worker_killed_in_the_middle_leaves_whole_chunks_and_the_rest_follows(by, monkeypatch):
    monkeypatch.setattr(committing, "CHUNK", 10)
    batch = previewed(many(35), by)
    job = asked(batch, by)
    real, calls = writing.write_new, []

    def failing(*args):
        calls.append(1)
        real(*args)
        if len(calls) == 3:
            raise SystemExit("killed")

    monkeypatch.setattr(writing, "write_new", failing)
    with pytest.raises(SystemExit):
        jobs.run(job.pk)
    assert Recommendation.objects.filter(batch_id=batch.pk).count() == 20
    assert batch.items.filter(applied_at__isnull=False).count() == 20
    Job.objects.filter(pk=job.pk).update(leased_until="2020-01-01T00:00Z")
    jobs.run(job.pk)
    batch.refresh_from_db()
    assert (batch.standing, figures(batch)) == (Standing.COMMITTED, (35, 0, 0, 0))
    resumed = content_of(batch)
    batches.undo(batch=batch, by=by)
    assert content_of(committed(many(35), by)) == resumed


def test_a_finished_commit_run_again_changes_nothing(by):
    batch = committed(table(FOUR), by)
    before = content_of(batch)
    committing.carry_out(batch.pk)
    assert content_of(batch) == before
    assert AuditEntry.objects.filter(object_id=batch.pk, verb="import_committed").count() == 1


def test_two_people_commit_it_once(alef):
    batch = previewed(table(FOUR), alef.alef.members["coordinator"])
    first = asked(batch, alef.alef.members["coordinator"])
    assert asked(batch, alef.alef.members["analyst"]) == first
    assert Batch.objects.get(pk=batch.pk).committed_by_name == "coordinator"


def test_another_import_of_the_same_recommendations_is_met_without_harm(by):
    one, other = previewed(table(FOUR), by), previewed(table(FOUR), by, "copy.csv")
    assert figures(one) == figures(other) == (2, 0, 0, 1)
    for batch in (one, other):
        jobs.run(asked(batch, by).pk)
        batch.refresh_from_db()
    assert (figures(one), figures(other)) == ((2, 0, 0, 1), (0, 0, 2, 1))


def test_a_key_taken_in_the_last_moment_is_compared_anew(by, monkeypatch):
    committed(table(FOUR), by)
    batch = previewed(table(FOUR), by, "copy.csv")
    real, calls = matching.recognise, []

    def blind_once(*args, **kwargs):
        calls.append(1)
        return {} if len(calls) == 1 else real(*args, **kwargs)

    job = asked(batch, by)
    monkeypatch.setattr(matching, "recognise", blind_once)
    jobs.run(job.pk)
    batch.refresh_from_db()
    assert figures(batch) == (0, 0, 2, 1)


def test_a_collision_that_does_not_go_away_is_told(by, monkeypatch):
    committed(table(FOUR), by)
    job = asked(previewed(table(FOUR), by, "copy.csv"), by)
    monkeypatch.setattr(matching, "recognise", lambda *args, **kwargs: {})
    with pytest.raises(IntegrityError):
        jobs.run(job.pk)
    assert Job.objects.get(pk=job.pk).state == "failed"


def test_a_recommendation_that_is_gone_by_then_is_added_anew(by):
    first = committed(table(FOUR), by)
    batch = previewed(table([*FOUR, row("Build schools.")]), by)
    assert figures(batch) == (1, 0, 2, 1)
    batches.undo(batch=first, by=by)
    jobs.run(asked(batch, by).pk)
    batch.refresh_from_db()
    assert figures(batch) == (3, 0, 0, 1)


def test_those_who_may_not_import_are_refused_by_every_act(alef):
    batch = previewed(table(FOUR), alef.alef.members["coordinator"])
    by = alef.alef.members["observer"]
    acts = [
        lambda: tables.read_as(batch=batch, sheet="", header_row=None, reader="", by=by),
        lambda: batches.match(batch=batch, columns={}, by=by),
        lambda: batches.choose_state(batch=batch, code="MAR", by=by),
        lambda: batches.commit(batch=batch, by=by),
        lambda: batches.go_on(batch=batch, by=by),
        lambda: batches.undo(batch=batch, by=by),
        lambda: batches.discard(batch=batch, by=by),
    ]
    for act in acts:
        with pytest.raises(Denied):
            act()


def test_a_committed_import_cannot_be_discarded(by):
    batch = committed(table(FOUR), by)
    with pytest.raises(AnotherStep):
        batches.discard(batch=batch, by=by)


KILLED = """
import os, sys, django
django.setup()
from tenants.intake import committing, writing
committing.CHUNK = 10
real, calls = writing.write_new, []
def deadly(*args):
    calls.append(1)
    real(*args)
    if len(calls) == 3:
        os._exit(9)
writing.write_new = deadly
from shared.isolation.scope import in_institution, in_network
from tenants.institutions.models import Institution
from tenants.records import jobs
with in_network():
    institution = Institution.objects.get(pk=sys.argv[1])
with in_institution(institution):
    jobs.run(sys.argv[2])
"""


def test_a_process_that_is_really_killed_is_taken_over(committed_world):
    by = committed_world.members["coordinator"]
    batch = previewed(many(35), by)
    job = asked(batch, by)
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "mutabaa.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "platform")]),
    }
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(committed_world.institution.pk), str(job.pk)],
        env=environment, cwd=ROOT, check=False, timeout=120,
    )  # fmt: skip
    assert killed.returncode == 9
    assert Recommendation.objects.filter(batch_id=batch.pk).count() == 20
    Job.objects.filter(pk=job.pk).update(leased_until="2020-01-01T00:00Z")
    jobs.run(job.pk)
    batch.refresh_from_db()
    assert figures(batch) == (35, 0, 0, 0)
    assert Recommendation.objects.filter(batch_id=batch.pk).values("import_key").distinct().count() == 35


@pytest.fixture
def committed_world(committed):
    """The institution outside every transaction; what the test commits is removed again."""
    with in_institution(committed.alef.institution):
        reviews = set(Review.objects.values_list("pk", flat=True))
        yield committed.alef
        for batch in Batch.objects.all():
            Recommendation.objects.filter(batch_id=batch.pk).delete()
            Job.objects.filter(subject_id=batch.pk).delete()
            batch.delete()
        Review.objects.exclude(pk__in=reviews).delete()
        StoredFile.objects.all().delete()

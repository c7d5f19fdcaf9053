"""Long work stands as a row; whoever dies, it is done once and to its end."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from shared.isolation.scope import current_scope, in_institution, in_network
from tenants.institutions.models import Standing
from tenants.records import jobs
from tenants.records.jobs import LostLease
from tenants.records.models import Job, JobState

KIND = "counting"


@pytest.fixture
def runner(monkeypatch):
    """Lets a test say what the work is: `runner(function)`."""

    def named(function):
        monkeypatch.setitem(jobs._runners, KIND, function)

    named(lambda progress: None)
    return named


@pytest.fixture
def bells(monkeypatch):
    """Which jobs were rung for, and in whose scope."""
    rung = []
    monkeypatch.setattr(jobs, "ring", lambda job_id: rung.append((job_id, current_scope().institution_id)))
    return rung


@pytest.fixture(autouse=True)
def quiet(settings):
    settings.JOBS_RAISE = False


def ask(subject=None):
    return jobs.ask(KIND, subject or uuid4(), by=None)


def expire(job):
    Job.objects.filter(pk=job.pk).update(leased_until=timezone.now() - timedelta(seconds=1))


def test_asking_twice_is_asking_once(alef, bells, run_on_commit):
    subject = uuid4()
    with run_on_commit():
        assert ask(subject) == ask(subject)
    assert Job.objects.filter(subject_id=subject).count() == 1


def test_the_bell_is_rung_when_the_transaction_stands_and_not_before(alef, bells, run_on_commit):
    with run_on_commit():
        job = ask()
        assert bells == []
    assert bells == [(job.pk, alef.alef.institution.pk)]


def test_the_bell_rings_in_the_scope_of_the_asking_though_that_was_left(alef, bells, run_on_commit):
    with run_on_commit(), in_institution(alef.ba.institution):
        job = ask()
    assert bells == [(job.pk, alef.ba.institution.pk)]


def test_two_who_ask_in_the_same_moment_share_one_job(alef, monkeypatch):
    subject = uuid4()
    first = ask(subject)
    real = jobs.Job.objects.unfinished

    class Late:
        """Does not see the first job until it has tried to save one."""

        def filter(self, **kwargs):
            found = real().filter(**kwargs)
            monkeypatch.setattr(found, "first", lambda: None)
            return found

    monkeypatch.setattr(jobs.Job.objects, "unfinished", Late)
    assert ask(subject) == first
    assert Job.objects.filter(subject_id=subject).count() == 1


def test_two_open_jobs_on_one_subject_are_forbidden_by_the_table(alef):
    subject = ask().subject_id
    with pytest.raises(IntegrityError, match="one_open_job_per_subject"), transaction.atomic():
        Job(kind=KIND, subject_id=subject).save(force_insert=True)


def test_finished_work_may_be_asked_for_again(alef, runner):
    job = ask()
    jobs.run(job.pk)
    assert ask(job.subject_id) != job


def test_work_is_done_and_says_so(alef, runner):
    def count(progress):
        for n in (1, 2):
            progress.tell(n, 2, "counting")

    runner(count)
    job = ask()
    jobs.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.step, job.attempts) == (JobState.DONE, 2, 2, "counting", 1)
    assert job.leased_until is None
    assert job.finished_at is not None


def test_finished_work_is_not_done_again(alef, runner):
    times = []
    runner(lambda progress: times.append(1))
    job = ask()
    jobs.run(job.pk)
    jobs.run(job.pk)
    assert times == [1]


def test_a_second_worker_leaves_a_leased_job_alone(alef, runner):
    times = []

    def meanwhile(progress):
        times.append(1)
        jobs.run(progress.job.pk)

    runner(meanwhile)
    job = ask()
    jobs.run(job.pk)
    assert times == [1]


def test_an_expired_lease_is_taken_over_and_the_first_worker_stops(alef, runner):
    told = []

    def overtaken(progress):
        if progress.job.attempts == 1:
            progress.tell(1, 10)
            expire(progress.job)
            jobs.run(progress.job.pk)
            with pytest.raises(LostLease):
                progress.tell(2, 10)
            told.append("first stopped")
            raise LostLease
        progress.tell(10, 10)

    runner(overtaken)
    job = ask()
    jobs.run(job.pk)
    job.refresh_from_db()
    assert told == ["first stopped"]
    assert (job.state, job.done, job.attempts, job.failure) == (JobState.DONE, 10, 2, "")


@pytest.mark.parametrize("ends", ["well", "badly"])
def test_an_overtaken_worker_does_not_finish_the_others_work(alef, runner, ends):
    def overtaken(progress):
        Job.objects.filter(pk=progress.job.pk).update(attempts=progress.job.attempts + 1)
        if ends == "badly":
            raise ValueError

    runner(overtaken)
    job = ask()
    jobs.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.failure) == (JobState.RUNNING, "")


def test_a_worker_learns_at_its_next_word_that_another_is_at_work(alef, runner):
    said = []

    def overtaken(progress):
        Job.objects.filter(pk=progress.job.pk).update(attempts=progress.job.attempts + 1)
        try:
            progress.tell(1, 2)
        except LostLease:
            said.append("stopped")
            raise

    runner(overtaken)
    job = ask()
    jobs.run(job.pk)
    job.refresh_from_db()
    assert said == ["stopped"]
    assert (job.state, job.done) == (JobState.RUNNING, 0)


def test_telling_keeps_the_lease(alef, runner):
    def slow(progress):
        expire(progress.job)
        progress.tell(1, 2)
        assert Job.objects.get(pk=progress.job.pk).leased_until > timezone.now()

    runner(slow)
    job = ask()
    jobs.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.failure) == (JobState.DONE, "")


def test_a_failure_is_kept_with_its_words(alef, runner):
    def fail(progress):
        raise ValueError("row 7")

    runner(fail)
    job = ask()
    jobs.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.failure) == (JobState.FAILED, "ValueError: row 7")
    assert job.finished_at is not None


def test_work_nobody_knows_fails_with_its_name(alef):
    job = jobs.ask("unheard_of", uuid4(), by=None)
    jobs.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.failure) == (JobState.FAILED, "KeyError: 'unheard_of'")


def test_work_that_kills_its_worker_every_time_ends_in_failure(alef, runner):
    class Killed(BaseException):
        pass

    times = []

    def deadly(progress):
        times.append(1)
        raise Killed

    runner(deadly)
    job = ask()
    for _ in range(jobs.MOST_ATTEMPTS):
        with pytest.raises(Killed):
            jobs.run(job.pk)
        expire(job)
    jobs.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.failure, len(times)) == (JobState.FAILED, "lost", jobs.MOST_ATTEMPTS)
    assert not Job.objects.without_worker().filter(pk=job.pk).exists()


def test_a_broker_that_is_down_loses_nothing(alef, monkeypatch, run_on_commit):
    def down(*args, **kwargs):
        raise ConnectionRefusedError

    monkeypatch.setattr(jobs.run_job, "apply_async", down)
    with run_on_commit():
        job = ask()
    assert list(Job.objects.without_worker()) == [job]


def test_the_bell_itself_rings_the_worker(alef, monkeypatch):
    sent = []
    monkeypatch.setattr(jobs.run_job, "apply_async", lambda args, **options: sent.append((args, options)))
    job = ask()
    jobs.ring(job.pk)
    assert sent == [([str(job.pk)], {"expires": jobs.BELL_LASTS})]


def test_the_sweep_rings_for_what_has_no_worker_in_every_institution(alef, bells):
    waiting = {}
    for place in (alef.alef.institution, alef.ba.institution):
        with in_institution(place):
            job, lost, leased, done = ask(), ask(), ask(), ask()
            Job.objects.filter(pk__in=[lost.pk, leased.pk]).update(state=JobState.RUNNING)
            Job.objects.filter(pk=leased.pk).update(leased_until=timezone.now() + timedelta(seconds=9))
            expire(lost)
            Job.objects.filter(pk=done.pk).update(state=JobState.DONE)
            waiting[place.pk] = {job.pk, lost.pk}
    assert jobs.sweep() == 4
    assert {place: {job for job, owner in bells if owner == place} for place in waiting} == waiting


def test_the_sweep_leaves_institutions_that_do_not_serve(alef, bells):
    with in_institution(alef.ba.institution):
        ask()
    with in_network():
        type(alef.ba.institution).objects.filter(pk=alef.ba.institution.pk).update(standing=Standing.SUSPENDED)
    jobs.sweep()
    assert bells == []


def test_one_broken_institution_does_not_stop_the_sweep(committed, requested, bells):
    broken = requested()
    Model = type(broken)
    # It serves by its line, but has no schema; and it is the oldest, so that it comes first.
    Model.objects.using("migrator").filter(pk=broken.pk).update(
        standing=Standing.READY, created_at=timezone.now() - timedelta(days=9999)
    )
    with in_institution(committed.ba.institution):
        job = ask()
    bells.clear()
    try:
        jobs.sweep()
        assert (job.pk, committed.ba.institution.pk) in bells
    finally:
        with in_institution(committed.ba.institution):
            Job.objects.filter(pk=job.pk).delete()

"""Several workers on one job: threads, and processes of which one is killed."""

import os
import signal
import subprocess
import sys
import threading
from datetime import timedelta
from uuid import uuid4

from django.db import connections
from django.utils import timezone

from shared.isolation.scope import in_institution
from tenants.records import jobs
from tenants.records.models import Job, JobState
from tests.house.tree import ROOT

KIND = "counting"


def test_two_workers_at_once_take_a_job_once(committed, monkeypatch):
    times, meeting = [], threading.Barrier(4, timeout=20)
    monkeypatch.setitem(jobs._runners, KIND, lambda progress: times.append(1))
    with in_institution(committed.alef.institution):
        job = Job(kind=KIND, subject_id=uuid4())
        job.save(force_insert=True)

    def work():
        try:
            with in_institution(committed.alef.institution):
                Job.objects.filter(pk=job.pk).exists()
                meeting.wait()
                jobs.run(job.pk)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    try:
        assert times == [1]
    finally:
        with in_institution(committed.alef.institution):
            Job.objects.filter(pk=job.pk).delete()


WORKER = """
import os, sys, time, uuid
sys.path[:0] = [{root!r}, {root!r} + "/platform"]
os.environ["DJANGO_SETTINGS_MODULE"] = "mutabaa.settings"
import django
django.setup()
from shared.isolation.scope import in_institution, in_network
from tenants.institutions.models import Institution
from tenants.records import jobs

@jobs.runs("counting")
def count(progress):
    for n in range(progress.job.done, 4):
        if n == 2 and sys.argv[3] == "hangs":
            print("half", flush=True)
            time.sleep(60)
        progress.tell(n + 1, 4)

with in_network():
    institution = Institution.objects.get(pk=sys.argv[1])
with in_institution(institution):
    jobs.run(uuid.UUID(sys.argv[2]))
"""


def test_a_worker_killed_in_the_middle_is_replaced_by_another(committed):
    from mutabaa.env import env

    environment = {**os.environ, "DATABASE_URL": env.database_url.text, "MUTABAA_STACK_ENV": "none"}
    with in_institution(committed.alef.institution):
        job = Job(kind=KIND, subject_id=uuid4(), total=4)
        job.save(force_insert=True)

        def worker(how):
            arguments = [str(committed.alef.institution.pk), str(job.pk), how]
            return subprocess.Popen(
                [sys.executable, "-c", WORKER.format(root=str(ROOT)), *arguments],
                env=environment, stdout=subprocess.PIPE, text=True,
            )  # fmt: skip

        try:
            first = worker("hangs")
            assert first.stdout.readline() == "half\n"
            first.send_signal(signal.SIGKILL)
            first.wait(timeout=20)
            first.stdout.close()
            job.refresh_from_db()
            assert (job.state, job.done) == (JobState.RUNNING, 2)
            assert not Job.objects.without_worker().filter(pk=job.pk).exists()
            Job.objects.filter(pk=job.pk).update(leased_until=timezone.now() - timedelta(seconds=1))
            second = worker("works")
            second.communicate(timeout=60)
            job.refresh_from_db()
            assert (job.state, job.done, job.attempts) == (JobState.DONE, 4, 2)
        finally:
            Job.objects.filter(pk=job.pk).delete()

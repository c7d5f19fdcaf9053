"""Asked for on the page, made by a worker, kept for days, removed."""

import io
import zipfile
from datetime import timedelta

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import IntegrityError, transaction
from django.utils import timezone

from tenants.archives import jobs as making
from tenants.archives.actions import archives as actions
from tenants.archives.models import Archive
from tenants.archives.writing import write_archive
from tenants.members.access import Denied
from tenants.records import jobs
from tenants.records.files import keep
from tenants.records.models import AuditEntry, Job, JobState
from tenants.reporting.dossiers.actions import dossiers, files
from tests.world import PEOPLE


@pytest.fixture
def coordinator(alef):
    return alef.alef.members["coordinator"]


def work():
    for job in Job.objects.unfinished().filter(kind=actions.MAKE):
        jobs.run(job.pk)


def made(by):
    archive = actions.ask(by=by)
    work()
    archive.refresh_from_db()
    return archive


def test_a_worker_makes_what_was_asked_for(coordinator):
    archive = made(coordinator)
    with storages["private"].open(archive.key) as file:
        content = file.read()
    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert {"manifest.json", "nouns/tracker.recommendation.jsonl"} <= set(names)
    assert (archive.size, archive.files_missing) == (len(content), 0)
    assert archive.rows > 10
    assert archive.is_kept
    assert archive.name.startswith("alef-")


def test_asking_twice_is_asking_once(coordinator):
    assert actions.ask(by=coordinator).pk == actions.ask(by=coordinator).pk
    assert Job.objects.filter(kind=actions.MAKE).count() == 1
    assert AuditEntry.objects.filter(verb="asked_for_archive").count() == 1


def test_an_archive_holds_no_archive(coordinator):
    first = made(coordinator)
    second = made(coordinator)
    with storages["private"].open(second.key) as file:
        held = zipfile.ZipFile(io.BytesIO(file.read()))
    assert not any("archives.archive" in name for name in held.namelist())
    assert f"files/{first.sha256}" not in held.namelist()


@pytest.mark.parametrize("role", [role for role in PEOPLE if role != "coordinator"])
def test_nobody_else_asks_fetches_or_removes(alef, coordinator, role):
    archive = made(coordinator)
    by = alef.alef.members[role]
    for act in (
        lambda: actions.ask(by=by),
        lambda: actions.note_download(archive=archive, by=by),
        lambda: actions.remove(archive=archive, by=by),
    ):
        with pytest.raises(Denied):
            act()


def test_what_a_killed_worker_left_is_removed_by_the_next(coordinator, monkeypatch):
    archive = actions.ask(by=coordinator)
    job = Job.objects.get(kind=actions.MAKE)
    real = making._stored

    def killed(*given):
        real(*given)
        raise jobs.LostLease("killed")

    monkeypatch.setattr(making, "_stored", killed)
    jobs.run(job.pk)
    archive.refresh_from_db()
    left = archive.key
    assert left
    assert archive.ready_at is None
    assert storages["private"].exists(left)
    monkeypatch.setattr(making, "_stored", real)
    Job.objects.filter(pk=job.pk).update(leased_until=timezone.now() - timedelta(seconds=1))
    jobs.run(job.pk)
    archive.refresh_from_db()
    assert archive.is_kept
    assert archive.key != left
    assert not storages["private"].exists(left)
    assert Job.objects.get(pk=job.pk).state == JobState.DONE


def test_a_worker_that_was_overtaken_leaves_nothing_behind(coordinator, monkeypatch):
    archive = actions.ask(by=coordinator)
    real, kept = making._stored, []

    def overtaken(one, stream):
        kept.append(real(one, stream))
        kept.append(real(one, stream))
        return kept[0]

    monkeypatch.setattr(making, "_stored", overtaken)
    work()
    archive.refresh_from_db()
    assert archive.ready_at is None
    assert not storages["private"].exists(kept[0])
    assert archive.key == kept[1]


def test_a_finished_archive_is_not_made_again(coordinator):
    archive = made(coordinator)
    making.make(jobs.Progress(Job(kind=actions.MAKE, subject_id=archive.pk)))
    assert Archive.objects.get(pk=archive.pk).key == archive.key


def test_work_tells_how_far_it_is(coordinator, monkeypatch):
    told = []
    monkeypatch.setattr(jobs.Progress, "tell", lambda self, done, total, step="": told.append((done, total, step)))
    made(coordinator)
    assert told
    assert all(done <= total for done, total, _step in told)


def test_it_is_removed_when_its_time_is_over(coordinator):
    archive = made(coordinator)
    key = archive.key
    making.tidy(timezone.now())
    assert storages["private"].exists(key)
    with time_machine.travel(archive.expires_at + timedelta(minutes=1), tick=False):
        assert not Archive.objects.kept().exists()
        making.tidy(timezone.now())
    archive.refresh_from_db()
    assert (archive.key, archive.removed_at is not None) == ("", True)
    assert not storages["private"].exists(key)
    assert AuditEntry.objects.filter(verb="removed_archive", by_id=None).count() == 1


def test_what_work_that_stopped_for_good_left_is_removed_too(coordinator):
    archive = actions.ask(by=coordinator)
    making._stored(archive, io.BytesIO(b"half"))
    making.tidy(timezone.now())
    archive.refresh_from_db()
    assert archive.removed_at is None, "somebody is still at work"
    Job.objects.filter(kind=actions.MAKE).update(state=JobState.FAILED)
    key = Archive.objects.get(pk=archive.pk).key
    making.tidy(timezone.now())
    archive.refresh_from_db()
    assert archive.removed_at is not None
    assert not storages["private"].exists(key)


def test_removing_twice_is_removing_once(coordinator):
    archive = made(coordinator)
    actions.remove(archive=archive, by=coordinator)
    actions.remove(archive=archive, by=coordinator)
    assert AuditEntry.objects.filter(verb="removed_archive").count() == 1


def test_a_stored_file_that_is_gone_is_named_and_does_not_stop_the_rest(coordinator):
    gone, spoilt = keep(ContentFile(b"gone"), name="a", by=None), keep(ContentFile(b"spoilt"), name="b", by=None)
    storages["private"].delete(gone.key)
    with open(storages["private"].path(spoilt.key), "r+b") as file:
        file.write(b"SPOILT")
    archive = made(coordinator)
    assert archive.files_missing == 2
    with storages["private"].open(archive.key) as file:
        manifest = zipfile.ZipFile(io.BytesIO(file.read())).read("manifest.json").decode()
    assert "not found in the store" in manifest
    assert "changed in the store" in manifest


@pytest.mark.parametrize(
    ("rule", "broken"),
    [
        ("a_ready_archive_has_its_file_and_its_end", {"ready_at": timezone.now()}),
        ("a_ready_archive_has_its_file_and_its_end", {"expires_at": timezone.now()}),
        (
            "a_ready_archive_has_its_file_and_its_end",
            {"ready_at": timezone.now(), "expires_at": timezone.now(), "name": "x.zip"},
        ),
        ("a_removed_archive_has_no_file", {"removed_at": timezone.now(), "key": "x"}),
    ],
)
def test_the_rules_of_the_table_hold(coordinator, rule, broken):
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        Archive(asked_by=coordinator, asked_by_name="x", **broken).save()


def test_a_coordinator_takes_away_no_report_of_an_assessing_body(alef, coordinator):
    """She may not read it on a page; the operator, who moves the institution, has it whole."""
    theirs = alef.alef.members["assessor"]
    given = {"kind": "annual_report", "language": "en", "arranged": "theme"}
    report = dossiers.begin(title="Their draft of the year", by=theirs, **given)
    files.ask_file(dossier=report, format="docx", by=theirs)
    dossiers.begin(title="Our own", by=coordinator, kind="mid_term", language="en", arranged="theme")
    whole = io.BytesIO()
    write_archive(whole, lambda _done, _total, _step: None)
    with storages["private"].open(made(coordinator).key) as file:
        mine = io.BytesIO(file.read())
    held = {}
    for name, archive in (("hers", mine), ("operator's", whole)):
        with zipfile.ZipFile(archive) as packed:
            held[name] = {
                part: packed.read(f"nouns/{part}.jsonl").decode().count("\n")
                for part in ("reporting.dossier", "reporting.dossierfile", "reporting.edition")
            }
            titles = packed.read("nouns/reporting.dossier.jsonl").decode()
            assert ("Their draft of the year" in titles) == (name != "hers")
            assert str(report.pk) not in packed.read("nouns/reporting.dossiersection.jsonl").decode() or name != "hers"
            held[name]["files"] = sum(part.startswith("files/") for part in packed.namelist())
    assert held["hers"] == {"reporting.dossier": 1, "reporting.dossierfile": 0, "reporting.edition": 0, "files": 0}
    assert (held["operator's"]["reporting.dossier"], held["operator's"]["reporting.dossierfile"]) == (2, 1)
    assert held["operator's"]["files"] == 1

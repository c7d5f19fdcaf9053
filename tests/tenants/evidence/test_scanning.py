"""The check for viruses: a small clamd on loopback, and what happens while there is none."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from tenants.evidence import scanning
from tenants.evidence.actions import pieces
from tenants.evidence.content import Content
from tenants.evidence.jobs import SCAN, tidy
from tenants.evidence.models import Piece, Safety, Version
from tenants.evidence.receiving import examined
from tenants.evidence.refusals import Infected
from tenants.records import jobs
from tenants.records.models import Job
from tests.tenants.evidence.conftest import arrival, pdf

PROGRAM = Path(__file__).with_name("fake_clamd.py")
NOBODY = ("127.0.0.1", 9)  # discard: nothing listens there


@pytest.fixture
def clamd(tmp_path):
    """`clamd("tcp")` is the address of a scanner that runs until the test ends; so is a socket's."""
    running = []

    def start(where: str):
        process = subprocess.Popen([sys.executable, str(PROGRAM), where], stdout=subprocess.PIPE, text=True)
        running.append(process)
        said = process.stdout.readline().strip()
        return ("127.0.0.1", int(said)) if where == "tcp" else said

    yield start
    for process in running:
        process.kill()
        process.wait()


@pytest.mark.parametrize("where", ["tcp", "socket"])
def test_the_scanner_tells_clean_from_infected(clamd, settings, tmp_path, where):
    settings.CLAMD_ADDRESS = clamd("tcp" if where == "tcp" else str(tmp_path / "clamd.ctl"))
    large = b"x" * 300_000
    assert scanning.verdict(ContentFile(large)) == Safety.CLEAN
    assert scanning.verdict(ContentFile(large + b"EICAR")) == Safety.INFECTED


def test_an_infected_file_is_not_taken_and_not_kept(people, clamd, settings, tmp_path):
    settings.CLAMD_ADDRESS = clamd("tcp")
    with pytest.raises(Infected, match="virus"):
        examined(ContentFile(pdf("EICAR")), "report.pdf")
    assert not list((tmp_path / "files").rglob("*"))


def test_without_a_scanner_a_file_is_unchecked_and_readable(people):
    assert arrival().safety == Safety.UNCHECKED


def waiting(people, words="Report"):
    made = pieces.add_file(arrival=arrival(pdf(words)), content=Content(title_en=words), by=people.focal_point)
    return Piece.objects.get(pk=made.pk)


def run_scan(version):
    jobs.run(Job.objects.unfinished().get(kind=SCAN, subject_id=version.pk).pk)


def test_a_file_waits_in_quarantine_while_the_scanner_is_away(people, settings):
    settings.CLAMD_ADDRESS = NOBODY
    version = waiting(people).current
    assert (version.safety, version.is_readable, version.shows_pages) == ("waiting", False, False)
    run_scan(version)
    assert Version.objects.get(pk=version.pk).safety == "waiting"


def test_the_clock_asks_again_and_a_clean_file_is_set_free(people, settings, clamd):
    settings.CLAMD_ADDRESS = NOBODY
    version = waiting(people).current
    run_scan(version)
    settings.CLAMD_ADDRESS = clamd("tcp")
    tidy(timezone.now())
    tidy(timezone.now())
    run_scan(version)
    found = Version.objects.get(pk=version.pk)
    assert (found.safety, found.is_readable) == ("clean", True)
    assert found.drawn.count() == 1


def test_a_virus_found_later_deletes_the_file_and_keeps_its_line(people, settings, clamd, log, run_on_commit):
    settings.CLAMD_ADDRESS = NOBODY
    piece = waiting(people, "EICAR")
    key = piece.current.stored.key
    settings.CLAMD_ADDRESS = clamd("tcp")
    run_scan(piece.current)
    found = Version.objects.get(pk=piece.current.pk)
    assert (found.safety, found.stored, len(found.sha256)) == ("infected", None, 64)
    assert log(piece)[0] == "evidence_file_deleted"
    from django.core.files.storage import storages

    for job in Job.objects.unfinished().filter(kind="evidence_erase"):
        jobs.run(job.pk)
    assert not storages["private"].exists(key)


def test_a_file_in_quarantine_is_given_to_nobody(database, settings, inside, browse):
    settings.CLAMD_ADDRESS = NOBODY
    with inside() as place:
        piece = waiting(type("People", (), place.members))
    for role in ("focal_point", "coordinator"):
        client = browse("alef", role)
        assert client.get(f"/en/evidence/{piece.pk}/versions/1/file/").status_code == 404
        assert client.get(f"/en/evidence/{piece.pk}/versions/1/pages/1/").status_code == 404
        assert "waits for the check" in client.get(f"/en/evidence/{piece.pk}/").content.decode()

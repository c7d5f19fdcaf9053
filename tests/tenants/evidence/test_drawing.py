"""Pages of documents as pictures: drawn apart from everything else, once, and never at the price of an error."""

import time

import pytest

from tenants.evidence.actions import files, pieces
from tenants.evidence.content import Content
from tenants.evidence.draw_page import png
from tenants.evidence.drawing import DRAW, drawn_from, page_of
from tenants.evidence.limits import Limits
from tenants.evidence.models import DrawnPage, Piece
from tenants.records import jobs
from tenants.records.models import Job, StoredFile
from tests.tenants.evidence.conftest import a_piece, arrival, pdf

NOBODY = ("127.0.0.1", 9)


def draw(page):
    jobs.run(Job.objects.unfinished().get(kind=DRAW, subject_id=page.pk).pk)
    return DrawnPage.objects.get(pk=page.pk)


def test_the_first_page_is_drawn_in_the_background(here):
    version = here.common.current
    page = DrawnPage.objects.get(version=version)
    assert (page.number, page.state) == (1, "waiting")
    page = draw(page)
    assert (page.state, page.width, page.height) == ("ready", 1131, 1600)
    version.refresh_from_db()
    assert version.pages == 2


def test_another_page_is_drawn_when_somebody_looks_and_only_once(here):
    first = page_of(here.common.current, 2, by=here.people.observer)
    assert page_of(here.common.current, 2, by=here.people.analyst) == first
    assert Job.objects.filter(kind=DRAW, subject_id=first.pk).count() == 1
    drawn = draw(first)
    jobs.ask(DRAW, drawn.pk, by=None)
    assert draw(drawn).stored == drawn.stored


def test_the_words_of_the_page_are_in_the_picture(tmp_path):
    """A page with ink differs from one without."""
    with_ink, without = tmp_path / "a.pdf", tmp_path / "b.pdf"
    with_ink.write_bytes(pdf("Report"))
    without.write_bytes(pdf("Report").replace(b"Tj ET", b"   ET"))
    pictures = [drawn_from(path, 1, Limits()).picture for path in (with_ink, without)]
    assert pictures[0].startswith(b"\x89PNG\r\n\x1a\n")
    assert len(pictures[0]) > len(pictures[1])


BROKEN = {
    "no pdf": b"%PDF-1.4\nnothing",
    "cut off": pdf()[:200],
    "no pages": pdf(pages=0),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_document_has_no_preview_and_no_error(people, case):
    made = pieces.add_file(arrival=arrival(BROKEN[case]), content=Content(title_en="X"), by=people.analyst)
    page = draw(DrawnPage.objects.get(version__piece=made))
    assert (page.state, page.stored) == ("failed", None)
    assert Job.objects.get(kind=DRAW, subject_id=page.pk).state == "done"


def test_a_page_that_takes_too_long_is_given_up(tmp_path):
    path = tmp_path / "slow.pdf"
    path.write_bytes(pdf())
    began = time.monotonic()
    assert drawn_from(path, 1, Limits(draw_seconds=0)) is None
    assert time.monotonic() - began < 5


def test_a_giant_page_is_drawn_within_the_bounds(tmp_path):
    path = tmp_path / "giant.pdf"
    path.write_bytes(pdf().replace(b"595 842", b"14400 72"))
    drawn = drawn_from(path, 1, Limits(max_side=400))
    assert max(drawn.width, drawn.height) == 400


def test_the_drawing_program_sees_no_secret(monkeypatch, tmp_path):
    seen = {}

    def run(command, **options):
        seen.update(options["env"])
        raise ValueError

    monkeypatch.setattr("tenants.evidence.drawing.subprocess.run", run)
    assert drawn_from(tmp_path / "x.pdf", 1, Limits()) is None
    assert set(seen) == {"PATH"}


def test_a_deleted_file_takes_its_drawn_pages_along(here):
    version = here.common.current
    page = draw(DrawnPage.objects.get(version=version))
    gone = {version.stored_id, page.stored_id}
    files.erase(version=version, reason="Its time is over.", by=here.people.coordinator)
    assert not DrawnPage.objects.filter(version=version).exists()
    assert set(Job.objects.unfinished().filter(kind="evidence_erase").values_list("subject_id", flat=True)) == gone
    for job in Job.objects.unfinished().filter(kind="evidence_erase"):
        jobs.run(job.pk)
    assert not StoredFile.objects.filter(pk__in=gone).exists()


def test_a_page_asked_for_before_the_file_went_is_not_drawn(here):
    page = DrawnPage.objects.get(version=here.common.current)
    job = Job.objects.unfinished().get(kind=DRAW, subject_id=page.pk)
    files.erase(version=here.common.current, reason="Gone.", by=here.people.coordinator)
    jobs.run(job.pk)
    assert not DrawnPage.objects.filter(pk=page.pk).exists()


def test_a_piece_in_quarantine_is_not_drawn(people, settings):
    settings.CLAMD_ADDRESS = NOBODY
    piece = a_piece(people.analyst)
    assert not DrawnPage.objects.filter(version__piece=piece).exists()
    assert Piece.objects.get(pk=piece.pk).current.safety == "waiting"


@pytest.mark.parametrize(("channels", "kind"), [(1, 0), (3, 2), (4, 2)])
def test_a_picture_is_written_for_grey_and_colour(channels, kind):
    written = png(2, 2, 2 * channels, channels, bytes(4 * channels))
    assert written[16:26] == b"\0\0\0\2\0\0\0\2\x08" + bytes([kind])

"""Bytes on their way out: the headers, the names, the scopes, and everybody who gets nothing."""

from urllib.parse import quote

import pytest

from tenants.evidence.actions import pieces
from tenants.evidence.content import Content
from tenants.evidence.models import Piece
from tests.tenants.evidence.conftest import PNG, a_piece, arrival, pdf


def body(response):
    return b"".join(response.streaming_content)


def file_of(piece, number=1):
    return f"/en/evidence/{piece.pk}/versions/{number}/file/"


def test_a_file_comes_as_it_was_handed_in(there, browse):
    answer = browse("alef", "observer").get(file_of(there.common))
    assert body(answer) == pdf("Common")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="report.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"


def test_an_arabic_name_comes_through(inside, browse, database):
    with inside() as place:
        made = pieces.add_file(
            arrival=arrival(name="تقرير السجن.pdf"), content=Content(title_ar="تقرير"), by=place.members["analyst"]
        )
    answer = browse("alef", "observer").get(file_of(made))
    assert answer["Content-Disposition"] == f"attachment; filename*=utf-8''{quote('تقرير السجن.pdf')}"


def test_a_large_file_is_streamed_in_pieces_and_in_its_scope(inside, browse, database):
    content = pdf() + b"%" + bytes(300_000)
    with inside() as place:
        made = pieces.add_file(arrival=arrival(content), content=Content(title_en="Large"), by=place.members["analyst"])
    answer = browse("alef", "observer").get(file_of(made))
    chunks = list(answer.streaming_content)
    assert len(chunks) > 3
    assert b"".join(chunks) == content


def test_a_picture_is_shown_by_its_content_and_nothing_else_is(there, inside, browse):
    with inside():
        made = pieces.add_file(
            arrival=arrival(PNG, "page.html"), content=Content(title_en="Photo"), by=there.people.analyst
        )
    client = browse("alef", "observer")
    answer = client.get(f"/en/evidence/{made.pk}/versions/1/picture/")
    assert (answer["Content-Type"], answer["Content-Disposition"]) == ("image/png", "inline")
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")
    assert body(answer) == PNG
    assert client.get(f"/en/evidence/{there.common.pk}/versions/1/picture/").status_code == 404


PLACES = ["", "edit/", "class/", "replace/", "versions/1/file/", "versions/1/picture/", "versions/1/pages/1/",
          "versions/1/pages/1/picture/", "versions/1/erase/"]  # fmt: skip


@pytest.mark.parametrize("role", ["coordinator", "analyst", "focal_point_elsewhere", "assessor"])
@pytest.mark.parametrize("place", PLACES)
def test_a_restricted_piece_is_nowhere_for_whoever_is_not_named(there, browse, role, place):
    assert browse("alef", role).get(f"/en/evidence/{there.secret.pk}/{place}").status_code == 404


@pytest.mark.parametrize("place", PLACES)
def test_the_neighbours_piece_is_not_there(inside, browse, place, database):
    with inside("ba") as ba:
        theirs = a_piece(ba.members["analyst"])
    assert browse("alef", "coordinator").get(f"/en/evidence/{theirs.pk}/{place}").status_code == 404


def test_a_named_observer_reads_the_restricted_file(there, browse):
    assert body(browse("alef", "observer").get(file_of(there.secret))) == pdf("Secret")


def test_a_reader_no_longer_named_reads_no_longer(there, browse, inside):
    with inside():
        pieces.classify(piece=there.secret, confidentiality="restricted", readers=[], by=there.people.focal_point)
    assert browse("alef", "observer").get(file_of(there.secret)).status_code == 404


def test_a_deleted_file_is_not_there_and_its_line_is(there, browse, inside):
    from tenants.evidence.actions import files

    with inside():
        files.erase(version=there.common.current, reason="Its time is over.", by=there.people.coordinator)
    client = browse("alef", "observer")
    assert client.get(file_of(there.common)).status_code == 404
    text = client.get(f"/en/evidence/{there.common.pk}/").content.decode()
    assert "Its time is over." in text
    assert there.common.current.sha256 in text


def test_bytes_that_are_lost_are_a_404_and_no_error(there, browse, tmp_path):
    for file in (tmp_path / "files").rglob("*"):
        if file.is_file():
            file.unlink()
    assert browse("alef", "observer").get(file_of(there.common)).status_code == 404


def test_an_earlier_version_stays_readable(there, browse, inside):
    with inside():
        pieces.replace(piece=there.common, arrival=arrival(pdf("Newer")), by=there.people.focal_point)
        assert Piece.objects.get(pk=there.common.pk).current.number == 2
    client = browse("alef", "observer")
    assert body(client.get(file_of(there.common, 1))) == pdf("Common")
    assert body(client.get(file_of(there.common, 2))) == pdf("Newer")
    assert client.get(file_of(there.common, 3)).status_code == 404

"""The faces are built once, from packages, and hold the letters the pages need."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import call_command
from fontTools.ttLib import TTFont

from mutabaa.design import faces

ROOT = Path(__file__).resolve().parents[3]
TOKENS = ROOT / "platform/mutabaa/design/static/mutabaa/tokens.css"


@pytest.fixture
def one_face(monkeypatch: pytest.MonkeyPatch) -> faces.Face:
    """The smallest face alone: cutting all seven takes ten seconds."""
    face = next(face for face in faces.FACES if face.target == "plex-arabic-400.woff2")
    monkeypatch.setattr(faces, "FACES", (face,))
    return face


def test_a_built_face_holds_arabic_letters_and_arabic_shaping(one_face: faces.Face, tmp_path: Path) -> None:
    faces.build(tmp_path)
    font = TTFont(tmp_path / one_face.target)
    assert {0x0628, 0x0645, 0x0651} <= set(font.getBestCmap())
    assert {"init", "medi", "fina"} <= {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}


def test_an_unchanged_build_is_skipped(one_face: faces.Face, tmp_path: Path) -> None:
    faces.build(tmp_path)
    said = io.StringIO()
    call_command("build_faces", into=tmp_path, stdout=said)
    assert said.getvalue() == "Faces are current.\n"


def test_a_missing_file_is_built_again(one_face: faces.Face, tmp_path: Path) -> None:
    faces.build(tmp_path)
    (tmp_path / one_face.target).unlink()
    assert not faces.is_current(tmp_path)


def test_other_letters_ask_for_another_build(
    one_face: faces.Face, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    faces.build(tmp_path)
    monkeypatch.setattr(faces, "FACES", (replace(one_face, letters="0041"),))
    assert not faces.is_current(tmp_path)


def test_the_sheet_asks_for_exactly_the_faces_that_are_built() -> None:
    asked = set(re.findall(r"url\(\.\./fonts/([\w.-]+)\)", TOKENS.read_text()))
    assert asked == {face.target for face in faces.FACES}

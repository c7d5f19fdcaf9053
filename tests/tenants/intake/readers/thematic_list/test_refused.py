"""Files that are no list, or no file at all: one clear reason, nothing else."""

import zipfile
from pathlib import Path

import docx
import pytest

from tenants.intake.readers.limits import Limits
from tenants.intake.readers.reading import Source
from tenants.intake.readers.table import Format
from tenants.intake.readers.thematic_list import READER
from tenants.intake.readers.unreadable import (
    BrokenFile,
    ForbiddenXml,
    HeaderOnly,
    NoListInside,
    TooManyRows,
    TruncatedFile,
    ZipBomb,
)
from tests.tenants.intake.readers.thematic_list.made_lists import CYCLE_4, FictionalStates, made_list, read

ROW = ("140.1 Ratify it (Marenne)", "Noted", "- Right to health", "")
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY s SYSTEM "file:///etc/hostname">]>'


def changed(path: Path, part: str, change: str) -> Path:
    """The package with `change` put before a part's root element."""
    other = path.with_name("changed.docx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(other, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == part:
                head, mark, rest = content.partition(b"?>")
                content = head + mark + change.encode() + rest
            new.writestr(name, content)
    return other


def test_a_document_without_a_list_is_refused(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("A letter")
    document.save(str(tmp_path / "a.docx"))
    with pytest.raises(NoListInside):
        read(tmp_path / "a.docx")


def test_a_list_without_a_row_is_refused(tmp_path: Path) -> None:
    with pytest.raises(HeaderOnly):
        read(made_list(tmp_path / "a.docx", CYCLE_4, ["Theme: Right to health"]))


@pytest.mark.parametrize("part", ["word/document.xml", "word/header1.xml", "docProps/core.xml", "_rels/.rels"])
def test_entities_are_refused_in_every_part_that_is_read(tmp_path: Path, part: str) -> None:
    path = made_list(tmp_path / "a.docx", CYCLE_4, [ROW])
    with zipfile.ZipFile(path) as package:
        assert part in package.namelist()
    with pytest.raises(ForbiddenXml):
        read(changed(path, part, BOMB))


def test_a_truncated_file_is_refused_and_not_recognised(tmp_path: Path) -> None:
    whole = made_list(tmp_path / "a.docx", CYCLE_4, [ROW]).read_bytes()
    half = tmp_path / "half.docx"
    half.write_bytes(whole[: len(whole) // 2])
    assert READER.recognises(Source(half, half.name, Format.DOCX, Limits())) == 0
    with pytest.raises(TruncatedFile):
        read(half)


def test_broken_xml_is_refused(tmp_path: Path) -> None:
    path = made_list(tmp_path / "a.docx", CYCLE_4, [ROW])
    with pytest.raises(BrokenFile):
        read(changed(path, "word/document.xml", "<open>"))


def test_a_package_that_unpacks_to_far_more_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"0" * (12 * 1024 * 1024))
    with pytest.raises(ZipBomb):
        read(path)


def test_more_rows_than_allowed_are_refused(tmp_path: Path) -> None:
    path = made_list(tmp_path / "a.docx", CYCLE_4, [ROW] * 5)
    with pytest.raises(TooManyRows):
        READER.read(Source(path, path.name, Format.DOCX, Limits(max_rows=4)), FictionalStates(), {})

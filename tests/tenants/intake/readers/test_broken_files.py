"""Whatever a file of any kind holds, it is opened, known and read, or refused in words, and in bounded time."""

from __future__ import annotations

import io
import json
import random
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.utils import translation

from shared.taxonomy.catalogue import catalogue_from_files
from tenants.intake.readers.limits import Limits
from tenants.intake.readers.opening import open_source
from tenants.intake.readers.registry import READERS
from tenants.intake.readers.taxonomy_resolver import TaxonomyResolver
from tenants.intake.readers.unreadable import Unreadable
from tests.tenants.intake.readers.made_files import (
    HEADER,
    ROWS,
    biff,
    compound,
    csv_bytes,
    part_of,
    with_part,
    with_shared_strings,
    xls_bytes,
    xlsx_bytes,
    zip_bytes,
)
from tests.tenants.intake.readers.papers.made_pdf import pdf_bytes
from tests.tenants.intake.readers.papers.made_word import cell, numbered, paragraph, table, word_bytes
from tests.tenants.intake.readers.test_damage import damaged
from tests.tenants.intake.readers.uhri.exports import COMMITTEE, REVIEW, annotation, workbook

RESOLVER = TaxonomyResolver(catalogue_from_files())
LONGEST = 10  # seconds, on a machine that has other things to do
TABLE = [HEADER, *ROWS * 3]
SHEET = "xl/worksheets/sheet1.xml"
PARAGRAPHS = [f"{12 + order}. The Committee recommends that the State open clinics." for order in range(20)]
DOCTYPE = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">]><x>&c;</x>'
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>'
PDF = pdf_bytes("\n\n".join(PARAGRAPHS), head="Valdoria")
WORD = word_bytes(*[numbered(text) for text in PARAGRAPHS], table(cell(paragraph("A")) + cell(paragraph("B"))))
JSON = json.dumps([annotation()] * 6).encode()
WHOLE = {
    "table.csv": csv_bytes(TABLE, "mac_roman", newline="\r"),
    "table.xls": xls_bytes(TABLE),
    "table.xlsx": xlsx_bytes({"Data": TABLE}),
    "strings.xlsx": with_shared_strings(TABLE),
    "index.xlsx": workbook([COMMITTEE, REVIEW]),
    "index.json": JSON,
    "index.jsonl": b"\n".join([json.dumps(annotation()).encode()] * 6),
    "paper.pdf": PDF,
    "paper.docx": WORD,
    "paper.doc": compound({"WordDocument": b"\xec\xa5\xc1\x00" + b"\x00" * 3_000, "1Table": b"\x00" * 500}),
    "paper.txt": "\n\n".join(PARAGRAPHS).encode(),
}
TRIALS = {"paper.pdf": 4, "paper.docx": 25}


def outcomes(path: Path, name: str, limits: Limits | None = None) -> list[str]:
    """What every reader that takes the file for its own makes of it: the number of rows, or a refusal's code."""
    try:
        source = open_source(path, name, limits)
        mine = [one.loaded for one in READERS if one.loaded.recognises(source)]
    except Unreadable as refusal:
        return [code_in_words(refusal)]
    found = []
    for reader in mine:
        try:
            rows = list(reader.read(source, RESOLVER, {}).rows)
            assert all(problem.message for row in rows for problem in row.problems)
            found.append(str(len(rows)))
        except Unreadable as refusal:
            found.append(code_in_words(refusal))
    return found


def code_in_words(refusal: Unreadable) -> str:
    """The code of a refusal that has words."""
    return refusal.code if refusal.message else "wordless"


@pytest.mark.parametrize("name", WHOLE)
def test_damage_is_read_or_refused(tmp_path: Path, name: str) -> None:
    chance = random.Random(name)  # noqa: S311
    path = tmp_path / "upload"
    seen: set[str] = set()
    for _trial in range(TRIALS.get(name, 40)):
        path.write_bytes(damaged(WHOLE[name], chance))
        started = time.perf_counter()
        seen.update(outcomes(path, name))
        assert time.perf_counter() - started < LONGEST
    assert any(not one.isdigit() for one in seen) or name == "paper.txt"
    assert "wordless" not in seen


def broken_parts(whole: bytes, chance: random.Random) -> Iterator[bytes]:
    """The package with one of its parts damaged within: the container is whole, the XML is not what it was."""
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, content in parts.items():
        for _trial in range(3):
            yield with_part(whole, name, damaged(content, chance))
        yield with_part(whole, name, content.replace(b'"1"', b'"-99999999999999999999"').replace(b'="0"', b'="x"'))


@pytest.mark.parametrize("name", ["table.xlsx", "strings.xlsx", "index.xlsx", "paper.docx"])
def test_damage_within_a_package_is_read_or_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / "upload"
    for content in broken_parts(WHOLE[name], random.Random(name)):  # noqa: S311
        path.write_bytes(content)
        outcomes(path, name)


def bomb(whole: bytes, part: str) -> bytes:
    return with_part(whole, part, part_of(whole, part) + b" " * (300 * 1024 * 1024))


def empty_rows(count: int) -> bytes:
    rows = b"".join(b'<row r="%d"/>' % number for number in range(6, count))
    sheet = part_of(xlsx_bytes({"Data": TABLE}), SHEET).replace(b"</sheetData>", rows + b"</sheetData>")
    return with_part(xlsx_bytes({"Data": TABLE}), SHEET, sheet)


def looping() -> bytes:
    """An old Office file whose directory's chain of sectors comes back to itself."""
    made = bytearray(xls_bytes(TABLE))
    table_at = 512 + 512 * int.from_bytes(made[76:80], "little")
    directory = int.from_bytes(made[48:52], "little")
    made[table_at + 4 * directory : table_at + 4 * directory + 4] = directory.to_bytes(4, "little")
    return bytes(made)


def pages(count: int) -> bytes:
    """A PDF of that many pages that all show the same words."""
    words = b"BT /F 12 Tf 72 700 Td (12. The Committee recommends clinics.) Tj ET"
    kids = b" ".join(b"%d 0 R" % (5 + order) for order in range(count))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, kids),
        b"<</Length %d>>stream\n%s\nendstream" % (len(words), words),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R/Resources<</Font<</F 4 0 R>>>>>>"
    made, places = b"%PDF-1.4\n", []
    pieces = [made]
    length = len(made)
    for number, content in enumerate([*objects, *[page] * count], start=1):
        places.append(length)
        pieces.append(b"%d 0 obj%s endobj\n" % (number, content))
        length += len(pieces[-1])
    listed = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(places) + 1
    pieces.append(b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, listed))
    pieces.append(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, length))
    return b"".join(pieces)


REFUSED: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "a zip bomb of a workbook": (lambda: bomb(WHOLE["table.xlsx"], SHEET), {"zip_bomb"}),
    "a zip bomb of a document": (lambda: bomb(WORD, "word/document.xml"), {"document_bomb"}),
    "a thousand laughs in a workbook": (lambda: with_part(WHOLE["table.xlsx"], SHEET, DOCTYPE), {"forbidden_xml"}),
    "a thousand laughs in a document": (
        lambda: with_part(WORD, "word/document.xml", DOCTYPE),
        {"forbidden_in_document"},
    ),
    "an outside entity in a workbook": (
        lambda: with_part(WHOLE["table.xlsx"], "xl/workbook.xml", OUTSIDE),
        {"forbidden_xml"},
    ),
    "an outside entity in a document": (
        lambda: with_part(WORD, "word/document.xml", OUTSIDE),
        {"forbidden_in_document"},
    ),
    "a protected new file": (
        lambda: compound({"EncryptedPackage": b"x", "EncryptionInfo": b"x"}),
        {"password_protected"},
    ),
    "a protected old workbook": (lambda: compound({"Workbook": biff(TABLE, None, True)}), {"password_protected"}),
    "a loop of sectors": (looping, {"broken_file"}),
    "ten thousand pages": (lambda: pages(10_000), {"too_many_pages"}),
    "an archive of archives": (lambda: zip_bytes({"inner.zip": zip_bytes({"a": b"x"})}), {"wrong_type"}),
    "five thousand parts": (
        lambda: zip_bytes({"xl/workbook.xml": b"<x/>", **{f"xl/{order}.xml": b"" for order in range(5_000)}}),
        {"zip_bomb"},
    ),
    "lists within lists": (lambda: b"[" * 1_000_000, {"broken_file"}),
    "objects within objects": (lambda: b'{"a":' * 1_000_000, {"broken_file"}),
    "a string without end": (lambda: b'[{"Text": "' + b"x" * 20_000_000, {"cell_too_long", "broken_file"}),
    "a line without end": (lambda: b"To,Text,From,Session\r\na,b,c,1\r\n" + b"x" * 20_000_000, {"cell_too_long"}),
    "one word of twenty million letters": (lambda: b"x" * 20_000_000, {"cell_too_long"}),
    "nothing but nothing": (lambda: b"\x00" * 100_000, {"wrong_type"}),
    "half a picture": (lambda: b"\x89PNG\r\n\x1a\n", {"wrong_type"}),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_malicious_file_is_refused_for_what_it_is(tmp_path: Path, kind: str) -> None:
    make, codes = REFUSED[kind]
    path = tmp_path / "upload"
    path.write_bytes(make())
    started = time.perf_counter()
    found = outcomes(path, "list.xlsx")
    assert found
    assert set(found) <= codes
    assert time.perf_counter() - started < LONGEST


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_the_refusal_is_in_the_persons_language(tmp_path: Path, language: str) -> None:
    path = tmp_path / "upload"
    path.write_bytes(with_part(WORD, "word/document.xml", DOCTYPE))
    with pytest.raises(Unreadable) as refused:
        open_source(path, "report.docx")
    with translation.override(language):
        words = refused.value.message
    with translation.override("en"):
        assert (words == refused.value.message) is (language == "en")


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("named", ["list.csv", "list.pdf", "list.docx", "list.json", "list"])
def test_a_wrong_extension_changes_nothing(tmp_path: Path, name: str, named: str) -> None:
    path = tmp_path / "upload"
    path.write_bytes(WHOLE[name])
    assert open_source_code(path, named) == open_source_code(path, name)


def open_source_code(path: Path, name: str) -> str:
    try:
        return open_source(path, name).format
    except Unreadable as refusal:
        return refusal.code


@pytest.mark.parametrize("vba", ["xl/vbaProject.bin", "word/vbaProject.bin"])
def test_macros_are_never_looked_at(tmp_path: Path, vba: str) -> None:
    whole = WORD if vba.startswith("word") else WHOLE["table.xlsx"]
    path = tmp_path / "upload"
    path.write_bytes(whole)
    without = outcomes(path, "a")
    path.write_bytes(with_part(whole, vba, b"\xd0\xcf\x11\xe0 Auto_Open"))
    assert outcomes(path, "a") == without


def test_a_million_empty_rows_are_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "upload"
    path.write_bytes(empty_rows(1_000_000))
    assert set(outcomes(path, "a.xlsx")) == {str(len(TABLE) - 1)}


@pytest.mark.parametrize("name", [name for name in WHOLE if name not in {"paper.pdf", "paper.docx"}])
def test_a_file_over_the_limit_is_not_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / "upload"
    path.write_bytes(WHOLE[name])
    assert outcomes(path, name, Limits(max_bytes=100)) == ["too_large"]

import io
import json
import zipfile
from pathlib import Path

import pytest
from django.utils import translation

from tenants.intake.readers.limits import Limits
from tenants.intake.readers.opening import open_source
from tenants.intake.readers.reading import Source
from tenants.intake.readers.table import Format
from tenants.intake.readers.unreadable import (
    EmptyFile,
    EmptySheet,
    PasswordProtected,
    SaveAsWord,
    TooLarge,
    TruncatedFile,
    WrongType,
)
from tests.tenants.intake.readers.made_files import (
    HEADER,
    ROWS,
    compound,
    csv_bytes,
    kept,
    xls_bytes,
    xlsx_bytes,
    zip_bytes,
)

TABLE = [HEADER, *ROWS]
TRACKER = [["Ref", "Engagement", "Suivi"], ["A1", "Former les juges, chaque année", "en cours"], ["A2", "Ouvrir", ""]]


def opened(folder: Path, content: bytes, name: str = "upload", limits: Limits | None = None) -> Source:
    return open_source(kept(folder, "upload", content), name, limits)


def open_document(kind: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        archive.writestr("content.xml", "<x/>")
    return stream.getvalue()


@pytest.mark.parametrize("name", ["list.pdf", "list.xlsx", "list.json", "list"])
@pytest.mark.parametrize(
    ("content", "format_"),
    [
        (xlsx_bytes({"Data": TABLE}), Format.XLSX),
        (xls_bytes(TABLE), Format.XLS),
        (csv_bytes(TABLE), Format.CSV),
        (csv_bytes(TRACKER), Format.CSV),
        (csv_bytes(TRACKER, "utf-16", "\t"), Format.CSV),
        (b"sep=;\r\na;b\r\n1;2\r\n", Format.CSV),
    ],
)
def test_a_table_is_opened_as_one_whatever_its_name(tmp_path: Path, content: bytes, format_: Format, name: str) -> None:
    source = opened(tmp_path, content, name)
    assert (source.format, source.name, source.paper) == (format_, name, None)
    assert source.sniffed is not None
    assert source.sniffed.format is format_


@pytest.mark.parametrize(
    "content",
    [
        json.dumps([{"AnnotationId": "1"}]).encode(),
        json.dumps({"items": []}).encode("utf-8-sig"),
        json.dumps([{"a": 1}]).encode("utf-16"),
        b"\n\n[]",
        b"{}",
        b'{"Text": "x"}\n{"Text": "y"}\n',
    ],
)
def test_json_is_told_by_its_first_marks(tmp_path: Path, content: bytes) -> None:
    source = opened(tmp_path, content, "data.txt")
    assert (source.format, source.sniffed, source.paper) == (Format.JSON, None, None)


@pytest.mark.parametrize(
    ("content", "error", "words"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, WrongType, "picture"),
        (b"{\\rtf1\\ansi Adopt}", SaveAsWord, "save it as .docx"),
        (open_document("text"), SaveAsWord, "save it as .docx"),
        (open_document("spreadsheet"), WrongType, "an OpenDocument file"),
        (b"<html><body>", WrongType, "web page"),
        ("<HTML>".encode("utf-16"), WrongType, "web page"),
        (zip_bytes({"photo.jpg": b"\xff"}), WrongType, "archive"),
        (zip_bytes({"ppt/presentation.xml": b"<p/>"}), WrongType, "presentation"),
        (compound({"EncryptedPackage": b"x"}), PasswordProtected, "password"),
        (xlsx_bytes({"Data": TABLE})[:900], TruncatedFile, "ends before"),
        (b"", EmptyFile, "empty"),
        (b" \n\t\n", EmptySheet, "no filled cell"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(
    tmp_path: Path, content: bytes, error: type[Exception], words: str
) -> None:
    with translation.override("en"), pytest.raises(error) as refused:
        opened(tmp_path, content)
    with translation.override("en"):
        assert words in refused.value.message  # type: ignore[attr-defined]


def test_a_file_over_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with pytest.raises(TooLarge):
        opened(tmp_path, b"%PDF-1.7" + b" " * 200, limits=Limits(max_bytes=100))


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_the_refusal_says_that_pdf_and_word_are_welcome(tmp_path: Path, language: str) -> None:
    with pytest.raises(WrongType) as refused:
        opened(tmp_path, b"GIF89a" + b"\x00" * 30)
    with translation.override(language):
        assert "PDF" in refused.value.message
        assert "Word" in refused.value.message

"""What a file is, told from its content; what it is called afterwards; what is not taken."""

import zipfile

import pytest
from django.core.files.base import ContentFile

from tenants.evidence import file_names
from tenants.evidence.formats import FORMATS
from tenants.evidence.limits import Limits
from tenants.evidence.receiving import examined
from tenants.evidence.recognising import recognised
from tenants.evidence.refusals import TooLarge, Unacceptable
from tests.tenants.evidence.conftest import PNG, digest, office, open_document, package, pdf

TAKEN = {
    "pdf": pdf(),
    "png": PNG,
    "jpeg": b"\xff\xd8\xff\xe0" + bytes(40),
    "gif": b"GIF89a" + bytes(40),
    "webp": b"RIFF\x24\0\0\0WEBPVP8 " + bytes(20),
    "docx": office("word", "wordprocessingml.document"),
    "xlsx": office("xl", "spreadsheetml.sheet"),
    "pptx": office("ppt", "presentationml.presentation"),
    "odt": open_document("text"),
    "ods": open_document("spreadsheet"),
    "csv": "الهيئة,العدد\nالعدل,3\n".encode(),
    "txt": "تقرير الزيارة".encode("utf-16"),
}
MACRO_TYPES = package(
    {
        "[Content_Types].xml": '<Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>',
        "word/document.xml": "<x/>",
    }
)
ENCRYPTED = office("word", "wordprocessingml.document").replace(
    b"PK\x01\x02\x14\x03\x14\0\0\0", b"PK\x01\x02\x14\x03\x14\0\1\0"
)
REFUSED = {
    "empty": (b"", "empty"),
    "a windows program": (b"MZ\x90" + bytes(100), "program"),
    "a linux program": (b"\x7fELF" + bytes(100), "program"),
    "a script": (b"#!/bin/sh\nrm -rf /\n", "program"),
    "a web page": (b"\xef\xbb\xbf\n<!DOCTYPE html><html></html>", "web page"),
    "a web page after words": (b"Dear reader\n<script>alert(1)</script>", "web page"),
    "a drawing": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "web page"),
    "a wide web page": ("<html>".encode("utf-16"), "web page"),
    "an archive": (package({"a.txt": "x"}), "archive"),
    "an archive with a program": (package({"a.exe": "x"}), "program"),
    "a jar": (package({"META-INF/MANIFEST.MF": "x", "A.class": "x"}), "archive"),
    "macros": (office("word", "wordprocessingml.document", **{"word/vbaProject.bin": b"x"}), "macros"),
    "macros by their type": (MACRO_TYPES, "macros"),
    "macros of OpenDocument": (open_document("text", **{"Basic/Standard/Module1.xml": b"x"}), "macros"),
    "a program inside": (office("word", "wordprocessingml.document", **{"word/embeddings/a.exe": b"MZ"}), "program"),
    "a password": (ENCRYPTED, "password"),
    "an old document": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Office"),
    "a broken package": (b"PK\x03\x04" + bytes(60), "damaged"),
    "unknown bytes": (bytes(range(256)) * 4, "kind of file"),
    "a sound": (b"ID3\x03\0\0\0" + bytes(60), "kind of file"),
    "bytes at the end of a text": (b"x" * 9000 + b"\0\1\2", "kind of file"),
}


@pytest.mark.parametrize("code", TAKEN)
def test_a_file_is_what_its_content_says(code):
    name = "table.csv" if code == "csv" else "whatever.exe"
    assert recognised(ContentFile(TAKEN[code]), name, Limits()).code == code


def test_every_format_is_tried():
    assert set(TAKEN) == set(FORMATS)


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_dangerous_or_unknown_is_not_taken(case):
    content, words = REFUSED[case]
    with pytest.raises(Unacceptable, match=words):
        examined(ContentFile(content), "report.pdf")


def test_a_bomb_is_noticed_whatever_its_directory_says():
    bomb = office("word", "wordprocessingml.document", **{"word/x.bin": bytes(12 * 1024 * 1024)})
    with pytest.raises(Unacceptable, match="unpacks"):
        recognised(ContentFile(bomb), "x.docx", Limits(ratio_from=1024 * 1024))
    with pytest.raises(Unacceptable, match="unpacks"):
        recognised(ContentFile(bomb), "x.docx", Limits(max_uncompressed=1024 * 1024, max_ratio=10**9))
    many = package({f"{n}.xml": "" for n in range(30)}, zipfile.ZIP_STORED)
    with pytest.raises(Unacceptable, match="unpacks"):
        recognised(ContentFile(many), "x.docx", Limits(max_parts=20))


def test_the_limit_is_named(settings):
    settings.EVIDENCE_LIMITS = {"max_bytes": 2 * 1024 * 1024}
    with pytest.raises(TooLarge, match="2 MB"):
        examined(ContentFile(b"%PDF-" + bytes(2 * 1024 * 1024)), "x.pdf")


def test_an_arrival_has_the_digest_of_what_came():
    found = examined(ContentFile(pdf()), "x.pdf")
    assert (found.sha256, found.size, found.format.code) == (digest(pdf()), len(pdf()), "pdf")
    assert found.file.read() == pdf()


NAMES = {
    "report.pdf": "report.pdf",
    "REPORT.PDF": "REPORT.pdf",
    "تقرير الزيارة.pdf": "تقرير الزيارة.pdf",
    "photo.png": "photo.pdf",
    "report.exe": "report.exe.pdf",
    "report": "report.pdf",
    "": "file.pdf",
    ".pdf": "pdf.pdf",
    "../../etc/passwd": "passwd.pdf",
    "C:\\temp\\a b.pdf": "a b.pdf",
    "invoice\u202efdp.exe": "invoicefdp.exe.pdf",
    "\u200bhidden\u2066name\u2069.pdf": "hiddenname.pdf",
    "می\u200cخواهم.pdf": "می\u200cخواهم.pdf",
    'a<b>"c|d?*.pdf': "a-b--c-d--.pdf",
    "line\nbreak\r.pdf": "linebreak.pdf",
    "  spaced   out  .pdf": "spaced out.pdf",
    "...": "file.pdf",
    "\0zero.pdf": "zero.pdf",
}


@pytest.mark.parametrize("given", NAMES)
def test_a_name_misleads_nobody(given):
    assert file_names.clean(given, FORMATS["pdf"]) == NAMES[given]


def test_a_long_name_keeps_its_ending():
    name = file_names.clean("ن" * 400 + ".pdf", FORMATS["pdf"])
    assert (len(name), name[-4:]) == (150, ".pdf")

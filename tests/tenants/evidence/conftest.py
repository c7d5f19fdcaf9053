"""What the tests of evidence hold in their hands: people, files of every kind, pieces, and things to cite them for."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from shared.isolation.scope import in_institution
from tenants.evidence import citing
from tenants.evidence.actions import citations, pieces
from tenants.evidence.content import Content
from tenants.evidence.models import Piece
from tenants.evidence.receiving import examined
from tenants.members.models import ResponsibleBody
from tenants.records.models import AuditEntry

# One grey pixel.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010800000000"
    "3a7e9b550000000a49444154789c63680000008200817728d3f00000000049454e44ae426082"
)


def pdf(words: str = "Prison inspection report", pages: int = 2) -> bytes:
    """A small real PDF; each page says the words and its number."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(pages))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for number in range(pages):
        stream = f"BT /F1 24 Tf 72 700 Td ({words} {number + 1}) Tj ET".encode("latin-1")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {5 + 2 * number} 0 R >>".encode()
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n".encode() + stream + b"\nendstream")
    body, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    start = len(body)
    body += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    body += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    body += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(body)


def package(parts: dict[str, bytes | str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return held.getvalue()


OFFICE = "application/vnd.openxmlformats-officedocument."


def office(folder: str, main: str, **more: bytes) -> bytes:
    types = f'<Types><Override PartName="/{folder}/x.xml" ContentType="{OFFICE}{main}.main+xml"/></Types>'
    return package({"[Content_Types].xml": types, f"{folder}/x.xml": "<x/>", **more})


def open_document(kind: str, **more: bytes) -> bytes:
    return package({"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": "<x/>", **more})


def arrival(content: bytes = b"", name: str = "report.pdf") -> Any:
    return examined(ContentFile(content or pdf()), name)


def upload(content: bytes | None = None, name: str = "report.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdf() if content is None else content)


def a_piece(by: Any, words: str = "Report", content: Content | None = None, **more: Any) -> Piece:
    """A file of its own content in the register."""
    made = pieces.add_file(arrival=arrival(pdf(words)), content=content or Content(title_en=words), by=by, **more)
    return Piece.objects.get(pk=made.pk)


@pytest.fixture(autouse=True)
def things() -> Iterator[None]:
    """Bodies stand for what evidence is cited for: everybody sees them but the hidden one, all but observers may cite.

    `frozen` is a noun for which nobody may.
    """

    def named(ids: Any, member: Any) -> dict[Any, tuple[str, str]]:
        found = ResponsibleBody.objects.filter(pk__in=ids).exclude(short_name_en="Sanad")
        return {one.pk: (one.name, "bodies/") for one in found}

    before = dict(citing._citables)
    citing.citable("thing", namer=named, may_cite=lambda key, member: member.role_slug != "observer")
    citing.citable("frozen", namer=named, may_cite=lambda key, member: False)
    yield
    citing._citables.clear()
    citing._citables.update(before)


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Any) -> None:
    """Files of a test go where they vanish with it."""
    private = {
        "BACKEND": "shared.isolation.files.PrivateFileStorage",
        "OPTIONS": {"location": str(tmp_path / "files")},
    }
    settings.STORAGES = {**settings.STORAGES, "private": private}
    settings.CLAMD_ADDRESS = None


def furnished(place: Any) -> SimpleNamespace:
    """Pieces of all classes by several people. The institution of `place` is at hand."""
    people, bodies = SimpleNamespace(**place.members), SimpleNamespace(**place.bodies)
    common = a_piece(people.focal_point, "Common")
    link = pieces.add_link(link="https://example.org/law", content=Content(title_en="Law"), by=people.analyst)
    secret = a_piece(
        people.focal_point, "Secret", confidentiality="restricted", readers=[people.observer]
    )  # fmt: skip
    independent = a_piece(people.assessor, "Independent")
    citation = citations.cite(
        piece=common, noun="thing", subject_id=bodies.Justice.pk, by=people.focal_point,
        place_kind="page", place="2", quotation="The cells were seen.",
    )  # fmt: skip
    citations.cite(piece=secret, noun="thing", subject_id=bodies.Justice.pk, by=people.focal_point)
    return SimpleNamespace(
        people=people, bodies=bodies, common=common, link=link, secret=secret, independent=independent,
        citation=citation,
    )  # fmt: skip


@pytest.fixture
def here(alef: Any) -> SimpleNamespace:
    """The test stands in `alef`, whose register is furnished."""
    return furnished(alef.alef)


@pytest.fixture
def people(alef: Any) -> SimpleNamespace:
    return SimpleNamespace(**alef.alef.members)


@pytest.fixture
def inside(database: None, world: Any) -> Callable[..., Any]:
    """`with inside() as alef:` stands in the institution for a moment."""

    @contextmanager
    def standing(slug: str = "alef") -> Iterator[Any]:
        place = getattr(world, slug)
        with in_institution(place.institution):
            yield place

    return standing


@pytest.fixture
def there(inside: Any) -> SimpleNamespace:
    """A furnished register in `alef`, for tests that look from outside."""
    with inside() as place:
        return furnished(place)


@pytest.fixture
def log() -> Callable[[Any], list[str]]:
    """`log(piece)`: verbs of its history, the newest first."""
    return lambda target: list(AuditEntry.objects.filter(object_id=target.pk).values_list("verb", flat=True))


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()

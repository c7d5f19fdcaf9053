"""A report as a document that Word and PDF both know how to set."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from shared.exports.document.blocks import (
    Block,
    Chart,
    Column,
    Document,
    Grid,
    Heading,
    Items,
    Paragraph,
    Run,
    Series,
)
from shared.languages.dates import written_day
from shared.languages.numbers import written_number
from tenants.reporting.dossiers.content import content_of, digest_of, still_public
from tenants.reporting.dossiers.drawing import in_the_words_of
from tenants.reporting.dossiers.markup import Node, Piece, count_words, parse
from tenants.reporting.models import Dossier, DossierKind, Edition
from tenants.tracker.locking import institution_here

EVIDENCE = "evidence"


def content_now(dossier: Dossier) -> tuple[dict[str, Any], Edition | None]:
    """What a file of the report holds: the signed edition where it is signed, else the draft as it stands.

    Evidence that is public no longer is left out of either. Three queries at most.
    """
    edition = dossier.editions.filter(number=dossier.edition).first() if dossier.is_signed else None
    if edition is None:
        return content_of(dossier, list(dossier.sections.all())), None
    return {**edition.content, "evidence": still_public(edition.content["evidence"])}, edition


def file_digest(content: dict[str, Any], edition: Edition | None) -> str:
    """By which the same file is known again; a draft and the signed edition are two, though they read alike."""
    return digest_of({"content": content, "edition": edition.sha256 if edition else ""})


def document_of(dossier: Dossier, content: dict[str, Any], edition: Edition | None) -> Document:
    """The whole report in its own language; what is not signed is marked as a draft."""
    institution = institution_here()
    with in_the_words_of(dossier, institution):
        name = dossier.body.name if dossier.body else str(institution)
        dated = timezone.localdate(edition.signed_at if edition else dossier.changed_at)
        return Document(
            title=content["title"],
            subtitle=str(DossierKind(content["kind"]).label),
            language=content["language"],
            institution=name,
            dated=dated,
            blocks=tuple(_blocks(content)),
            lines_on_cover=tuple(_cover(content, edition)),
            contents=len(content["sections"]) > 1,
            draft=edition is None,
        )


def _cover(content: dict[str, Any], edition: Edition | None) -> Iterator[tuple[str, str]]:
    words = sum(count_words(one["text"]) for one in content["sections"])
    yield _("Words"), written_number(words)
    if edition is None:
        yield _("Standing"), _("Draft, not signed off")
        return
    yield _("Edition"), written_number(edition.number)
    signed = _("%(day)s, %(name)s") % {"day": written_day(edition.signed_at), "name": edition.signed_by_name}
    yield _("Signed off"), signed
    yield _("Digest"), edition.sha256[:16]


def _blocks(content: dict[str, Any]) -> Iterator[Block]:
    language = content["language"]
    for section in content["sections"]:
        yield Heading(section["level"], section["heading"])
        for node in parse(section["text"]):
            yield from _block(node, section, language)
    lines = content["evidence"]
    if lines:
        yield Heading(1, _("Annex: evidence cited"), EVIDENCE)
        columns = (Column(_("No."), 0.6), Column(_("Title"), 4), Column(_("Source"), 2), Column(_("Date"), 1.4, "date"))
        yield Grid(columns, tuple(_evidence(line, language) for line in lines))


def _block(node: Node, section: dict[str, Any], language: str) -> Iterator[Block]:
    match node.kind:
        case "note":
            return
        case "heading":
            # Only what parts a section further enters the contents; a report has thousands of paragraphs.
            yield Heading(3 if node.level == 2 else 4, node.words)
        case "items" | "numbered":
            items = tuple(Paragraph(_runs(line, language)) for line in node.lines)
            yield Items(items, ordered=node.kind == "numbered")
        case "placed":
            block = section["blocks"].get(node.name)
            yield placed_block(block) if block else Paragraph.of(f"[[{node.name}]]")
        case _:
            yield Paragraph(_runs(node.line, language), style="quote" if node.kind == "quote" else "body")


def placed_block(block: dict[str, Any]) -> Chart | Grid:
    """A chart or table as the section holds it (see tenants.reporting.dossiers.pictures)."""
    if block["kind"] == "table":
        columns = tuple(Column(one["title"], one["width"], one["kind"]) for one in block["columns"])
        return Grid(columns, tuple(tuple(row) for row in block["rows"]), caption=block["title"])
    series = tuple(Series(one["name"], tuple(one["values"])) for one in block["series"])
    return Chart(block["title"], block["kind"], tuple(block["categories"]), series, block["unit"])


def _runs(line: tuple[Piece, ...], language: str) -> tuple[Run, ...]:
    return tuple(
        Run(
            piece.words,
            bold=piece.bold,
            language=script_of(piece.words, language),
            href=f"#{EVIDENCE}" if piece.evidence else "",
        )
        for piece in line
        if piece.words
    )


def script_of(words: str, language: str) -> str:
    """The language of a run where its letters are not the report's: Arabic in a Latin report, or the reverse."""
    arabic = sum("\u0600" <= letter <= "\u06ff" for letter in words)
    latin = sum(letter.isalpha() and letter < "\u0250" for letter in words)
    if language == "ar":
        return "en" if latin and not arabic else ""
    return "ar" if arabic > latin else ""


def _evidence(line: dict[str, Any], language: str) -> tuple[Any, ...]:
    number = f"E{line['number']}"
    if not line["title"]:
        return number, _("Not given: it is not public."), "", ""
    dated = written_day(date.fromisoformat(line["dated_on"])) if line["dated_on"] else ""
    title = Run(line["title"], language=script_of(line["title"], language), href=line["link"])
    return number, (title,), line["source"], dated

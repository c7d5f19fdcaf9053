"""A report as one thing: what is signed, digested and written out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from tenants.evidence.models import Confidentiality, Piece
from tenants.reporting.dossiers.markup import cited_in
from tenants.reporting.models import Dossier, DossierSection


def content_of(dossier: Dossier, sections: Sequence[DossierSection]) -> dict[str, Any]:
    """{title, kind, language, voice, edition, sections: [{key, heading, level, text, blocks}], evidence: [...]}.

    `evidence` has a line for each piece the texts cite: {number, id, title, source, dated_on, link}. A piece that is
    not public, or no longer, has its number and nothing else. One query.
    """
    return {
        "title": dossier.title,
        "kind": str(dossier.kind),
        "language": dossier.language,
        "voice": str(dossier.voice),
        "edition": dossier.edition,
        "sections": [
            {"key": one.key, "heading": one.heading, "level": one.level, "text": one.text, "blocks": one.blocks}
            for one in sections
        ],
        "evidence": evidence_lines(dossier.evidence, (one.text for one in sections), dossier.language),
    }


def evidence_lines(known: Sequence[str], texts: Iterable[str], language: str) -> list[dict[str, Any]]:
    """The pieces that the texts cite, by number; only what may be published is named. One query."""
    numbers = sorted({number for text in texts for number in cited_in(text)})
    keys = {number: known[number - 1] for number in numbers if 0 < number <= len(known)}
    public = {str(key): piece for key, piece in _public(keys.values()).items()}
    return [_line(number, keys.get(number, ""), public.get(keys.get(number, "")), language) for number in numbers]


def still_public(lines: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The lines of a signed edition, without those that were withdrawn from the public since. One query."""
    public = {str(key) for key in _public(line["id"] for line in lines if line["id"])}
    return [line if line["id"] in public else _line(line["number"], line["id"], None, "") for line in lines]


def digest_of(content: dict[str, Any]) -> str:
    """The digest of a content, however its keys are ordered."""
    plain = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def digest_of_section(section: DossierSection) -> str:
    return digest_of({"heading": section.heading, "text": section.text, "blocks": section.blocks})


def _public(keys: Iterable[str]) -> dict[UUID, Piece]:
    wanted = [UUID(key) for key in keys]
    if not wanted:
        return {}
    return {piece.pk: piece for piece in Piece.objects.filter(pk__in=wanted, confidentiality=Confidentiality.PUBLIC)}


def _line(number: int, key: str, piece: Piece | None, language: str) -> dict[str, Any]:
    if piece is None:
        return {"number": number, "id": key, "title": "", "source": "", "dated_on": "", "link": ""}
    titles = [getattr(piece, f"title_{code}") for code in (language, "en", "ar", "fr")]
    return {
        "number": number,
        "id": key,
        "title": next(title for title in titles if title),
        "source": piece.source,
        "dated_on": piece.dated_on.isoformat() if piece.dated_on else "",
        "link": piece.link,
    }

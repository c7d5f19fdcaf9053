"""The distinct words of a table's rows, each with how many rows have it: what a person gives meanings to."""

from __future__ import annotations

from collections import Counter
from typing import Any

from shared.taxonomy.matching import key
from tenants.intake.models import Batch
from tenants.intake.readers.national.reader import start
from tenants.intake.readers.reading import Source
from tenants.intake.readers.table import Format
from tenants.intake.readers.taxonomy_resolver import TaxonomyResolver
from tenants.intake.sniffed import limits, on_disk
from tenants.intake.tables.choices import asked_of

MOST_WORDS = 2_000
LONGEST_WORD = 300
FIELDS = ("status", "position", "mechanism", "responsible")


def survey(batch: Batch) -> dict[str, Any]:
    """Field of FIELDS to [folded, printed, rows], the most frequent first; the first MOST_WORDS of each.

    "body_codes": folded words of bodies to the code that was understood; "twins": names of bodies to the same in
    another language; "language": that of most texts; "rows" in all and "nowhere", those that name no body.
    Raises every Unreadable that shows on the way.
    """
    counts: dict[str, Counter[str]] = {field: Counter() for field in FIELDS}
    printed: dict[str, dict[str, str]] = {field: {} for field in FIELDS}
    languages: Counter[str] = Counter()
    bodies: dict[str, str] = {}
    rows = nowhere = 0

    def count(field: str, text: str) -> None:
        folded = key(text)[:LONGEST_WORD]
        if folded:
            counts[field][folded] += 1
            printed[field].setdefault(folded, text[:LONGEST_WORD])

    assert batch.file is not None
    with on_disk(batch.file) as path:
        source = Source(path, batch.name, Format(batch.sniffed["format"]), limits(), sniffed=batch.reading)
        _about, reading, found = start(source, TaxonomyResolver(), {**asked_of(batch), "values": {}})
        for row in found:
            rows += 1
            languages[row.language] += 1
            count("status", row.status_text)
            count("position", row.position_text)
            count("mechanism", row.body_text)
            bodies.setdefault(key(row.body_text)[:LONGEST_WORD], row.body if row.body_text else "")
            nowhere += any(one.code == "missing_body" for one in row.problems)
            for name in (*row.lead_texts, *row.support_texts):
                count("responsible", name)
    return {
        **{
            field: [[folded, printed[field][folded], many] for folded, many in counts[field].most_common(MOST_WORDS)]
            for field in FIELDS
        },
        "body_codes": {folded: code for folded, code in bodies.items() if code},
        "twins": {key(one): other for one, other in reading.twins.items()},
        "language": languages.most_common(1)[0][0] if languages else "",
        "rows": rows,
        "nowhere": nowhere,
    }

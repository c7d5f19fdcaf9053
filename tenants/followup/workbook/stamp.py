"""The hidden sheet's stamp: what the workbook is and of which state, signed, so that it can be believed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core import signing

from tenants.followup.workbook.columns import STAMP

SALT = "followup.workbook.stamp"
MARK = f"{STAMP}stamp"
AT_ONCE = 30_000


def stamped(content: dict[str, Any]) -> list[tuple[str, str]]:
    """The stamp as rows of two cells; a cell holds at most 32,767 characters, so a long one takes several."""
    signed = signing.dumps(content, salt=SALT, compress=True)
    parts = [signed[start : start + AT_ONCE] for start in range(0, len(signed), AT_ONCE)]
    return [(f"{MARK}:{number}", part) for number, part in enumerate(parts)]


def read_stamp(rows: Iterable[Iterable[str]]) -> dict[str, Any] | None:
    """The stamp among rows of cells; None where there is none, or it was changed."""
    parts: dict[int, str] = {}
    for row in rows:
        cells = [cell.strip() for cell in row if cell.strip()]
        if len(cells) >= 2 and cells[0].startswith(f"{MARK}:") and cells[0].rpartition(":")[2].isdecimal():
            parts[int(cells[0].rpartition(":")[2])] = cells[1]
    if not parts:
        return None
    try:
        return signing.loads("".join(parts[number] for number in sorted(parts)), salt=SALT)
    except signing.BadSignature:
        return None

"""How large a file may be, and what may be hidden in its packing."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds for one file, in bytes, numbers of parts and seconds; EVIDENCE_LIMITS in the settings fills them.

    `max_ratio` is inflated size by packed size of one part of a package, asked of parts larger than `ratio_from`.
    `max_side` is the longer side of a drawn page in pixels.
    """

    max_bytes: int = 50 * MEGABYTE
    max_parts: int = 5_000
    max_uncompressed: int = 500 * MEGABYTE
    max_ratio: int = 200
    ratio_from: int = 8 * MEGABYTE
    max_pages: int = 2_000
    max_side: int = 1_600
    draw_seconds: int = 20


def limits() -> Limits:
    """The bounds as they are set."""
    return Limits(**settings.EVIDENCE_LIMITS)

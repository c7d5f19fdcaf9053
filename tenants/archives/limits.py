"""How large an archive may be that comes in. Each limit has words of its own where it is passed."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Of an archive that is read: parts, bytes of all parts unpacked, bytes of one line, how tightly it is packed."""

    max_parts: int = 1_000_000
    max_bytes: int = 200 * 1024 * MEGABYTE
    max_line: int = 64 * MEGABYTE
    max_manifest: int = 256 * MEGABYTE
    # Lines of one noun are much alike; a bomb of zeros reaches a thousand.
    max_ratio: int = 400


def limits() -> Limits:
    """The limits of the settings."""
    return Limits(**settings.ARCHIVE_LIMITS)

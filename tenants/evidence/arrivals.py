"""A file that was looked at and found acceptable, before it belongs to a piece."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.files import File

from tenants.evidence.formats import Format


@dataclass(frozen=True)
class Arrival:
    """An acceptable file: its bytes, its cleaned name, what it is, its digest, and what the scanner said of it.

    `key` is its place in the private store where it went there directly; else it is not stored yet.
    """

    file: File
    name: str
    format: Format
    size: int
    sha256: str
    safety: str
    key: str = ""

"""What this app adds to the pages around it."""

from __future__ import annotations


def register() -> None:
    """Nothing yet."""

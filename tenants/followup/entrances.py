"""What this app adds to the pages around it."""

from __future__ import annotations

from tenants.followup.telling import name_kinds


def register() -> None:
    name_kinds()

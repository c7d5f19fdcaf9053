"""Keys that sort by time."""

from __future__ import annotations

from uuid import UUID

import uuid_utils.compat


def new_id() -> UUID:
    """A UUID of version 7 (RFC 9562), made in Python so that older servers serve too."""
    return uuid_utils.compat.uuid7()

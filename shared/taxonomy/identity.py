"""Stable identifiers: a term's key follows from its kind and code, so every installation agrees on it."""

from __future__ import annotations

from uuid import UUID, uuid5

# Changing this constant would orphan every tag in every institution.
NAMESPACE = UUID("6f1d8b1e-5a0c-5e0f-9d53-2f0f3b8a7c11")


def term_id(kind: str, code: str) -> UUID:
    """The UUID (version 5, RFC 9562) of `kind:code`, e.g. `term_id("theme", "torture")`."""
    return uuid5(NAMESPACE, f"{kind}:{code}")

"""Cache keys carry their owner. Named by CACHES[...]["KEY_FUNCTION"]."""

from __future__ import annotations

from shared.isolation.scope import current_scope


def scoped_key(key: str, key_prefix: str, version: int) -> str:
    """`prefix:owner:version:key`. Raises NoScope when nobody said whose it is."""
    return f"{key_prefix}:{current_scope().key}:{version}:{key}"

"""Streams that outlive their view still stand in its scope."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shared.isolation.scope import current_scope, entered


def streamed(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The chunks, each made in the scope at hand now; between two chunks no scope is left standing."""
    scope = current_scope()

    def drained() -> Iterator[bytes]:
        iterator = iter(chunks)
        while True:
            with entered(scope):
                chunk = next(iterator, None)
            if chunk is None:
                return
            yield chunk

    return drained()

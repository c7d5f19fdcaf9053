"""Whether two archives hold the same: equal but for times and keys that must differ."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tenants.archives.opening import OpenedArchive

# What an institution is here and there differs by nature.
OWN = {"id", "slug"}


def differences(one: OpenedArchive, other: OpenedArchive) -> Iterator[str]:
    """A line for each difference. Memory stays flat: both are read side by side in the order of their keys."""
    yield from _of_institutions(one, other)
    ours, theirs = set(one.manifest.by_name), set(other.manifest.by_name)
    yield from (f"{name}: only in the first" for name in sorted(ours - theirs))
    yield from (f"{name}: only in the second" for name in sorted(theirs - ours))
    for name in sorted(ours & theirs):
        if one.manifest.by_name[name].sha256 != other.manifest.by_name[name].sha256:
            yield from _of_parts(name, one, other)


def of_moving(said: dict[str, Any]) -> bool:
    """Whether a line of the log is about moving itself: exports, imports, the operator's first invitation."""
    founding = said.get("verb") == "invited" and said.get("noun") == "invitation" and said.get("by_id") is None
    return said.get("noun") == "archive" or founding


def _of_institutions(one: OpenedArchive, other: OpenedArchive) -> Iterator[str]:
    ours, theirs = dict(one.manifest.institution), dict(other.manifest.institution)
    for name in sorted((set(ours) | set(theirs)) - OWN):
        if ours.get(name) != theirs.get(name):
            yield f"institution: {name} is {ours.get(name)!r:.200} and {theirs.get(name)!r:.200}"
    if one.manifest.schema != other.manifest.schema:
        yield "schema: the archives were made by different versions of the tables"


def _of_parts(name: str, one: OpenedArchive, other: OpenedArchive) -> Iterator[str]:
    first, second = _rows(name, one, other), _rows(name, other, other)
    ours, theirs = next(first, None), next(second, None)
    while ours is not None or theirs is not None:
        if theirs is None or (ours is not None and ours["id"] < theirs["id"]):
            yield f"{name}: {ours['id']} only in the first"  # type: ignore[index]
            ours = next(first, None)
        elif ours is None or theirs["id"] < ours["id"]:
            yield f"{name}: {theirs['id']} only in the second"
            theirs = next(second, None)
        else:
            for field in sorted(set(ours) | set(theirs)):
                if ours.get(field) != theirs.get(field):
                    was, now = ours.get(field), theirs.get(field)
                    yield f"{name}: {ours['id']} {field} is {was!r:.200} and {now!r:.200}"
            ours, theirs = next(first, None), next(second, None)


def _rows(name: str, archive: OpenedArchive, other: OpenedArchive) -> Iterator[dict[str, Any]]:
    """The rows, with the institution's key as the other archive has it."""
    was, now = archive.manifest.institution["id"].encode(), other.manifest.institution["id"].encode()
    log = name == "nouns/records.auditentry.jsonl"
    for _number, line in archive.lines(name):
        said = json.loads(line.replace(was, now))
        if not (log and of_moving(said)):
            yield said

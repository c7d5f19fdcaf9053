"""Brings the tables to what the data files say. Run it in the network's scope; its role may write these tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone, translation

from shared.taxonomy.catalogue import clear
from shared.taxonomy.identity import term_id
from shared.taxonomy.lists import DATA, LISTS
from shared.taxonomy.models import Alias, Listed, Release
from shared.taxonomy.reading import Row, fingerprint, read
from shared.taxonomy.tables import LINK_OF, MODEL_OF, stored


@dataclass
class Loaded:
    """What a loading wrote, in rows. `current` says that the files were loaded before and nothing was read."""

    version: str = ""
    current: bool = False
    created: int = 0
    changed: int = 0
    retired: int = 0
    by_kind: dict[str, int] = field(default_factory=dict)


def store(kind: str, wanted: Mapping[UUID, Mapping[str, Any]], loaded: Loaded) -> None:
    """Create and change rows of a kind until they say what `wanted` (column values by id) says."""
    model = MODEL_OF[kind]
    names = [name for name in next(iter(wanted.values()), {}) if name != "id"]
    before = {row["id"]: row for row in stored(model).filter(id__in=wanted).values("id", *names)}
    created = [model(id=one, **values) for one, values in wanted.items() if one not in before]
    changed = [
        model(id=one, **values)
        for one, values in wanted.items()
        if one in before and any(before[one][name] != values[name] for name in names)
    ]
    stored(model).bulk_create(created)
    if changed:
        stored(model).bulk_update(changed, [name.removesuffix("_id") for name in names])
    loaded.created += len(created)
    loaded.changed += len(changed)


def retire(model: type[Listed], listed: Iterable[UUID], at: datetime) -> int:
    """Retire the current rows that the newest file no longer lists. Fictional States are no part of any file."""
    gone = stored(model).filter(retired_at__isnull=True).exclude(id__in=list(listed))
    if model is MODEL_OF["state"]:
        gone = gone.filter(fictional=False)
    return gone.update(retired_at=at)


def replace_links(rows: Iterable[Row]) -> None:
    """Write the many-to-many rows anew; they carry no label and nothing refers to them."""
    for (kind, name), (table, own, other) in LINK_OF.items():
        links = [
            table(id=term_id(f"{kind}_{name}", f"{row.id}:{linked}"), order=order, **{own: row.id, other: linked})
            for row in rows
            if row.kind == kind
            for order, linked in enumerate(row.links[name])
        ]
        stored(table).exclude(id__in=[one.pk for one in links]).delete()
        stored(table).bulk_create(links, ignore_conflicts=True)


def replace_aliases(aliases: Iterable[Mapping[str, Any]]) -> None:
    wanted = [Alias(**alias) for alias in aliases]
    Alias.objects.exclude(id__in=[one.id for one in wanted]).delete()
    Alias.objects.bulk_create(
        wanted, update_conflicts=True, unique_fields=["id"], update_fields=["text", "code", "relation", "family"]
    )


@transaction.atomic
def load(folder: Path = DATA, *, again: bool = False) -> Loaded:
    """Load the data files of a folder, all of them or none.

    Nothing is written when the newest release has the same fingerprint, unless `again`. Raises TaxonomyError.
    """
    newest = Release.objects.filter(part=Release.Part.LISTS).first()
    if not again and newest and newest.fingerprint == fingerprint(folder):
        return Loaded(version=newest.version, current=True)
    data, now = read(folder), timezone.now()
    loaded = Loaded(version=data.version)
    # modeltranslation also fills the bare column, in the active language; English keeps it predictable.
    with translation.override("en"):
        for one in LISTS:
            rows = data.rows[one.kind]
            store(one.kind, {row.id: {**row.values, "retired_at": None} for row in rows}, loaded)
            loaded.retired += retire(MODEL_OF[one.kind], (row.id for row in rows), now)
            loaded.by_kind[one.kind] = len(rows)
        replace_links([row for rows in data.rows.values() for row in rows])
        replace_aliases(data.aliases)
    Release.objects.create(version=data.version, fingerprint=data.fingerprint)
    transaction.on_commit(clear)
    clear()
    return loaded

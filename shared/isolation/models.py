"""Abstract models: what stands in an institution's schema, and what stands in the network's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Self

from django.db import models

from shared.isolation.identifiers import new_id
from shared.isolation.scope import WrongScope, current_institution_id, current_scope, scope_or_none


class InstitutionQuerySet(models.QuerySet):
    """Refuses to write objects that were read in another institution, and to be read across scopes."""

    def iterator(self, chunk_size: int | None = None) -> Iterator[Any]:
        """Rows from a server-side cursor. Raises WrongScope when it is read on in another scope."""
        scope = current_scope()
        for row in super().iterator(chunk_size):
            if scope_or_none() != scope:
                raise WrongScope("A query is read to its end in the scope where it began.")
            yield row

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> Any:
        objs = list(objs)
        _refuse_strangers(objs)
        return super().bulk_create(objs, *args, **kwargs)

    def bulk_update(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> int:
        objs = list(objs)
        _refuse_strangers(objs)
        return super().bulk_update(objs, *args, **kwargs)


def _refuse_strangers(objs: Iterable[Any]) -> None:
    here = current_institution_id()
    for obj in objs:
        obj.refuse_if_stranger(here)


class InstitutionModel(models.Model):
    """A row of one institution. It remembers where it was read and is saved nowhere else."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    objects = InstitutionQuerySet.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db: str | None, field_names: Any, values: Any) -> Self:
        instance = super().from_db(db, field_names, values)
        scope = scope_or_none()
        instance._read_in = scope.institution_id if scope else None
        return instance

    def refuse_if_stranger(self, here: Any) -> None:
        """Raises WrongScope when this object was read or saved in another institution."""
        read_in = getattr(self, "_read_in", here)
        if read_in != here:
            raise WrongScope(f"{self._meta.label} {self.pk} belongs to another institution.")
        self._read_in = here

    def save(self, *args: Any, **kwargs: Any) -> None:
        if kwargs.get("using") != "migrator":
            self.refuse_if_stranger(current_institution_id())
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        self.refuse_if_stranger(current_institution_id())
        return super().delete(*args, **kwargs)


class NetworkModel(models.Model):
    """A row of the network's own tables in the public schema."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    class Meta:
        abstract = True

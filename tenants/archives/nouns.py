"""What an archive holds: every model of the institution's schema, but for what is named here with its reason.

A new model is exported by default, all its fields with it. What is made anew on import stands in `made_anew`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import models
from django.db.migrations.loader import MigrationLoader
from django.db.models import Q, QuerySet

from shared.isolation.checks import institution_models
from shared.isolation.names import TEMPLATE_SCHEMA
from tenants.evidence.models import DrawnPage
from tenants.institutions.schemas import apps_of
from tenants.reporting.models import DossierFile

# Models of which no row is exported, and why.
LEFT_OUT: dict[str, str] = {
    "archives.Archive": "an archive holds no other archives",
    "consultation.Door": "secrets in links; open the consultation's doors again",
    "evidence.DrawnPage": "pictures of pages, drawn again from the files",
    "evidence.UploadTicket": "leaves to upload, which end within a day",
    "notices.Notice": "what people were told in their own accounts, which do not travel",
    "records.Job": "work of the workers of this installation",
    "reporting.FeedToken": "secrets in addresses of calendars; people ask for new ones",
}
# Fields that are not exported, and what stands in them after an import.
LEFT_OUT_FIELDS: dict[str, str] = {
    "consultation.Guest.token_digest": "digest of the secret in a link; made anew for the new place",
    "members.Invitation.token_digest": "digest of the secret in a link; nobody's after the import",
    "members.Member.awaits_account": "true for everybody after the import",
    "members.Member.user_id": "an account of this network; nobody's after the import, until she is invited again",
    "records.StoredFile.key": "where this installation keeps the file; made anew",
}
# Rows of exported models that are left out: which, and why.
LEFT_OUT_ROWS: dict[str, tuple[Q, str]] = {
    "members.Invitation": (
        Q(accepted_at=None, revoked_at=None),
        "open invitations, whose links lead to this installation; invite again",
    ),
    "records.StoredFile": (
        Q(pk__in=DrawnPage.objects.exclude(stored=None).values("stored")),
        "pictures of pages, drawn again from the files",
    ),
}
# What an assessing body drafts in its own name is its own, signed or not: a coordinator does not read it here and does
# not take it away. The operator's archive, which moves an institution, holds it.
ITS_OWN = "reports an assessing body writes in its own name; they move with the operator's archive alone"
OF_ASSESSING_BODIES: dict[str, Q] = {
    "records.StoredFile": Q(pk__in=DossierFile.objects.exclude(dossier__body=None).exclude(file=None).values("file")),
    "reporting.Dossier": Q(body__isnull=False),
    "reporting.DossierFile": Q(dossier__body__isnull=False),
    "reporting.DossierSection": Q(dossier__body__isnull=False),
    "reporting.Edition": Q(dossier__body__isnull=False),
    "reporting.SectionVersion": Q(section__dossier__body__isnull=False),
}


@dataclass(frozen=True)
class Noun:
    """One model as the archive knows it."""

    model: type[models.Model]

    @property
    def label(self) -> str:
        """As in `tracker.Recommendation`."""
        return self.model._meta.label

    @property
    def part(self) -> str:
        """The name of its part inside the archive."""
        return f"nouns/{self.model._meta.label_lower}.jsonl"

    @cached_property
    def fields(self) -> tuple[models.Field[Any, Any], ...]:
        """The exported fields, key first, then by name. What the database computes by itself is none of them."""
        kept = [
            field
            for field in self.model._meta.concrete_fields
            if not getattr(field, "generated", False) and f"{self.label}.{field.name}" not in LEFT_OUT_FIELDS
        ]
        return tuple(sorted(kept, key=lambda field: (not field.primary_key, field.name)))

    @cached_property
    def made_anew(self) -> tuple[models.Field[Any, Any], ...]:
        """Fields that the import fills by itself."""
        names = {name for name in LEFT_OUT_FIELDS if name.rpartition(".")[0] == self.label}
        return tuple(field for field in self.model._meta.concrete_fields if f"{self.label}.{field.name}" in names)

    @property
    def references(self) -> tuple[models.ForeignKey[Any, Any], ...]:
        """Fields that hold the key of another row of the institution."""
        return tuple(field for field in self.fields if isinstance(field, models.ForeignKey))

    def rows(self, *, whole: bool = True) -> QuerySet[Any]:
        """The exported rows in the order of their keys; unless `whole`, without what is an assessing body's own.

        A plain query set: modeltranslation's would put the active language in the place of the original column.
        """
        rows: QuerySet[Any] = QuerySet(self.model).order_by("pk")
        if self.label in LEFT_OUT_ROWS:
            rows = rows.exclude(LEFT_OUT_ROWS[self.label][0])
        if not whole and self.label in OF_ASSESSING_BODIES:
            rows = rows.exclude(OF_ASSESSING_BODIES[self.label])
        return rows.values_list(*(field.attname for field in self.fields))


def nouns() -> list[Noun]:
    """Every exported model, by label."""
    found = [Noun(model) for model in institution_models() if model._meta.label not in LEFT_OUT]
    return sorted(found, key=lambda noun: noun.label)


def schema_version() -> dict[str, str]:
    """The newest migration of each app that stands in an institution's schema."""
    labels = apps_of(TEMPLATE_SCHEMA)
    graph = MigrationLoader(None).graph
    return {app: name for app, name in sorted(graph.leaf_nodes()) if app in labels}

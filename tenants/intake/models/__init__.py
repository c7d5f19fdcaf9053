"""Imports: the file as it came, each recommendation in it, and what became of them. The institution's schema."""

from tenants.intake.models.batch import AT_WORK, CHANGEABLE, Batch, Standing
from tenants.intake.models.items import SAID_BEFORE, Answer, StagedItem, StagedItemQuerySet, Verdict
from tenants.intake.models.remembered import RememberedMapping, RememberedValue

__all__ = [
    "AT_WORK",
    "CHANGEABLE",
    "SAID_BEFORE",
    "Answer",
    "Batch",
    "RememberedMapping",
    "RememberedValue",
    "StagedItem",
    "StagedItemQuerySet",
    "Standing",
    "Verdict",
]

"""What an import holds of its file: each recommendation or refused row, what was suggested and what was answered."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Q, Value
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shared.isolation.models import InstitutionModel, InstitutionQuerySet
from tenants.intake.models.batch import Batch, Standing


class Verdict(models.TextChoices):
    """What the import does with a recommendation of the file, or why it leaves a row."""

    NEW = "new", pgettext_lazy("the verdict on a row", "New")
    CHANGED = "changed", pgettext_lazy("the verdict on a row", "Changed")
    UNCHANGED = "unchanged", pgettext_lazy("the verdict on a row", "Same")
    INVALID = "invalid", pgettext_lazy("the verdict on a row", "Invalid")
    LEFT = "left", pgettext_lazy("the verdict on a row", "Left out")


class Answer(models.TextChoices):
    """What a person says of an item that its reader could only suggest, or that is like one the list holds."""

    RECOMMENDATION = "recommendation", _("A recommendation")
    OBSERVATION = "observation", _("A concern or observation")
    LEAVE = "leave", _("Neither: leave it out")
    MERGE = "merge", _("The same as the one in the list")


# What is compared with what an earlier import said, so that a file does not take back what a person changed since.
SAID_BEFORE = ("text", "position", "action_category", "paragraph", "work")


class StagedItemQuerySet(InstitutionQuerySet):
    def unsettled(self) -> Self:
        """What a commit still has to deal with, in the file's order."""
        return self.exclude(verdict__in=[Verdict.INVALID, Verdict.LEFT]).filter(applied_at=None).order_by("ordinal")

    def open(self) -> Self:
        """What waits for a person's word before it can be kept."""
        return self.filter(answer="").exclude(proposal="")

    def answered_last(self, keys: list[str]) -> dict[str, str]:
        """What a person said of each the last time it came, in an import that was committed, by import key."""
        rows = (
            self.filter(key__in=keys, batch__standing=Standing.COMMITTED)
            .exclude(answer="")
            .order_by("key", "-batch__committed_at")
            .distinct("key")
        )
        return dict(rows.values_list("key", "answer"))

    def said_last(self, keys: list[str], reader: str) -> dict[str, dict[str, Any]]:
        """What the last committed import of this format said of each recommendation, by import key."""
        rows = (
            self.filter(
                key__in=keys, applied_at__isnull=False, batch__standing=Standing.COMMITTED, batch__reader=reader
            )
            .order_by("key", "-applied_at")
            .distinct("key")
            .values_list("key", *(f"data__{name}" for name in SAID_BEFORE))
        )
        return {key: dict(zip(SAID_BEFORE, said, strict=True)) for key, *said in rows}


class StagedItem(InstitutionModel):
    """A recommendation of the file as it would be kept, or a row that cannot be.

    `rows` are row numbers as a spreadsheet shows them, or places in the order of a paper; `changes` maps a field to
    what stands before and after; `problems` are [code, field, value] of the readers. `proposal` is what the reader
    suggests where a person must decide, `answer` what she said; `candidate` is {"id", "how", "score"} of a
    recommendation it is probably the same as. `applied_at` says when the commit dealt with it.
    """

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="items")
    ordinal = models.PositiveIntegerField()
    key = models.CharField(max_length=64, blank=True)
    verdict = models.CharField(max_length=10, choices=Verdict)
    rows = models.JSONField(default=list)
    data = models.JSONField(default=dict)
    changes = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    proposal = models.CharField(max_length=16, choices=Answer, blank=True, default="", db_default="")
    answer = models.CharField(max_length=16, choices=Answer, blank=True, default="", db_default="")
    candidate = models.JSONField(default=dict, db_default=Value({}, models.JSONField()))
    recommendation_id = models.UUIDField(null=True)
    applied_at = models.DateTimeField(null=True)

    objects = StagedItemQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["batch", "verdict", "ordinal"], name="item_verdict"),
            models.Index(fields=["key", "-applied_at"], name="item_said_last", condition=Q(applied_at__isnull=False)),
            models.Index(fields=["batch", "ordinal"], name="item_open", condition=Q(answer="") & ~Q(proposal="")),
            models.Index(fields=["key"], name="item_answered", condition=~Q(answer="")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["batch", "ordinal"], name="one_item_per_place"),
            models.UniqueConstraint(fields=["batch", "key"], condition=~Q(key=""), name="one_item_per_recommendation"),
            models.CheckConstraint(
                condition=Q(verdict="invalid", key="") | (~Q(verdict="invalid") & ~Q(key="")),
                name="only_invalid_items_have_no_key",
            ),
            models.CheckConstraint(condition=Q(answer="") | ~Q(proposal=""), name="an_answer_answers_a_proposal"),
            models.CheckConstraint(condition=~Q(answer="merge") | ~Q(candidate={}), name="a_merged_item_has_its_other"),
            models.CheckConstraint(
                condition=Q(verdict="left", answer="leave") | (~Q(verdict="left") & ~Q(answer="leave")),
                name="only_what_a_person_left_out_is_left",
            ),
            models.CheckConstraint(
                condition=Q(applied_at=None) | Q(recommendation_id__isnull=False),
                name="a_settled_item_names_its_recommendation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ordinal} {self.verdict}"

    @property
    def said(self) -> dict[str, Any]:
        """What the file says, as a person understood it: what kind it is, and which in the list it is the same as."""
        said = self.data
        if self.answer in {Answer.RECOMMENDATION, Answer.OBSERVATION}:
            said = {**said, "kind": self.answer}
        if self.answer == Answer.MERGE:
            said = {**said, "same_as": self.candidate["id"]}
        return said

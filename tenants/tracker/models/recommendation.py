"""A recommendation: what somebody said to the state, and what the state answered."""

from __future__ import annotations

from typing import Any, Self

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from shared.isolation.models import InstitutionModel, InstitutionQuerySet
from tenants.tracker.models.review import Document, Review


class Kind(models.TextChoices):
    RECOMMENDATION = "recommendation", _("Recommendation")
    OBSERVATION = "observation", _("Concern or observation")


class Position(models.TextChoices):
    """The state's position on a recommendation addressed to it."""

    SUPPORTED = "supported", _("Supported")
    SUPPORTED_IN_PART = "supported_in_part", _("Supported in part")
    NOTED = "noted", _("Noted")
    PENDING = "pending", _("Pending")
    IMPLEMENTED = "implemented", _("Considered implemented")
    REJECTED = "rejected", _("Rejected")


class Priority(models.TextChoices):
    HIGH = "high", _("High")
    MEDIUM = "medium", _("Medium")
    LOW = "low", _("Low")


class Progress(models.TextChoices):
    """How far implementation is, on the ladder by which accounts on different scales are shown side by side."""

    IMPLEMENTED = "implemented", _("Implemented")
    PARTLY = "partly", _("Partly implemented")
    IN_PROGRESS = "in_progress", _("In progress")
    NOT_STARTED = "not_started", _("Not started")
    NOT_IMPLEMENTED = "not_implemented", _("Not implemented")


class Translation(models.TextChoices):
    """What a text in one language is: the words adopted, or a translation and how far it can be trusted."""

    SOURCE = "source", _("as adopted")
    REVIEWED = "reviewed", _("translation, reviewed")
    HUMAN = "human", _("translation, not reviewed")
    MACHINE = "machine", _("machine translation, not reviewed")
    MISSING = "missing", _("no text")


class FoldedText(models.Expression):
    """The search vector: each language by its own dictionary over folded letters, and the paragraph's number."""

    output_field = SearchVectorField()

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        folded = "to_tsvector('{0}'::regconfig, coalesce(public.mutabaa_fold({1}), ''))"
        parts = [
            folded.format("arabic", "text_ar"),
            folded.format("english", "text_en"),
            folded.format("french", "text_fr"),
            "to_tsvector('simple'::regconfig, paragraph)",
        ]
        return "(" + " || ".join(parts) + ")", []


class RecommendationQuerySet(InstitutionQuerySet):
    """Reading vocabulary of the list, the overview and the needs."""

    def unclassified(self) -> Self:
        from tenants.tracker.models.classification import Tag

        return self.filter(~Exists(Tag.objects.standing().filter(recommendation=OuterRef("pk"), kind="theme")))

    def unassigned(self) -> Self:
        from tenants.tracker.models.work import Assignment

        return self.filter(~Exists(Assignment.objects.filter(recommendation=OuterRef("pk"))))

    def unassessed(self) -> Self:
        return self.filter(status="")

    def diverging(self) -> Self:
        return self.filter(accounts_diverge=True)

    def past_due(self) -> Self:
        return self.filter(due_on__lt=timezone.localdate()).exclude(status=Progress.IMPLEMENTED)

    def in_list_order(self) -> Self:
        return self.order_by(F("review__held_on").desc(nulls_last=True), "review_id", "order", "id")


class RecommendationManager(models.Manager.from_queryset(RecommendationQuerySet)):  # type: ignore[misc]
    def get_queryset(self) -> RecommendationQuerySet:
        # The search vector is large and only the database reads it.
        return super().get_queryset().defer("search")


class Recommendation(InstitutionModel):
    """One recommendation or observation as a document states it, in up to three languages.

    `status` and `accounts_diverge` are derived from the current assessments by the institution's rule.
    """

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="recommendations")
    document = models.ForeignKey(
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="recommendations"
    )
    paragraph = models.CharField(_("paragraph"), max_length=40, blank=True)
    order = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.RECOMMENDATION)
    text_ar = models.TextField(_("text in Arabic"), blank=True)
    text_en = models.TextField(_("text in English"), blank=True)
    text_fr = models.TextField(_("text in French"), blank=True)
    source_language = models.CharField(
        _("adopted in"), max_length=2, choices=[("ar", _("Arabic")), ("en", _("English")), ("fr", _("French"))]
    )
    translation_ar = models.CharField(max_length=10, choices=Translation, default=Translation.MISSING)
    translation_en = models.CharField(max_length=10, choices=Translation, default=Translation.MISSING)
    translation_fr = models.CharField(max_length=10, choices=Translation, default=Translation.MISSING)
    position = models.CharField(_("position"), max_length=20, choices=Position, blank=True)
    action_category = models.PositiveSmallIntegerField(_("action category"), null=True, blank=True)
    priority = models.CharField(_("priority"), max_length=10, choices=Priority, blank=True)
    # What the institution's criteria come to, 0 to 100; None where nobody has marked it.
    priority_score = models.PositiveSmallIntegerField(_("score"), null=True, blank=True)
    # Why the priority was set by hand against the score; empty where the score decides.
    priority_reason = models.CharField(max_length=500, blank=True, default="", db_default="")
    # The committee chose its paragraph for its follow-up procedure.
    for_followup = models.BooleanField(_("chosen for follow-up"), default=False, db_default=False)
    due_on = models.DateField(_("due"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=20, choices=Progress, blank=True)
    accounts_diverge = models.BooleanField(default=False)
    # The import that brought it; None where a person wrote it.
    batch_id = models.UUIDField(null=True, blank=True)
    # The digest by which an importer knows it again.
    import_key = models.CharField(max_length=64, null=True, blank=True)  # noqa: DJ001  null keys never collide
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    search = models.GeneratedField(expression=FoldedText(), output_field=SearchVectorField(), db_persist=True)

    objects = RecommendationManager()

    class Meta:
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        indexes = [
            models.Index(fields=["review", "order", "id"], name="rec_review_order"),
            models.Index(fields=["status"], name="rec_status"),
            models.Index(fields=["batch_id"], name="rec_batch", condition=Q(batch_id__isnull=False)),
            GinIndex(fields=["search"], name="rec_search"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text_ar="") | ~Q(text_en="") | ~Q(text_fr=""), name="a_recommendation_says_something"
            ),
            models.UniqueConstraint(
                fields=["import_key"], condition=Q(import_key__isnull=False), name="one_recommendation_per_import_key"
            ),
            models.CheckConstraint(
                condition=Q(action_category=None) | Q(action_category__range=(1, 5)), name="action_category_1_to_5"
            ),
            models.CheckConstraint(
                condition=Q(priority_score=None) | Q(priority_score__range=(0, 100)), name="priority_score_0_to_100"
            ),
            models.CheckConstraint(
                condition=Q(priority_reason="") | Q(priority_score__isnull=False),
                name="only_a_score_is_overridden",
            ),
        ] + [
            models.CheckConstraint(
                condition=Q(**{f"text_{code}": "", f"translation_{code}": "missing"})
                | (~Q(**{f"text_{code}": ""}) & ~Q(**{f"translation_{code}": "missing"})),
                name=f"text_{code}_and_its_state_agree",
            )
            for code in ("ar", "en", "fr")
        ]

    def __str__(self) -> str:
        return f"{self.paragraph} {self.text[:60]}".strip()

    @property
    def shown_language(self) -> str:
        """The language of `text`: the reader's where there is one, else the source, else any."""
        wanted = (get_language() or "en")[:2]
        for code in (wanted, self.source_language, "en", "ar", "fr"):
            if getattr(self, f"text_{code}", ""):
                return code
        return wanted

    @property
    def text(self) -> str:
        return getattr(self, f"text_{self.shown_language}")

    @property
    def is_arabic_paragraph(self) -> bool:
        """Whether the number carries an Arabic letter, as 24 (ب) does; it then runs in the line's own direction."""
        return any("\u0600" <= letter <= "\u06ff" for letter in self.paragraph)

    def text_in(self, code: str) -> str:
        return getattr(self, f"text_{code}")

    def translation_in(self, code: str) -> str:
        return getattr(self, f"translation_{code}")


class RecommendingState(InstitutionModel):
    """A state that made the recommendation in the UPR. `state_id` is the taxonomy's State."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="recommending_states")
    state_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recommendation", "state_id"], name="a_state_recommends_once"),
        ]

    def __str__(self) -> str:
        return str(self.state_id)


class PositionEntry(InstitutionModel):
    """The state's position as it stood on a day, with the paper and paragraph that say so."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="positions")
    value = models.CharField(max_length=20, choices=Position)
    dated = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-recorded_at", "-id"]
        indexes = [models.Index(fields=["recommendation", "-recorded_at"], name="position_of")]

    def __str__(self) -> str:
        return self.value


class ExternalId(InstitutionModel):
    """How another system names this recommendation: a UHRI annotation, a UPR Info row, a file's paragraph."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="external_ids")
    system = models.CharField(max_length=20)
    value = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["system", "value"], name="an_external_id_names_one_recommendation"),
        ]

    def __str__(self) -> str:
        return f"{self.system}:{self.value}"

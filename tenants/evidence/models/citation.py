"""What a piece is cited for, and where in it."""

from __future__ import annotations

import re
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import MD5
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shared.isolation.models import InstitutionModel, InstitutionQuerySet
from tenants.evidence.models.piece import Piece
from tenants.members.models import Member


class PlaceKind(models.TextChoices):
    PAGE = "page", _("Page")
    ARTICLE = "article", _("Article")
    PARAGRAPH = "paragraph", _("Paragraph")
    MINUTE = "minute", _("Minute")


class CitationQuerySet(InstitutionQuerySet):
    def visible_to(self, member: Member) -> Self:
        """Those of pieces of which the member may know."""
        return self.filter(piece__in=Piece.objects.visible_to(member).order_by())


class Citation(InstitutionModel):
    """A piece brought forward for something: an update, an account, a recommendation, an action.

    `noun` and `subject_id` say for what; tenants.evidence.citing knows how each noun is named and who may cite for it.
    """

    piece = models.ForeignKey(Piece, on_delete=models.PROTECT, related_name="citations")
    noun = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    place_kind = models.CharField(_("where in it"), max_length=10, choices=PlaceKind, blank=True)
    place = models.CharField(max_length=80, blank=True)
    quotation = models.TextField(_("passage"), blank=True)
    cited_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    cited_at = models.DateTimeField(default=timezone.now)

    objects = CitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        ordering = ["cited_at", "id"]
        constraints = [
            models.UniqueConstraint(
                "piece",
                "noun",
                "subject_id",
                "place_kind",
                "place",
                MD5("quotation"),
                name="a_passage_is_cited_once_for_a_thing",
            ),
            models.CheckConstraint(
                condition=Q(place_kind="", place="") | (~Q(place_kind="") & ~Q(place="")),
                name="a_place_has_its_kind",
            ),
        ]
        indexes = [models.Index(fields=["noun", "subject_id", "cited_at"], name="citations_of_a_thing")]

    def __str__(self) -> str:
        return f"{self.piece_id} for {self.noun} {self.subject_id}"

    @property
    def page_number(self) -> int | None:
        """The first page named, where pages are named."""
        found = re.match(r"\s*([0-9]{1,5})", self.place) if self.place_kind == PlaceKind.PAGE else None
        return int(found[1]) or None if found else None

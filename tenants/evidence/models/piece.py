"""A piece of evidence, how confidential it is, and the people named for a restricted one."""

from __future__ import annotations

from datetime import date
from typing import Self
from uuid import UUID

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from shared.isolation.models import InstitutionModel, InstitutionQuerySet
from tenants.members.models import Member, ResponsibleBody


class PieceKind(models.TextChoices):
    FILE = "file", _("File")
    LINK = "link", pgettext_lazy("kind of evidence", "Link")


class Confidentiality(models.TextChoices):
    """Who may know of a piece. Nothing is readable without signing in; "public" says that it may be published."""

    PUBLIC = "public", _("Public")
    INSTITUTION = "institution", _("Institution")
    RESTRICTED = "restricted", _("Restricted to named people")


class Consent(models.TextChoices):
    """Whether the people whom a piece is about agreed that it is kept and used."""

    NOT_NEEDED = "not_needed", _("Not needed")
    GIVEN = "given", _("Given")
    NOT_GIVEN = "not_given", _("Not given")


class Language(models.TextChoices):
    ARABIC = "ar", _("Arabic")
    ENGLISH = "en", _("English")
    FRENCH = "fr", _("French")
    OTHER = "other", _("Another language")


class PieceQuerySet(InstitutionQuerySet):
    def visible_to(self, member: Member) -> Self:
        """Those of whose existence the member may know. Every page, count and search begins here."""
        named = EvidenceReader.objects.filter(piece=OuterRef("pk"), member=member)
        return self.filter(~Q(confidentiality=Confidentiality.RESTRICTED) | Q(provided_by=member) | Exists(named))

    def shown(self) -> Self:
        """With what a line of the register shows."""
        return self.select_related("current", "provided_by", "body")

    def past_retention(self, today: date | None = None) -> Self:
        """Whose retention date has passed and whose file or link is still held."""
        held = Q(kind=PieceKind.LINK) | Q(current__erased_at=None)
        return self.filter(held, keep_until__lt=today or timezone.localdate())

    def uncited(self) -> Self:
        from tenants.evidence.models.citation import Citation

        return self.filter(~Exists(Citation.objects.filter(piece=OuterRef("pk"))))


class Piece(InstitutionModel):
    """A document, picture, table or address that shows what was done or not done: a line of the register.

    Its file stands in versions; a piece may be cited for many things. A line is never deleted, only its file.
    `search_text` is its words in the one spelling of shared.languages.arabic. `ticket` is the form it came with.
    """

    kind = models.CharField(_("kind"), max_length=10, choices=PieceKind)
    title_ar = models.CharField(max_length=300, blank=True)
    title_en = models.CharField(max_length=300, blank=True)
    title_fr = models.CharField(max_length=300, blank=True)
    about = models.TextField(_("what it is"), blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    dated_on = models.DateField(_("dated"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=10, choices=Language, blank=True)
    link = models.CharField(_("address"), max_length=2000, blank=True)
    provided_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="evidence")
    body = models.ForeignKey(ResponsibleBody, null=True, blank=True, on_delete=models.PROTECT, related_name="evidence")
    consent = models.CharField(_("consent"), max_length=12, choices=Consent, default=Consent.NOT_NEEDED)
    consent_words = models.TextField(blank=True)
    confidentiality = models.CharField(
        _("confidentiality"), max_length=12, choices=Confidentiality, default=Confidentiality.INSTITUTION
    )
    keep_until = models.DateField(_("kept until"), null=True, blank=True)
    current = models.ForeignKey(
        "evidence.Version", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    search_text = models.TextField(blank=True, editable=False)
    ticket = models.UUIDField(null=True, unique=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    objects = PieceQuerySet.as_manager()

    class Meta:
        verbose_name = _("piece of evidence")
        verbose_name_plural = _("pieces of evidence")
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title_ar="") | ~Q(title_en="") | ~Q(title_fr=""), name="evidence_has_a_title"
            ),
            models.CheckConstraint(
                condition=Q(kind="file", link="") | Q(kind="link") & ~Q(link=""), name="a_link_has_its_address"
            ),
            models.CheckConstraint(
                condition=~Q(consent="given") | ~Q(consent_words=""), name="a_given_consent_says_how"
            ),
            models.CheckConstraint(
                condition=~Q(confidentiality="public") | ~Q(consent="not_given"), name="public_evidence_has_consent"
            ),
        ]
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="evidence_newest_first"),
            models.Index(fields=["keep_until"], condition=Q(keep_until__isnull=False), name="evidence_kept_until"),
            models.Index(fields=["link"], condition=~Q(link=""), name="evidence_link"),
            GinIndex(fields=["search_text"], opclasses=["gin_trgm_ops"], name="evidence_words"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def shown_language(self) -> str:
        """The language of `title`: the reader's where it was given in it, else any."""
        wanted = (get_language() or "en")[:2]
        return next((code for code in (wanted, "en", "ar", "fr") if getattr(self, f"title_{code}", "")), wanted)

    @property
    def title(self) -> str:
        return getattr(self, f"title_{self.shown_language}")

    def get_absolute_url(self) -> str:
        return reverse("evidence:piece", args=[self.pk], urlconf=settings.INSTITUTION_URLCONF)

    @property
    def is_file(self) -> bool:
        return self.kind == PieceKind.FILE

    @property
    def is_restricted(self) -> bool:
        return self.confidentiality == Confidentiality.RESTRICTED

    @property
    def is_past_retention(self) -> bool:
        """Past its date, and its file or link is still here."""
        if self.keep_until is None or self.keep_until >= timezone.localdate():
            return False
        return not self.is_file or (self.current is not None and self.current.erased_at is None)

    def is_provided_by(self, member: Member) -> bool:
        return self.provided_by_id == member.pk

    def belongs_to_body_of(self, member: Member) -> bool:
        """Whether the member speaks for the body that provided it."""
        body: UUID | None = member.body_id if member.role.speaks_for_a_body else None
        return body is not None and body == self.body_id


class EvidenceReader(InstitutionModel):
    """A person named for a restricted piece: she and its provider know of it, nobody else."""

    piece = models.ForeignKey(Piece, on_delete=models.CASCADE, related_name="readers")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="named_for_evidence")
    named_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("named reader")
        verbose_name_plural = _("named readers")
        constraints = [models.UniqueConstraint(fields=["piece", "member"], name="a_reader_is_named_once")]

    def __str__(self) -> str:
        return f"{self.member_id} reads {self.piece_id}"

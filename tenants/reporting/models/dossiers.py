"""Reports in the making: what goes in, the sections as they are written, their versions, and what was signed."""

from __future__ import annotations

from typing import Any, NoReturn, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shared.isolation.models import InstitutionModel, InstitutionQuerySet
from tenants.members.models import Member, ResponsibleBody
from tenants.members.roles import Permission
from tenants.records.models import StoredFile
from tenants.reporting.models.calendar import Obligation

LANGUAGES = [("ar", _("Arabic")), ("en", _("English")), ("fr", _("French"))]


class DossierKind(models.TextChoices):
    """The papers for which there is a template; what each holds stands in reporting/dossiers/data/papers.json."""

    MID_TERM = "mid_term", _("Mid-term report to the Universal Periodic Review")
    NATIONAL_REPORT = "national_report", _("National report to the Universal Periodic Review")
    TREATY_REPORT = "treaty_report", _("Report to a treaty body, by article")
    LIST_OF_ISSUES = "list_of_issues", _("Replies to a list of issues")
    FOLLOW_UP = "follow_up", _("Follow-up information within one year")
    COMMON_CORE = "common_core", _("Common core document")
    SPECIAL_PROCEDURE = "special_procedure", _("Reply to a special procedure")
    COMPLIANCE = "compliance", _("Statement of compliance for the SCA")
    ANNUAL_REPORT = "annual_report", _("Annual report of the institution")


class Voice(models.TextChoices):
    """Whose view a paper gives. It never gives the other's as its own."""

    STATE = "state", _("The State")
    NHRI = "nhri", _("The national human rights institution")


class Arranged(models.TextChoices):
    THEME = "theme", _("By theme")
    ARTICLE = "article", _("By article")
    PARAGRAPH = "paragraph", _("By paragraph of the document")


class DossierStanding(models.TextChoices):
    DRAFTED = "drafted", pgettext_lazy("a report or its section", "Draft")
    IN_REVIEW = "in_review", pgettext_lazy("a report or its section", "In review")
    SIGNED = "signed", pgettext_lazy("a report or its section", "Signed off")


class DossierQuerySet(InstitutionQuerySet):
    def visible_to(self, member: Member) -> Self:
        """Drafters see what is written in their own voice; everybody here what the institution has signed.

        What an assessing body drafts inside the state's tracker is its own, signed or not.
        """
        if not member.may(Permission.SEE):
            return self.none()
        if member.role.speaks_for_a_body:
            own = Q(body_id=member.body_id) if member.may(Permission.DRAFT_REPORTS) else Q(pk=None)
            return self.filter(own | Q(body=None, standing=DossierStanding.SIGNED))
        if member.may(Permission.DRAFT_REPORTS):
            return self.filter(body=None)
        return self.filter(body=None, standing=DossierStanding.SIGNED)

    def drafted_by(self, member: Member) -> Self:
        """Those in which she may write."""
        if not member.may(Permission.DRAFT_REPORTS):
            return self.none()
        return self.filter(body_id=member.body_id if member.role.speaks_for_a_body else None)

    def newest_first(self) -> Self:
        return self.order_by("-created_at", "-id")


class Dossier(InstitutionModel):
    """A report in the making: which paper it is, what goes in, and how far it is.

    `chosen` has the shape of tenants.reporting.dossiers.choice.Choice. `evidence` are the public pieces cited, in the
    order of their numbers. `body` is the assessing body that drafts its own view inside a state's tracker. `edition`
    grows each time a signed report is opened again. Until `drawn_at` a worker is still drawing the draft.
    """

    kind = models.CharField(_("template"), max_length=20, choices=DossierKind)
    title = models.CharField(_("title"), max_length=300)
    language = models.CharField(_("language of the report"), max_length=2, choices=LANGUAGES, default="ar")
    voice = models.CharField(max_length=5, choices=Voice)
    body = models.ForeignKey(ResponsibleBody, null=True, blank=True, on_delete=models.PROTECT, related_name="dossiers")
    arranged = models.CharField(_("arranged"), max_length=10, choices=Arranged, default=Arranged.THEME)
    instrument = models.CharField(_("instrument"), max_length=40, blank=True)
    chosen = models.JSONField(default=dict)
    evidence = models.JSONField(default=list)
    word_limit = models.PositiveIntegerField(_("word limit"), null=True, blank=True)
    obligation = models.ForeignKey(Obligation, null=True, blank=True, on_delete=models.PROTECT, related_name="dossiers")
    standing = models.CharField(max_length=10, choices=DossierStanding, default=DossierStanding.DRAFTED)
    edition = models.PositiveSmallIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)
    created_by_name = models.CharField(max_length=150, blank=True)
    changed_at = models.DateTimeField(default=timezone.now)
    drawn_at = models.DateTimeField(null=True, blank=True)

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        indexes = [models.Index(fields=["-created_at", "-id"], name="dossiers_newest_first")]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="a_dossier_has_a_title"),
            models.CheckConstraint(
                condition=Q(body=None) | Q(voice="nhri"), name="a_body_of_its_own_gives_its_own_view"
            ),
            models.CheckConstraint(
                condition=~Q(arranged="article") | ~Q(instrument=""), name="articles_are_of_an_instrument"
            ),
            models.CheckConstraint(
                condition=~Q(standing="signed") | Q(drawn_at__isnull=False), name="what_is_signed_was_drawn"
            ),
            models.CheckConstraint(condition=Q(edition__gte=1), name="editions_count_from_one"),
            models.CheckConstraint(condition=Q(word_limit=None) | Q(word_limit__gt=0), name="a_limit_allows_words"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("dossiers:dossier", args=[self.pk], urlconf=settings.INSTITUTION_URLCONF)

    @property
    def is_signed(self) -> bool:
        return self.standing == DossierStanding.SIGNED


class How(models.TextChoices):
    """How a version of a section came about."""

    DRAWN = "drawn", _("Drawn from the data")
    WRITTEN = "written", _("Written")
    KEPT = "kept", _("Saved while writing")
    RESTORED = "restored", _("Restored from an earlier version")


class DossierSection(InstitutionModel):
    """A section of a report as it stands: its words in the small markup of reporting.dossiers.markup.

    `key` says what it is about, such as "theme:housing" or "part:overview". `drawn` is what was last drawn from the
    data; where `text` is another, somebody wrote in it. `blocks` are the charts and tables that the text places by
    name. `behind` says that the data has moved since. `revision` grows with each change.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="sections")
    key = models.CharField(max_length=100)
    order = models.PositiveIntegerField()
    level = models.PositiveSmallIntegerField(default=1)
    heading = models.CharField(_("heading"), max_length=300)
    text = models.TextField(_("text"), blank=True)
    drawn = models.TextField(blank=True)
    blocks = models.JSONField(default=dict)
    words = models.PositiveIntegerField(default=0)
    word_limit = models.PositiveIntegerField(_("words for this section"), null=True, blank=True)
    behind = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by_name = models.CharField(max_length=150, blank=True)
    standing = models.CharField(max_length=10, choices=DossierStanding, default=DossierStanding.DRAFTED)
    digest = models.CharField(max_length=64, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by_name = models.CharField(max_length=150, blank=True)

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "key"], name="a_section_stands_once"),
            models.CheckConstraint(condition=~Q(heading=""), name="a_section_has_a_heading"),
            models.CheckConstraint(condition=Q(level__range=(1, 2)), name="sections_stand_on_two_levels"),
            models.CheckConstraint(
                condition=(Q(standing="signed", signed_at__isnull=False) & ~Q(digest=""))
                | (~Q(standing="signed") & Q(signed_at=None, digest="")),
                name="a_signed_section_has_its_digest",
            ),
        ]
        indexes = [models.Index(fields=["dossier", "order", "id"], name="sections_in_order")]

    def __str__(self) -> str:
        return self.heading

    @property
    def is_signed(self) -> bool:
        return self.standing == DossierStanding.SIGNED

    @property
    def is_edited(self) -> bool:
        """Whether somebody wrote in it since it was drawn."""
        return self.text != self.drawn


class SectionVersion(InstitutionModel):
    """A section as somebody left it. The drafts a window saves by itself flow into one until ten minutes pass."""

    section = models.ForeignKey(DossierSection, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    heading = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    words = models.PositiveIntegerField(default=0)
    how = models.CharField(max_length=10, choices=How)
    by_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("version of a section")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["section", "number"], name="versions_of_a_section_are_numbered"),
        ]

    def __str__(self) -> str:
        return f"{self.section_id} {self.number}"


class Frozen(Exception):
    """Somebody tried to change what was signed."""


def _refuse() -> NoReturn:
    raise Frozen("A signed edition stays as it was signed.")


class EditionQuerySet(InstitutionQuerySet):
    def update(self, **kwargs: Any) -> int:
        _refuse()

    def delete(self) -> tuple[int, dict[str, int]]:
        _refuse()

    def bulk_update(self, objs: Any, *args: Any, **kwargs: Any) -> int:
        _refuse()


class Edition(InstitutionModel):
    """A report as it was signed off: a copy whole by itself, written once. `sha256` is the digest of its content.

    `content` has the shape that tenants.reporting.dossiers.content.content_of gives.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.DO_NOTHING, related_name="editions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    words = models.PositiveIntegerField(default=0)
    signed_at = models.DateTimeField(default=timezone.now)
    signed_by = models.UUIDField()
    signed_by_name = models.CharField(max_length=150)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("signed edition")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["dossier", "number"], name="an_edition_is_signed_once")]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            _refuse()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        _refuse()


class FileFormat(models.TextChoices):
    WORD = "docx", _("Word")
    PDF = "pdf", _("PDF")


class DossierFile(InstitutionModel):
    """A report written out as Word or PDF and kept privately. Without `file` a worker is at it. `digest` is that of
    the content, so that the same is not written twice.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="files")
    format = models.CharField(max_length=4, choices=FileFormat)
    digest = models.CharField(max_length=64, blank=True)
    edition = models.PositiveSmallIntegerField()
    signed = models.BooleanField(default=False)
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by_name = models.CharField(max_length=150, blank=True)
    ready_at = models.DateTimeField(null=True, blank=True)
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("file of a report")
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "format"], condition=Q(file=None), name="a_report_is_written_out_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(file=None, ready_at=None) | Q(file__isnull=False, ready_at__isnull=False),
                name="a_ready_report_has_its_file",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.format}"

"""What people keep of the list: views they return to, and bulk changes they may take back."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shared.isolation.models import InstitutionModel, InstitutionQuerySet
from tenants.members.models import Member


class SavedViewQuerySet(InstitutionQuerySet):
    def visible_to(self, member: Member) -> Self:
        return self.filter(Q(owner=member) | Q(shared=True))


class SavedView(InstitutionModel):
    """A filtered and sorted list under a name. `query` is the address's query string, normalised."""

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="saved_views")
    name = models.CharField(_("name"), max_length=80)
    query = models.TextField(blank=True)
    shared = models.BooleanField(_("for everybody in the institution"), default=False)
    created_at = models.DateTimeField(default=timezone.now)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="a_view_has_its_own_name")]

    def __str__(self) -> str:
        return self.name


class BulkChange(InstitutionModel):
    """One change of many recommendations at once, with what stood before, so that it can be undone.

    `before` maps a recommendation's key to what the change replaced; its shape is the verb's own.
    """

    verb = models.CharField(max_length=40)
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    count = models.PositiveIntegerField()
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.verb} {self.count}"

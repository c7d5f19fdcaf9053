"""Saved views: keeping and forgetting them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from shared.isolation.turns import one_at_a_time
from tenants.members.access import check
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.records.audit import record
from tenants.tracker.listing.query import ListQuery
from tenants.tracker.models import SavedView


class SaveView(forms.ModelForm):
    """The name of a view, and whether everybody in the institution sees it."""

    class Meta:
        model = SavedView
        fields = ["name", "shared"]

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member = member
        if not member.may(Permission.SHARE_VIEWS):
            del self.fields["shared"]

    def clean_name(self) -> str:
        name = self.cleaned_data["name"].strip()
        if SavedView.objects.filter(owner=self.member, name=name).exists():
            raise forms.ValidationError(_("You already have a view with this name."))
        return name

    def save(self, commit: bool = True) -> SavedView:
        return keep(
            name=self.cleaned_data["name"],
            query=ListQuery.read(QueryDict(self.data.get("query", ""))).encode(),
            shared=self.cleaned_data.get("shared", False),
            by=self.member,
        )


@transaction.atomic
def keep(*, name: str, query: str, shared: bool, by: Member) -> SavedView:
    """Keep a list under a name; one's own view that has the name already stays as it is.

    Raises Denied when it is to be shared by somebody who may not.
    """
    check(by, Permission.SEE)
    # A form sent twice at once: the second finds the first one's view.
    one_at_a_time("views")
    standing = SavedView.objects.filter(owner=by, name=name).first()
    if standing is not None:
        return standing
    if shared:
        check(by, Permission.SHARE_VIEWS)
    view = SavedView(owner=by, name=name, query=query, shared=shared)
    view.save()
    record("view_saved", view, by=by, after={"name": name, "shared": shared})
    return view


@transaction.atomic
def forget(*, view: SavedView, by: Member) -> None:
    """Remove one's own view."""
    record("view_forgotten", view, by=by, before={"name": view.name})
    view.delete()

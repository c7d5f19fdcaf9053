"""Changing many recommendations of the list at once: choose, see how many, confirm, undo."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from shared.languages.day_field import DayField
from shared.taxonomy.catalogue import catalogue
from tenants.members.access import check, requires
from tenants.members.fields import BodyField
from tenants.members.models import Member, ResponsibleBody
from tenants.members.roles import Permission
from tenants.tracker.actions import bulk, clusters
from tenants.tracker.actions.refusals import Refused
from tenants.tracker.clusters.forms import GatherForm
from tenants.tracker.listing.predicates import reviews
from tenants.tracker.listing.query import ListQuery, uuids
from tenants.tracker.listing.rows import all_ids
from tenants.tracker.models import BulkChange, Priority, Recommendation

MOST_AT_ONCE = 10_000


class AssignForm(forms.Form):
    """Which body, and whether it leads."""

    body = BodyField(ResponsibleBody.objects.none(), label=gettext_lazy("Body"), empty_label="—")
    lead = forms.ChoiceField(
        label=gettext_lazy("As"),
        choices=[("support", gettext_lazy("Supporting body")), ("lead", gettext_lazy("Lead body"))],
    )
    replace = forms.BooleanField(
        label=gettext_lazy("Where another body leads, put this one in its place"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = ResponsibleBody.objects.current()  # type: ignore[attr-defined]

    def apply(self, keys: list[UUID], by: Member) -> BulkChange:
        given = self.cleaned_data
        return bulk.assign(
            recommendations=keys, body=given["body"], lead=given["lead"] == "lead", replace=given["replace"], by=by
        )


class ClassifyForm(forms.Form):
    """A theme, group or SDG target for all of them."""

    term = forms.ChoiceField(label=gettext_lazy("Theme, affected group or SDG target"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        terms = catalogue()
        shelves = (
            (_("Themes"), "theme", terms.themes), (_("Affected groups"), "group", terms.groups),
            (_("SDG targets"), "sdg", terms.sdgs),
        )  # fmt: skip
        self.fields["term"].choices = [("", "—")] + [  # type: ignore[attr-defined]
            (
                label,
                [
                    (f"{kind}:{entry.id}", f"{entry.code} {entry.label}" if kind == "sdg" else entry.label)
                    for entry in shelf.values()
                    if not entry.retired and not (kind == "theme" and entry.parent_id is None)
                ],
            )
            for label, kind, shelf in shelves
        ]

    def apply(self, keys: list[UUID], by: Member) -> BulkChange:
        kind, _colon, key = self.cleaned_data["term"].partition(":")
        return bulk.classify(recommendations=keys, add=[(kind, UUID(key))], by=by)


class PrioritiseForm(forms.Form):
    """A priority, a due day, or both."""

    priority = forms.ChoiceField(
        label=gettext_lazy("Priority"),
        choices=[("", gettext_lazy("Leave as it is")), *Priority.choices],
        required=False,
    )
    due_on = DayField(label=gettext_lazy("Due"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Needed where the priority differs from what the scoring sheets come to."),
        max_length=500,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("priority") and not given.get("due_on"):
            raise forms.ValidationError(_("Choose a priority, a day, or both."))
        return given

    def apply(self, keys: list[UUID], by: Member) -> BulkChange:
        given = self.cleaned_data
        return bulk.prioritise(
            recommendations=keys,
            priority=given["priority"] or None,
            due_on=given["due_on"],
            reason=given["reason"],
            by=by,
        )


class ClusterForm(GatherForm):
    """A cluster that there is, or a new one."""

    @transaction.atomic
    def apply(self, keys: list[UUID], by: Member) -> BulkChange:
        given = self.cleaned_data
        chosen = given["cluster"] or clusters.create_cluster(title=given["title"], by=by)
        return bulk.cluster(recommendations=keys, cluster=chosen, by=by)


Asking = AssignForm | ClassifyForm | PrioritiseForm | ClusterForm


VERBS: dict[str, tuple[Permission, type[Asking], Any]] = {
    "assign": (Permission.ASSIGN, AssignForm, gettext_lazy("Assign to a body")),
    "classify": (Permission.CLASSIFY, ClassifyForm, gettext_lazy("Classify")),
    "cluster": (Permission.CLASSIFY, ClusterForm, gettext_lazy("Put into a cluster")),
    "prioritise": (Permission.PRIORITISE, PrioritiseForm, gettext_lazy("Set priority")),
}


@require_POST
@requires(Permission.SEE)
def change(request: HttpRequest) -> HttpResponse:
    """First the question (which body, which theme), then the change and the way back to the list."""
    verb = request.POST.get("verb", "")
    if verb not in VERBS:
        raise Http404
    permission, form_class, title = VERBS[verb]
    check(request.member, permission)  # type: ignore[attr-defined]
    query = ListQuery.read(QueryDict(request.POST.get("query", "")))
    back = f"{reverse('tracker:list')}?{query.encode()}"
    keys = _chosen(request, query)
    if not keys:
        messages.warning(request, _("Choose at least one recommendation first."))
        return redirect(back)
    if len(keys) > MOST_AT_ONCE:
        messages.warning(request, _("That is more than can be changed at once. Narrow the list first."))
        return redirect(back)
    asked = "confirm" in request.POST
    form = form_class(request.POST if asked else None)
    if asked and form.is_valid():
        try:
            made = form.apply(keys, request.member)  # type: ignore[attr-defined]
        except Refused as refusal:
            form.add_error(None, str(refusal.reason))
        else:
            separator = "&" if query.encode() else ""
            return redirect(f"{back}{separator}done={made.pk}")
    context = {
        "form": form,
        "verb": verb,
        "title": title,
        "keys": keys,
        "chosen": " ".join(map(str, keys)),
        "back": back,
        "query": query.encode(),
    }
    return render(request, "tracker/list/bulk.html", context, status=422 if asked else 200)


def _chosen(request: HttpRequest, query: ListQuery) -> list[UUID]:
    """The ticked recommendations, or all of the list; only those that exist here."""
    if request.POST.get("all"):
        return all_ids(query, reviews())
    # The page that asks sends all of them back in one field: ten thousand fields would be more than a form may have.
    keys = uuids(key for given in request.POST.getlist("chosen") for key in given.split())
    return list(Recommendation.objects.filter(pk__in=keys).values_list("pk", flat=True))


@require_POST
@requires(Permission.SEE)
def undo(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a bulk change of one's own back."""
    made = BulkChange.objects.filter(pk=pk, by=request.member).first()  # type: ignore[attr-defined]
    if made is None:
        raise Http404
    try:
        undone = bulk.undo(change=made, by=request.member)  # type: ignore[attr-defined]
    except Refused as refusal:
        messages.error(request, str(refusal.reason))
    else:
        messages.success(
            request,
            ngettext("%(n)s recommendation is as it was.", "%(n)s recommendations are as they were.", undone.restored)
            % {"n": undone.restored},
        )
        if undone.kept:
            messages.warning(
                request,
                ngettext(
                    "%(n)s was changed since and stays as it is.",
                    "%(n)s were changed since and stay as they are.",
                    len(undone.kept),
                )
                % {"n": len(undone.kept)},
            )
    back = request.POST.get("next", "")
    # A word without a slash would be taken for a view's name.
    if back.startswith("/") and url_has_allowed_host_and_scheme(
        back, {request.get_host()}, require_https=request.is_secure()
    ):
        return redirect(back)
    query = ListQuery.read(QueryDict(request.POST.get("query", ""))).encode()
    return redirect(f"{reverse('tracker:list')}?{query}" if query else "tracker:list")

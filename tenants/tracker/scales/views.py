"""The pages of the scales: everybody here reads them; who may change one, changes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tenants.members.access import Denied, requires
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.tracker.actions import scales as acts
from tenants.tracker.actions.refusals import Refused
from tenants.tracker.acts import one_step
from tenants.tracker.models import Assessment, AssessorKind
from tenants.tracker.record.accounts import TITLES
from tenants.tracker.scales.forms import ValueForm
from tenants.tracker.scales.wording import Value, scales

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Row:
    """A value on the page, and how many accounts hold it."""

    value: Value
    used: int
    first: bool = False
    last: bool = False


def _kind(kind: str) -> str:
    if kind not in AssessorKind.values:
        raise Http404
    return kind


def _value(kind: str, code: str) -> Value:
    found = next((one for one in scales().all_of(_kind(kind)) if one.code == code), None)
    if found is None:
        raise Http404
    return found


def _page(kind: str) -> str:
    return reverse("tracker:scale", args=[kind])


def _may_edit(member: Member, kind: str) -> bool:
    try:
        acts.may_edit_scale(member, kind)
    except Denied:
        return False
    return True


def _who_edits(kind: str) -> StrOrPromise:
    if kind != AssessorKind.NHRI:
        return _("Coordinators change this scale.")
    if acts.the_nhri_sits_here():
        return _(
            "This scale belongs to the national human rights institution: only its own confirmed assessors change it,"
            " and nobody else."
        )
    return _(
        "Coordinators change this scale until an assessor of the national human rights institution is confirmed here;"
        " from then on only its own assessors do."
    )


@require_safe
@requires(Permission.SEE)
def scale(request: HttpRequest, kind: str = AssessorKind.STATE) -> HttpResponse:
    """One assessor's scale: what its values are called, when to use them, where they stand."""
    member: Member = request.member  # type: ignore[attr-defined]
    shown = scales().all_of(_kind(kind))
    held = Assessment.objects.filter(assessor_kind=kind).order_by().values_list("value").annotate(number=Count("pk"))
    used = dict(held)
    rows = [Row(one, used.get(one.code, 0), first=at == 0, last=at == len(shown) - 1) for at, one in enumerate(shown)]
    context = {
        "kind": kind,
        "kinds": [(one, TITLES[one], one == kind) for one in AssessorKind.values],
        "rows": [row for row in rows if not row.value.retired],
        "retired": [row for row in rows if row.value.retired],
        "may_edit": _may_edit(member, kind),
        "who_edits": _who_edits(kind),
    }
    return render(request, "tracker/scales/scale.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.SEE)
def add(request: HttpRequest, kind: str) -> HttpResponse:
    """Add a value of the institution's own. Refused before the question to whoever may not."""
    member: Member = request.member  # type: ignore[attr-defined]
    acts.may_edit_scale(member, _kind(kind))
    form = ValueForm(request.POST or None, language=_language())

    def act() -> Any:
        return acts.add_value(kind=kind, words=form.words(), progress=form.cleaned_data["progress"], by=member)

    return _form(request, kind, form, act, title=_("Add a value"), done=_("The value is on the scale."))


@require_http_methods(["GET", "POST"])
@requires(Permission.SEE)
def edit(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    """Word a value anew and place it."""
    member: Member = request.member  # type: ignore[attr-defined]
    value = _value(kind, code)
    acts.may_edit_scale(member, kind)
    form = ValueForm(request.POST or None, language=_language(), value=value)

    def act() -> Any:
        given = form.cleaned_data
        words = _without_the_taxonomys(value, form.words())
        return acts.edit_value(
            kind=kind, code=code, words=words, progress=given["progress"], reason=given["reason"], by=member
        )

    return _form(request, kind, form, act, title=_("Change the value"), done=_("The value is changed."), value=value)


@require_POST
@requires(Permission.SEE)
def move(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    """One place up or down, by the button's `to`."""
    _value(kind, code)
    up = request.POST.get("to") == "up"
    member: Member = request.member  # type: ignore[attr-defined]
    done = _("The order of the scale is changed.")
    return one_step(
        request, partial(acts.move_value, kind=kind, code=code, up=up, by=member), done=done, back=_page(kind)
    )


@require_POST
@requires(Permission.SEE)
def retire(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    """Offer the value no more, or again where it is retired already."""
    value = _value(kind, code)
    member: Member = request.member  # type: ignore[attr-defined]
    act, done = (
        (acts.restore_value, _("The value is offered again."))
        if request.POST.get("again")
        else (acts.retire_value, _("The value is retired. Accounts that hold it keep it."))
    )
    return one_step(request, partial(act, kind=kind, code=value.code, by=member), done=done, back=_page(kind))


@require_http_methods(["GET", "POST"])
@requires(Permission.SEE)
def delete(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    """Take a value that was never used away, after asking."""
    member: Member = request.member  # type: ignore[attr-defined]
    value = _value(kind, code)
    acts.may_edit_scale(member, kind)
    if request.method == "POST":
        act = partial(acts.delete_value, kind=kind, code=code, by=member)
        return one_step(request, act, done=_("The value is deleted."), back=_page(kind))
    context = {
        "base_template": "base_institution.html",
        "title": _("Delete the value?"),
        "text": value.label,
        "action": _("Delete"),
        "danger": True,
        "cancel_url": _page(kind),
    }
    return render(request, "confirm.html", context)


def _language() -> str:
    return (get_language() or "en")[:2]


def _without_the_taxonomys(value: Value, words: dict[str, str]) -> dict[str, str]:
    """Names left as the common lists have them are not written down: they follow the lists."""
    if value.own:
        return words
    common = scales().common(value.code)
    return {name: "" if said == common.get(name) else said for name, said in words.items()}


def _form(
    request: HttpRequest,
    kind: str,
    form: ValueForm,
    act: Callable[[], object],
    *,
    title: str,
    done: str,
    value: Value | None = None,
) -> HttpResponse:
    code = 200
    if request.method == "POST":
        code = 422
        if form.is_valid():
            try:
                act()
            except Refused as refusal:
                form.add_error(None, str(refusal.reason))
                code = 409
            else:
                messages.success(request, done)
                return redirect(_page(kind))
    context = {"form": form, "title": title, "kind": kind, "name": TITLES[kind], "value": value, "back": _page(kind)}
    return render(request, "tracker/scales/value.html", context, status=code)

"""The pages behind an invited person's own link."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from shared.isolation.scope import in_institution
from tenants.consultation.actions import comments
from tenants.consultation.guest_forms import ChangeForm
from tenants.consultation.models import Comment
from tenants.consultation.parts import part_with
from tenants.consultation.refusals import Refused
from tenants.consultation.views import outside
from tenants.consultation.visiting import GUEST, Visit


@require_safe
def read(request: HttpRequest, token: str) -> HttpResponse:
    return outside.read(request, outside.visit_of(request, GUEST, token))


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, token: str, part: str) -> HttpResponse:
    return outside.write(request, outside.visit_of(request, GUEST, token), part)


@require_safe
def heard(request: HttpRequest, token: str) -> HttpResponse:
    return outside.heard(request, outside.visit_of(request, GUEST, token))


@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest, token: str, pk: UUID) -> HttpResponse:
    """Change a comment of hers, or withdraw it, until the consultation closes. Another's is 404."""
    visit = outside.visit_of(request, GUEST, token)
    if visit.is_revoked:
        return outside.drawn(request, visit, "revoked", {}, status=410)
    comment = _hers(visit, pk)
    if not visit.is_open:
        return outside.drawn(request, visit, "not_now", {}, status=409 if request.method == "POST" else 200)
    given = {"words": comment.words, "shows_name": comment.shows_name}
    withdraws = request.POST.get("act") == "withdraw"
    data = request.POST if request.method == "POST" and not withdraws else None
    form = ChangeForm(data, initial=given, name=visit.guest.name if visit.guest else "")
    code, refused = 200, ""
    if request.method == "POST":
        code = 422
        if withdraws or form.is_valid():
            try:
                _act(visit, comment, form, withdraws=withdraws)
            except Refused as refusal:
                code, refused = 409, str(refusal.reason)
            else:
                done = "withdrawn" if withdraws else "changed"
                return outside.sealed(redirect(f"{visit.read_url}?done={done}#messages"), visit)
    part = part_with(visit.consultation.snapshot, comment.part)
    context = {"form": form, "comment": comment, "part": part, "back": visit.read_url, "refused": refused}
    return outside.drawn(request, visit, "own", context, code)


def _hers(visit: Visit, pk: UUID) -> Comment:
    for comment in visit.own:
        if comment.pk == pk and not comment.is_withdrawn:
            return comment
    raise Http404


def _act(visit: Visit, comment: Comment, form: ChangeForm, *, withdraws: bool) -> None:
    if visit.guest is None:
        raise Http404
    with in_institution(visit.institution):
        if withdraws:
            comments.withdraw(comment=comment, day=visit.today, by=visit.guest)
        else:
            comments.change(comment=comment, said=form.said(), day=visit.today, by=visit.guest)

"""The pages of people outside, whichever link they came by.

They run in the network's scope, enter the institution for what they read or write and leave it before the page is
drawn. No page sets a session; none is kept by a cache, found by a search engine or named to another site.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from shared.isolation.scope import in_institution
from tenants.consultation import pace, stamps
from tenants.consultation.actions import comments
from tenants.consultation.actions.comments import Said
from tenants.consultation.actions.guests import note_visit
from tenants.consultation.guest_forms import CommentForm, OpenCommentForm, OwnCommentForm, SharedCommentForm
from tenants.consultation.listing import grouped
from tenants.consultation.models import Comment, DoorKind
from tenants.consultation.parts import WHOLE, part_with, parts_of
from tenants.consultation.refusals import Refused
from tenants.consultation.visiting import GUEST, Visit, visit_by

PATIENCE = timedelta(seconds=3)
HEARD_ON_A_PAGE = 50


def visit_of(request: HttpRequest, kind: str, token: str) -> Visit:
    """Raises Http404 for a link that nobody was given at this host."""
    institution = request.institution  # type: ignore[attr-defined]
    with in_institution(institution):
        visit = visit_by(kind, token, institution=institution)
    if visit is None:
        raise Http404
    return visit


def drawn(request: HttpRequest, visit: Visit, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page for people outside."""
    shown = {**context, "visit": visit, "consultation": visit.consultation}
    return sealed(render(request, f"consultation/guest/{name}.html", shown, status=status), visit)


def sealed(response: HttpResponse, visit: Visit) -> HttpResponse:
    """Nobody keeps it, finds it or learns its address; a refusal of it leaves no line in the log."""
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    # With "no-referrer" browsers send forms from no origin at all, which the check against forged forms refuses; the
    # anonymous pages have no such check.
    response["Referrer-Policy"] = "no-referrer" if visit.is_anonymous else "same-origin"
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response


def read(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The introduction, the subject part by part, and one's own comments. 410 for a link that was revoked."""
    if visit.is_revoked:
        return drawn(request, visit, "revoked", {}, status=410)
    if visit.guest is not None and visit.guest.opened_on is None and request.method == "GET":
        with in_institution(visit.institution):
            note_visit(by=visit.guest, day=visit.today)
    own: dict[str, list[Comment]] = {}
    for comment in visit.own:
        own.setdefault(comment.part, []).append(comment)
    rows = [(part, visit.write_url(part.key), own.get(part.key, [])) for part in parts_of(visit.consultation.snapshot)]
    context = {
        "rows": rows,
        "whole_url": visit.write_url(WHOLE),
        "own_whole": own.get(WHOLE, []),
        "sent": request.GET.get("done", ""),
    }
    return drawn(request, visit, "read", context)


def write(request: HttpRequest, visit: Visit, key: str) -> HttpResponse:
    """The form for one part, or for the whole. Raises Http404 where a stranger's part is asked for."""
    if visit.is_revoked:
        return drawn(request, visit, "revoked", {}, status=410)
    wanted = WHOLE if key == "whole" else key
    part = part_with(visit.consultation.snapshot, wanted) if wanted != WHOLE else None
    if wanted != WHOLE and part is None:
        return drawn(request, visit, "no_part", {}, status=404)
    if not visit.is_open:
        return drawn(request, visit, "not_now", {}, status=409 if request.method == "POST" else 200)
    place = visit.place(wanted)
    form = _form(request, visit, place)
    code = 200
    if request.method == "POST":
        code = 422
        if form.is_valid() and _is_patient(form, visit, place):
            try:
                _send(visit, form, wanted, place)
            except Refused as refusal:
                form.add_error(None, str(refusal.reason))
                code = 409
            else:
                return sealed(redirect(f"{visit.read_url}?done=sent#messages"), visit)
    mine = [one for one in visit.own if one.part == wanted and not one.is_withdrawn]
    return drawn(request, visit, "write", {"form": form, "part": part, "mine": mine, "back": visit.read_url}, code)


def heard(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Accepted comments with the institution's replies, once the result is published."""
    if visit.is_revoked:
        return drawn(request, visit, "revoked", {}, status=410)
    if not visit.is_published:
        return drawn(request, visit, "not_now", {})
    with in_institution(visit.institution):
        rows = visit.consultation.comments.accepted().select_related("guest", "reply").by_part()
        page = Paginator(rows, HEARD_ON_A_PAGE).get_page(request.GET.get("page"))
        page.object_list = list(page.object_list)
    return drawn(request, visit, "heard", {"page": page, "groups": grouped(visit.consultation, page.object_list)})


def _form(request: HttpRequest, visit: Visit, place: str) -> CommentForm:
    initial = {"stamp": stamps.new_stamp(place)}
    data = request.POST if request.method == "POST" else None
    if visit.kind == GUEST:
        name = visit.guest.name if visit.guest else ""
        return OwnCommentForm(data, initial=initial, name=name)
    if visit.kind == DoorKind.OPEN:
        return OpenCommentForm(data, initial=initial)
    return SharedCommentForm(data, initial=initial)


def _is_patient(form: CommentForm, visit: Visit, place: str) -> bool:
    """Whether a person may have written it; what is wrong otherwise stands over the form with her words in it."""
    wrong = ""
    if form.trap:
        wrong = _("Leave the field empty that says so, then send again.")
    else:
        try:
            stamps.key_of(form.cleaned_data["stamp"], place, patience=timedelta(0) if visit.is_own else PATIENCE)
        except stamps.TooQuick:
            wrong = _("That was very quick. Read your words once more, then send them.")
        except stamps.Stale:
            wrong = _("This page had stood open for too long. Your words are still here: send them again.")
            form.data = {**form.data.dict(), "stamp": stamps.new_stamp(place)}  # type: ignore[attr-defined]
    if wrong:
        form.add_error(None, wrong)
    return not wrong


def _send(visit: Visit, form: CommentForm, wanted: str, place: str) -> None:
    said = form.said(wanted)
    key = stamps.key_of(form.cleaned_data["stamp"], place)
    with in_institution(visit.institution):
        if visit.guest is not None:
            comments.comment(key=key, said=said, day=visit.today, by=visit.guest)
            return
        if not pace.takes_one_more(visit.consultation.pk):
            raise Refused(_("Many comments are coming in this minute. Wait a little, then send yours again."))
        _send_by_door(visit, said, key)


def _send_by_door(visit: Visit, said: Said, key: Any) -> None:
    act = comments.comment_anonymously if visit.is_anonymous else comments.comment_openly
    act(consultation=visit.consultation, key=key, said=said, day=visit.today)

"""Citing evidence for a thing, and taking a citation back. The other parts of the institution lead here."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tenants.evidence.actions import citations, pieces
from tenants.evidence.citing import Thing, citations_of
from tenants.evidence.finding import citation_to_detach, thing_to_cite
from tenants.evidence.forms import ChooseForm, FileForm, LinkForm, PlaceForm
from tenants.evidence.listing import found_by_words
from tenants.evidence.models import Citation, Piece
from tenants.evidence.receiving import examined, receives_files
from tenants.evidence.views.acts import form_page, next_of
from tenants.members.access import requires
from tenants.members.models import Member
from tenants.members.roles import Permission

MOST_OFFERED = 12


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.KEEP_EVIDENCE)
@receives_files
def attach(request: HttpRequest, noun: str, pk: UUID) -> HttpResponse:
    """Choose a piece, hand in a file or give a link, and say where in it; then go back to the thing."""
    member: Member = request.member  # type: ignore[attr-defined]
    thing = thing_to_cite(member, noun, pk)
    way = request.GET.get("way")
    if way == "file":
        return _attach_file(request, member, thing)
    if way == "link":
        return _attach_link(request, member, thing)
    return _choose(request, member, thing)


def _choose(request: HttpRequest, member: Member, thing: Thing) -> HttpResponse:
    words = request.GET.get("q", "").replace("\0", "").strip()[:300]
    offered = list(found_by_words(Piece.objects.visible_to(member).shown(), words)[:MOST_OFFERED])
    one = _asked(request, member)
    if one is not None and one not in offered:
        offered.insert(0, one)
    form = ChooseForm(request.POST or None, member=member, offered=offered, initial={"piece": one.pk if one else None})
    return _page(
        request, thing, member, "choose", form,
        act=lambda: citations.cite(
            noun=thing.noun, subject_id=thing.key, by=member,
            piece=form.cleaned_data["piece"], **_place(form),
        ),
        words=words, offered=offered,
    )  # fmt: skip


def _attach_file(request: HttpRequest, member: Member, thing: Thing) -> HttpResponse:
    form, place = FileForm(request.POST or None, request.FILES or None, member=member), PlaceForm(request.POST or None)

    def act() -> Citation:
        upload = form.cleaned_data["file"]
        arrival = examined(upload, upload.name)
        with transaction.atomic():
            piece = pieces.add_file(arrival=arrival, by=member, **form.given())
            return _cite(piece, thing, member, place)

    return _page(request, thing, member, "file", form, act=act, beside=place)


def _attach_link(request: HttpRequest, member: Member, thing: Thing) -> HttpResponse:
    form, place = LinkForm(request.POST or None, member=member), PlaceForm(request.POST or None)

    @transaction.atomic
    def act() -> Citation:
        piece = pieces.add_link(link=form.cleaned_data["link"], by=member, **form.given())
        return _cite(piece, thing, member, place)

    return _page(request, thing, member, "link", form, act=act, beside=place)


def _cite(piece: Piece, thing: Thing, member: Member, place: PlaceForm) -> Citation:
    return citations.cite(piece=piece, noun=thing.noun, subject_id=thing.key, by=member, **_place(place))


def _page(request: HttpRequest, thing: Thing, member: Member, way: str, form: Any, **context: Any) -> HttpResponse:
    back = next_of(request, thing.url)
    return form_page(
        request,
        title=_("Attach evidence"),
        form=form,
        done=_("The evidence is attached."),
        button=_("Attach"),
        back=back,
        template="attach",
        thing=thing,
        way=way,
        way_labels=[("choose", _("From the register")), ("file", _("A file")), ("link", _("A link"))],
        next=back,
        citations=citations_of(thing.noun, [thing.key], member)[thing.key],
        **context,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.KEEP_EVIDENCE)
def detach(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a citation back, after asking; the piece stays in the register."""
    member: Member = request.member  # type: ignore[attr-defined]
    citation, thing = citation_to_detach(member, pk)
    back = next_of(request, thing.url)
    return form_page(
        request,
        title=_("Detach the evidence"),
        form=forms.Form(request.POST if request.method == "POST" else None),
        act=lambda: citations.uncite(citation=citation, by=member),
        done=_("The evidence is detached. It stays in the register."),
        button=_("Detach"),
        back=back,
        template="detach",
        thing=thing,
        citation=citation,
        next=back,
    )


def _place(form: PlaceForm) -> dict[str, str]:
    return {name: form.cleaned_data[name] for name in ("place_kind", "place", "quotation")}


def _asked(request: HttpRequest, member: Member) -> Piece | None:
    """The piece that `piece` in the address names, where she may know of it."""
    try:
        key = UUID(request.GET.get("piece", ""))
    except ValueError:
        return None
    return Piece.objects.visible_to(member).shown().filter(pk=key).first()

"""Pages that add to the register and change it."""

from __future__ import annotations

from uuid import UUID

from django.core.files.storage import storages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tenants.evidence.actions import files, pieces
from tenants.evidence.finding import piece_to_edit, version_for
from tenants.evidence.forms import ClassForm, ContentForm, EraseForm, FileForm, LinkEditForm, LinkForm, ReplaceForm
from tenants.evidence.holding import authorise_edit
from tenants.evidence.models import Piece, Version
from tenants.evidence.receiving import examined, receives_files
from tenants.evidence.views.acts import form_page
from tenants.members.access import requires
from tenants.members.models import Member
from tenants.members.roles import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.KEEP_EVIDENCE)
@receives_files
def add(request: HttpRequest) -> HttpResponse:
    """Hand in a file."""
    member: Member = request.member  # type: ignore[attr-defined]
    form = FileForm(request.POST or None, request.FILES or None, member=member)

    def act() -> Piece:
        upload = form.cleaned_data["file"]
        return pieces.add_file(arrival=examined(upload, upload.name), by=member, **form.given())

    return form_page(
        request,
        title=_("Add a file"),
        form=form,
        act=act,
        go_on=Piece.get_absolute_url,
        done=_("The file is in the register."),
        button=_("Add to the register"),
        back=reverse("evidence:register"),
        template="add",
        way="file",
        direct=storages["private"].signs,  # type: ignore[attr-defined]
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.KEEP_EVIDENCE)
def add_link(request: HttpRequest) -> HttpResponse:
    """Give a link."""
    member: Member = request.member  # type: ignore[attr-defined]
    form = LinkForm(request.POST or None, member=member)
    return form_page(
        request,
        title=_("Add a link"),
        form=form,
        act=lambda: pieces.add_link(link=form.cleaned_data["link"], by=member, **form.given()),
        go_on=Piece.get_absolute_url,
        done=_("The link is in the register."),
        button=_("Add to the register"),
        back=reverse("evidence:register"),
        template="add",
        way="link",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.KEEP_EVIDENCE)
def edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Correct what is said of a piece."""
    member: Member = request.member  # type: ignore[attr-defined]
    one = piece_to_edit(member, pk)
    form = (ContentForm if one.is_file else LinkEditForm)(request.POST or None, piece=one)
    return form_page(
        request,
        title=_("Correct what is said of it"),
        form=form,
        act=lambda: pieces.change(
            piece=one, content=form.content(), link=form.cleaned_data.get("link", ""),
            seen=form.cleaned_data["seen"], by=member,
        ),
        done=_("The piece is saved."),
        button=_("Save"),
        back=one.get_absolute_url(),
        piece=one,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.KEEP_EVIDENCE)
def classify(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say who may know of it."""
    member: Member = request.member  # type: ignore[attr-defined]
    one = piece_to_edit(member, pk)
    form = ClassForm(request.POST or None, piece=one, member=member)
    return form_page(
        request,
        title=_("Who may know of it"),
        form=form,
        act=lambda: pieces.classify(
            piece=one,
            by=member,
            **{name: form.cleaned_data[name] for name in ("confidentiality", "readers", "reason", "seen")},
        ),
        done=_("The class is saved."),
        button=_("Save"),
        back=one.get_absolute_url(),
        piece=one,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.KEEP_EVIDENCE)
@receives_files
def replace(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Hand in a newer file."""
    member: Member = request.member  # type: ignore[attr-defined]
    one = piece_to_edit(member, pk)
    if not one.is_file:
        raise Http404
    form = ReplaceForm(request.POST or None, request.FILES or None)

    def act() -> Version:
        upload = form.cleaned_data["file"]
        return pieces.replace(
            piece=one, arrival=examined(upload, upload.name), note=form.cleaned_data["note"], by=member
        )

    return form_page(
        request,
        title=_("Hand in a new version"),
        form=form,
        act=act,
        done=_("The new version is kept; the earlier ones stay."),
        button=_("Hand in"),
        back=one.get_absolute_url(),
        piece=one,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.KEEP_EVIDENCE)
def erase(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """Delete the file of one version, with a reason."""
    member: Member = request.member  # type: ignore[attr-defined]
    version = version_for(member, pk, number)
    authorise_edit(member, version.piece)
    form = EraseForm(request.POST or None)
    return form_page(
        request,
        title=_("Delete the file"),
        form=form,
        act=lambda: files.erase(version=version, by=member, **form.cleaned_data),
        done=_("The file is deleted. Its line and digest stay in the register."),
        button=_("Delete for good"),
        back=version.piece.get_absolute_url(),
        piece=version.piece,
        danger=True,
        explanation=_(
            "The file is deleted for good and cannot be brought back. The line, the digest and the reason stay."
        ),
    )

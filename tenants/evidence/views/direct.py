"""Uploads that go straight into the store, where it signs: a ticket, the upload, then the piece."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.files.storage import storages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tenants.evidence.actions import tickets
from tenants.evidence.forms import ArrivedForm
from tenants.evidence.limits import MEGABYTE, limits
from tenants.evidence.models import Piece, UploadTicket
from tenants.evidence.views.acts import form_page
from tenants.members.access import requires
from tenants.members.models import Member
from tenants.members.roles import Permission


@require_POST
@requires(Permission.KEEP_EVIDENCE)
def direct(request: HttpRequest) -> HttpResponse:
    """A form that sends one file to the store, for a short time. The store leads back to the next page."""
    member: Member = request.member  # type: ignore[attr-defined]
    storage: Any = storages["private"]
    if not storage.signs:
        raise Http404
    ticket = tickets.issue(by=member)
    back = request.build_absolute_uri(reverse("evidence:arrived", args=[ticket.pk]))
    upload = storage.signed_upload(
        ticket.key, max_bytes=limits().max_bytes, seconds=int(tickets.LASTS.total_seconds()), back=back
    )
    context = {"upload": upload, "megabytes": limits().max_bytes // MEGABYTE, "title": _("Upload a large file")}
    response = render(request, "evidence/direct.html", context)
    # This one page may send its form to the store.
    response._csp_update = {"form-action": [upload["url"]]}  # type: ignore[attr-defined]
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.KEEP_EVIDENCE)
def arrived(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The file is in the store: say what it is. It is looked at, like every other, before it is taken."""
    member: Member = request.member  # type: ignore[attr-defined]
    ticket = get_object_or_404(UploadTicket.objects.filter(member=member, used_at=None), pk=pk)
    form = ArrivedForm(request.POST or None, member=member)
    return form_page(
        request,
        title=_("What is this file?"),
        form=form,
        act=lambda: tickets.redeem(upload=ticket, by=member, name=form.cleaned_data["file_name"], **form.given()),
        go_on=Piece.get_absolute_url,
        done=_("The file is in the register."),
        button=_("Add to the register"),
        back=reverse("evidence:register"),
    )

"""A filled workbook comes in, at a request's page or at the round's."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_protect

from tenants.followup.models import Request, Round
from tenants.followup.refusals import Refused
from tenants.followup.workbook import uploads
from tenants.followup.workbook.views.whereabouts import do_short_work, person
from tenants.intake.readers import Unreadable
from tenants.intake.readers.limits import MEGABYTE
from tenants.intake.readers.unreadable import TooLarge
from tenants.intake.receiving import bound, received

# What the page shows instead: the reason, the file's name, the status.
Page = Callable[[str, str, int], HttpResponse]


def receive(request: HttpRequest, round: Round, expected: Request | None, page: Page) -> HttpResponse:
    """Keep the file and go to its differences; a file that cannot be kept is told on the page it came from."""
    bounded = bound(request)

    @csrf_protect
    def checked(request: HttpRequest) -> HttpResponse:
        sent = request.FILES.get("file")
        if bounded.exceeded:
            return page(TooLarge(limit=bounded.limit // MEGABYTE).message, "", 422)
        if sent is None:
            return page(gettext("Choose a file first."), "", 422)
        try:
            with received(sent, uuid4()) as file:
                kept = uploads.upload(file=file, round=round, expected=expected, by=person(request))
        except Unreadable as refusal:
            return page(refusal.message, sent.name or "", 422)
        except Refused as refusal:
            return page(str(refusal.reason), sent.name or "", 409)
        do_short_work(kept)
        return redirect("followup:workbook_upload", kept.pk)

    return checked(request)


def chosen_language(request: HttpRequest) -> str:
    """The language in which the workbook is wanted; empty for the round's."""
    wanted = request.POST.get("language", "")
    return wanted if wanted in {"ar", "en", "fr"} else ""


def key_from(text: str) -> UUID | None:
    """A key that a form sent."""
    try:
        return UUID(text)
    except ValueError:
        return None

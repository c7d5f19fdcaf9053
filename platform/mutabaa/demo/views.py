"""A file for trying the import."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from mutabaa.demo.fiction import UPR_INFO
from tenants.members.access import requires
from tenants.members.roles import Permission


@requires(Permission.IMPORT)
def demo_file(request: HttpRequest) -> HttpResponse:
    """The invented UPR Info file, as an attachment. It does not exist outside a demonstration."""
    if not settings.DEMO:
        raise Http404
    answer = HttpResponse(UPR_INFO.read_bytes(), content_type="text/csv")
    answer["Content-Disposition"] = 'attachment; filename="upr-info.csv"'
    return answer

"""The pages behind links that many use: the open one, and the anonymous one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from tenants.consultation.models import DoorKind
from tenants.consultation.views import outside


@require_safe
def read_openly(request: HttpRequest, token: str) -> HttpResponse:
    return outside.read(request, outside.visit_of(request, DoorKind.OPEN, token))


@require_http_methods(["GET", "HEAD", "POST"])
def write_openly(request: HttpRequest, token: str, part: str) -> HttpResponse:
    return outside.write(request, outside.visit_of(request, DoorKind.OPEN, token), part)


@require_safe
def heard_openly(request: HttpRequest, token: str) -> HttpResponse:
    return outside.heard(request, outside.visit_of(request, DoorKind.OPEN, token))


@require_safe
def read_anonymously(request: HttpRequest, token: str) -> HttpResponse:
    return outside.read(request, outside.visit_of(request, DoorKind.ANONYMOUS, token))


# A forged form could do here only what its forger may do himself, for nobody is known; the check would leave a
# cookie with the visitor and a line in the log. The form's stamp says that this server wrote the page.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def write_anonymously(request: HttpRequest, token: str, part: str) -> HttpResponse:
    return outside.write(request, outside.visit_of(request, DoorKind.ANONYMOUS, token), part)


@require_safe
def heard_anonymously(request: HttpRequest, token: str) -> HttpResponse:
    return outside.heard(request, outside.visit_of(request, DoorKind.ANONYMOUS, token))

"""Files for trying the import."""

from __future__ import annotations

import mimetypes

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from mutabaa.demo.context import slug_of
from mutabaa.demo.samples import sample
from tenants.members.access import requires
from tenants.members.roles import Permission


@require_safe
@requires(Permission.IMPORT)
def demo_file(request: HttpRequest, name: str) -> HttpResponse:
    """A sample file of the institution's latest review, as an attachment. It does not exist outside a demonstration."""
    content = sample(slug_of(request), name) if settings.DEMO else None
    if content is None:
        raise Http404
    answer = HttpResponse(content, content_type=mimetypes.guess_type(name)[0])
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer

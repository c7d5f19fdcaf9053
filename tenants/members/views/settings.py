"""The institution's own choices."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tenants.members.access import requires
from tenants.members.actions.settings import change_settings
from tenants.members.forms import SettingsForm
from tenants.members.roles import Permission
from tenants.members.rule_example import EXAMPLE


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_SETTINGS)
def settings(request: HttpRequest) -> HttpResponse:
    institution = request.institution  # type: ignore[attr-defined]
    form = SettingsForm(request.POST or None, institution=institution)
    if request.method == "POST" and form.is_valid():
        change_settings(institution=institution, by=request.member, **form.cleaned_data)  # type: ignore[attr-defined]
        messages.success(request, _("The settings were saved."))
        return redirect("members:settings")
    return render(
        request, "members/settings.html", {"form": form, "example": EXAMPLE}, status=422 if form.errors else 200
    )

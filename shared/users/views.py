"""The person's own page of choices. Runs in network scope, like every account page."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods

from shared.users.actions import choose
from shared.users.forms import PreferencesForm


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def preferences(request: HttpRequest) -> HttpResponse:
    """Language and time zone; saving leads to the same page in the language chosen."""
    user = request.user
    form = PreferencesForm(request.POST or None, user=user)  # type: ignore[arg-type]
    if request.method == "POST" and form.is_valid():
        choose(user_id=user.pk, **form.cleaned_data)  # type: ignore[arg-type]
        with override(form.cleaned_data["language"]):
            messages.success(request, _("Your language and time zone are saved."))
            return redirect(reverse("account_preferences"))
    return render(request, "account/preferences.html", {"form": form}, status=422 if form.errors else 200)

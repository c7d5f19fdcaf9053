"""The pages of an indicator's measurements."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tenants.members.access import requires
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.planning.actions import measurements
from tenants.planning.finding import indicator_to_measure, measurement_to_correct
from tenants.planning.indicator_forms import MeasureForm
from tenants.planning.views.acts import form_page
from tenants.planning.views.indicators import address_of


@require_http_methods(["GET", "POST"])
@requires(Permission.SEE)
def measure(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write a measurement down. Refused before the question to whoever may not."""
    member: Member = request.member  # type: ignore[attr-defined]
    indicator = indicator_to_measure(member, pk)
    form = MeasureForm(request.POST or None, indicator=indicator)
    return form_page(
        request,
        title=_("Record a measurement"),
        form=form,
        act=lambda: measurements.measure(indicator=indicator, reading=form.reading(), by=member),
        done=_("The measurement is recorded."),
        button=_("Record it"),
        back=address_of(indicator),
        indicator=indicator,
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.SEE)
def correct(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put another in its place, and say why. Refused before the question to whoever may not."""
    member: Member = request.member  # type: ignore[attr-defined]
    measurement = measurement_to_correct(member, pk)
    form = MeasureForm(request.POST or None, indicator=measurement.indicator, corrected=measurement)
    return form_page(
        request,
        title=_("Correct a measurement"),
        form=form,
        act=lambda: measurements.correct(
            measurement=measurement, reading=form.reading(), reason=form.cleaned_data["reason"], by=member
        ),
        done=_("The measurement is corrected. The one before it stays in the history with your reason."),
        button=_("Correct it"),
        back=address_of(measurement.indicator),
        indicator=measurement.indicator,
    )

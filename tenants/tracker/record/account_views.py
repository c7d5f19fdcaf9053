"""Pages where an assessor gives an account, and takes one back."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tenants.institutions.models import Institution
from tenants.members.access import Denied, requires
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.tracker.actions import assessments
from tenants.tracker.actions.refusals import Refused
from tenants.tracker.models import Assessment
from tenants.tracker.record.acts import form_page
from tenants.tracker.record.finding import address, recommendation_for
from tenants.tracker.record.forms import AssessForm, ReasonForm
from tenants.tracker.record.voices import Voice, voices
from tenants.tracker.scales.wording import scales


@require_http_methods(["GET", "POST"])
@requires(Permission.SEE)
def assess(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Record an account. Who may speak for several assessors first says for whom, in `for`."""
    member: Member = request.member  # type: ignore[attr-defined]
    recommendation = recommendation_for(member, pk, Permission.SEE)
    here_is: Institution = request.institution  # type: ignore[attr-defined]
    open_to_her = voices(member, recommendation, here_is)
    if not open_to_her:
        raise Denied(_("Nobody’s account of this recommendation is yours to give."))
    asked = request.GET.get("for", "")
    voice = open_to_her[0] if len(open_to_her) == 1 else next((one for one in open_to_her if one.key == asked), None)
    here = address("assess", recommendation, request)
    if voice is None:
        joint = "&" if "?" in here else "?"
        context = {
            "recommendation": recommendation,
            "title": _("Whose account is it?"),
            "choices": [(one, f"{here}{joint}{urlencode({'for': one.key})}") for one in open_to_her],
            "back": address("record", recommendation, request),
        }
        return render(request, "tracker/record/voices.html", context)
    return _account(request, member, voice, pk)


def _account(request: HttpRequest, member: Member, voice: Voice, pk: UUID) -> HttpResponse:
    recommendation = recommendation_for(member, pk, Permission.SEE)
    current = recommendation.assessments.current().filter(assessor_kind=voice.kind, body=voice.body).first()
    known = scales()
    language = (get_language() or "en")[:2]
    form = AssessForm(request.POST or None, voice=voice, language=language, known=known, current=current)

    def act() -> Assessment:
        given = form.cleaned_data
        return assessments.assess(
            recommendation=recommendation,
            kind=voice.kind,
            body=voice.body,
            value=given["value"],
            assessed_on=given["assessed_on"],
            account=form.account(),
            visibility=given["visibility"],
            source=given.get("source", ""),
            by=member,
        )

    return form_page(
        request,
        recommendation,
        template="assess",
        title=_("Record an account"),
        form=form,
        act=act,
        done=_("The account is recorded."),
        voice=voice,
        current=current,
        stands_at=known.value(current.value) if current else None,
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.SEE)
def withdraw(request: HttpRequest, pk: UUID, assessment: UUID) -> HttpResponse:
    """Take an account back, with a reason. Refused before the question to whoever may not."""
    member: Member = request.member  # type: ignore[attr-defined]
    recommendation = recommendation_for(member, pk, Permission.SEE)
    account = recommendation.assessments.select_related("body", "recommendation").filter(pk=assessment).first()
    if account is None:
        raise Http404
    try:
        here: Institution = request.institution  # type: ignore[attr-defined]
        assessments.may_speak(member, account.assessor_kind, account.body, recommendation, here=here)
    except Refused as refusal:
        raise Denied(refusal.reason) from refusal
    form = ReasonForm(request.POST or None)
    return form_page(
        request,
        recommendation,
        template="withdraw",
        title=_("Withdraw the account"),
        form=form,
        act=lambda: assessments.withdraw(assessment=account, reason=form.cleaned_data["reason"], by=member),
        done=_("The account is withdrawn. It stays in the history with your reason."),
        account=account,
        stands_at=scales().value(account.value),
    )

"""Reading a calendar feed: whose it is, what it holds, where it is fetched."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.crypto import constant_time_compare

from shared.isolation.scope import in_network
from shared.users.models import User
from tenants.institutions.models import Domain, Institution
from tenants.members.addresses import host_address
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.reporting.actions.feeds import digest_of
from tenants.reporting.icalendar import calendar
from tenants.reporting.models import FeedToken, Obligation, Standing

# How long what is closed stays in the calendar programs.
CLOSED_FOR = timedelta(days=366)


def member_with(token: str) -> Member | None:
    """Whose feed the secret opens, in the institution at hand; None for a revoked one and for people who left."""
    digest = digest_of(token)
    found = FeedToken.objects.standing().select_related("member").filter(digest=digest).first()
    if found is None or not constant_time_compare(found.digest, digest):
        return None
    member = found.member
    present = member.left_at is None and not member.awaits_confirmation
    return member if present and member.may(Permission.SEE) else None


def language_of(member: Member) -> str:
    """The language the person reads in; it stands in public, where the institution's role cannot read."""
    with in_network():
        return User.objects.filter(pk=member.user_id).values_list("language", flat=True).first() or "ar"


def written(institution: Institution, language: str) -> str:
    """The feed's text: everything open, and what was due in the last year. Institution scope."""
    address = _host(institution)
    recent = Q(due_on__gte=timezone.localdate() - CLOSED_FOR)
    obligations = (
        Obligation.objects.filter(Q(standing=Standing.OPEN) | recent)
        .select_related("owner")
        .annotate(slipped=Count("slips"))
    )
    with translation.override(language):
        name = translation.gettext("Obligations: %(institution)s") % {"institution": institution.name}
        return calendar(obligations, name=name, address=address)


def feed_address(institution: Institution, token: str) -> str:
    """The private address, in the language at hand; the feed itself is in the person's own."""
    path = reverse("feed:calendar", kwargs={"token": token}, urlconf=settings.INSTITUTION_URLCONF)
    return _host(institution) + path


def _host(institution: Institution) -> str:
    with in_network():
        slug = Domain.objects.get(institution=institution, is_primary=True).slug
    return host_address(slug)

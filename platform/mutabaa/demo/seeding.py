"""Makes the invented network. Whatever is there already stays as people left it."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime

from django.db import transaction
from django.utils import timezone

from mutabaa.demo import assessments, clusters, consultations, dossiers, fiction, imports, planning, rounds
from mutabaa.demo.evidence import fill_register
from mutabaa.demo.history import entries
from mutabaa.demo.obligations import fill_calendar
from mutabaa.demo.people import affiliate, renew_passwords, seat_the_secretariat, users
from mutabaa.demo.rows import Cast, Rows
from mutabaa.demo.sign_ins import key_mark, require_demo
from mutabaa.demo.standing_in import arrange, keep_time
from shared.isolation.scope import in_institution, in_network
from shared.taxonomy.catalogue import catalogue
from shared.taxonomy.fictional import load_fictional_states
from shared.taxonomy.identity import term_id
from shared.users.models import User
from tenants.institutions import provisioning
from tenants.institutions.models import Domain, Institution, InstitutionKind, Standing
from tenants.members.models import BodyKind, Member, ResponsibleBody
from tenants.network.models import NetworkEntry
from tenants.records.models import AuditEntry
from tenants.tracker.models import Recommendation
from tenants.tracker.status import derive_all
from tenants.tracker.status_changes import retell

# Where an NHRI reads what it quotes of the state.
QUOTED_FROM = {
    "ar": "ردّ على مراسلة المؤسسة",
    "en": "Reply to a letter of the institution",
    "fr": "Réponse à une lettre de l’institution",
}
# When the invented institutions filled their lists.
FILLED_AT = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)


def seed() -> list[str]:
    """Make what is missing; returns the slugs of the institutions that were filled. Raises NotADemonstration.

    Needs the migrator's connection where an institution is missing. Each institution is filled in one transaction:
    after a kill it is empty or whole, and a second run goes on.
    """
    require_demo()
    with in_network():
        load_fictional_states(fiction.STATES)
        with transaction.atomic():
            seat_the_secretariat()
            known = {one.slug: users(one.people) for one in fiction.members()}
            _keep_passwords_true([email for found in known.values() for email in found])
    return [one.slug for one in fiction.members() if _fill(_institution(one), one, known[one.slug])]


def _keep_passwords_true(emails: list[str]) -> None:
    """With another secret key than last time everybody gets the passwords that are shown now."""
    last = NetworkEntry.objects.filter(verb="seeded", noun="demo").first()
    if last is not None and last.details.get("key") == key_mark():
        return
    if last is not None:
        renew_passwords([*emails, *(person.email for person in fiction.secretariat())])
    NetworkEntry.objects.create(verb="seeded", noun="demo", details={"key": key_mark()})


def _institution(one: fiction.Member) -> Institution:
    """The member institution, ready to be filled."""
    with in_network():
        domain = Domain.objects.select_related("institution").filter(slug=one.slug).first()
    if domain is not None and domain.institution.standing not in {Standing.REQUESTED, Standing.CREATING}:
        return domain.institution
    asked = (
        domain.institution
        if domain is not None
        else provisioning.request_institution(
            slug=one.slug,
            names=one.names,
            kind=one.kind,
            state_id=term_id("state", one.state),
            default_language=one.default_language,
            month_style=one.month_style,
            status_rule=one.rule,
        )
    )
    return provisioning.provision(asked)


def _fill(institution: Institution, one: fiction.Member, people: dict[str, User]) -> bool:
    """Fill an institution that holds nobody and nothing; False for any other."""
    if institution.standing != Standing.READY:
        return False
    with in_institution(institution), transaction.atomic():
        if Member.objects.exists() or Recommendation.objects.exists():
            return False
        said = fiction.recommendations(one.slug)
        cast = _cast(one, people, {a.body for row in said for a in row.accounts if a.assessor == BodyKind.COMMITTEE})
        rows = Rows(cast, one.default_language, fiction.cluster_titles(one.slug), FILLED_AT)
        rows.quoted_from = QUOTED_FROM[one.default_language] if one.kind == InstitutionKind.NHRI else ""
        for row in said:
            rows.add(row)
        for row in said:
            rows.link(row)
        assessments.add(one.slug, rows)
        rows.save()
        derive_all(institution.status_rule, cause=None)
        retell(institution.status_rule)
        AuditEntry.objects.bulk_create(entries(rows, cast))
        clusters.gather(one.slug, rows, fiction.cluster_titles(one.slug))
        planning.write(one.slug, rows)
        rounds.hold(one.slug, rows, timezone.localdate())
        fill_calendar(one.slug, cast, language=one.default_language, at=FILLED_AT, today=timezone.localdate())
        fill_register(one.slug, cast, language=one.default_language)
        consultations.hold(one.slug, cast, today=timezone.localdate())
        imports.bring(one.slug, cast)
        dossiers.write(one.slug, cast)
        keep_time(institution, one.slug, cast)
        with in_network():
            affiliate(institution, people.values())
        # After the rounds: who departs hands over what they asked.
        arrange(one.slug, cast, language=one.default_language, today=timezone.localdate())
    return True


def _cast(one: fiction.Member, people: dict[str, User], committees: set[str]) -> Cast:
    """The institution's bodies, the committees that graded it, and its members. Institution scope."""
    bodies = {
        body.code: ResponsibleBody(
            kind=body.kind,
            **{f"name_{code}": text for code, text in body.name.items()},
            **{f"short_name_{code}": text for code, text in body.short_name.items()},
        )
        for body in one.bodies
    }
    for code in sorted(committees):
        term = catalogue().body_by_code[code]
        bodies[code] = ResponsibleBody(
            kind=BodyKind.COMMITTEE,
            name_ar=term.label_ar,
            name_en=term.label_en,
            name_fr=term.label_fr,
            short_name_ar=term.label_ar[:80],
            short_name_en=term.abbreviation,
            short_name_fr=term.abbreviation,
        )
    ResponsibleBody.objects.bulk_create(bodies.values())
    by_role: dict[str, list[Member]] = defaultdict(list)
    for person in one.people:
        user = people[person.email]
        by_role[person.role].append(
            Member(
                user_id=user.pk,
                name=person.name,
                email=person.email,
                role_slug=person.role,
                body=bodies[person.body] if person.body else None,
                joined_at=FILLED_AT,
            )
        )
    Member.objects.bulk_create(member for members in by_role.values() for member in members)
    return Cast(dict(by_role), bodies)

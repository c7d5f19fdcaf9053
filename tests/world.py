"""The world of the tests: two fictional institutions, `alef` and `ba`, with identical data, and a secretariat."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.management import call_command

from shared.isolation.scope import in_institution, in_network
from shared.users.models import User
from tenants.institutions import migrating, provisioning
from tenants.institutions.models import Affiliation, Domain, Institution
from tenants.members.models import BodyKind, Member, ResponsibleBody
from tenants.network.models import SecretariatMember

STAFF = ("administrator", "curator")
PASSWORD = "correct horse battery"
# role in the world -> role in the institution, body's short name
PEOPLE = {
    "coordinator": ("coordinator", None),
    "analyst": ("analyst", None),
    "focal_point": ("focal_point", "Justice"),
    "focal_point_elsewhere": ("focal_point", "Interior"),
    "assessor": ("assessor", "Council"),
    "observer": ("observer", None),
}
BODIES = [
    ("وزارة العدل", "Ministry of Justice", "Ministère de la justice", "Justice", BodyKind.STATE),
    ("وزارة الداخلية", "Ministry of Interior", "Ministère de l’intérieur", "Interior", BodyKind.STATE),
    ("المجلس الوطني لحقوق الإنسان", "National Human Rights Council", "Conseil national", "Council", BodyKind.NHRI),
    ("ائتلاف سند", "Sanad coalition", "Coalition Sanad", "Sanad", BodyKind.CIVIL_SOCIETY),
]


@dataclass
class Place:
    """One institution, or the network: its people by their role in the world."""

    institution: Institution = None  # type: ignore[assignment]
    users: dict[str, User] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    bodies: dict[str, ResponsibleBody] = field(default_factory=dict)

    def copied(self) -> Place:
        return Place(
            copy(self.institution),
            {role: copy(one) for role, one in self.users.items()},
            {role: copy(one) for role, one in self.members.items()},
            {name: copy(one) for name, one in self.bodies.items()},
        )


@dataclass
class World:
    alef: Place = field(default_factory=Place)
    ba: Place = field(default_factory=Place)
    network: Place = field(default_factory=Place)

    def copied(self) -> World:
        """Objects of its own, so that what a test does to them reaches no other."""
        return World(self.alef.copied(), self.ba.copied(), self.network.copied())


def find() -> World | None:
    """The world as it stands in the database, or None when it has to be made."""
    if any(state == "behind" for state in migrating.states().values()):
        return None
    world = World()
    with in_network():
        if SecretariatMember.objects.count() != len(STAFF):
            return None  # half made: the secretariat comes last
        for slug in ("alef", "ba"):
            domain = Domain.objects.select_related("institution").filter(slug=slug).first()
            if domain is None:
                return None
            place: Place = getattr(world, slug)
            place.institution = domain.institution
            for role in PEOPLE:
                place.users[role] = User.objects.get(email=f"{role}@{slug}.example")
        for role in STAFF:
            world.network.users[role] = User.objects.get(email=f"{role}@network.example")
    for slug in ("alef", "ba"):
        place = getattr(world, slug)
        with in_institution(place.institution):
            place.bodies = {body.short_name_en: body for body in ResponsibleBody.objects.all()}
            for role in PEOPLE:
                place.members[role] = Member.objects.get(email=f"{role}@{slug}.example")
    return world


def build() -> None:
    """Make the world in an empty database."""
    call_command("prepare_database", verbosity=0)
    call_command("migrate", verbosity=0)
    call_command("load_taxonomy", verbosity=0)
    for slug in ("alef", "ba"):
        _institution(slug)
    with in_network():
        for role in STAFF:
            user = User.objects.create_user(f"{role}@network.example", PASSWORD, name=role.title(), language="en")
            SecretariatMember.objects.create(user=user, role=role)
            _confirm(user)


def _confirm(user: User) -> None:
    from allauth.account.models import EmailAddress

    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)


def _institution(slug: str) -> None:
    institution = provisioning.request_institution(
        slug=slug,
        names={"ar": f"اللجنة الوطنية {slug}", "en": f"National Committee {slug}", "fr": f"Comité national {slug}"},
        kind="nmirf",
    )
    institution = provisioning.provision(institution)
    users: dict[str, User] = {}
    with in_network():
        for role in PEOPLE:
            users[role] = User.objects.create_user(f"{role}@{slug}.example", PASSWORD, name=role, language="en")
            _confirm(users[role])
            Affiliation.objects.create(institution=institution, owner_role=institution.schema_name, user=users[role])
    with in_institution(institution):
        bodies: dict[str | None, Any] = {None: None}
        for ar, en, fr, short, kind in BODIES:
            body = ResponsibleBody(
                name_ar=ar,
                name_en=en,
                name_fr=fr,
                short_name_ar=ar,
                short_name_en=short,
                short_name_fr=short,
                kind=kind,
            )
            body.save()
            bodies[short] = body
        for role, (slug_of_role, body) in PEOPLE.items():
            Member(
                user_id=users[role].pk, name=role, email=users[role].email, role_slug=slug_of_role, body=bodies[body]
            ).save()
        from tests.samples import recommendations

        recommendations(bodies, date(2025, 2, 4))

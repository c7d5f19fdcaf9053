"""`manage.py create_institution`: a new member of the network, and the link for its first coordinator."""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import connections

from shared.isolation.scope import in_network
from shared.languages.direction import LANGUAGES
from shared.taxonomy.models import State
from tenants.institutions.models import InstitutionKind
from tenants.institutions.provisioning import TemplateMissing
from tenants.members.actions.founding import found
from tenants.members.refused import Refused

SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")


class Command(BaseCommand):
    help = "Provision an institution and print the invitation link of its first coordinator."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--slug", required=True, help="the first label of its host: small letters, digits, hyphens")
        for code in LANGUAGES:
            parser.add_argument(f"--name-{code}", required=True)
        parser.add_argument("--kind", choices=InstitutionKind.values, default=InstitutionKind.NMIRF.value)
        parser.add_argument("--state", help="ISO 3166 alpha-3 code of its State")
        parser.add_argument("--coordinator", required=True, help="e-mail address of the first coordinator")
        parser.add_argument("--language", choices=LANGUAGES, default="ar", help="its first language")

    def handle(self, *args: Any, **options: Any) -> None:
        if not SLUG.fullmatch(options["slug"]):
            raise CommandError("--slug: small letters, digits and hyphens only, 40 at most.")
        try:
            validate_email(options["coordinator"])
        except ValidationError:
            raise CommandError("--coordinator: not an e-mail address.") from None
        if "migrator" not in connections:
            raise CommandError(
                "DATABASE_ADMIN_URL is not set: only a process with the migrator's rights makes schemas."
            )
        if not settings.SECRET_KEY_GIVEN:
            raise CommandError("MUTABAA_SECRET_KEY is not set: the invitation link would open nothing.")
        try:
            founded = found(
                slug=options["slug"],
                names={code: options[f"name_{code}"] for code in LANGUAGES},
                kind=options["kind"],
                state=_state(options["state"]),
                language=options["language"],
                coordinator=options["coordinator"],
            )
        except (Refused, TemplateMissing) as refused:
            raise CommandError(str(refused)) from None
        if founded.resumed:
            self.stderr.write("It was begun before; what was missing is made now, its names stay as they were.")
        self.stdout.write(f"{options['slug']} is ready. The first coordinator accepts here:")
        self.stdout.write(founded.link)


def _state(code: str | None) -> State | None:
    if not code:
        return None
    with in_network():
        state = State.objects.filter(code=code.upper()).first()
    if not isinstance(state, State):
        raise CommandError(f"--state: no State has the code {code!r}. Has `manage.py load_taxonomy` run?")
    return state

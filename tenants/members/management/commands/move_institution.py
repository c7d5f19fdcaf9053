"""`manage.py move_institution --slug ma --to suspended --reason ..`: take an institution out of service, or back."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from shared.isolation.scope import in_network
from tenants.institutions.models import Domain, Standing
from tenants.institutions.provisioning import NotAllowed, move

TARGETS = (Standing.READY, Standing.SUSPENDED, Standing.LEAVING)


class Command(BaseCommand):
    help = "Suspend an institution, let it leave, or take it into service again. Its data stay untouched."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--slug", required=True)
        parser.add_argument("--to", required=True, choices=[target.value for target in TARGETS])
        parser.add_argument("--reason", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        with in_network():
            domain = Domain.objects.using("migrator").select_related("institution").filter(slug=options["slug"]).first()
            if domain is None:
                raise CommandError(f"No institution answers at {options['slug']!r}.")
            try:
                move(domain.institution, Standing(options["to"]), reason=options["reason"])
            except NotAllowed as refused:
                raise CommandError(str(refused)) from None
        self.stdout.write(f"{options['slug']} is {options['to']}")

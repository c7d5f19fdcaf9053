"""`manage.py migrate`: every schema of the database, in a safe order. Replaces Django's command."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.migrations.autodetector import MigrationAutodetector

from tenants.institutions import migrating


class Command(BaseCommand):
    help = "Migrate public, the template, a canary, then only the institutions that are behind."
    requires_system_checks: list[str] = []
    autodetector = MigrationAutodetector  # Django checks that it is makemigrations' own

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--status", action="store_true", help="say which schemas are behind and change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["status"]:
            for schema, state in migrating.states().items():
                self.stdout.write(f"{schema}\t{state}")
            return
        try:
            outcome = migrating.run(lambda schema: self.stdout.write(f"migrating {schema}"))
        except migrating.AnotherMigrationRuns:
            raise CommandError(
                "Another migration is running on this database, or an institution is being made; try again."
            ) from None
        self.stdout.write(
            f"migrated {len(outcome.migrated)}, already current {outcome.untouched}, failed {len(outcome.failed)}"
        )
        for schema, reason in outcome.failed.items():
            self.stderr.write(f"{schema}: {reason}")
        if outcome.not_tried:
            self.stderr.write(f"the canary failed; not tried: {', '.join(outcome.not_tried)}")
        if outcome.failed:
            raise CommandError("Some schemas are behind. Mend the cause and run the command again; it resumes.")

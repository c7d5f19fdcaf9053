"""`manage.py export_institution --institution SLUG --to FILE`: everything it holds, as one archive."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from shared.isolation.scope import in_institution, in_network
from tenants.archives.writing import write_archive
from tenants.institutions.models import Institution
from tenants.records import audit


class Command(BaseCommand):
    help = "Write the institution's whole data, confidential data too, into one archive (deploy/archive-format.md)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--institution", required=True, help="the first label of its host")
        parser.add_argument("--to", required=True, type=Path, help="the file to write; it must not be there yet")

    def handle(self, *args: Any, **options: Any) -> None:
        with in_network():
            found = Institution.objects.with_schema().filter(domains__slug=options["institution"]).first()
        if found is None:
            raise CommandError(f"No institution with data answers at {options['institution']!r}.")
        target: Path = options["to"]
        half = target.with_name(f"{target.name}.part")
        if target.exists():
            raise CommandError(f"{target} is there already.")
        try:
            # Nobody but the operator reads it.
            descriptor = os.open(half, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        except OSError as error:
            raise CommandError(f"{half}: {error.strerror}") from None
        try:
            with os.fdopen(descriptor, "w+b") as out, in_institution(found):
                made = write_archive(out, lambda _done, _total, _step: None)
                audit.record("exported_archive", by=None, noun="archive", after={"rows": made.rows})
            half.rename(target)
        finally:
            half.unlink(missing_ok=True)
        for part in made.parts:
            if part.rows is not None:
                self.stdout.write(f"{part.rows:>9}  {part.name}")
        files = sum(part.rows is None for part in made.parts)
        self.stdout.write(f"{files:>9}  files")
        for one in made.left_out["files"]:
            self.stderr.write(f"left out: file {one['stored']} ({one['why']})")
        self.stdout.write(f"{target}: {target.stat().st_size} bytes. It holds everything, confidential data too.")

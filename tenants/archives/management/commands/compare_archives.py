"""`manage.py compare_archives A B`: whether two archives hold the same, but for what must differ."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tenants.archives.comparing import differences
from tenants.archives.opening import opened_archive
from tenants.archives.refused import ArchiveRefused

SHOWN = 200


class Command(BaseCommand):
    help = "Say where two archives differ; times of making, keys of the institution and the log of moving may."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("first", type=Path)
        parser.add_argument("second", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with opened_archive(options["first"]) as one, opened_archive(options["second"]) as other:
                found = list(islice(differences(one, other), SHOWN))
        except ArchiveRefused as refused:
            raise CommandError(str(refused)) from None
        for difference in found:
            self.stdout.write(difference)
        if found:
            raise CommandError(f"{len(found)} differences{' and more' if len(found) == SHOWN else ''}.")
        self.stdout.write("The archives hold the same.")

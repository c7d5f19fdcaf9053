"""`manage.py describe_archives [--write]`: the list of nouns and fields for deploy/archive-format.md."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from tenants.archives.format_page import PAGE, generated, renewed


class Command(BaseCommand):
    help = "Print the generated half of deploy/archive-format.md, or write it into the page."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--write", action="store_true", help="write it into the page")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["write"]:
            self.stdout.write(generated())
            return
        page = Path(settings.BASE_DIR) / PAGE
        page.write_text(renewed(page.read_text(encoding="utf-8")), encoding="utf-8")
        self.stdout.write(f"{PAGE} is written")

"""Builds the faces of the pages from the installed font packages."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from mutabaa.design import faces


class Command(BaseCommand):
    """`build_faces`: skips the work when nothing it depends on has changed."""

    help = "Cut the fonts down to what the pages use and write them as woff2 files."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--force", action="store_true", help="build even when nothing has changed")
        parser.add_argument("--into", type=Path, help="folder to write to instead of the one the settings name")

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["into"] or Path(settings.STATICFILES_DIRS[0]) / "fonts"
        if not options["force"] and faces.is_current(folder):
            self.stdout.write("Faces are current.")
            return
        sizes = faces.build(folder)
        self.stdout.write(f"Built {len(sizes)} faces, {sum(sizes.values()) // 1024} KB.")

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from shared.isolation.scope import in_network
from shared.taxonomy.lists import DATA
from shared.taxonomy.loader import load
from shared.taxonomy.reading import TaxonomyError


class Command(BaseCommand):
    help = "Load the reference lists that the app ships; nothing is written when they are loaded already."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--folder", type=Path, default=DATA, help="another folder with the same files")
        parser.add_argument("--again", action="store_true", help="compare every row even if the files are unchanged")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with in_network():
                loaded = load(options["folder"], again=options["again"])
        except TaxonomyError as error:
            raise CommandError(str(error)) from error
        if loaded.current:
            self.stdout.write(f"Taxonomy {loaded.version} is loaded already.")
            return
        self.stdout.write(
            f"Taxonomy {loaded.version}: {loaded.created} created, {loaded.changed} changed, {loaded.retired} retired."
        )

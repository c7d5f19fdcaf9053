"""`manage.py messages`: the catalogues of the interface, from extraction to the compiled files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from shared.languages.catalogues import CATALOGUE_LANGUAGES, app_folders, catalogue_path, compile_catalogue
from shared.languages.extraction import NotLiteral
from shared.languages.faults import faults
from shared.languages.merging import merge

ROOT = Path(__file__).resolve().parents[4]


class Command(BaseCommand):
    help = "Brings the catalogues up to the code; --check says what is missing, --compile builds the .mo files."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folders", nargs="*", help="only these apps, such as tenants/tracker (for the merge)")
        task = parser.add_mutually_exclusive_group()
        task.add_argument("--check", action="store_true", help="change nothing; fail with a list of faults")
        task.add_argument("--compile", action="store_true", help="build .mo files from .po files")

    def handle(self, *args: object, **options: Any) -> None:
        if options["check"]:
            self.check_catalogues()
        elif options["compile"]:
            self.compile_catalogues()
        else:
            self.merge_catalogues(options["folders"])

    def check_catalogues(self) -> None:
        found = faults(ROOT)
        if found:
            raise CommandError("\n".join([*found, f"{len(found)} faults in the catalogues"]))
        self.stdout.write("The catalogues are complete.")

    def compile_catalogues(self) -> None:
        paths = [(catalogue_path(folder, code), code) for folder in app_folders(ROOT) for code in CATALOGUE_LANGUAGES]
        changed = sum(compile_catalogue(path, code) for path, code in paths if path.exists())
        self.stdout.write(f"{changed} catalogues compiled.")

    def merge_catalogues(self, names: list[str]) -> None:
        folders = app_folders(ROOT)
        unknown = {name.strip("/") for name in names} - {folder.relative_to(ROOT).as_posix() for folder in folders}
        if unknown:
            raise CommandError(f"not an app of the project: {', '.join(sorted(unknown))}")
        chosen = [folder for folder in folders if not names or folder.relative_to(ROOT).as_posix() in names]
        try:
            changed = merge(ROOT, chosen)
        except NotLiteral as refusal:
            raise CommandError(str(refusal)) from refusal
        for path in changed:
            self.stdout.write(path.relative_to(ROOT).as_posix())
        self.stdout.write(f"{len(changed)} catalogues changed.")

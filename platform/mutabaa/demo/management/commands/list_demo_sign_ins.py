"""`manage.py list_demo_sign_ins [--json]`: how to enter the demonstration."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from mutabaa.demo.sign_ins import NotADemonstration, sign_ins


class Command(BaseCommand):
    help = "List the sign-ins of the demo network. Refuses unless MUTABAA_DEMO is true."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--json", action="store_true", help="one object a line: address, name, role, email, password"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            listed = sign_ins()
        except NotADemonstration as refusal:
            raise CommandError(str(refusal)) from refusal
        with translation.override("en"):
            for one in listed:
                line = {
                    "address": one.address,
                    "name": one.name,
                    "role": str(one.role),
                    "email": one.email,
                    "password": one.password,
                }
                self.stdout.write(json.dumps(line, ensure_ascii=False) if options["json"] else "\t".join(line.values()))

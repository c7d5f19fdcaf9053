"""`manage.py seed_demo`: make the invented network where it is missing."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mutabaa.demo.seeding import seed
from mutabaa.demo.sign_ins import NotADemonstration


class Command(BaseCommand):
    help = "Make the invented demo network. Refuses unless MUTABAA_DEMO is true. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            filled = seed()
        except NotADemonstration as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"filled: {', '.join(filled)}" if filled else "the demo network stands already")

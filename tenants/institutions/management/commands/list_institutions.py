"""`manage.py list_institutions [--json]`: who is on this platform and where."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from shared.isolation.scope import in_network
from tenants.institutions.models import Institution


class Command(BaseCommand):
    help = "List the member institutions."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="one object a line: slug, schema, status, url, names")

    def handle(self, *args: Any, **options: Any) -> None:
        with in_network():
            for institution in Institution.objects.prefetch_related("domains"):
                line = describe(institution)
                if options["json"]:
                    self.stdout.write(json.dumps(line, ensure_ascii=False))
                else:
                    self.stdout.write(f"{line['slug']}\t{line['status']}\t{line['url']}\t{line['names']['en']}")


def describe(institution: Institution) -> dict[str, Any]:
    """The line of one institution."""
    host = f"{institution.slug}.{settings.NETWORK_DOMAIN}{settings.ADDRESS_PORT}"
    return {
        "slug": institution.slug,
        "schema": institution.schema_name,
        "status": institution.standing,
        "url": f"{settings.ADDRESS_SCHEME}://{host}/",
        "names": {code: getattr(institution, f"name_{code}") for code in ("ar", "en", "fr")},
    }

"""`manage.py appoint --email .. --role administrator`: a place in the network's secretariat."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from shared.isolation.scope import in_network
from shared.languages.direction import LANGUAGES
from tenants.members.addresses import network_address
from tenants.network.actions.secretariat import appoint
from tenants.network.roles import BY_SLUG


class Command(BaseCommand):
    help = "Appoint a person to the secretariat; she chooses her password by “forgotten password”."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--email", required=True)
        parser.add_argument("--name", default="")
        parser.add_argument("--role", required=True, choices=list(BY_SLUG))
        parser.add_argument("--language", choices=LANGUAGES, default="ar")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            validate_email(options["email"])
        except ValidationError:
            raise CommandError("--email: not an e-mail address.") from None
        with in_network():
            appoint(
                email=options["email"],
                name=options["name"],
                role=BY_SLUG[options["role"]],
                language=options["language"],
            )
        self.stdout.write(f"appointed; she signs in at {network_address()}/")

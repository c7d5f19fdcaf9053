"""`manage.py import_institution FILE --institution SLUG [--create] [--coordinator ADDRESS]`: an archive comes in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from shared.isolation.scope import in_institution, in_network
from tenants.archives.founding import NotFounded, create, other_choices
from tenants.archives.importing import check, import_archive
from tenants.archives.opening import opened_archive
from tenants.archives.refused import ArchiveRefused
from tenants.institutions.models import Institution, Standing
from tenants.members.actions.invitations import invite
from tenants.members.addresses import invitation_address
from tenants.members.refused import Refused
from tenants.members.roles import COORDINATOR
from tenants.members.tokens import token_of


class Command(BaseCommand):
    help = "Fill an empty institution from an archive (deploy/archive-format.md). All comes in, or nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--institution", required=True, help="the first label of its host")
        parser.add_argument("--create", action="store_true", help="make the institution first, as the archive names it")
        parser.add_argument("--coordinator", help="e-mail address to invite as coordinator afterwards")

    def handle(self, *args: Any, **options: Any) -> None:
        _check_address(options["coordinator"])
        try:
            with opened_archive(options["file"]) as archive:
                check(archive)
                if options["create"]:
                    institution = create(archive.manifest, options["institution"])
                else:
                    institution = _institution(options["institution"])
                done = import_archive(archive, institution, self._say(options["verbosity"]))
                for line in other_choices(archive.manifest, institution):
                    self.stderr.write(line)
        except (ArchiveRefused, NotFounded) as refused:
            raise CommandError(f"{refused}\nNothing was imported.") from None
        rows = sum(done.rows.values())
        self.stdout.write(f"{rows} rows and {done.files} files came in; {done.rows['members.Member']} of them people.")
        self.stdout.write("People have no account here until they accept an invitation to their address.")
        if options["coordinator"]:
            self.stdout.write(_invited(institution, options["coordinator"]))

    def _say(self, verbosity: int) -> Any:
        return self.stdout.write if verbosity > 1 else lambda _words: None


def _check_address(address: str | None) -> None:
    try:
        if address:
            validate_email(address)
    except ValidationError:
        raise CommandError("--coordinator: not an e-mail address.") from None


def _institution(slug: str) -> Institution:
    with in_network():
        found = Institution.objects.filter(domains__slug=slug).first()
    if found is None:
        raise CommandError(f"No institution answers at {slug!r}. --create makes it as the archive names it.")
    if found.standing != Standing.READY:
        raise CommandError(f"The institution at {slug!r} is {found.standing}, not ready.")
    return found


def _invited(institution: Institution, address: str) -> str:
    """The link by which the coordinator comes in."""
    try:
        with in_institution(institution):
            invitation = invite(
                institution=institution,
                email=address,
                role=COORDINATOR,
                body=None,
                language=institution.default_language,
                by=None,
            )
    except Refused as refused:
        return f"{address} was not invited: {refused.reason}"
    token = token_of(invitation.pk, institution_id=institution.pk)
    return f"The coordinator accepts here:\n{invitation_address(institution, token, invitation.language)}"

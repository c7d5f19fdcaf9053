"""The people of the invented network: users with confirmed addresses, their places in public."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from allauth.account.models import EmailAddress

from mutabaa.demo.fiction import Person, secretariat
from mutabaa.demo.sign_ins import encoded_password_of
from shared.users.models import User
from tenants.institutions.models import Affiliation, Institution
from tenants.network.models import SecretariatMember


def users(people: Iterable[Person]) -> dict[str, User]:
    """Users by address; those who are missing are made. Network scope."""
    wanted = {person.email: person for person in people}
    found = {user.email: user for user in User.objects.filter(email__in=wanted)}
    made = [
        User(email=email, name=person.name, language=person.language, password=encoded_password_of(email))
        for email, person in wanted.items()
        if email not in found
    ]
    User.objects.bulk_create(made)
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in made
    )
    return found | {user.email: user for user in made}


def renew_passwords(emails: Iterable[str]) -> None:
    """Give everybody the password that follows from the present secret key. Network scope."""
    found = list(User.objects.filter(email__in=list(emails)))
    for user in found:
        user.password = encoded_password_of(user.email)
    User.objects.bulk_update(found, ["password"])


def affiliate(institution: Institution, belonging: Iterable[User]) -> None:
    """Note publicly who belongs to the institution. Network scope."""
    there = set(Affiliation.objects.filter(institution=institution, ended_at=None).values_list("user_id", flat=True))
    Affiliation.objects.bulk_create(
        Affiliation(institution=institution, owner_role=institution.schema_name, user=user)
        for user in belonging
        if user.pk not in there
    )


def seat_the_secretariat() -> None:
    """The secretariat's people with their roles. Network scope."""
    found = users(secretariat())
    seated: set[UUID] = set(SecretariatMember.objects.active().values_list("user_id", flat=True))
    SecretariatMember.objects.bulk_create(
        SecretariatMember(user=found[person.email], role=person.role)
        for person in secretariat()
        if found[person.email].pk not in seated
    )

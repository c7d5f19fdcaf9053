"""Who works in the secretariat."""

from __future__ import annotations

from django.db import transaction

from shared.users.actions import owner_of, welcome
from shared.users.models import User
from tenants.network.log import note
from tenants.network.models import SecretariatMember
from tenants.network.roles import SecretariatRole


@transaction.atomic
def appoint(
    *, email: str, name: str, role: SecretariatRole, language: str, by: User | None = None
) -> SecretariatMember:
    """Give a person a place in the secretariat, or another role there. A new person chooses a password by "forgotten".

    `by` None is the platform's operator.
    """
    user = owner_of(email) or welcome(email=email, name=name, password=None, language=language)
    place = SecretariatMember.objects.active().filter(user=user).first() or SecretariatMember(user=user)
    place.role = role.slug
    place.save()
    note("appointed", place, by=by, details={"email": user.email, "role": role.slug})
    return place

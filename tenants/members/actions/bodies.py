"""The bodies that answer for recommendations, and those that assess."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shared.isolation.turns import one_at_a_time
from tenants.members.models import ASSESSOR_KINDS, Invitation, Member, ResponsibleBody
from tenants.members.refused import BodyInUse, BodyOnTheList
from tenants.records.audit import record

LANGUAGES = ("ar", "en", "fr")
NAMES = tuple(f"{field}_{code}" for field in ("name", "short_name") for code in LANGUAGES)


@transaction.atomic
def add_body(*, kind: str, names: dict[str, str], by: Member | None) -> ResponsibleBody:
    """Put a body on the list. `names` has keys such as name_ar and short_name_fr; at least one name is given.

    Raises BodyOnTheList where a current body of the kind has exactly these names: the form was sent twice.
    """
    one_at_a_time("bodies")
    if ResponsibleBody.objects.current().filter(kind=kind, **_complete(names)).exists():
        raise BodyOnTheList(_("A body of this kind with these names is on the list already."))
    body = ResponsibleBody(kind=kind, **_complete(names))
    body.save(force_insert=True)
    record("added", body, by=by, after={"kind": kind, **_filled(body)})
    return body


@transaction.atomic
def rename_body(*, body: ResponsibleBody, names: dict[str, str], by: Member) -> ResponsibleBody:
    """Change a body's names; what it is stays, for its accounts were given as that.

    Raises BodyInUse for an assessing body with people: the network confirmed them as the voice of that very name.
    """
    body = ResponsibleBody.objects.select_for_update().get(pk=body.pk)
    if body.kind in ASSESSOR_KINDS and Member.objects.present().filter(body=body).exists():
        raise BodyInUse(
            _(
                "Its assessors were confirmed under this name. End their places first;"
                " they are confirmed anew under the new one."
            )
        )
    before = _filled(body)
    for field, text in _complete(names).items():
        setattr(body, field, text)
    body.save()
    record("renamed", body, by=by, before=before, after=_filled(body))
    return body


@transaction.atomic
def retire_body(*, body: ResponsibleBody, by: Member) -> None:
    """Offer the body no more; what it answered for keeps its name. Raises BodyInUse while people speak for it."""
    body = ResponsibleBody.objects.select_for_update().get(pk=body.pk)
    if Member.objects.present().filter(body=body).exists() or Invitation.objects.open().filter(body=body).exists():
        raise BodyInUse(_("People still speak for this body or are invited to. Change or end their places first."))
    if body.retired_at is None:
        body.retired_at = timezone.now()
        body.save(update_fields=["retired_at"])
        record("retired", body, by=by, before=_filled(body))


@transaction.atomic
def restore_body(*, body: ResponsibleBody, by: Member) -> None:
    """Take a retired body into use again."""
    body = ResponsibleBody.objects.select_for_update().get(pk=body.pk)
    if body.retired_at is not None:
        body.retired_at = None
        body.save(update_fields=["retired_at"])
        record("restored", body, by=by, after=_filled(body))


def _complete(names: dict[str, str]) -> dict[str, str]:
    """Every language's fields, the missing ones empty. A written name in one language is needed."""
    return {field: names.get(field, "").strip() for field in NAMES}


def _filled(body: ResponsibleBody) -> dict[str, str]:
    return {field: text for field in NAMES if (text := getattr(body, field))}

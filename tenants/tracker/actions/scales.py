"""The institution's own scales: rename, order, place, retire, add.

Whose scale it is decides who writes it. The NHRI's belongs to its own assessors as soon as one of them is confirmed
here; until then, and for the other scales, to whoever may change the institution's settings.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shared.isolation.scope import current_institution_id
from shared.isolation.turns import one_at_a_time
from tenants.members.access import Denied, check
from tenants.members.models import BodyKind, Member
from tenants.members.roles import ASSESSOR, Permission
from tenants.records import audit
from tenants.tracker import status
from tenants.tracker.actions.refusals import NotAValue, ReasonMissing, ValueInUse
from tenants.tracker.locking import institution_here
from tenants.tracker.models import Assessment, AssessorKind, Cause, Progress, ScaleValue
from tenants.tracker.scales.wording import LANGUAGES, Value, scales

FIELDS = tuple(f"{part}_{code}" for part in ("label", "use") for code in LANGUAGES)


def the_nhri_sits_here() -> bool:
    """Whether a national human rights institution has a confirmed assessor among the members. One query."""
    return Member.objects.active().filter(role_slug=ASSESSOR.slug, body__kind=BodyKind.NHRI).exists()


def may_edit_scale(by: Member, kind: str) -> None:
    """Raises Denied, with the reason, when the member may not change the scale of this kind of assessor."""
    by.refuse_if_stranger(current_institution_id())
    if kind != AssessorKind.NHRI or not the_nhri_sits_here():
        return check(by, Permission.MANAGE_SETTINGS)
    if by.may(Permission.ASSESS_FOR_OWN_BODY) and by.body is not None and by.body.kind == BodyKind.NHRI:
        return None
    raise Denied(_("The scale of the national human rights institution is changed by its own assessors only."))


@transaction.atomic
def add_value(*, kind: str, words: Mapping[str, str], progress: str, by: Member) -> ScaleValue:
    """Add a value of the institution's own at the end of a scale.

    `words` has keys such as label_ar and use_fr; at least one label is given. `progress` is its place on the common
    ladder, empty where it says nothing about progress. The same value added twice stands once.
    Raises Denied, NotAValue.
    """
    one_at_a_time("scales")
    may_edit_scale(by, kind)
    given = _complete(words)
    if not any(given[f"label_{code}"] for code in LANGUAGES):
        raise NotAValue(_("Give the value a name in at least one language."))
    _check_place(progress)
    standing = scales().all_of(kind)
    labels = {code: given[f"label_{code}"] for code in LANGUAGES}
    same = next((one for one in standing if one.own and not one.retired and dict(one.labels) == labels), None)
    if same is not None:
        return ScaleValue.objects.get(code=same.code)
    code = f"{status.SCALES[kind]}:own-{uuid4().hex[:12]}"
    order = max((one.order for one in standing), default=0) + 1
    value = ScaleValue(assessor_kind=kind, code=code, own=True, order=order, progress=progress, **given)
    value.save(force_insert=True)
    audit.record("scale_value_added", value, by=by, after={"code": code, "progress": progress, **_filled(given)})
    return value


@transaction.atomic
def edit_value(
    *, kind: str, code: str, words: Mapping[str, str], progress: str, by: Member, reason: str = ""
) -> ScaleValue:
    """Word a value anew, and place it. Names of a taxonomy's value left empty read as the taxonomy has them.

    Another place needs a reason: the accounts that hold the value move with it, and every status is read anew.
    Raises Denied, NotAValue, ReasonMissing.
    """
    one_at_a_time("scales")
    may_edit_scale(by, kind)
    value = _row(kind, code)
    given = _complete(words)
    if value.own and not any(given[f"label_{one}"] for one in LANGUAGES):
        raise NotAValue(_("Give the value a name in at least one language."))
    _check_place(progress)
    moves = progress != value.progress
    if moves and not reason.strip():
        raise ReasonMissing(_("Say why the value stands elsewhere from now on; statuses may change with it."))
    new = {**given, "progress": progress}
    before = {name: getattr(value, name) for name in new if getattr(value, name) != new[name]}
    if not before:
        return value
    for name, said in new.items():
        setattr(value, name, said)
    value.changed_at = timezone.now()
    value.save()
    after = {name: new[name] for name in before}
    audit.record("scale_value_edited", value, by=by, before=before, after=after, reason=reason.strip())
    if moves:
        _move_accounts(value, reason.strip())
    return value


@transaction.atomic
def move_value(*, kind: str, code: str, up: bool, by: Member) -> None:
    """Put a value one place nearer to the beginning of its scale, or to its end. Raises Denied, NotAValue."""
    one_at_a_time("scales")
    may_edit_scale(by, kind)
    shown = scales().all_of(kind)
    at = next((place for place, one in enumerate(shown) if one.code == code), None)
    if at is None:
        raise NotAValue(_("This value is not on the scale."))
    to = at - 1 if up else at + 1
    if not 0 <= to < len(shown):
        return
    shown[at], shown[to] = shown[to], shown[at]
    for order, one in enumerate(shown):
        row = _row(kind, one.code, one)
        if row.order != order:
            ScaleValue.objects.filter(pk=row.pk).update(order=order)
    audit.record("scale_value_moved", _row(kind, code), by=by, before={"code": code, "order": at}, after={"order": to})


@transaction.atomic
def retire_value(*, kind: str, code: str, by: Member) -> None:
    """Offer the value no more; accounts that hold it keep it. Raises Denied, NotAValue, ValueInUse for the last one."""
    one_at_a_time("scales")
    may_edit_scale(by, kind)
    value = _row(kind, code)
    if value.retired_at is not None:
        return
    if [one.code for one in scales().of(kind)] == [code]:
        raise ValueInUse(_("A scale keeps at least one value."))
    _set_retired(value, True, by)


@transaction.atomic
def restore_value(*, kind: str, code: str, by: Member) -> None:
    """Offer a retired value again. Raises Denied, NotAValue."""
    one_at_a_time("scales")
    may_edit_scale(by, kind)
    value = _row(kind, code)
    if value.retired_at is not None:
        _set_retired(value, False, by)


@transaction.atomic
def delete_value(*, kind: str, code: str, by: Member) -> None:
    """Take a value of the institution's own away, as long as no account ever held it.

    Raises Denied, NotAValue, and ValueInUse for one that was used or that is the taxonomy's: those are retired.
    """
    one_at_a_time("scales")
    may_edit_scale(by, kind)
    value = _row(kind, code)
    if not value.own:
        raise ValueInUse(_("A value of the common lists is retired, not deleted."))
    if Assessment.objects.filter(value=code).exists():
        raise ValueInUse(_("Accounts hold this value. Retire it: they keep it, and it is offered no more."))
    if [one.code for one in scales().of(kind)] == [code]:
        raise ValueInUse(_("A scale keeps at least one value."))
    audit.record("scale_value_deleted", value, by=by, before={"code": code, **_filled(_words(value))})
    value.delete()


def _row(kind: str, code: str, known: Value | None = None) -> ScaleValue:
    """The institution's row of a value, made from the taxonomy's when there is none yet. Raises NotAValue."""
    row = ScaleValue.objects.select_for_update().filter(code=code, assessor_kind=kind).first()
    if row is not None:
        return row
    value = known or next((one for one in scales().all_of(kind) if one.code == code), None)
    if value is None:
        raise NotAValue(_("This value is not on the scale."))
    row = ScaleValue(assessor_kind=kind, code=code, progress=value.progress, order=value.order)
    row.save(force_insert=True)
    return row


def _set_retired(value: ScaleValue, retired: bool, by: Member) -> None:
    value.retired_at = timezone.now() if retired else None
    value.save(update_fields=["retired_at"])
    audit.record("scale_value_retired" if retired else "scale_value_restored", value, by=by, after={"code": value.code})


def _move_accounts(value: ScaleValue, reason: str) -> None:
    """Let the accounts that hold the value stand where it stands, and read their recommendations anew."""
    held = Assessment.objects.filter(value=value.code)
    touched = set(held.filter(is_current=True).values_list("recommendation_id", flat=True))
    held.update(progress=value.progress)
    status.derive_all(institution_here().status_rule, touched, cause=Cause.SCALE, reason=reason)


def _check_place(progress: str) -> None:
    if progress and progress not in Progress.values:
        raise NotAValue(_("Choose a place on the ladder, or say that the value says nothing about progress."))


def _complete(words: Mapping[str, str]) -> dict[str, str]:
    return {name: words.get(name, "").strip() for name in FIELDS}


def _words(value: ScaleValue) -> dict[str, str]:
    return {name: getattr(value, name) for name in FIELDS}


def _filled(words: Mapping[str, str]) -> dict[str, Any]:
    return {name: said for name, said in words.items() if said}

"""Indicators: written down, changed, tied to what they speak of, and measured no longer."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shared.isolation.turns import one_at_a_time
from tenants.members.models import Member, ResponsibleBody
from tenants.members.roles import Permission
from tenants.planning.content import written, written_figure
from tenants.planning.definition import Definition, check_definition
from tenants.planning.holding import held_action, held_indicator
from tenants.planning.measuring import SETTLED, settle
from tenants.planning.models import Action, Indicator, IndicatorOf
from tenants.planning.refusals import NotAnIndicator, NothingToServe
from tenants.records import audit
from tenants.tracker.actions.assignments import check_body
from tenants.tracker.locking import authorise, locked
from tenants.tracker.models import Cluster, Recommendation

FIGURES = {"baseline", "target"}


def _said(name: str, value: Any, is_yes_no: bool) -> Any:
    return written_figure(value, is_yes_no) if name in FIGURES else written(value)


@transaction.atomic
def add(*, definition: Definition, body: ResponsibleBody | None, by: Member) -> Indicator:
    """Write an indicator down. The same one sent twice is one. Raises NotAnIndicator, BodyCannotAnswer."""
    authorise(by, Permission.PLAN)
    check_definition(definition)
    given = definition.fields()
    if body is not None:
        body = check_body(body, lead=False)
    one_at_a_time("indicators")
    # A form sent twice makes one; and two of one definition that nobody has measured tell nothing apart.
    twin = Indicator.objects.standing().filter(body=body, last_on=None, **given).first()
    if twin is not None:
        return twin
    indicator = Indicator(body=body, **given)
    settle(indicator)
    indicator.save(force_insert=True)
    kept = {name: value for name, value in given.items() if name in FIGURES or value}
    after = {name: _said(name, value, definition.is_yes_no) for name, value in kept.items() if value is not None}
    audit.record("indicator_added", indicator, by=by, after={**after, **_body_note(body)})
    return indicator


@transaction.atomic
def change(
    *,
    indicator: Indicator,
    definition: Definition,
    body: ResponsibleBody | None,
    by: Member,
    seen: datetime | None = None,
) -> Indicator:
    """Change its definition or the body that measures it. Figures stay figures and answers stay answers.

    Raises PlanRests, ChangedSince, NotAnIndicator, BodyCannotAnswer.
    """
    authorise(by, Permission.PLAN)
    indicator = held_indicator(indicator, seen=seen)
    check_definition(definition)
    if definition.is_yes_no != indicator.is_yes_no:
        raise NotAnIndicator(_("An indicator in figures does not become one of yes or no. Write another one."))
    if body is not None and body.pk != indicator.body_id:
        body = check_body(body, lead=False)
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for name, value in definition.fields().items():
        if getattr(indicator, name) != value:
            before[name] = _said(name, getattr(indicator, name), indicator.is_yes_no)
            after[name] = _said(name, value, indicator.is_yes_no)
            setattr(indicator, name, value)
    if indicator.body_id != (body.pk if body else None):
        before |= _body_note(indicator.body)
        after |= _body_note(body)
        indicator.body = body
    if before or after:
        settle(indicator)
        indicator.changed_at = timezone.now()
        indicator.save()
        audit.record("indicator_changed", indicator, by=by, before=before, after=after)
    return indicator


def _body_note(body: ResponsibleBody | None) -> dict[str, Any]:
    return {"body": str(body.pk)} if body else {}


@transaction.atomic
def attach(
    *,
    indicator: Indicator,
    by: Member,
    action: Action | None = None,
    recommendation: Recommendation | None = None,
    cluster: Cluster | None = None,
) -> IndicatorOf:
    """Say that it speaks of one action, one recommendation or one cluster. Twice is once.

    Raises NothingToServe when not exactly one is given, PlanRests for an action of a plan that rests.
    """
    authorise(by, Permission.PLAN)
    if sum(thing is not None for thing in (action, recommendation, cluster)) != 1:
        raise NothingToServe(_("Choose one action, one recommendation or one cluster."))
    if action is not None:
        action = held_action(action)
    if recommendation is not None:
        recommendation = locked(recommendation)
    if cluster is not None:
        cluster = Cluster.objects.select_for_update().get(pk=cluster.pk)
    indicator = held_indicator(indicator, definition=False)
    given = {"action": action, "recommendation": recommendation, "cluster": cluster}
    standing = indicator.lines.filter(**given).first()
    if standing is not None:
        return standing
    line = IndicatorOf(indicator=indicator, **given)
    line.save(force_insert=True)
    audit.record("indicator_attached", indicator, by=by, after=_note(line))
    _tell_the_other("indicated", line, by, after={"indicator": indicator.name})
    return line


@transaction.atomic
def detach(*, line: IndicatorOf, by: Member) -> None:
    """It speaks of this no longer; its measurements stay. Raises PlanRests for an action of a plan that rests."""
    authorise(by, Permission.PLAN)
    if line.action is not None:
        held_action(line.action)
    indicator = held_indicator(line.indicator, definition=False)
    standing = indicator.lines.select_related("action", "recommendation", "cluster").filter(pk=line.pk).first()
    if standing is None:
        return
    note = _note(standing)
    audit.record("indicator_detached", indicator, by=by, before=note)
    _tell_the_other("indicated_no_longer", standing, by, before={"indicator": indicator.name})
    standing.delete()


def _note(line: IndicatorOf) -> dict[str, Any]:
    """The line as the log holds it."""
    if line.action is not None:
        return {"action": line.action.title}
    if line.recommendation_id:
        return {"recommendation": str(line.recommendation_id)}
    return {"cluster": line.cluster.title if line.cluster else ""}


def _tell_the_other(verb: str, line: IndicatorOf, by: Member, **note: Any) -> None:
    """Into the log of the action or the recommendation as well."""
    thing = line.action or line.recommendation
    if thing is not None:
        audit.record(verb, thing, by=by, **note)


@transaction.atomic
def retire(*, indicator: Indicator, by: Member) -> Indicator:
    """It is measured no longer; what was measured stays. Twice is once. Raises PlanRests."""
    authorise(by, Permission.PLAN)
    indicator = held_indicator(indicator)
    if indicator.retired_at is None:
        indicator.retired_at = timezone.now()
        _keep(indicator)
        audit.record("indicator_retired", indicator, by=by)
    return indicator


@transaction.atomic
def restore(*, indicator: Indicator, by: Member) -> Indicator:
    """It is measured again. Twice is once. Raises PlanRests."""
    authorise(by, Permission.PLAN)
    indicator = held_indicator(indicator)
    if indicator.retired_at is not None:
        indicator.retired_at = None
        _keep(indicator)
        audit.record("indicator_restored", indicator, by=by)
    return indicator


def _keep(indicator: Indicator) -> None:
    settle(indicator)
    indicator.changed_at = timezone.now()
    indicator.save(update_fields=["retired_at", "changed_at", *SETTLED])

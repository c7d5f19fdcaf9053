"""The plan as plain data: what an adopted version keeps."""

from __future__ import annotations

from typing import Any

from tenants.members.models import ResponsibleBody
from tenants.planning.content import LANGUAGES, Content, written, written_figure
from tenants.planning.definition import Definition
from tenants.planning.models import Action, ActionServes, Indicator, Plan

Snapshot = dict[str, Any]


def snapshot(plan: Plan) -> Snapshot:
    """`{"title", "actions": [...]}`, readable without any other table. Names are kept in three languages.

    An action holds `id`, the fields of Content, `standing`, `standing_on`, `lead` and `supporting` (`id`, `name`),
    `serves` (`kind`, `id`, `name`), `milestones` (`id`, `words`, `due_on`, `reached_on`) and `indicators` (`id`, the
    fields of Definition, `body`): what is measured, not the measurements. Days are ISO texts. Versions adopted before
    indicators were kept have none.
    """
    rows = plan.actions.whole().in_plan_order()
    return {"title": plan.title, "actions": [_action(one) for one in rows]}


def _action(one: Action) -> dict[str, Any]:
    return {
        "id": str(one.pk),
        **{name: written(value) for name, value in Content.of(one).fields().items()},
        "standing": one.standing,
        "standing_on": written(one.standing_on),
        "lead": _body(one.lead) if one.lead else None,
        "supporting": sorted((_body(line.body) for line in one.supporting.all()), key=lambda body: body["id"]),
        "serves": sorted((_served(line) for line in one.serves.all()), key=lambda line: (line["kind"], line["id"])),
        "milestones": [
            {
                "id": str(milestone.pk),
                "words": milestone.words,
                "due_on": written(milestone.due_on),
                "reached_on": written(milestone.reached_on),
            }
            for milestone in one.milestones.all()
        ],
        "indicators": [
            _indicator(line.indicator) for line in one.indicator_lines.all() if line.indicator.retired_at is None
        ],
    }


def _indicator(one: Indicator) -> dict[str, Any]:
    given = {name: written(value) for name, value in Definition.of(one).fields().items()}
    figures = {name: written_figure(getattr(one, name), one.is_yes_no) for name in ("baseline", "target")}
    return {"id": str(one.pk), **given, **figures, "body": _body(one.body) if one.body else None}


def _body(body: ResponsibleBody) -> dict[str, Any]:
    return {"id": str(body.pk), "name": {code: getattr(body, f"name_{code}") or "" for code in LANGUAGES}}


def _served(line: ActionServes) -> dict[str, Any]:
    if line.recommendation is not None:
        one = line.recommendation
        symbol = one.document.symbol if one.document else ""
        name = " · ".join(part for part in (symbol, one.paragraph) if part) or one.text[:60]
        return {"kind": "recommendation", "id": str(one.pk), "name": name}
    if line.cluster is not None:
        return {"kind": "cluster", "id": str(line.cluster.pk), "name": line.cluster.title}
    if line.national_item is not None:
        item = line.national_item
        titles = {code: getattr(item, f"title_{code}") for code in LANGUAGES}
        return {"kind": "national", "id": str(item.pk), "name": f"{item.plan_name} · {item.code}", "title": titles}
    return {"kind": "sdg", "id": line.sdg_code, "name": line.sdg_code}

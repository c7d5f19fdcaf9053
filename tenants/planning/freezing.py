"""The plan as plain data: what an adopted version keeps."""

from __future__ import annotations

from typing import Any

from tenants.members.models import ResponsibleBody
from tenants.planning.content import LANGUAGES, Content, written
from tenants.planning.models import Action, ActionServes, Plan

Snapshot = dict[str, Any]


def snapshot(plan: Plan) -> Snapshot:
    """`{"title", "actions": [...]}`, readable without any other table. Names are kept in three languages.

    An action holds `id`, the fields of Content, `standing`, `standing_on`, `lead` and `supporting` (`id`, `name`),
    `serves` (`kind`, `id`, `name`) and `milestones` (`id`, `words`, `due_on`, `reached_on`). Days are ISO texts.
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
    }


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
    return {"kind": "sdg", "id": line.sdg_code, "name": line.sdg_code}

"""The copy that people outside are shown: public facts of the subject as they stood when it was opened.

What is not named here does not leave: no persons, no accounts or statuses, no obstacles, no notes; budgets only
where the institution chose to show them.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from shared.languages.direction import LANGUAGES
from tenants.consultation.drafting import MOST_PARAGRAPHS, pieces
from tenants.consultation.models import Consultation, SubjectKind
from tenants.consultation.refusals import NothingToShow
from tenants.planning.freezing import snapshot as plan_snapshot
from tenants.tracker.models import Cluster, Recommendation

Frozen = dict[str, Any]


def frozen(consultation: Consultation) -> Frozen:
    """`{"kind", "title", "parts": [...]}`, readable without any other table. Raises NothingToShow.

    A part holds `key` (p1, p2, ...), `number` ("" for a heading of a draft, which takes no comments), `title` and
    `text` by language, and `facts`: pairs of `name` with `text`, `texts` by language, or `day` (ISO).
    """
    kind = consultation.subject_kind
    if kind == SubjectKind.DRAFT:
        copy = _draft(consultation)
    elif kind == SubjectKind.CLUSTER:
        copy = _cluster(consultation.cluster)
    else:
        plan: Frozen = {}
        if consultation.plan is not None:
            plan = plan_snapshot(consultation.plan)
        elif consultation.version is not None:
            plan = consultation.version.snapshot
        copy = _plan(plan, budgets=consultation.shows_budgets)
    if not any(part["number"] for part in copy["parts"]):
        raise NothingToShow(_("There is nothing to comment on: the subject is gone, or holds nothing yet."))
    return {"kind": kind, **copy}


def _draft(consultation: Consultation) -> Frozen:
    language = consultation.draft_language
    found = pieces(consultation.draft_text)
    if len(found) > MOST_PARAGRAPHS:
        raise NothingToShow(
            _("The draft has more than %(most)s paragraphs. Put its chapters to consultation one by one.")
            % {"most": MOST_PARAGRAPHS}
        )
    parts, number = [], 0
    for place, piece in enumerate(found, start=1):
        number += not piece.is_heading
        words = {language: piece.words}
        parts.append(
            {
                "key": f"p{place}",
                "number": "" if piece.is_heading else str(number),
                "title": words if piece.is_heading else {},
                "text": {} if piece.is_heading else words,
                "facts": [],
            }
        )
    return {"title": {}, "parts": parts}


def _cluster(cluster: Cluster | None) -> Frozen:
    if cluster is None:
        return {"title": {}, "parts": []}
    rows = Recommendation.objects.filter(cluster_memberships__cluster=cluster).select_related("document", "review")
    parts = [
        {
            "key": f"p{number}",
            "number": str(number),
            "title": {},
            "text": {code: one.text_in(code) for code in LANGUAGES if one.text_in(code)},
            "facts": [{"name": "reference", "text": reference} for reference in [_reference(one)] if reference],
        }
        for number, one in enumerate(rows.in_list_order(), start=1)
    ]
    titles = {code: getattr(cluster, f"title_{code}") for code in LANGUAGES}
    return {"title": {"": cluster.title} | {code: title for code, title in titles.items() if title}, "parts": parts}


def _reference(one: Recommendation) -> str:
    symbol = one.document.symbol if one.document else ""
    return " · ".join(part for part in (symbol, one.paragraph) if part)


def _plan(plan: Frozen, *, budgets: bool) -> Frozen:
    parts = []
    for number, action in enumerate(plan.get("actions", ()), start=1):
        facts: list[dict[str, Any]] = []
        if action["lead"]:
            facts.append({"name": "lead", "texts": action["lead"]["name"]})
        facts += [{"name": name, "day": action[name]} for name in ("starts_on", "ends_on") if action[name]]
        facts += [{"name": "milestone", "text": one["words"], "day": one["due_on"]} for one in action["milestones"]]
        facts += [
            {"name": one["kind"], "text": one["name"]}
            for one in action["serves"]
            if one["kind"] in {"recommendation", "sdg"}
        ]
        if budgets and action["budget_amount"]:
            facts.append({"name": "budget", "text": f"{action['budget_amount']} {action['budget_currency']}"})
        parts.append(
            {
                "key": f"p{number}",
                "number": str(number),
                "title": {code: action[f"title_{code}"] for code in LANGUAGES if action[f"title_{code}"]},
                "text": {"": action["description"]} if action["description"] else {},
                "facts": facts,
            }
        )
    return {"title": {"": plan.get("title", "")}, "parts": parts}

"""Charts and tables of a draft, as data that stays with the section: drawn on the page, in Word and in PDF alike.

A chart is {"kind": bar, stacked or line, "title", "categories": [...], "series": [{"name", "values"}], "unit"};
a table is {"kind": "table", "title", "columns": [{"title", "width", "kind"}], "rows": [[...]]}. Words are in the
report's language.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from shared.languages.dates import written_day, written_month
from shared.languages.numbers import written_number
from tenants.planning.models import Action, ActionStanding, Indicator, Measurement
from tenants.planning.templatetags.figures import figure_words
from tenants.reporting.dossiers.material import Material
from tenants.tracker.models import Position, Progress, Recommendation

RUNGS = [
    Progress.IMPLEMENTED,
    Progress.PARTLY,
    Progress.IN_PROGRESS,
    Progress.NOT_STARTED,
    Progress.NOT_IMPLEMENTED,
]
Block = dict[str, Any]


def counted(found: Material, recommendations: Iterable[Recommendation]) -> Counter[str]:
    """How many stand on each rung by the report's own voice; "" where that says nothing of progress."""
    return Counter(found.standings[one.pk].progress if one.pk in found.standings else "" for one in recommendations)


def progress(found: Material, recommendations: Iterable[Recommendation]) -> Block:
    """Recommendations by how far they are."""
    counts = counted(found, recommendations)
    labels = [*(str(rung.label) for rung in RUNGS), _("Nothing known")]
    values = [*(counts[rung] for rung in RUNGS), counts[""]]
    return {
        "kind": "bar",
        "title": _("State of implementation"),
        "categories": labels,
        "series": [{"name": _("Recommendations"), "values": values}],
        "unit": "",
    }


def by_place(found: Material, title: str, rows: Sequence[tuple[str, Sequence[Recommendation]]]) -> Block:
    """How far the recommendations of several places are, beside each other."""
    counts = [counted(found, recommendations) for _label, recommendations in rows]
    series = [{"name": str(rung.label), "values": [one[rung] for one in counts]} for rung in RUNGS]
    series.append({"name": _("Nothing known"), "values": [one[""] for one in counts]})
    return {
        "kind": "stacked",
        "title": title,
        "categories": [label for label, _recommendations in rows],
        "series": series,
        "unit": "",
    }


def positions(recommendations: Iterable[Recommendation]) -> Block | None:
    """Recommendations by the State's position; None where none is known."""
    counts = Counter(one.position for one in recommendations if one.position)
    if not counts:
        return None
    rows = [[str(one.label), written_number(counts[one])] for one in Position if counts[one]]
    return table(_("Position of the State"), [(_("Position"), 3, "text"), (_("Recommendations"), 1, "number")], rows)


def table(title: str, columns: Sequence[tuple[str, float, str]], rows: Sequence[Sequence[str]]) -> Block:
    heads = [{"title": name, "width": width, "kind": kind} for name, width, kind in columns]
    return {"kind": "table", "title": title, "columns": heads, "rows": [list(row) for row in rows]}


def actions_by_standing(actions: Iterable[Action]) -> Block:
    counts = Counter(one.standing for one in actions)
    return {
        "kind": "bar",
        "title": _("Actions of the plan"),
        "categories": [str(one.label) for one in ActionStanding],
        "series": [{"name": _("Actions"), "values": [counts[one] for one in ActionStanding]}],
        "unit": "",
    }


def indicators_table(found: Material, indicators: Sequence[Indicator]) -> Block:
    """Each indicator with where it began, where it stands, and where it is to come."""
    rows = []
    for one in indicators:
        measured = found.measurements.get(one.pk, [])
        last = measured[-1] if measured else None
        rows.append([
            one.name,
            figure_words(one, one.baseline),
            figure_words(one, last.value) if last else _("not measured in this period"),
            written_day(last.on) if last else "",
            figure_words(one, one.target),
        ])  # fmt: skip
    heads = [
        (_("Indicator"), 3.0, "text"),
        (_("Baseline"), 1.2, "number"),
        (_("Latest"), 1.2, "number"),
        (_("Day"), 1.4, "date"),
        (_("Target value"), 1.2, "number"),
    ]
    return table(_("Indicators"), heads, rows)


def indicator_line(one: Indicator, measured: Sequence[Measurement]) -> Block:
    """The way of one indicator over time, with its target beside it where there is one."""
    series = [{"name": _("Measured"), "values": [float(each.value) for each in measured]}]
    if one.target is not None:
        series.append({"name": _("Target value"), "values": [float(one.target)] * len(measured)})
    return {
        "kind": "line",
        "title": one.name,
        "categories": [written_month(each.on) for each in measured],
        "series": series,
        "unit": one.unit,
    }

"""What an import would do with the work on a recommendation, as its preview says it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from shared.languages.dates import written_day
from shared.languages.lists import written_list
from tenants.intake.models import StagedItem, Verdict
from tenants.intake.work.standing import WORK_FIELDS, Changes
from tenants.members.models import ResponsibleBody
from tenants.tracker.scales.wording import Scales, scales

# What <bdi> is, in plain text.
ISOLATE, END_ISOLATE = "\u2068", "\u2069"


class SaidOfWork(NamedTuple):
    """A remark: words, perhaps with what stands before and after."""

    words: str
    before: str = ""
    after: str = ""


class WorkWords:
    """The names that the remarks of one page need: two statements when any of its items says something of the work."""

    def __init__(self, items: Iterable[StagedItem]) -> None:
        works = [item.data["work"] for item in items if item.data.get("work")]
        keys = {one for work in works for one in (*work.get("leads", []), *work.get("supports", []))}
        self.names = {str(one.pk): str(one) for one in ResponsibleBody.objects.filter(pk__in=keys)} if keys else {}
        self.scales: Scales | None = scales() if works else None

    def remarks(self, item: StagedItem) -> list[SaidOfWork]:
        """Lead, supporting bodies, status and due date as the import would write them; nothing for what stays."""
        work = item.data.get("work")
        if not work or self.scales is None or item.verdict not in {Verdict.NEW, Verdict.CHANGED}:
            return []
        changes = item.changes if item.verdict == Verdict.CHANGED else _all_of(work)
        making = work.get("make_bodies", {})
        found = []
        if "lead" in changes:
            found.append(SaidOfWork(_("Lead:"), "", self._named([changes["lead"]["after"]], making)))
        if "supports" in changes:
            found.append(SaidOfWork(_("Supporting:"), "", self._named(changes["supports"]["after"], making)))
        if "status" in changes:
            old, new = (changes["status"][when] for when in ("before", "after"))
            label = self.scales.value(old).label if old else ""
            found.append(SaidOfWork(_("Status:"), label, self.scales.value(new).label))
        if "due_on" in changes:
            found.append(SaidOfWork(_("Due:"), "", written_day(date.fromisoformat(changes["due_on"]["after"]))))
        return found

    def _named(self, keys: list[str], making: dict[str, dict[str, str]]) -> str:
        """The names as a list, each kept to its own direction: a French name may stand in an Arabic line."""
        told = (self.names.get(one) or _("%(body)s (new)") % {"body": _printed(making.get(one, {}))} for one in keys)
        return written_list([f"{ISOLATE}{name}{END_ISOLATE}" for name in told])


def _printed(names: dict[str, str]) -> str:
    wanted = (get_language() or "en")[:2]
    return next((names[f"name_{code}"] for code in (wanted, "en", "ar", "fr") if names.get(f"name_{code}")), "")


def _all_of(work: dict[str, Any]) -> Changes:
    """Everything the file says, for a recommendation that is new."""
    leads, supports = work.get("leads", []), work.get("supports", [])
    said = {
        "lead": leads[0] if leads else "",
        "supports": [*leads[1:], *supports],
        **{n: work.get(n) for n in ("status", "due_on")},
    }
    return {name: {"before": "", "after": said[name]} for name in WORK_FIELDS if said[name]}

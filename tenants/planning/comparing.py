"""What changed between two versions of the plan, or between a version and the plan as it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from shared.languages.direction import active_language
from shared.languages.lists import written_list
from tenants.planning.content import LANGUAGES
from tenants.planning.freezing import Snapshot
from tenants.planning.models import Wanted
from tenants.planning.wording import NAMES, said, said_figure, target_name
from tenants.tracker.record.changes import Change

# The fields of an action in a snapshot, in the order in which a reader wants them.
FIELDS = (
    "title_ar", "title_en", "title_fr", "description", "lead", "supporting", "starts_on", "ends_on", "costs_nothing",
    "budget_amount", "budget_currency", "budget_source", "obstacles", "obstacles_met_by", "standing", "standing_on",
    "serves", "milestones", "indicators",
)  # fmt: skip


@dataclass(frozen=True)
class ChangedAction:
    """An action that stands in both, and what is different in it."""

    id: str
    title: str
    changes: list[Change]


@dataclass(frozen=True)
class Comparison:
    """What the later has more, what it has no longer, and what it says differently. Titles are the reader's."""

    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    changed: list[ChangedAction] = field(default_factory=list)
    title: Change | None = None

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed or self.title)


def compare(earlier: Snapshot, later: Snapshot) -> Comparison:
    """The later of two snapshots against the earlier. An action is known again by its key."""
    before = {one["id"]: one for one in earlier["actions"]}
    after = {one["id"]: one for one in later["actions"]}
    changed = []
    for key in before.keys() & after.keys():
        changes = _changes(before[key], after[key])
        if changes:
            changed.append(ChangedAction(key, in_reader_language(after[key], "title"), changes))
    order = {key: place for place, key in enumerate(after)}
    same_title = earlier["title"] == later["title"]
    return Comparison(
        added=[in_reader_language(one, "title") for key, one in after.items() if key not in before],
        removed=[in_reader_language(one, "title") for key, one in before.items() if key not in after],
        changed=sorted(changed, key=lambda one: order[one.id]),
        title=None if same_title else Change(NAMES["title"], earlier["title"], later["title"]),
    )


def in_reader_language(one: Mapping[str, Any], name: str) -> str:
    """`title_ar`, `title_en`, `title_fr` of a snapshot's action as one text: the reader's, else any."""
    texts = [one.get(f"{name}_{code}") for code in (active_language(), *LANGUAGES)]
    return next((text for text in texts if text), "")


def body_name(body: Mapping[str, Any] | None) -> str:
    """The name of a body in a snapshot, in the reader's language where it has one."""
    names = body["name"] if body else {}
    return next((names[code] for code in (active_language(), *LANGUAGES) if names.get(code)), "")


def served_name(line: Mapping[str, Any]) -> str:
    """What a line of a snapshot's `serves` is called."""
    if line["kind"] == "national":
        titles = line["title"]
        title = next((titles[code] for code in (active_language(), *LANGUAGES) if titles.get(code)), "")
        return f"{line['name']} · {title}"
    return target_name(line["id"]) if line["kind"] == "sdg" else str(line["name"])


def milestone_words(milestone: Mapping[str, Any]) -> str:
    """A milestone of a snapshot with its days."""
    words = _("%(milestone)s, due %(day)s") % {
        "milestone": milestone["words"], "day": said("due_on", milestone["due_on"]),
    }  # fmt: skip
    if not milestone["reached_on"]:
        return words
    return _("%(milestone)s, reached %(day)s") % {
        "milestone": words, "day": said("reached_on", milestone["reached_on"]),
    }  # fmt: skip


def indicator_words(one: Mapping[str, Any]) -> str:
    """An indicator of a snapshot with its whole definition."""
    names = [one[f"name_{code}"] for code in (active_language(), *LANGUAGES) if one[f"name_{code}"]]
    parts = [" / ".join(dict.fromkeys(names)), said("kind", one["kind"])]
    for name in ("baseline", "target"):
        if one[name] is not None:
            parts.append(
                _("%(name)s %(value)s on %(day)s")
                % {
                    "name": NAMES[name],
                    "value": f"{said_figure(one[name])} {one['unit']}".strip(),
                    "day": said(f"{name}_on", one[f"{name}_on"]),
                }
            )
    if one["wanted"] == Wanted.LOWER:
        parts.append(said("wanted", one["wanted"]))
    if one["unit"] and one["baseline"] is None and one["target"] is None:
        parts.append(one["unit"])
    parts += [said("frequency", one["frequency"]), one["source"], said("labels", one["labels"]), body_name(one["body"])]
    return " · ".join(str(part) for part in parts if part)


def _changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    found = []
    for name in FIELDS:
        # Versions adopted before a field existed lack it: that is as empty as an empty one.
        old, new = before.get(name) or None, after.get(name) or None
        if old == new:
            continue
        if isinstance(old, list) or isinstance(new, list):
            gone = [one for one in old or [] if one not in (new or [])]
            came = [one for one in new or [] if one not in (old or [])]
            found.append(Change(NAMES[name], _listed(name, gone), _listed(name, came)))
        elif name == "lead":
            found.append(Change(NAMES[name], body_name(old), body_name(new)))
        else:
            found.append(Change(NAMES[name], said(name, old), said(name, new)))
    return found


def _listed(name: str, rows: list[Mapping[str, Any]]) -> str:
    speak = {
        "supporting": body_name,
        "serves": served_name,
        "milestones": milestone_words,
        "indicators": indicator_words,
    }[name]
    return written_list([speak(row) for row in rows])

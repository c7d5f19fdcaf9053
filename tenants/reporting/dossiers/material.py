"""What is held about the recommendations of a report, as the draft needs it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from tenants.evidence.models import Citation
from tenants.planning.models import Action, Indicator, Measurement
from tenants.tracker.models import Cluster, Recommendation

Subject = tuple[str, UUID]


@dataclass(frozen=True)
class Step:
    """What somebody said was done, on a day. `quoted` marks the account of another whom this report only quotes.

    `words` are in `language`; `value` is how far it was by its own scale. `subjects` are the things for which evidence
    was cited.
    """

    on: date
    who: str
    words: str
    language: str
    value: str = ""
    quoted: bool = False
    subjects: tuple[Subject, ...] = ()

    @property
    def sense(self) -> str:
        """By which the same account, told of several recommendations, is told once."""
        return " ".join(self.words.split()).casefold()


@dataclass(frozen=True)
class Standing:
    """How far a recommendation is in the report's own voice: a rung of the ladder, its words, and since when."""

    progress: str
    words: str
    on: date
    who: str


@dataclass
class Material:
    """Everything a draft is made of, by recommendation or action; nothing in it is another's unpublished word."""

    recommendations: list[Recommendation] = field(default_factory=list)
    themes: dict[UUID, list[str]] = field(default_factory=dict)
    clusters: dict[UUID, list[Cluster]] = field(default_factory=dict)
    states: dict[UUID, list[UUID]] = field(default_factory=dict)
    steps: dict[UUID, list[Step]] = field(default_factory=dict)
    action_steps: dict[UUID, list[Step]] = field(default_factory=dict)
    standings: dict[UUID, Standing] = field(default_factory=dict)
    actions: dict[UUID, list[Action]] = field(default_factory=dict)
    indicators: dict[UUID, list[Indicator]] = field(default_factory=dict)
    action_indicators: dict[UUID, list[Indicator]] = field(default_factory=dict)
    measurements: dict[UUID, list[Measurement]] = field(default_factory=dict)
    citations: dict[Subject, list[Citation]] = field(default_factory=dict)

    def steps_of(self, recommendations: Iterable[Recommendation]) -> list[Step]:
        """What was done about any of them or by the actions that serve them: each account once, oldest first."""
        found: dict[tuple[str, str], Step] = {}
        for one in recommendations:
            told = [*self.steps.get(one.pk, ())]
            for action in self.actions.get(one.pk, ()):
                told += self.action_steps.get(action.pk, ())
            for step in told:
                known = found.get((step.who, step.sense))
                if known is None or step.on < known.on:
                    subjects = dict.fromkeys([*(known.subjects if known else ()), *step.subjects])
                    found[step.who, step.sense] = _with(step, tuple(subjects))
                else:
                    subjects = dict.fromkeys([*known.subjects, *step.subjects])
                    found[step.who, step.sense] = _with(known, tuple(subjects))
        return sorted(found.values(), key=lambda step: (step.on, step.who, step.sense))

    def actions_of(self, recommendations: Iterable[Recommendation]) -> list[Action]:
        """The actions that serve any of them, each once, in the plan's order."""
        found = {action.pk: action for one in recommendations for action in self.actions.get(one.pk, ())}
        return sorted(found.values(), key=lambda action: (action.created_at, action.pk))

    def indicators_of(self, recommendations: Iterable[Recommendation]) -> list[Indicator]:
        """The indicators of any of them or of their actions, each once."""
        found: dict[UUID, Indicator] = {}
        for one in recommendations:
            found |= {indicator.pk: indicator for indicator in self.indicators.get(one.pk, ())}
            for action in self.actions.get(one.pk, ()):
                found |= {indicator.pk: indicator for indicator in self.action_indicators.get(action.pk, ())}
        return sorted(found.values(), key=lambda indicator: (indicator.created_at, indicator.pk))


def _with(step: Step, subjects: tuple[Subject, ...]) -> Step:
    return Step(step.on, step.who, step.words, step.language, step.value, step.quoted, subjects)

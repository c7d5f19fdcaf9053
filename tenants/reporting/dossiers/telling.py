"""What the draft says of recommendations: in the markup, in the active language, and nothing that nobody said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shared.languages.dates import written_day
from shared.languages.direction import ENDONYMS, active_language, language_of
from shared.languages.lists import written_list
from shared.taxonomy.catalogue import catalogue
from tenants.planning.models import Action, Indicator
from tenants.planning.templatetags.figures import figure_words
from tenants.reporting.dossiers.markup import plain
from tenants.reporting.dossiers.material import Material, Step, Subject
from tenants.reporting.dossiers.pictures import indicator_line
from tenants.reporting.models import Dossier, Voice
from tenants.tracker.models import Position, Recommendation

# A recommendation is quoted so far; its document has the rest.
WORDS_QUOTED = 45
STATES_NAMED = 6
# So many measurements make a line worth drawing.
ENOUGH_TO_DRAW = 3


@dataclass
class Evidence:
    """The pieces cited so far; a piece keeps the number it was first given."""

    pieces: list[str] = field(default_factory=list)

    def numbers(self, found: Material, subjects: Iterable[Subject]) -> str:
        """[E1] [E4] for what was cited for these things, with a space before; nothing where nothing was."""
        keys = dict.fromkeys(str(one.piece_id) for subject in subjects for one in found.citations.get(subject, ()))
        for key in keys:
            if key not in self.pieces:
                self.pieces.append(key)
        return "".join(f" [E{self.pieces.index(key) + 1}]" for key in keys)


@dataclass
class Teller:
    """Writes the words of one section; charts it needs are left in `blocks` under the names the words give."""

    dossier: Dossier
    found: Material
    evidence: Evidence
    several_documents: bool = False
    blocks: dict[str, Any] = field(default_factory=dict)

    def section(self, recommendations: Sequence[Recommendation]) -> str:
        """Recommendations of one section: those of a cluster told together, the others one by one."""
        return "\n\n".join(self.together(group) for group in self._alike(recommendations))

    def _alike(self, recommendations: Sequence[Recommendation]) -> list[list[Recommendation]]:
        groups: dict[UUID, list[Recommendation]] = {}
        for one in recommendations:
            clusters = self.found.clusters.get(one.pk)
            groups.setdefault(min(cluster.pk for cluster in clusters) if clusters else one.pk, []).append(one)
        return list(groups.values())

    def together(self, recommendations: Sequence[Recommendation]) -> str:
        """What is asked, where the State stands, what was done, what is planned and measured."""
        parts = [self._heading(recommendations), *self._quoted(recommendations)]
        steps = self.found.steps_of(recommendations)
        parts.append(self._standing(recommendations))
        parts += [self._told(step) for step in steps]
        if not any(not step.quoted for step in steps) and (self.dossier.voice == Voice.NHRI or not steps):
            parts.append(self._nothing(recommendations))
        parts.append(self._actions(self.found.actions_of(recommendations)))
        parts += self._indicators(self.found.indicators_of(recommendations))
        return "\n\n".join(part for part in parts if part)

    def _heading(self, recommendations: Sequence[Recommendation]) -> str:
        numbers = list(dict.fromkeys(self._number(one) for one in recommendations if one.paragraph))
        if not numbers:
            return ""
        said = ngettext("Paragraph %(numbers)s", "Paragraphs %(numbers)s", len(numbers))
        words = said % {"numbers": written_list(numbers)}
        clusters = self.found.clusters.get(recommendations[0].pk) if len(recommendations) > 1 else None
        return f"### {words}" + (_(": %(title)s") % {"title": plain(clusters[0].name)} if clusters else "")

    def _number(self, one: Recommendation) -> str:
        symbol = one.document.symbol if self.several_documents and one.document else ""
        return f"{one.paragraph} ({symbol})" if symbol else one.paragraph

    def _quoted(self, recommendations: Sequence[Recommendation]) -> Iterable[str]:
        numbered = len(recommendations) > 1
        for one in recommendations:
            words, cited = self._text(one), self.evidence.numbers(self.found, [("recommendation", one.pk)])
            number = f"**{one.paragraph}** " if numbered and one.paragraph else ""
            yield f"> {number}{words}{self._by_whom(one)}{cited}"

    def _text(self, one: Recommendation) -> str:
        code = self.dossier.language
        text = one.text_in(code) or one.text_in(one.source_language) or one.text
        words = plain(text).split(" ")
        return " ".join(words[:WORDS_QUOTED]) + (" …" if len(words) > WORDS_QUOTED else "")

    def _by_whom(self, one: Recommendation) -> str:
        states = [
            catalogue().states[key].label for key in self.found.states.get(one.pk, ()) if key in catalogue().states
        ]
        if not states:
            return ""
        named = written_list(states) if len(states) <= STATES_NAMED else _(", ").join(states[:STATES_NAMED]) + " …"
        return f" ({named})"

    def _standing(self, recommendations: Sequence[Recommendation]) -> str:
        """Position and progress; where those told together differ, each is said."""
        parts = []
        positions = dict.fromkeys(str(Position(one.position).label) for one in recommendations if one.position)
        if positions:
            parts.append(_("**Position of the State:** %(words)s.") % {"words": written_list(list(positions))})
        standings = [self.found.standings[one.pk] for one in recommendations if one.pk in self.found.standings]
        if standings:
            latest = max(standings, key=lambda one: one.on)
            said = dict.fromkeys(one.words for one in sorted(standings, key=lambda one: one.on))
            words = {"words": written_list(list(said)), "day": written_day(latest.on)}
            if self.dossier.voice == Voice.STATE:
                parts.append(_("**Implementation:** %(words)s (%(day)s).") % words)
            else:
                parts.append(_("**Finding of the institution:** %(words)s (%(day)s).") % words)
        return " ".join(parts)

    def _told(self, step: Step) -> str:
        words = plain(step.words)
        given = {"who": plain(step.who), "day": written_day(step.on), "words": words}
        if step.quoted:
            said = _("The State’s own account, quoted here (%(who)s, %(day)s): “%(words)s”") % given
        elif self.dossier.voice == Voice.NHRI:
            said = _("The institution’s finding of %(day)s: %(words)s") % given
        elif step.who:
            said = _("According to %(who)s (%(day)s): %(words)s") % given
        else:
            said = _("As at %(day)s: %(words)s") % given
        if step.language and language_of(step.language) != active_language():
            said += " " + _("(told in %(language)s)") % {"language": ENDONYMS[language_of(step.language)]}
        return said + self.evidence.numbers(self.found, step.subjects)

    def _nothing(self, recommendations: Sequence[Recommendation]) -> str:
        number = len(recommendations)
        if self.dossier.voice == Voice.STATE:
            return ngettext(
                "No update on this recommendation has been accepted.",
                "No update on these recommendations has been accepted.",
                number,
            )
        return ngettext(
            "The institution has recorded no finding of its own on this recommendation.",
            "The institution has recorded no finding of its own on these recommendations.",
            number,
        )

    def _actions(self, actions: Sequence[Action]) -> str:
        if not actions:
            return ""
        return "\n".join(
            [_("Measures of the implementation plan:"), "", *(f"- {self._action(one)}" for one in actions)]
        )

    def _action(self, one: Action) -> str:
        parts = [str(one.get_standing_display())]
        if one.standing_on is not None:
            parts.append(_("since %(day)s") % {"day": written_day(one.standing_on)})
        if one.lead is not None:
            parts.append(_("lead body: %(body)s") % {"body": plain(one.lead.name)})
        if one.ends_on is not None and not one.is_over:
            parts.append(_("to be completed by %(day)s") % {"day": written_day(one.ends_on)})
        comma = _(", ")
        return f"**{plain(one.title)}**: {comma.join(parts)}"

    def _indicators(self, indicators: Sequence[Indicator]) -> Iterable[str]:
        if not indicators:
            return
        yield "\n".join([_("Indicators:"), "", *(f"- {self._indicator(one)}" for one in indicators)])
        for one in indicators:
            measured = self.found.measurements.get(one.pk, [])
            if len(measured) >= ENOUGH_TO_DRAW and not one.is_yes_no:
                name = f"indicator-{len(self.blocks) + 1}"
                self.blocks[name] = indicator_line(one, measured)
                yield f"[[{name}]]"

    def _indicator(self, one: Indicator) -> str:
        measured = self.found.measurements.get(one.pk, [])
        words = plain(one.name)
        if measured:
            last = measured[-1]
            said = _("%(value)s on %(day)s") % {"value": figure_words(one, last.value), "day": written_day(last.on)}
        else:
            said = _("not measured in this period")
        beside = []
        if one.baseline is not None and one.baseline_on is not None:
            given = {"value": figure_words(one, one.baseline), "day": written_day(one.baseline_on)}
            beside.append(_("baseline: %(value)s, %(day)s") % given)
        if one.target is not None and one.target_on is not None:
            given = {"value": figure_words(one, one.target), "day": written_day(one.target_on)}
            beside.append(_("target: %(value)s by %(day)s") % given)
        return f"**{words}**: {said}" + (f" ({_('; ').join(beside)})" if beside else "")

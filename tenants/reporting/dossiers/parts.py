"""The fixed parts of the templates: their headings, what a draft can say of itself, and notes for whoever writes on.

Words are the report's own, in United Nations drafting style; a line that begins with a question mark is for the
drafter alone and never leaves the house.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from shared.languages.dates import written_day
from shared.languages.lists import written_list
from shared.languages.numbers import written_number
from shared.taxonomy.catalogue import catalogue
from tenants.planning.models import Action
from tenants.reporting.dossiers import pictures
from tenants.reporting.dossiers.choice import Choice
from tenants.reporting.dossiers.markup import plain
from tenants.reporting.dossiers.material import Material
from tenants.reporting.dossiers.places import Place
from tenants.reporting.models import Dossier, Voice
from tenants.tracker.models import Progress

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MOST_OBSTACLES = 20


@dataclass
class Draft:
    """What a part may speak of. `blocks` are the charts and tables its words place."""

    dossier: Dossier
    found: Material
    placed: list[Place]
    institution: str
    state: str
    blocks: dict[str, Any] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return len(self.found.recommendations)

    @property
    def actions(self) -> list[Action]:
        return self.found.actions_of(self.found.recommendations)

    @property
    def bodies(self) -> str:
        """Who made the recommendations."""
        lists = catalogue()
        keys = dict.fromkeys(one.review.body_id for one in self.found.recommendations)
        return written_list([lists.bodies[key].label for key in keys if key in lists.bodies])


HEADINGS: dict[str, StrOrPromise] = {
    "introduction": gettext_lazy("Introduction"),
    "method": gettext_lazy("Methodology and consultations"),
    "framework": gettext_lazy("Normative and institutional framework"),
    "overview": gettext_lazy("Overview of implementation"),
    "plan": gettext_lazy("The implementation plan"),
    "achievements": gettext_lazy("Achievements and best practices"),
    "challenges": gettext_lazy("Challenges and constraints"),
    "priorities": gettext_lazy("National priorities and commitments"),
    "support": gettext_lazy("Capacity-building and technical assistance"),
    "conclusion": gettext_lazy("Conclusions and next steps"),
    "data": gettext_lazy("Indicators and statistical data"),
    "indicators": gettext_lazy("Indicators and statistical data"),
    "state_general": gettext_lazy("Demographic, economic, social and cultural characteristics"),
    "state_legal": gettext_lazy("Constitutional, political and legal structure"),
    "norms": gettext_lazy("Acceptance of international human rights norms"),
    "legal_framework": gettext_lazy("Legal framework for the protection of human rights"),
    "promotion_framework": gettext_lazy("Framework for the promotion of human rights"),
    "reporting_process": gettext_lazy("The reporting process at the national level"),
    "remedies": gettext_lazy("Non-discrimination, equality and effective remedies"),
    "establishment": gettext_lazy("Establishment and independence"),
    "mandate": gettext_lazy("Mandate and functions"),
    "composition": gettext_lazy("Composition, selection and appointment"),
    "resources": gettext_lazy("Resources and staff"),
    "working_methods": gettext_lazy("Working methods and activities"),
    "relations": gettext_lazy("Relations with partners and mechanisms"),
    "foreword": gettext_lazy("Foreword"),
    "cooperation": gettext_lazy("Cooperation with human rights mechanisms"),
}

# What whoever writes on has to add, by part.
NOTES: dict[str, StrOrPromise] = {
    "introduction": gettext_lazy("Add what the reader must know beforehand, and who adopted this report and when."),
    "method": gettext_lazy(
        "Say who was consulted (parliament, the national human rights institution, civil society, those concerned), "
        "when and how, and what became of their comments."
    ),
    "framework": gettext_lazy(
        "Describe what changed since the last review: the Constitution, laws, policies, institutions, ratifications."
    ),
    "achievements": gettext_lazy(
        "Choose two or three practices that others can learn from, and say what they changed."
    ),
    "challenges": gettext_lazy("Name the constraints plainly, and what is being done about each."),
    "priorities": gettext_lazy("State the initiatives and commitments the State undertakes before the next review."),
    "support": gettext_lazy("Say which support is expected from whom, and for which recommendations."),
    "conclusion": gettext_lazy("Say what comes next, by whom and by when."),
    "state_general": gettext_lazy(
        "Give population, economy, health, education and justice figures by sex, age and group, over five years at "
        "least (HRI/GEN/2/Rev.6, appendix 3)."
    ),
    "state_legal": gettext_lazy(
        "Describe the form of government, the separation of powers, elections, the courts and the place of "
        "non-governmental organizations."
    ),
    "norms": gettext_lazy(
        "List the treaties ratified, reservations and their reasons, derogations, and other conventions joined."
    ),
    "legal_framework": gettext_lazy(
        "Say where the rights stand in the Constitution and laws, which courts protect them, and whether treaties can "
        "be invoked directly."
    ),
    "promotion_framework": gettext_lazy(
        "Describe parliament’s part, the national institution, human rights education, the media, civil society, "
        "budgets and cooperation."
    ),
    "reporting_process": gettext_lazy(
        "Describe the coordinating body, how information is collected, who took part, and how observations of treaty "
        "bodies are made known."
    ),
    "remedies": gettext_lazy(
        "Describe guarantees against discrimination, measures for groups in need of protection, and remedies available."
    ),
    "establishment": gettext_lazy(
        "Name the law that founds the institution and what it says of independence (General Observations 1.1 and 2.1)."
    ),
    "mandate": gettext_lazy("Say what the mandate covers, and which powers serve it (General Observation 1.2)."),
    "composition": gettext_lazy(
        "Describe the selection, terms, dismissal, immunity and pluralism of members (General Observations 1.7, 1.8, "
        "2.1 and 2.3)."
    ),
    "resources": gettext_lazy("Give the budget of three years, staff, premises and access (General Observation 1.10)."),
    "working_methods": gettext_lazy(
        "Describe plans, meetings, complaints, visits, monitoring, reports and advice, with figures."
    ),
    "relations": gettext_lazy(
        "Describe work with civil society, other institutions and the United Nations mechanisms (General Observations "
        "1.4 and 1.5)."
    ),
    "foreword": gettext_lazy("The head of the institution writes here."),
    "cooperation": gettext_lazy(
        "Describe contributions to the Universal Periodic Review, treaty bodies and special procedures this year."
    ),
}


def heading_of(part: str) -> str:
    return str(HEADINGS[part])


def words_of(part: str, draft: Draft) -> str:
    """What the draft says of a part, in the markup, with the note for the drafter beneath."""
    told = TELLERS[part](draft) if part in TELLERS else []
    note = [f"? {NOTES[part]}"] if part in NOTES else []
    return "\n\n".join([*(words for words in told if words), *note])


def _introduction(draft: Draft) -> list[str]:
    given = {
        "institution": plain(draft.institution),
        "state": plain(draft.state),
        "number": written_number(draft.total),
        "bodies": draft.bodies,
    }
    if not draft.total:
        return [_("No recommendation that was chosen for this report is held.")]
    if draft.dossier.voice == Voice.STATE:
        said = ngettext(
            "The present report was prepared by %(institution)s. It sets out what has been done to give effect to "
            "%(number)s recommendation made by: %(bodies)s.",
            "The present report was prepared by %(institution)s. It sets out what has been done to give effect to "
            "%(number)s recommendations made by: %(bodies)s.",
            draft.total,
        )
    else:
        said = ngettext(
            "The present report gives the independent view of %(institution)s on the implementation of %(number)s "
            "recommendation made by: %(bodies)s. It does not speak for the Government.",
            "The present report gives the independent view of %(institution)s on the implementation of %(number)s "
            "recommendations made by: %(bodies)s. It does not speak for the Government.",
            draft.total,
        )
    return [said % given, _period(draft)]


def _period(draft: Draft) -> str:
    choice = Choice.of(draft.dossier.chosen)
    first, last = choice.period_from, choice.period_to
    if first and last:
        return _("It covers the period from %(first)s to %(last)s.") % _days(first=first, last=last)
    if first:
        return _("It covers the time since %(first)s.") % _days(first=first)
    return _("It tells what was known on %(last)s.") % _days(last=last or timezone.localdate())


def _days(**days: date) -> dict[str, str]:
    return {name: written_day(day) for name, day in days.items()}


def _method(draft: Draft) -> list[str]:
    if draft.dossier.voice == Voice.STATE:
        return [
            _(
                "Each body reported on the recommendations for which it is responsible. What it reported was reviewed "
                "before it was accepted; where no update has been accepted, the report says so. Evidence is cited by "
                "its number in the annex."
            )
        ]
    return [
        _(
            "The findings are the institution’s own. Where the State’s account is quoted, it is named as such. Where "
            "the institution has recorded no finding, the report says so. Evidence is cited by its number in the annex."
        )
    ]


def _overview(draft: Draft) -> list[str]:
    found, total = draft.found, draft.total
    if not total:
        return [_("No recommendation that was chosen for this report is held.")]
    counts = pictures.counted(found, found.recommendations)
    draft.blocks["progress"] = pictures.progress(found, found.recommendations)
    given = {
        "total": written_number(total),
        "done": written_number(counts[Progress.IMPLEMENTED]),
        "part": written_number(counts[Progress.PARTLY]),
        "going": written_number(counts[Progress.IN_PROGRESS]),
        "unknown": written_number(counts[""]),
    }
    told = [
        _(
            "Of the recommendations covered (%(total)s in all), %(done)s are implemented, %(part)s partly implemented "
            "and %(going)s in progress; of %(unknown)s nothing is known yet."
        )
        % given,
        "[[progress]]",
    ]
    positions = pictures.positions(found.recommendations)
    if positions is not None:
        draft.blocks["positions"] = positions
        told.append("[[positions]]")
    rows = _tops(draft)
    if len(rows) > 1:
        draft.blocks["themes"] = pictures.by_place(found, _("State of implementation by subject"), rows)
        told.append("[[themes]]")
    return told


def _tops(draft: Draft) -> list[tuple[str, list[Any]]]:
    """The places of the first level with everything beneath them."""
    rows: list[tuple[str, list[Any]]] = []
    for place in draft.placed:
        if place.level == 1:
            rows.append((place.heading, []))
        if rows:
            rows[-1][1].extend(place.recommendations)
    return [row for row in rows if row[1]]


def _plan(draft: Draft) -> list[str]:
    actions = draft.actions
    if not actions:
        return [_("No action of an implementation plan serves these recommendations yet.")]
    draft.blocks["actions"] = pictures.actions_by_standing(actions)
    said = ngettext(
        "%(number)s action of the implementation plan serves these recommendations.",
        "%(number)s actions of the implementation plan serve these recommendations.",
        len(actions),
    )
    return [said % {"number": written_number(len(actions))}, "[[actions]]"]


def _challenges(draft: Draft) -> list[str]:
    met = [one for one in draft.actions if one.obstacles.strip()]
    if not met:
        return []
    lines = []
    for one in met[:MOST_OBSTACLES]:
        words = f"**{plain(one.title)}**: {plain(one.obstacles)}"
        if one.obstacles_met_by.strip():
            words += " " + _("What is done about it: %(words)s") % {"words": plain(one.obstacles_met_by)}
        lines.append(f"- {words}")
    return [_("The plan names these obstacles:"), "\n".join(lines)]


def _achievements(draft: Draft) -> list[str]:
    done = pictures.counted(draft.found, draft.found.recommendations)[Progress.IMPLEMENTED]
    if not done:
        return []
    said = ngettext(
        "%(number)s recommendation is considered implemented.",
        "%(number)s recommendations are considered implemented.",
        done,
    )
    return [said % {"number": written_number(done)}]


def _conclusion(draft: Draft) -> list[str]:
    unknown = pictures.counted(draft.found, draft.found.recommendations)[""]
    going = sum(not one.is_over for one in draft.actions)
    told = []
    if unknown:
        said = ngettext(
            "Of %(number)s recommendation nothing is known yet; it comes first.",
            "Of %(number)s recommendations nothing is known yet; they come first.",
            unknown,
        )
        told.append(said % {"number": written_number(unknown)})
    if going:
        said = ngettext(
            "%(number)s action of the plan is still open.", "%(number)s actions of the plan are still open.", going
        )
        told.append(said % {"number": written_number(going)})
    return [" ".join(told)]


def _indicators(draft: Draft) -> list[str]:
    indicators = draft.found.indicators_of(draft.found.recommendations)
    if not indicators:
        return [_("No indicator is kept on these recommendations yet.")]
    draft.blocks["indicators"] = pictures.indicators_table(draft.found, indicators)
    return ["[[indicators]]"]


TELLERS: dict[str, Callable[[Draft], list[str]]] = {
    "introduction": _introduction,
    "method": _method,
    "overview": _overview,
    "plan": _plan,
    "challenges": _challenges,
    "achievements": _achievements,
    "conclusion": _conclusion,
    "data": _indicators,
    "indicators": _indicators,
}

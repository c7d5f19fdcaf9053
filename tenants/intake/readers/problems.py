"""What can be wrong with one row or one recommendation, by code."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Severity(StrEnum):
    """An error keeps the row out; a warning is only said."""

    ERROR = "error"
    WARNING = "warning"


MESSAGES: dict[str, tuple[Severity, Promise]] = {
    "missing_text": (Severity.ERROR, _("The row has no recommendation text.")),
    "missing_state": (Severity.ERROR, _("The row does not say which State is under review.")),
    "unknown_state": (Severity.ERROR, _("“%(value)s” is not a State known here.")),
    "missing_session": (Severity.ERROR, _("The row does not say in which session the recommendation was made.")),
    "unknown_session": (Severity.ERROR, _("“%(value)s” is not a session of the Universal Periodic Review.")),
    "unknown_position": (Severity.ERROR, _("“%(value)s” is not a position known here.")),
    "unknown_action_category": (Severity.ERROR, _("“%(value)s” is not an action category; they are 1 to 5.")),
    "paragraph_not_here": (
        Severity.ERROR,
        _("The list holds no recommendation of paragraph %(value)s. Import the report before the reply to it."),
    ),
    "voluntary_pledge": (Severity.ERROR, _("This is a voluntary pledge of the State, not a recommendation.")),
    "missing_position": (Severity.WARNING, _("The row gives no position of the State.")),
    "missing_recommending_state": (Severity.WARNING, _("The row does not name a recommending State.")),
    "unknown_recommending_state": (Severity.WARNING, _("“%(value)s” is not a recommending State known here.")),
    "unknown_issue": (Severity.WARNING, _("“%(value)s” is not an issue known here; it is kept as the source gave it.")),
    "unknown_theme": (Severity.WARNING, _("“%(value)s” is not a theme known here; it is kept as the source gave it.")),
    "unknown_group": (
        Severity.WARNING,
        _("“%(value)s” is not a group of persons known here; it is kept as the source gave it."),
    ),
    "unknown_sdg": (Severity.WARNING, _("“%(value)s” names no Sustainable Development Goal or target.")),
    "untold_position": (
        Severity.WARNING,
        _("“%(value)s” is not a position known here; the recommendation is kept without one."),
    ),
    "session_by_calendar": (
        Severity.WARNING,
        _("The file names no session; by its date and the review calendar it is session %(value)s."),
    ),
    "unknown_kind": (
        Severity.WARNING,
        _("The row does not say whether it is a recommendation or an observation; a person must decide."),
    ),
    "formula_like": (Severity.WARNING, _("“%(value)s” begins like a formula; it was read as text.")),
    "damaged_characters": (Severity.WARNING, _("The text holds characters that were damaged before it came here.")),
    "positions_differ": (Severity.WARNING, _("The rows of this recommendation give different positions: %(value)s.")),
    "action_categories_differ": (
        Severity.WARNING,
        _("The rows of this recommendation give different action categories: %(value)s."),
    ),
    "issues_differ": (Severity.WARNING, _("The rows of this recommendation give different issues; all were kept.")),
    "statuses_differ": (
        Severity.WARNING,
        _("The rows of this recommendation give different statuses; the latest stands: %(value)s."),
    ),
    "missing_body": (Severity.ERROR, _("The row does not say which body made the recommendation.")),
    "unknown_body": (Severity.ERROR, _("“%(value)s” is not a body known here.")),
    "left_out": (Severity.WARNING, _("“%(value)s” was not understood and is left out.")),
    "account_without_status": (
        Severity.WARNING,
        _("The row says what was done but gives no status; without one these words are not kept."),
    ),
    "chosen_for_followup": (
        Severity.WARNING,
        _("The committee asks for an answer on paragraph %(value)s in its follow-up procedure."),
    ),
    "missing_paragraphs": (Severity.WARNING, _("Some paragraph numbers were not found in the document: %(value)s.")),
    "unnumbered_paragraphs": (
        Severity.WARNING,
        _("The document numbers no paragraphs; they come in the order in which they stand."),
    ),
    "no_conclusions": (
        Severity.WARNING,
        _("No section of conclusions and recommendations was found; all paragraphs are shown."),
    ),
    "repeated_row": (Severity.WARNING, _("The same recommending State stands more than once: %(value)s.")),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem. `field` is the neutral field it is about, `value` what the source holds there."""

    code: str
    field: str = ""
    value: str = ""

    @property
    def severity(self) -> Severity:
        return MESSAGES[self.code][0]

    @property
    def is_error(self) -> bool:
        """Whether it keeps the row out."""
        return self.severity is Severity.ERROR

    @property
    def message(self) -> str:
        """The problem in the active language."""
        return str(MESSAGES[self.code][1]) % {"value": self.value}

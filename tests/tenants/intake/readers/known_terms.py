"""A resolver over a handful of terms that do not exist elsewhere."""

from dataclasses import dataclass

from tenants.intake.readers.columns import simplified


@dataclass(frozen=True)
class KnownTerm:
    code: str


STATES = {"Valdoria": "VAL", "Marenne": "MAR", "Côte d'Azurie": "CAZ", "São Lúcio": "SLU", "Vent & Isles": "VIS"}
POSITIONS = {"Accepted": "supported", "Noted": "noted", "Supported/Noted": "supported_in_part", "Pending": "pending"}
ISSUES = {
    "Justice": "justice",
    "Women's rights": "women",
    "Death penalty": "death-penalty",
    "Torture et traitements cruels, inhumains ou dégradants": "torture",
}


class KnownTerms:
    """Answers like the taxonomy: case, accents and punctuation do not matter."""

    def _find(self, terms: dict[str, str], text: str) -> KnownTerm | None:
        found = {simplified(name): code for name, code in terms.items()}.get(simplified(text))
        return KnownTerm(found) if found else None

    def find_state(self, text: str) -> KnownTerm | None:
        return self._find(STATES, text)

    def find_session(self, text: str) -> KnownTerm | None:
        return KnownTerm(text) if text.isdigit() and 1 <= int(text) <= 54 else None

    def find_position(self, text: str) -> KnownTerm | None:
        return self._find(POSITIONS, text)

    def is_pledge(self, text: str) -> bool:
        return simplified(text) == "voluntarypledge"

    def find_action_category(self, text: str) -> KnownTerm | None:
        return KnownTerm(text) if text in {"1", "2", "3", "4", "5"} else None

    def find_issue(self, text: str) -> KnownTerm | None:
        return self._find(ISSUES, text)

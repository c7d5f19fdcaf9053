"""What every reader makes of every file: neutral rows, each with the place it came from and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from tenants.intake.readers.problems import Problem

LANGUAGES = ("en", "fr", "ar")
RECOMMENDATION, OBSERVATION = "recommendation", "observation"


class Term(Protocol):
    """An entry of the taxonomy; only its code is asked for."""

    @property
    def code(self) -> str: ...


class Resolver(Protocol):
    """Finds taxonomy entries by whatever a source prints for them; None when there is none of that name."""

    def find_state(self, text: str) -> Term | None: ...
    def find_session(self, text: str) -> Term | None: ...
    def find_review(self, state: str, day: str) -> Term | None: ...
    def find_position(self, text: str) -> Term | None: ...
    def is_pledge(self, text: str) -> bool: ...
    def find_action_category(self, text: str) -> Term | None: ...
    def find_issue(self, text: str) -> Term | None: ...
    def find_body(self, text: str) -> Term | None: ...
    def find_theme(self, text: str) -> Term | None: ...
    def find_group(self, text: str) -> Term | None: ...
    def find_sdg(self, text: str) -> Term | None: ...


@dataclass(slots=True)
class NeutralRow:
    """One row, independent of the file it came from. `*_text` is as the source prints it; the fields of the same
    name without it are taxonomy codes, empty when nothing was found. `texts` are given translations by language.

    `number` is the row as a spreadsheet shows it, or the row's place in the order of a paper. `page` and `line` are
    where its text begins in a paper, both from 1. `body` is a taxonomy code; `session` the UPR's. `dated` is the ISO
    day of the paper. `certain` is False where the reader only suggests the kind and a person must confirm it.
    `external_ids` are (system, value) pairs such as ("uhri", annotation id).
    """

    number: int
    state_text: str = ""
    state: str = ""
    session_text: str = ""
    session: str = ""
    text: str = ""
    language: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    recommending_state_texts: tuple[str, ...] = ()
    recommending_states: tuple[str, ...] = ()
    position_text: str = ""
    position: str = ""
    position_source: str = ""
    action_text: str = ""
    action_category: str = ""
    issue_texts: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    paragraph: str = ""
    symbol: str = ""
    cycle: str = ""
    state_group: str = ""
    state_organisation: str = ""
    recommending_group: str = ""
    recommending_organisation: str = ""
    kind: str = RECOMMENDATION
    certain: bool = True
    page: int | None = None
    line: int | None = None
    sheet: str = ""
    heading: str = ""
    body_text: str = ""
    body: str = "UPR"
    dated: str = ""
    theme_texts: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    group_texts: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    sdg_texts: tuple[str, ...] = ()
    sdgs: tuple[str, ...] = ()
    external_ids: tuple[tuple[str, str], ...] = ()
    # What an old national tracker knows besides.
    lead_texts: tuple[str, ...] = ()
    support_texts: tuple[str, ...] = ()
    status_text: str = ""
    assessed_on: str = ""
    account: str = ""
    due_on: str = ""
    # The row's cells as they came, where it is refused: the person gets them back.
    cells: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)

    @property
    def valid(self) -> bool:
        """Whether nothing keeps the row out."""
        return not any(problem.is_error for problem in self.problems)

"""The resolver over the project's own reference lists."""

import re
from datetime import date

from shared.taxonomy import resolve
from shared.taxonomy.catalogue import Catalogue, catalogue
from shared.taxonomy.entries import Body, Entry, Issue, Session, State, Theme

NUMBER = re.compile(r"\d+")


class TaxonomyResolver:
    """Finds terms in one catalogue: the database's unless another is given."""

    def __init__(self, among: Catalogue | None = None) -> None:
        self.among = among or catalogue()

    def find_state(self, text: str) -> State | None:
        return resolve.find_state(text, self.among)

    def find_session(self, text: str) -> Session | None:
        """A session by its number, alone or among words: `18`, `Session 18`, `18e session`, `الدورة ١٨`."""
        found = NUMBER.search(text)
        return self.among.session_by_code.get(str(int(found.group()))) if found else None

    def find_review(self, state: str, day: str) -> Session | None:
        """The session of the State's last review before an ISO day."""
        return resolve.find_review(state, date.fromisoformat(day), self.among)

    def find_position(self, text: str) -> Entry | None:
        return resolve.find_position(text, None, self.among)

    def is_pledge(self, text: str) -> bool:
        return resolve.is_pledge(text, self.among)

    def find_action_category(self, text: str) -> Entry | None:
        """A category by its number, alone or before its name (`4 - General action`), or by its name."""
        found = NUMBER.match(text)
        if found:
            return self.among.action_category_by_code.get(str(int(found.group())))
        match = self.among.match("action_category", text)
        return match.entry if match else None

    def find_issue(self, text: str) -> Issue | None:
        return resolve.find_issue(text, self.among)

    def find_body(self, text: str) -> Body | None:
        return resolve.find_body(text, self.among)

    def find_theme(self, text: str) -> Theme | None:
        return resolve.find_theme(text, self.among)

    def find_group(self, text: str) -> Entry | None:
        return resolve.find_group(text, self.among)

    def find_sdg(self, text: str) -> Entry | None:
        return resolve.find_sdg(text, self.among)

"""Why an archive does not come in. For the operator who runs the command."""

from __future__ import annotations

from collections.abc import Iterable


class ArchiveRefused(Exception):
    """What is wrong, one line each, with the part and the line where it stands. Nothing was written."""

    MOST = 25

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(self.problems))

    @classmethod
    def of(cls, problem: str) -> ArchiveRefused:
        return cls([problem])


def at(part: str, line: int, what: str) -> str:
    """A problem with its place."""
    return f"{part} line {line}: {what}"

"""Why a step of an import is not done. Each refusal carries its reason in the person's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tenants.intake.undoing import Obstacles

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Refused(Exception):
    """The step cannot be done as the import stands. `reason` is a sentence for the person who asked."""

    def __init__(self, reason: StrOrPromise) -> None:
        self.reason = reason
        super().__init__(str(reason))


class AnotherStep(Refused):
    """The import stands at another step by now: somebody went on, or the page is an old one."""


class ColumnsMissing(Refused):
    """A required field has no column, or two fields share one. `fields` are those that are wrong."""

    def __init__(self, reason: StrOrPromise, fields: tuple[str, ...]) -> None:
        self.fields = fields
        super().__init__(reason)


class Unanswered(Refused):
    """A person has not decided yet on all that was only suggested."""


class BuiltUpon(Refused):
    """People have built on what the import brought."""

    def __init__(self, reason: StrOrPromise, obstacles: Obstacles) -> None:
        self.obstacles = obstacles
        super().__init__(reason)

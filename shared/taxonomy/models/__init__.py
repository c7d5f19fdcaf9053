"""The reference lists' tables, all in the public schema."""

from shared.taxonomy.models.mechanisms import Body, BodyCategory, Instrument, Level, Mechanism
from shared.taxonomy.models.places import Membership, Organisation, RegionalGroup, State, StateStatus
from shared.taxonomy.models.practice import Capacity, GlossaryTerm, Likeness, Scale, ScaleValue
from shared.taxonomy.models.release import Alias, Relation, Release
from shared.taxonomy.models.review import (
    ActionCategory,
    DatesVerified,
    Position,
    PositionPhrase,
    ReviewSlot,
    UprCycle,
    UprSession,
)
from shared.taxonomy.models.subjects import AffectedGroup, Issue, IssueGroup, IssueTheme, Sdg, Theme
from shared.taxonomy.models.term import Listed, Term

__all__ = [
    "ActionCategory",
    "AffectedGroup",
    "Alias",
    "Body",
    "BodyCategory",
    "Capacity",
    "DatesVerified",
    "GlossaryTerm",
    "Instrument",
    "Issue",
    "IssueGroup",
    "IssueTheme",
    "Level",
    "Likeness",
    "Listed",
    "Mechanism",
    "Membership",
    "Organisation",
    "Position",
    "PositionPhrase",
    "RegionalGroup",
    "Relation",
    "Release",
    "ReviewSlot",
    "Scale",
    "ScaleValue",
    "Sdg",
    "State",
    "StateStatus",
    "Term",
    "Theme",
    "UprCycle",
    "UprSession",
]

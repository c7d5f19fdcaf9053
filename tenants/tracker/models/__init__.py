"""The tracker's nouns, all in the institution's schema."""

from tenants.tracker.models.accounts import Assessment, AssessorKind, Cause, StatusChange
from tenants.tracker.models.classification import Provenance, Tag, TagKind
from tenants.tracker.models.grouping import (
    Cluster,
    ClusterMembership,
    ClusterSuggestion,
    Link,
    LinkKind,
    SuggestedMember,
    SuggestionState,
)
from tenants.tracker.models.priorities import Bands, Criterion, Mark, Rule
from tenants.tracker.models.recommendation import (
    ExternalId,
    Kind,
    Position,
    PositionEntry,
    Priority,
    Progress,
    Recommendation,
    RecommendingState,
    Translation,
)
from tenants.tracker.models.review import Document, Review
from tenants.tracker.models.scales import ScaleValue
from tenants.tracker.models.views import BulkChange, SavedView
from tenants.tracker.models.work import Assignment

__all__ = [
    "Assessment",
    "AssessorKind",
    "Assignment",
    "Bands",
    "BulkChange",
    "Cause",
    "Cluster",
    "ClusterMembership",
    "ClusterSuggestion",
    "Criterion",
    "Document",
    "ExternalId",
    "Kind",
    "Link",
    "LinkKind",
    "Mark",
    "Position",
    "PositionEntry",
    "Priority",
    "Progress",
    "Provenance",
    "Recommendation",
    "RecommendingState",
    "Review",
    "Rule",
    "SavedView",
    "ScaleValue",
    "StatusChange",
    "SuggestedMember",
    "SuggestionState",
    "Tag",
    "TagKind",
    "Translation",
]

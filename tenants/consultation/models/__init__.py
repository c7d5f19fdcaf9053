"""The nouns of a consultation, all in the institution's schema."""

from tenants.consultation.models.comments import Comment, CommentStanding, Reply, Taken
from tenants.consultation.models.consultation import Consultation, Extension, Standing, SubjectKind
from tenants.consultation.models.doors import Door, DoorKind, Guest, OrganisationKind

__all__ = [
    "Comment",
    "CommentStanding",
    "Consultation",
    "Door",
    "DoorKind",
    "Extension",
    "Guest",
    "OrganisationKind",
    "Reply",
    "Standing",
    "SubjectKind",
    "Taken",
]

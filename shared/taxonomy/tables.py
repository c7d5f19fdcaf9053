"""Which table holds which kind of term."""

from __future__ import annotations

from typing import Any

from django.db import models as fields

from shared.taxonomy import models

MODEL_OF: dict[str, type[models.Listed]] = {
    "regional_group": models.RegionalGroup,
    "organisation": models.Organisation,
    "state": models.State,
    "mechanism": models.Mechanism,
    "body": models.Body,
    "instrument": models.Instrument,
    "upr_cycle": models.UprCycle,
    "upr_session": models.UprSession,
    "review_slot": models.ReviewSlot,
    "theme": models.Theme,
    "affected_group": models.AffectedGroup,
    "issue": models.Issue,
    "sdg": models.Sdg,
    "action_category": models.ActionCategory,
    "capacity": models.Capacity,
    "position": models.Position,
    "position_phrase": models.PositionPhrase,
    "scale": models.Scale,
    "scale_value": models.ScaleValue,
    "glossary_term": models.GlossaryTerm,
}

# (kind, name of the link) -> (table, column of the term, column of the other term)
LINK_OF: dict[tuple[str, str], tuple[type[fields.Model], str, str]] = {
    ("state", "organisations"): (models.Membership, "state_id", "organisation_id"),
    ("issue", "themes"): (models.IssueTheme, "issue_id", "theme_id"),
    ("issue", "groups"): (models.IssueGroup, "issue_id", "group_id"),
}


def stored(model: type[fields.Model]) -> fields.QuerySet[Any]:
    """Every row of a table, whatever its default manager leaves out."""
    return model._base_manager.all()


def columns_of(model: type[models.Listed]) -> list[str]:
    """Column names as `values()` gives them: languages apart, references as `..._id`."""
    translated = {"label", "short_label", "verbs", "definition"}
    return [one.attname for one in model._meta.concrete_fields if one.name not in translated]

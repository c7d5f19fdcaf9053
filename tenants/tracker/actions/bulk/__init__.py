"""One change of many recommendations, kept with what stood before so that it can be taken back."""

from tenants.tracker.actions.bulk.changing import Undone, undo
from tenants.tracker.actions.bulk.gathering import cluster, uncluster
from tenants.tracker.actions.bulk.verbs import assign, categorise, classify, prioritise, unassign

__all__ = ["Undone", "assign", "categorise", "classify", "cluster", "prioritise", "unassign", "uncluster", "undo"]

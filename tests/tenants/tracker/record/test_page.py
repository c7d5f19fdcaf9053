"""The record page."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation

from shared.isolation.scope import in_institution
from tenants.tracker.models import Recommendation
from tenants.tracker.actions import assessments, assignments, classification, clusters, links, positions, priorities


def one(world, paragraph="140.1", place="alef"):
    with in_institution(getattr(world, place).institution):
        return Recommendation.objects.select_related("review").get(paragraph=paragraph)


def test_x(browse, world):
    r = one(world)
    c = browse("alef", "coordinator")
    for lang in ("ar", "en", "fr"):
        resp = c.get(f"/{lang}/recommendations/{r.pk}/")
        print(resp.status_code, len(resp.content))
    print(resp.content.decode())
    for name in ("history", "classify", "cluster", "link", "assign", "prioritise", "position", "edit", "assess"):
        resp = c.get(f"/ar/recommendations/{r.pk}/{name}/")
        print(name, resp.status_code)
        assert resp.status_code == 200
    assert 0

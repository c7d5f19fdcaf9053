"""What the tests of the actions hold in their hands: the people, the bodies and the recommendations of `alef`."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tenants.records.models import AuditEntry
from tenants.tracker.models import Recommendation


@pytest.fixture
def people(alef) -> SimpleNamespace:
    return SimpleNamespace(**alef.alef.members)


@pytest.fixture
def bodies(alef) -> SimpleNamespace:
    return SimpleNamespace(**alef.alef.bodies)


@pytest.fixture
def recommendations(alef) -> list[Recommendation]:
    """Seven of them, 140.1 to 140.5 and the committee's two, in the order of the samples."""
    return list(Recommendation.objects.order_by("created_at", "id"))


@pytest.fixture
def recommendation(recommendations) -> Recommendation:
    """140.1: led by Justice, supported by Interior, tagged by its source."""
    return recommendations[0]


@pytest.fixture
def bare(recommendations) -> Recommendation:
    """140.2: nobody answers for it, nothing tags it."""
    return recommendations[1]


@pytest.fixture
def log():
    """`log(recommendation)`: verbs of its history, the newest first."""

    def verbs(recommendation: Recommendation) -> list[str]:
        return list(AuditEntry.objects.filter(object_id=recommendation.pk).values_list("verb", flat=True))

    return verbs

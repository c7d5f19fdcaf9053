"""The national tracker that lies beside the repository, from its upload to a second import of it."""

from collections import Counter
from pathlib import Path

import pytest

from tenants.intake.actions import batches
from tenants.tracker.models import Assessment, Assignment, Recommendation
from tests.tenants.intake.tables import figures
from tests.tenants.intake.trackers import committed

TRACKER = Path(__file__).resolve().parents[4] / "shared" / "data" / "national_tracker_fr_ar" / "recommendations.csv"


def test_it_comes_in_with_both_languages_bodies_and_statuses_and_goes_again(alef):
    if not TRACKER.exists():
        pytest.skip("the national tracker does not lie beside the repository")
    by = alef.alef.members["coordinator"]
    before = Recommendation.objects.count(), Assignment.objects.count(), Assessment.objects.count()
    batch = committed(TRACKER.read_bytes(), by, TRACKER.name, defaults={"session": "27"})
    assert figures(batch) == (505, 0, 0, 0)
    mine = Recommendation.objects.filter(batch_id=batch.pk)
    assert mine.exclude(text_fr="").count() == 505
    assert mine.exclude(text_ar="").count() > 370
    assert Counter(mine.values_list("status", flat=True)) == {"in_progress": 282, "implemented": 175, "not_started": 48}
    assert mine.filter(assignments__lead=True).count() > 430
    assert Assessment.objects.filter(recommendation__in=mine, value="state:implemented").count() == 175
    again = committed(TRACKER.read_bytes(), by, "again.csv", defaults={"session": "27"})
    assert figures(again) == (0, 0, 505, 0)
    batches.undo(batch=again, by=by)
    batches.undo(batch=batch, by=by)
    assert before == (Recommendation.objects.count(), Assignment.objects.count(), Assessment.objects.count())

"""The institution's rule decides which account the status rests on."""

from datetime import date

from tenants.members.actions.settings import change_settings
from tenants.tracker.models import Assessment, Recommendation


def test_a_changed_rule_reads_every_status_anew(alef):
    place = alef.alef
    one = Recommendation.objects.get(paragraph="140.1")
    for kind, body, value, progress in (
        ("state", None, "state:implemented", "implemented"),
        ("nhri", place.bodies["Council"], "nhri:limited", "in_progress"),
    ):
        Assessment(
            recommendation=one, assessor_kind=kind, body=body, value=value, progress=progress,
            assessed_on=date(2026, 1, 1),
        ).save()  # fmt: skip
    change_settings(institution=place.institution, by=place.members["coordinator"], status_rule="nhri")
    one.refresh_from_db()
    assert (one.status, one.accounts_diverge) == ("in_progress", True)

from datetime import date

import pytest

from tenants.records.models import AuditEntry
from tenants.tracker.actions import priorities
from tenants.tracker.actions.refusals import ChangedSince, UnknownTerm


def test_priority_and_due_day_are_set_together(people, recommendation):
    priorities.prioritise(recommendation=recommendation, priority="high", due_on=date(2027, 1, 1), by=people.analyst)
    recommendation.refresh_from_db()
    assert (recommendation.priority, recommendation.due_on) == ("high", date(2027, 1, 1))


def test_the_log_holds_only_what_changed(people, recommendation):
    priorities.prioritise(recommendation=recommendation, priority="high", due_on=None, by=people.analyst)
    entry = AuditEntry.objects.get(object_id=recommendation.pk)
    assert (entry.before, entry.after) == ({"priority": ""}, {"priority": "high"})


def test_an_unknown_priority_is_refused(people, recommendation):
    with pytest.raises(UnknownTerm):
        priorities.prioritise(recommendation=recommendation, priority="urgent", due_on=None, by=people.analyst)


def test_a_form_opened_before_another_change_is_refused(people, recommendation):
    seen = recommendation.changed_at
    priorities.prioritise(recommendation=recommendation, priority="high", due_on=None, by=people.analyst, seen=seen)
    with pytest.raises(ChangedSince):
        priorities.prioritise(recommendation=recommendation, priority="low", due_on=None, by=people.analyst, seen=seen)

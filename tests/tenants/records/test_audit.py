"""The institution's log."""

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from shared.isolation.scope import in_institution
from tenants.records.audit import entry_for, record
from tenants.records.models import AuditEntry
from tenants.tracker.models import Recommendation


def test_an_entry_says_who_what_and_the_difference(alef):
    one = Recommendation.objects.first()
    by = alef.alef.members["analyst"]
    entry = record("prioritised", one, by=by, before={"priority": 1}, after={"priority": 2}, reason="asked")
    kept = AuditEntry.objects.get(pk=entry.pk)
    assert (kept.verb, kept.noun, kept.object_id) == ("prioritised", "recommendation", one.pk)
    assert (kept.by_id, kept.by_name) == (by.pk, by.name)
    assert (kept.before, kept.after, kept.reason) == ({"priority": 1}, {"priority": 2}, "asked")


def test_what_the_system_did_names_nobody(alef):
    entry = record("swept", by=None, noun="job")
    assert (entry.by_id, entry.by_name, entry.noun, entry.object_id) == (None, "", "job", None)


def test_an_act_on_many_rows_is_written_at_once(alef):
    AuditEntry.objects.bulk_create([entry_for("imported", by=None, noun="recommendation") for _ in range(3)])
    assert AuditEntry.objects.filter(verb="imported").count() == 3


@pytest.mark.parametrize("statement", ["UPDATE records_auditentry SET verb = ''", "DELETE FROM records_auditentry"])
def test_the_log_is_only_ever_added_to(alef, statement):
    record("tested", by=None)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(statement)


def test_the_log_of_one_institution_is_not_the_others(alef):
    entry = record("tested", by=None)
    with in_institution(alef.ba.institution):
        assert not AuditEntry.objects.filter(pk=entry.pk).exists()


def test_an_act_that_is_undone_leaves_no_entry(alef):
    with transaction.atomic():
        record("vanished", by=None)
        transaction.set_rollback(True)
    assert not AuditEntry.objects.filter(verb="vanished").exists()

"""The same form sent twice in the same moment is one comment."""

import threading
from uuid import uuid4

import pytest
from django.db import connections
from django.utils import timezone

from shared.isolation.scope import in_institution
from tenants.consultation.actions import comments
from tenants.consultation.actions.comments import Said
from tenants.consultation.freezing import frozen
from tenants.consultation.models import Comment, Consultation
from tests.tenants.consultation.conftest import content_of


@pytest.fixture
def opened_for_good(committed):
    """Written without an action, for the log takes nothing back."""
    with in_institution(committed.alef.institution):
        one = Consultation()
        content_of(timezone.localdate()).put_into(one)
        one.snapshot, one.opened_at = frozen(one), timezone.now()
        one.save(force_insert=True)
    yield one
    with in_institution(committed.alef.institution):
        Consultation.objects.filter(pk=one.pk).delete()


def test_several_at_once_are_one(committed, opened_for_good):
    key, meeting, failures = uuid4(), threading.Barrier(4, timeout=20), []

    def send():
        try:
            with in_institution(committed.alef.institution):
                Comment.objects.filter(pk=key).exists()
                meeting.wait()
                said = Said("Once", "en", "p2")
                day = timezone.localdate()
                comments.comment_anonymously(consultation=opened_for_good, key=key, said=said, day=day)
        except Exception as failure:
            failures.append(failure)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with in_institution(committed.alef.institution):
        assert failures == []
        assert opened_for_good.comments.count() == 1

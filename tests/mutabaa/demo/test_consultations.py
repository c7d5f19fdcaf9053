"""The invented consultations show what one looks like while it is open and when it is over."""

from __future__ import annotations

from django.utils import timezone

from shared.isolation.scope import in_institution
from tenants.consultation.models import Comment, Consultation, Guest
from tenants.institutions.models import Institution
from tenants.records.models import Job

Demo = dict[str, Institution]


def test_one_is_open_on_a_plan_and_one_is_over_with_its_replies(demo: Demo) -> None:
    today = timezone.localdate()
    with in_institution(demo["marsana"]):
        found = {one.standing_on(today): one for one in Consultation.objects.all()}
        assert set(found) == {"open", "published"}
        assert found["open"].subject_kind == "version"
        over = found["published"].comments
        assert over.waiting().count() == 0
        assert over.accepted().filter(reply=None).count() == 0
        assert found["open"].comments.waiting().exists()


def test_what_was_said_anonymously_is_kept_so(demo: Demo) -> None:
    with in_institution(demo["marsana"]):
        unsigned = Comment.objects.filter(is_anonymous=True)
        assert unsigned.count() == 4
        assert {one.pk.version for one in unsigned} == {4}


def test_no_mail_leaves_for_people_who_do_not_exist(demo: Demo) -> None:
    with in_institution(demo["marsana"]):
        assert Guest.objects.count() == 7
        assert not Job.objects.filter(kind="consultation.invitation_mail").exists()

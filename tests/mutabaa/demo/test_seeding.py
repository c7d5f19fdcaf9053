"""The invented network is made whole, once, and only where it may be."""

from __future__ import annotations

from collections import Counter

import pytest
from django.contrib.auth.hashers import check_password
from django.core.management import CommandError, call_command
from django.test import override_settings

from mutabaa.demo.seeding import seed
from mutabaa.demo.sign_ins import password_of
from shared.isolation.scope import in_institution, in_network
from shared.taxonomy.catalogue import catalogue
from shared.users.models import User
from tenants.institutions.models import Affiliation, Institution
from tenants.members.models import Member
from tenants.network.models import SecretariatMember
from tenants.records.models import AuditEntry
from tenants.reporting.models import Obligation, Slip
from tenants.reporting.proposals import proposals
from tenants.tracker.models import (
    Assessment,
    Assignment,
    ClusterMembership,
    Link,
    PositionEntry,
    Recommendation,
    RecommendingState,
    ScaleValue,
    StatusChange,
    Tag,
)

Demo = dict[str, Institution]


def test_it_refuses_where_no_demonstration_is_wanted() -> None:
    with override_settings(DEMO=False), pytest.raises(CommandError, match="MUTABAA_DEMO"):
        call_command("seed_demo")


def test_three_institutions_hold_about_sixty_recommendations_each(demo: Demo) -> None:
    held = {}
    for slug, institution in demo.items():
        with in_institution(institution):
            held[slug] = Recommendation.objects.count()
    assert held == {"marsana": 62, "rimal": 60, "sahlan": 62}


def test_a_third_was_adopted_in_arabic(demo: Demo) -> None:
    for institution in demo.values():
        with in_institution(institution):
            arabic = Recommendation.objects.filter(source_language="ar").count()
            assert arabic * 3 >= Recommendation.objects.count()


def test_running_it_again_writes_nothing(demo: Demo) -> None:
    def written() -> list[int]:
        counts = []
        for institution in demo.values():
            with in_institution(institution):
                counts += [Recommendation.objects.count(), Member.objects.count(), AuditEntry.objects.count()]
        with in_network():
            return [*counts, User.objects.count(), Affiliation.objects.count(), SecretariatMember.objects.count()]

    before = written()
    with override_settings(DEMO=True):
        assert seed() == []
    assert written() == before


def test_every_kind_of_fact_is_there(demo: Demo) -> None:
    for institution in demo.values():
        with in_institution(institution):
            for model in (RecommendingState, PositionEntry, Tag, Assignment, Assessment, ClusterMembership, Link):
                assert model.objects.exists(), model.__name__
            assert set(Tag.objects.values_list("provenance", flat=True)) == {"source", "suggested", "confirmed"}
            assert Recommendation.objects.past_due().exists()
            assert Recommendation.objects.unassigned().exists()
            assert Recommendation.objects.unassessed().exists()
            assert Recommendation.objects.diverging().exists()


def test_positions_keep_what_was_said_first(demo: Demo) -> None:
    with in_institution(demo["marsana"]):
        of_one = PositionEntry.objects.filter(recommendation__paragraph="140.7").order_by("dated")
        assert list(of_one.values_list("value", flat=True)) == ["pending", "supported"]


def test_the_state_speaks_first_in_a_national_mechanism_and_the_institution_in_its_own_house(demo: Demo) -> None:
    for slug, kind in (("marsana", "state"), ("rimal", "nhri")):
        with in_institution(demo[slug]):
            told = Assessment.objects.current().filter(assessor_kind=kind).exclude(progress="")
            of_one: dict[object, list[str]] = {}
            for account in told.select_related("recommendation").order_by("assessed_on", "recorded_at"):
                of_one.setdefault(account.recommendation_id, []).append(account.progress)
            shown = dict(Recommendation.objects.values_list("pk", "status"))
            assert {key: shown[key] for key in of_one} == {key: values[-1] for key, values in of_one.items()}


def test_a_status_came_about_in_steps_on_the_days_of_its_accounts(demo: Demo) -> None:
    with in_institution(demo["marsana"]):
        steps = list(StatusChange.objects.filter(recommendation__paragraph="140.52"))
        assert [(step.before, step.after, step.at.date().isoformat()) for step in steps] == [
            ("", "not_started", "2025-08-20"),
            ("not_started", "in_progress", "2026-02-10"),
            ("in_progress", "partly", "2026-09-30"),
        ]
        told = Recommendation.objects.exclude(status="").count()
        assert StatusChange.objects.values("recommendation").distinct().count() == told


def test_a_value_of_the_institutions_own_scale_is_in_use(demo: Demo) -> None:
    with in_institution(demo["marsana"]):
        own = ScaleValue.objects.get(own=True)
        assert Assessment.objects.filter(value=own.code, progress="in_progress").count() == 1


def test_an_nhri_says_where_it_read_what_it_quotes_of_the_state(demo: Demo) -> None:
    with in_institution(demo["rimal"]):
        voices = Member.objects.filter(role_slug="focal_point").values("body")
        quoted = Assessment.objects.filter(assessor_kind="state").exclude(body__in=voices)
        assert quoted.exists()
        assert not quoted.filter(source="").exists()


def test_recommending_states_and_terms_are_known(demo: Demo) -> None:
    terms = catalogue()
    for institution in demo.values():
        with in_institution(institution):
            assert set(RecommendingState.objects.values_list("state_id", flat=True)) <= terms.states.keys()
            known = terms.themes.keys() | terms.groups.keys() | terms.sdgs.keys()
            assert set(Tag.objects.values_list("term_id", flat=True)) <= known


def test_every_role_has_somebody_with_the_listed_password(demo: Demo) -> None:
    with in_institution(demo["marsana"]):
        roles = Counter(Member.objects.values_list("role_slug", flat=True))
    assert set(roles) == {"coordinator", "analyst", "focal_point", "assessor", "observer"}
    with in_network():
        for user in User.objects.filter(email__endswith="@marsana.example"):
            assert check_password(password_of(user.email), user.password)
            assert user.emailaddress_set.filter(verified=True, primary=True).exists()


def test_somebody_of_two_institutions_is_one_person(demo: Demo) -> None:
    with in_network():
        dina = User.objects.get(email="dina@rimal.example")
        assert dina.affiliations.count() == 2
    roles = {}
    for slug in ("marsana", "rimal"):
        with in_institution(demo[slug]):
            roles[slug] = Member.objects.get(user_id=dina.pk).role_slug
    assert roles == {"marsana": "observer", "rimal": "analyst"}


def test_another_secret_key_renews_the_passwords(demo: Demo) -> None:
    def opens(email: str) -> bool:
        with in_network():
            return check_password(password_of(email), User.objects.get(email=email).password)

    with override_settings(DEMO=True):
        with override_settings(SECRET_KEY="another key of this installation, long enough"):
            assert not opens("hala@marsana.example")
            seed()
            assert opens("hala@marsana.example")
        seed()
        assert opens("hala@marsana.example")


def test_the_log_tells_who_assigned_and_assessed(demo: Demo) -> None:
    with in_institution(demo["marsana"]):
        said = AuditEntry.objects.filter(verb="assessed", by_name="سلمى درويش")
        assert said.exists()
        assert all(entry.after["value"].startswith("nhri:") for entry in said)
        assert AuditEntry.objects.filter(verb="assigned").count() == Assignment.objects.count()


def test_every_calendar_holds_something_late_something_ahead_and_something_to_confirm(demo: Demo) -> None:
    for slug, institution in demo.items():
        with in_institution(institution):
            late = Obligation.objects.late().count()
            assert late >= 1, slug
            assert Obligation.objects.open().count() > late + 2, slug
            assert proposals(institution), slug
    with in_institution(demo["marsana"]):
        assert Slip.objects.exists()
        assert all(slip.obligation.due_on == slip.due_to for slip in Slip.objects.select_related("obligation"))

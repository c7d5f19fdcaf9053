"""The institution's own choices."""

import pytest

from shared.isolation.scope import in_network
from tenants.institutions.models import Institution
from tenants.members.actions.settings import change_settings
from tenants.records.models import AuditEntry


def test_a_choice_stands_on_the_institutions_public_row(alef):
    change_settings(institution=alef.alef.institution, by=alef.alef.members["coordinator"], month_style="levantine")
    with in_network():
        assert Institution.objects.get(pk=alef.alef.institution.pk).month_style == "levantine"


def test_only_what_changed_is_noted(alef):
    change_settings(
        institution=alef.alef.institution,
        by=alef.alef.members["coordinator"],
        status_rule="cautious",
        default_language=alef.alef.institution.default_language,
    )
    entry = AuditEntry.objects.get(verb="changed_settings")
    assert (entry.before, entry.after) == ({"status_rule": "state"}, {"status_rule": "cautious"})


def test_nothing_is_noted_when_nothing_changed(alef):
    change_settings(
        institution=alef.alef.institution, by=alef.alef.members["coordinator"], requires_second_factor=False
    )
    assert not AuditEntry.objects.filter(verb="changed_settings").exists()


def test_the_standing_is_no_setting(alef):
    with pytest.raises(ValueError, match="standing"):
        change_settings(institution=alef.alef.institution, by=alef.alef.members["coordinator"], standing="ready")


def test_an_institution_that_asks_for_a_second_factor_leads_there_first(alef, browse):
    change_settings(institution=alef.alef.institution, by=alef.alef.members["coordinator"], requires_second_factor=True)
    answer = browse("alef", "analyst").get("/en/people/")
    assert (answer.status_code, answer["Location"]) == (302, "/en/account/second-factor/")

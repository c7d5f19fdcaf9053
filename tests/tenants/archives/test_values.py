"""Values go out and come back without loss."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal

import pytest
from django.db import models
from django.test.utils import isolate_apps

from shared.isolation.identifiers import new_id
from shared.isolation.models import InstitutionModel
from shared.taxonomy.identity import term_id
from tenants.archives.terms import terms
from tenants.archives.values import NotAValue, UnknownTerm, read, written

KEY = new_id()


@pytest.fixture
def fields(network):
    with isolate_apps("tenants.tracker"):

        class Everything(InstitutionModel):
            text = models.TextField(null=True)
            short = models.CharField(max_length=3)
            number = models.IntegerField()
            fraction = models.FloatField()
            decimal = models.DecimalField(max_digits=6, decimal_places=2)
            moment = models.DateTimeField()
            day = models.DateField()
            time = models.TimeField()
            span = models.DurationField()
            yes = models.BooleanField()
            term = models.UUIDField()
            anything = models.JSONField()
            raw = models.BinaryField()

            class Meta:
                app_label = "tracker"

        yield {field.name: field for field in Everything._meta.concrete_fields}


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("id", KEY, str(KEY)),
        ("text", "نصّ \\u0000 \u2028 𝔘\n", "نصّ \\u0000 \u2028 𝔘\n"),
        ("text", "", ""),
        ("number", -7, -7),
        ("fraction", 0.1, 0.1),
        ("decimal", Decimal("12.50"), "12.50"),
        ("decimal", Decimal("0E-2"), "0.00"),
        ("moment", datetime(2026, 1, 31, 12, 0, 0, 123456, tzinfo=UTC), "2026-01-31T12:00:00.123456Z"),
        ("day", date(2026, 1, 31), "2026-01-31"),
        ("time", time(23, 59, 1), "23:59:01"),
        ("span", timedelta(days=1, hours=2), "P1DT02H00M00S"),
        ("yes", False, False),
        ("term", term_id("theme", "torture"), "theme:torture"),
        ("term", KEY, str(KEY)),
        ("anything", {"x": [1, None, "\\u0000"]}, {"x": [1, None, "\\u0000"]}),
        ("raw", b"\x00\xff", "AP8="),
    ],
)
def test_a_value_goes_out_and_comes_back(fields, name, value, said):
    turn = written(fields[name], terms())
    assert (turn(value) if turn else value) == said
    assert read(fields[name], terms())(said) == value


def test_a_moment_of_another_zone_is_written_in_utc(fields):
    turn = written(fields["moment"], terms())
    assert turn(datetime(2026, 1, 31, 15, tzinfo=timezone(timedelta(hours=3)))) == "2026-01-31T12:00:00Z"


def test_nothing_stands_only_where_it_may(fields):
    assert read(fields["text"], terms())(None) is None
    with pytest.raises(NotAValue):
        read(fields["number"], terms())(None)


def test_a_term_of_another_list_is_unknown(fields):
    with pytest.raises(UnknownTerm, match="theme:novelty"):
        read(fields["term"], terms())("theme:novelty")


@pytest.mark.parametrize("name", ["text", "number", "decimal", "moment", "day", "time", "span", "yes", "term", "raw"])
@pytest.mark.parametrize("said", [[], {}, "…", 1.5])
def test_what_is_no_value_is_refused(fields, name, said):
    if (name, said) == ("text", "…"):
        return
    with pytest.raises(NotAValue):
        read(fields[name], terms())(said)

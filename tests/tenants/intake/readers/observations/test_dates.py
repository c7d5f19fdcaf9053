"""Dates and ordinals in the three languages of UN papers."""

import pytest

from tenants.intake.readers.observations.dates import dates_in, ordinals_in


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Distr.: General 29 October 2013", ["2013-10-29"]),
        ("1er février 2019", ["2019-02-01"]),
        ("le 22 août 2017 et le 3 mars 2018", ["2017-08-22", "2018-03-03"]),
        ("٢ آب/أغسطس ٢٠١٧", ["2017-08-02"]),
        ("5 كانون الأول/ديسمبر 2016", ["2016-12-05"]),
        ("12 جانفي 2015", ["2015-01-12"]),
        ("September 2017 19", ["2017-09-19"]),
        ("May 29, 2016", ["2016-05-29"]),
        ("31 June 2016", []),
        ("28 and 29 November", []),
    ],
)
def test_days_are_found(text, days):
    assert dates_in(text) == days


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("combined third and fourth periodic reports", [3, 4]),
        ("the initial report", [1]),
        ("twenty-first to twenty-third", [21, 23]),
        ("le rapport valant dix-huitième et dix-neuvième rapports", [18, 19]),
        ("التقرير الجامع للتقارير الدورية من الحادي والعشرين إلى الرابع والعشرين", [21, 24]),
        ("التقرير الدوري الثالث", [3]),
        ("the 5th and 6th reports", [5, 6]),
    ],
)
def test_ordinals_are_found_in_their_order(text, values):
    assert ordinals_in(text) == values

from datetime import date

import pytest

from tenants.reporting.counting import months_after, months_between, sixty_days_after


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2023, 12, 31), 2, date(2024, 2, 29)),
        (date(2024, 7, 8), 24, date(2026, 7, 8)),
        (date(2029, 1, 1), -3, date(2028, 10, 1)),
        (date(2025, 12, 15), 1, date(2026, 1, 15)),
        (date(2025, 12, 15), 0, date(2025, 12, 15)),
    ],
)
def test_months_keep_the_day_or_end_with_the_month(day, months, expected):
    assert months_after(day, months) == expected


def test_sixty_days_count_a_leap_day():
    assert sixty_days_after(date(2024, 1, 1)) == date(2024, 3, 1)
    assert sixty_days_after(date(2025, 1, 1)) == date(2025, 3, 2)


def test_months_between_look_at_months_alone():
    assert months_between(date(2025, 2, 4), date(2029, 7, 1)) == 53

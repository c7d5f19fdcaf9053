"""A day that a person writes into a form."""

from __future__ import annotations

from datetime import date

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

EARLIEST, LATEST = date(1800, 1, 1), date(2199, 12, 31)


class DayField(forms.DateField):
    """A day with some way before and after it: who adds a month to the last day of 9999 leaves the calendar."""

    default_validators = [MinValueValidator(EARLIEST), MaxValueValidator(LATEST)]

"""When a day's reminders may come: in the morning, on the reader's own clock."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

MORNING = time(8)


def morning_has_come(day: date, zone: ZoneInfo, now: datetime) -> bool:
    """Whether it is 08:00 of `day` or later on the clock of `zone`. `now` is an aware instant.

    Read off the local clock, so a change to or from summer time neither brings a morning twice nor takes one away.
    """
    local = now.astimezone(zone)
    return local.date() > day or (local.date() == day and local.time() >= MORNING)

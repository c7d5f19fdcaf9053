"""Time zones as people choose them: the region's first, each with its name and how far it is from UTC now."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# The cities after which the zones of the region are named.
REGION = {
    "Africa/Algiers": gettext_lazy("Algiers"),
    "Africa/Cairo": gettext_lazy("Cairo"),
    "Africa/Casablanca": gettext_lazy("Casablanca"),
    "Africa/Djibouti": gettext_lazy("Djibouti"),
    "Africa/Khartoum": gettext_lazy("Khartoum"),
    "Africa/Mogadishu": gettext_lazy("Mogadishu"),
    "Africa/Nouakchott": gettext_lazy("Nouakchott"),
    "Africa/Tripoli": gettext_lazy("Tripoli"),
    "Africa/Tunis": gettext_lazy("Tunis"),
    "Asia/Aden": gettext_lazy("Aden"),
    "Asia/Amman": gettext_lazy("Amman"),
    "Asia/Baghdad": gettext_lazy("Baghdad"),
    "Asia/Bahrain": gettext_lazy("Manama"),
    "Asia/Beirut": gettext_lazy("Beirut"),
    "Asia/Damascus": gettext_lazy("Damascus"),
    "Asia/Dubai": gettext_lazy("Dubai"),
    "Asia/Gaza": gettext_lazy("Gaza"),
    "Asia/Hebron": gettext_lazy("Hebron"),
    "Asia/Kuwait": gettext_lazy("Kuwait City"),
    "Asia/Muscat": gettext_lazy("Muscat"),
    "Asia/Qatar": gettext_lazy("Doha"),
    "Asia/Riyadh": gettext_lazy("Riyadh"),
    "Indian/Comoro": gettext_lazy("Moroni"),
}
CONTINENTS = {
    "Africa": gettext_lazy("Africa"),
    "America": gettext_lazy("America"),
    "Antarctica": gettext_lazy("Antarctica"),
    "Asia": gettext_lazy("Asia"),
    "Atlantic": gettext_lazy("Atlantic Ocean"),
    "Australia": gettext_lazy("Australia"),
    "Europe": gettext_lazy("Europe"),
    "Indian": gettext_lazy("Indian Ocean"),
    "Pacific": gettext_lazy("Pacific Ocean"),
}
Choices = list[tuple[str, str]]


@cache
def known_zones() -> frozenset[str]:
    """The names of the IANA list that stand for places, and UTC."""
    return frozenset(name for name in available_timezones() if name.partition("/")[0] in CONTINENTS) | {"UTC"}


def is_zone(name: str) -> bool:
    return name in known_zones()


def written_offset(zone: ZoneInfo, now: datetime) -> str:
    """How far the zone's clock is from UTC at that moment: UTC+3, UTC−3:30, UTC."""
    offset = now.astimezone(zone).utcoffset()
    minutes = int(offset.total_seconds()) // 60 if offset else 0
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}" + (f":{rest:02}" if rest else "")


def zone_label(name: str, now: datetime | None = None) -> str:
    """The place and its offset now: Riyadh (UTC+3). Raises KeyError for a name that is no zone.

    The isolates keep the offset whole in a right-to-left line.
    """
    city = str(REGION[name]) if name in REGION else name.rpartition("/")[2].replace("_", " ")
    offset = written_offset(ZoneInfo(name), now or timezone.now())
    return offset if name == "UTC" else f"{city} (\u2066{offset}\u2069)"


def zone_choices() -> list[tuple[str, str | Choices]]:
    """Grouped for a select: UTC, the region, then continent by continent."""
    now = timezone.now()
    region = [name for name in REGION if is_zone(name)]
    found: list[tuple[str, str | Choices]] = [("UTC", "UTC"), (_("The region"), _lines(region, now))]
    for continent, label in CONTINENTS.items():
        rest = [one for one in known_zones() if one.startswith(f"{continent}/") and one not in REGION]
        found.append((str(label), _lines(rest, now)))
    return found


def _lines(names: Iterable[str], now: datetime) -> Choices:
    return sorted(((name, zone_label(name, now)) for name in names), key=lambda line: line[1])

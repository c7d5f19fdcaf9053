"""The clock that reminders follow: beat strikes it, and every app looks whether something is due.

A function registered here runs inside each serving institution every few minutes. It may run twice for one strike, or
late: it looks at what is due at `now` and is harmless to repeat.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import structlog

log = structlog.get_logger(__name__)

Follower = Callable[[datetime], object]
_followers: list[Follower] = []


def on_tick(follow: Follower) -> None:
    """Let a function look at the clock. It is given the instant, aware."""
    if follow not in _followers:
        _followers.append(follow)


def strike(now: datetime) -> list[BaseException]:
    """Let everybody look, in the institution at hand. One who fails holds up nobody else; the failures come back."""
    failures: list[BaseException] = []
    for follow in _followers:
        try:
            follow(now)
        except Exception as failure:  # noqa: BLE001  the next one must still look
            log.exception("clock_follower_failed", follower=f"{follow.__module__}.{follow.__qualname__}")
            failures.append(failure)
    return failures

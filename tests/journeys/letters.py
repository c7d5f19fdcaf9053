"""The mails that the worker wrote, as their recipients read them."""

from __future__ import annotations

import email
import re
import time
from dataclasses import dataclass
from email import policy
from pathlib import Path

import pytest

COMES_WITHIN = 20.0


@dataclass(frozen=True)
class Letter:
    """One mail: to whom, its subject, its words, and the one address in it that leads to the institution."""

    to: str
    subject: str
    words: str
    html: str

    @property
    def link(self) -> str:
        """Where the letter leads. Raises AssertionError where it leads nowhere, or to several places."""
        found = set(re.findall(r"http\S+", self.words))
        assert len(found) == 1, f"{self.subject}: {found}"
        return found.pop()


class Letters:
    """Everything that was mailed since the server began, the oldest first."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "mail"

    def all(self, host: str) -> list[Letter]:
        """The mails to the people of one mail host: `nahr.example`."""
        found = []
        for path in sorted(self.folder.glob("*.log"), key=lambda one: one.stat().st_mtime):
            for text in re.split(r"(?m)^-{79}$", path.read_text("utf-8")):
                if text.strip():
                    found.append(_read(text.lstrip()))
        return [letter for letter in found if letter.to.endswith(f"@{host}")]

    def to(self, address: str, words: str) -> Letter:
        """The newest mail to this address whose subject holds these words, once it has come."""
        limit = time.monotonic() + COMES_WITHIN
        host = address.partition("@")[2]
        while time.monotonic() < limit:
            came = [one for one in self.all(host) if one.to == address and words in one.subject]
            if came:
                return came[-1]
            time.sleep(0.2)
        subjects = [f"{one.to}: {one.subject}" for one in self.all(host)]
        pytest.fail(f"No mail about “{words}” came to {address}. There are: {subjects}")


def _read(text: str) -> Letter:
    message = email.message_from_bytes(text.encode(), policy=policy.default)
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    return Letter(
        to=str(message["To"]),
        subject=str(message["Subject"]).strip(),
        words=plain.get_content() if plain else "",
        html=html.get_content() if html else "",
    )

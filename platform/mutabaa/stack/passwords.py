"""The passwords of the embedded PostgreSQL and the secret key, made once and kept where only the owner reads them."""

import json
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from mutabaa.stack.places import write_private


@dataclass(frozen=True)
class Passwords:
    """Three database roles' passwords and the key that signs sessions."""

    bootstrap: str
    migrator: str
    login: str
    secret_key: str


def new() -> Passwords:
    bootstrap, migrator, login = (secrets.token_urlsafe(24) for _ in range(3))
    return Passwords(bootstrap, migrator, login, secret_key=secrets.token_urlsafe(48))


def kept(path: Path) -> Passwords:
    """The passwords in the file. A missing or broken file is made anew: each start sets the roles' passwords."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return Passwords(**content)
    except (FileNotFoundError, ValueError, TypeError):
        made = new()
        write_private(path, json.dumps(asdict(made), indent=1) + "\n")
        return made

"""Readers for one value of the environment each: they return what was meant or raise BadSetting.

Every reader takes the variable's name and its text, so that a refusal can name the variable. None of them ever puts
the value of an address or a secret into its message, because messages end up in logs.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

HOST = re.compile(r"(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*")
TRUE, FALSE = {"true", "yes", "on", "1"}, {"false", "no", "off", "0"}


class BadSetting(Exception):
    """A variable of the environment says something that cannot be meant. Names it and what was expected."""

    def __init__(self, name: str, expected: str) -> None:
        self.name, self.expected = name, expected
        super().__init__(f"{name}: {expected}")


@dataclass(frozen=True)
class Url:
    """An address taken apart, its parts decoded. A host that starts with / is the folder of a unix socket."""

    scheme: str
    user: str
    password: str
    host: str
    port: int
    path: str
    """Without its leading slash: a database's name, a virtual host, a number."""
    options: Mapping[str, str]
    text: str
    """As it was given."""

    def __repr__(self) -> str:
        return f"<Url {self.scheme}://{self.user and '…@'}{self.host}:{self.port}/{self.path}>"


def text(name: str, value: str) -> str:
    """One line without spaces around it."""
    if value != value.strip() or not value.isprintable():
        raise BadSetting(name, "expected one line of text without spaces around it")
    return value


def secret(name: str, value: str, *, least: int) -> str:
    """A secret of at least `least` characters."""
    if len(value) < least or not value.isprintable() or value != value.strip():
        raise BadSetting(name, f"expected {least} characters or more, without spaces around them")
    return value


def integer(name: str, value: str, *, low: int, high: int) -> int:
    """A whole number from low to high, in ASCII digits."""
    if not re.fullmatch(r"[0-9]{1,9}", value) or not low <= int(value) <= high:
        raise BadSetting(name, f"expected a whole number from {low} to {high}, not {value!r}")
    return int(value)


def boolean(name: str, value: str) -> bool:
    """true or false (yes, on, 1 and no, off, 0 are understood)."""
    if value.lower() not in TRUE | FALSE:
        raise BadSetting(name, f"expected true or false, not {value!r}")
    return value.lower() in TRUE


def choice(name: str, value: str, *, among: Collection[str]) -> str:
    """One of the given words."""
    if value not in among:
        raise BadSetting(name, f"expected one of {', '.join(among)}, not {value!r}")
    return value


def host(name: str, value: str) -> str:
    """A host's name in small letters, without scheme, port or path."""
    if not HOST.fullmatch(value):
        raise BadSetting(name, f"expected a host such as example.org, without https://, port or path, not {value!r}")
    return value


def folder(name: str, value: str) -> Path:
    """A path from the root, so that it means the same to every process."""
    path = Path(value)
    if not path.is_absolute() or "\0" in value:
        raise BadSetting(name, f"expected a path that begins with /, not {value!r}")
    return path


def web_address(name: str, value: str) -> str:
    """http:// or https:// with a host."""
    parts = url(name, value, schemes={"https": 443, "http": 80}, needs=("host",))
    if parts.user or parts.options:
        raise BadSetting(name, "expected a plain address, without a user or options")
    return value.rstrip("/")


def url(name: str, value: str, *, schemes: Mapping[str, int], needs: Collection[str] = ()) -> Url:
    """scheme://user:password@host:port/path?options. `schemes` gives each allowed scheme its usual port."""
    expected = f"expected an address that begins with {', '.join(f'{scheme}://' for scheme in schemes)}"
    scheme, separator, _ = value.partition("://")
    if not separator or scheme not in schemes or value != value.strip() or not value.isprintable():
        raise BadSetting(name, expected)
    try:
        parts = urlsplit(value)
        options = dict(parse_qsl(parts.query, strict_parsing=True)) if parts.query else {}
        port = _port(parts.netloc) or schemes[scheme]
    except ValueError:
        raise BadSetting(name, f"{expected} and is well formed") from None
    # urlsplit's hostname is in small letters, which would break the path of a socket.
    account, _, place = parts.netloc.rpartition("@")
    user, _, password = account.partition(":")
    found = Url(
        scheme=scheme,
        user=unquote(user),
        password=unquote(password),
        host=unquote(re.sub(r":[0-9]*$", "", place)).strip("[]") or options.get("host", ""),
        port=port,
        path=unquote(parts.path.removeprefix("/")),
        options=options,
        text=value,
    )
    for part in needs:
        if not getattr(found, part):
            raise BadSetting(name, f"{expected} and has a {'name after the host' if part == 'path' else part}")
    return found


def _port(netloc: str) -> int | None:
    """The port in an address, None when there is none. Raises ValueError for one that is no port."""
    place = netloc.rpartition("@")[2]
    found = re.search(r":([^:\]]*)$", place)
    if found is None or not found[1]:
        return None
    if not re.fullmatch(r"[0-9]{1,5}", found[1]) or not 0 < int(found[1]) < 65536:
        raise ValueError(found[1])
    return int(found[1])


def lines(path: Path) -> dict[str, str]:
    """The KEY=VALUE lines of a file, none when it is not there. Raises BadSetting naming the file and the line."""
    try:
        content = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise BadSetting(str(path), f"cannot be read ({error.strerror})") from None
    found = {}
    for number, line in enumerate(content.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        key, separator, value = line.partition("=")
        if not separator or not re.fullmatch(r"[A-Z][A-Z0-9_]*", key):
            raise BadSetting(str(path), f"line {number} is not of the form KEY=VALUE")
        found[key] = value
    return found

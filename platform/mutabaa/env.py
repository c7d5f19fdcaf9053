"""Every variable of the environment that Mutabaa reads, in one table, each read strictly.

    from mutabaa.env import env          # read once, at first use; raises BadSetting
    env.port                             # int, already checked
    env.database_url                     # a Url: .scheme .user .password .host .port .path .options .text, or None
    env.require_serving()                # raises BadSetting when what a web process needs is missing

Where DATABASE_URL is not set, the rest is completed from `stack.env` in the home folder, which the embedded start
writes; MUTABAA_STACK_ENV=none forbids that. The standard library only: the start imports this before anything else.
"""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from functools import partial
from pathlib import Path
from typing import Any

from mutabaa import env_readers as read
from mutabaa.env_readers import BadSetting, Url

__all__ = ["BadSetting", "Environment", "Url", "Variable", "env", "home_folder", "load", "repository", "variables"]

repository = Path(__file__).resolve().parents[2]
"""The checkout: the folder of manage.py."""

DATABASE_SCHEMES = {"postgresql": 5432, "postgres": 5432}
REDIS_SCHEMES = {"redis": 6379, "rediss": 6379}
QUEUE_SCHEMES = {"amqp": 5672, "amqps": 5671}
BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
CLAMD_SCHEMES = {"tcp": 3310, "unix": 0}
EMAIL_SCHEMES = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


@dataclass(frozen=True)
class Variable:
    """One line of the table: its name, its reader, what holds when it is not set, and what it is for."""

    name: str
    reader: Callable[[str, str], Any]
    default: Any
    says: str
    shown: str
    """The default as the reference prints it."""


def _is(name: str, reader: Callable[[str, str], Any], default: Any, shown: str, says: str) -> Any:
    return field(default=default, metadata={"variable": Variable(name, reader, default, says, shown)})


@dataclass(frozen=True, kw_only=True)
class Environment:
    """What the environment says, read and checked. One field a variable."""

    home: Path = _is(
        "MUTABAA_HOME", read.folder, repository / "var", "`var` in the checkout", "The folder for everything kept."
    )
    port: int = _is(
        "MUTABAA_PORT", partial(read.integer, low=1, high=65535), 8000, "8000", "The port of the web server."
    )
    domain: str = _is(
        "MUTABAA_DOMAIN",
        read.host,
        "localhost",
        "`localhost`",
        "The network's own host; an institution's host is its slug in front of it.",
    )
    https: bool = _is(
        "MUTABAA_HTTPS",
        read.boolean,
        False,
        "false",
        "Whether people reach the site over https; turns on `__Host-` cookies and HSTS.",
    )
    secret_key: str | None = _is(
        "MUTABAA_SECRET_KEY",
        partial(read.secret, least=32),
        None,
        "made by the embedded start",
        "Signs sessions and links; 32 characters or more.",
    )
    demo: bool = _is(
        "MUTABAA_DEMO",
        read.boolean,
        False,
        "true in the embedded start, else false",
        "Whether the fictional network is made and its sign-ins are shown. For the embedded start only.",
    )
    database_url: Url | None = _is(
        "DATABASE_URL",
        partial(read.url, schemes=DATABASE_SCHEMES, needs=("user", "path")),
        None,
        "the embedded PostgreSQL's",
        "PostgreSQL as the login role without rights of its own: "
        "`postgresql://user:password@host:5432/name?sslmode=require`.",
    )
    database_admin_url: Url | None = _is(
        "DATABASE_ADMIN_URL",
        partial(read.url, schemes=DATABASE_SCHEMES, needs=("user", "path")),
        None,
        "the embedded PostgreSQL's",
        "The same database as the migrator: owns it, has CREATEROLE, is never a superuser. Only for "
        "`prepare_database`, `migrate` and provisioning; web and workers go without.",
    )
    celery_broker_url: Url | None = _is(
        "CELERY_BROKER_URL",
        partial(read.url, schemes=REDIS_SCHEMES | QUEUE_SCHEMES, needs=("host",)),
        None,
        "a folder, `broker`",
        "Redis or RabbitMQ that wakes the workers: `redis://host:6379/0`, `amqp://user:password@host/vhost`.",
    )
    cache_url: Url | None = _is(
        "CACHE_URL",
        partial(read.url, schemes=REDIS_SCHEMES, needs=("host",)),
        None,
        "a table of the database",
        "A Redis for the cache: `redis://host:6379/1`.",
    )
    email_url: Url | None = _is(
        "EMAIL_URL",
        partial(read.url, schemes=EMAIL_SCHEMES, needs=("host",)),
        None,
        "a folder of readable mails, `mail`",
        "Where mail is handed in: `smtp+starttls://user:password@host:587`, `smtps://…:465`, or `smtp://…:25` "
        "without encryption.",
    )
    s3_endpoint_url: str | None = _is(
        "S3_ENDPOINT_URL",
        read.web_address,
        None,
        "Amazon's",
        "The address of another S3 service: `https://s3.example.org`.",
    )
    s3_bucket: str | None = _is(
        "S3_BUCKET", read.text, None, "a folder, `files`", "The private bucket for files; with it come the two keys."
    )
    s3_access_key_id: str | None = _is("S3_ACCESS_KEY_ID", read.text, None, "none", "The key's name.")
    s3_secret_access_key: str | None = _is(
        "S3_SECRET_ACCESS_KEY", partial(read.secret, least=8), None, "none", "The key itself."
    )
    s3_region: str | None = _is("S3_REGION", read.text, None, "the service's own", "The bucket's region.")
    clamd_url: Url | None = _is(
        "MUTABAA_CLAMD_URL",
        partial(read.url, schemes=CLAMD_SCHEMES),
        None,
        "files are not checked for viruses",
        "A clamd that checks evidence for viruses: `tcp://host:3310`, or `unix:///run/clamav/clamd.ctl`.",
    )
    stack_env: str = _is(
        "MUTABAA_STACK_ENV",
        partial(read.choice, among=("auto", "none")),
        "auto",
        "`auto`",
        "`none`: do not complete the environment from `stack.env`. The start sets it for the processes it starts.",
    )
    worker_ready: Path | None = _is(
        "MUTABAA_WORKER_READY",
        read.folder,
        None,
        "none",
        "A file the worker touches once it takes tasks. The start sets it.",
    )

    def __post_init__(self) -> None:
        for name, place in (("S3_ENDPOINT_URL", self.s3_endpoint_url), ("S3_REGION", self.s3_region)):
            if self.s3_bucket is None and place is not None:
                raise BadSetting("S3_BUCKET", f"must be set too, because {name} is")
        if self.s3_bucket is not None and not BUCKET.fullmatch(self.s3_bucket):
            raise BadSetting("S3_BUCKET", "expected a bucket's name: 3 to 63 small letters, digits, dots and hyphens")
        for name, url in (("CACHE_URL", self.cache_url), ("CELERY_BROKER_URL", self.celery_broker_url)):
            if (
                url is not None
                and url.scheme in REDIS_SCHEMES
                and url.path
                and not re.fullmatch(r"[0-9]{1,4}", url.path)
            ):
                raise BadSetting(name, "expected the number of a Redis database after the host, or nothing")
        if self.email_url is not None and (self.email_url.path or self.email_url.options):
            raise BadSetting("EMAIL_URL", "expected nothing after the host and port")
        for name, value in (
            ("S3_ACCESS_KEY_ID", self.s3_access_key_id),
            ("S3_SECRET_ACCESS_KEY", self.s3_secret_access_key),
        ):
            if (value is None) != (self.s3_bucket is None):
                raise BadSetting(name, "goes together with S3_BUCKET: set both or neither")
        scanner = self.clamd_url
        if scanner is not None and not (scanner.path if scanner.scheme == "unix" else scanner.host):
            raise BadSetting("MUTABAA_CLAMD_URL", "expected tcp:// with a host, or unix:// with the path of a socket")
        login, admin = self.database_url, self.database_admin_url
        if login is not None and admin is not None and login.user == admin.user:
            raise BadSetting(
                "DATABASE_URL", "must name another role than DATABASE_ADMIN_URL: the web may not be the migrator"
            )

    def require_serving(self) -> None:
        """Raise BadSetting when a variable is missing without which nothing can be served."""
        if self.database_url is None:
            raise BadSetting("DATABASE_URL", "is not set, and there is no stack.env of the embedded start (make run)")
        if self.secret_key is None:
            raise BadSetting("MUTABAA_SECRET_KEY", "is not set: give 32 or more random characters")


def variables() -> list[tuple[str, Variable]]:
    """The table: the field of Environment and its variable, in the order of the reference."""
    return [(entry.name, entry.metadata["variable"]) for entry in fields(Environment)]


def home_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """The folder for everything kept, without looking at any other variable."""
    given = environ.get("MUTABAA_HOME", "")
    return read.folder("MUTABAA_HOME", given) if given.strip() else repository / "var"


def load(environ: Mapping[str, str] = os.environ) -> Environment:
    """Read the environment. An empty value counts as not set. Raises BadSetting with the variable's name."""
    given = {name: value for name, value in environ.items() if value.strip()}
    home = home_folder(given)
    if given.get("MUTABAA_STACK_ENV") != "none":
        kept = read.lines(home / "stack.env")
        if "DATABASE_URL" in given:
            # Beside somebody's own database only the key is taken: commands must sign as the web does.
            kept = {name: value for name, value in kept.items() if name == "MUTABAA_SECRET_KEY"}
        given = {**kept, **given}
    known = {variable.name for _, variable in variables()}
    for name in sorted(given):
        if name.startswith("MUTABAA_") and name not in known:
            raise BadSetting(name, "is not a variable of Mutabaa; deploy/environment.md lists them")
    values = {
        key: variable.reader(variable.name, given[variable.name])
        for key, variable in variables()
        if variable.name in given
    }
    return Environment(**values)


def __getattr__(name: str) -> Environment:
    """`env` is read at its first use, so that importing this module never fails over somebody's settings."""
    if name != "env":
        raise AttributeError(name)
    globals()["env"] = found = load()
    return found


env: Environment

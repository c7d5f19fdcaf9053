"""Writes deploy/environment.md from the table of variables: `python -m mutabaa.stack.reference`."""

from mutabaa.env import repository, variables

INTRODUCTION = """\
# Environment

Everything Mutabaa reads from the environment. Each value is read strictly: nonsense is refused with the variable's
name, and so is a variable beginning with `MUTABAA_` that is not listed here. An empty value counts as not set.

The embedded start (`make run`) needs none of them. It writes `stack.env` into the home folder; `manage.py` reads that
file where `DATABASE_URL` is not set, so that commands in another console meet the same database. With `DATABASE_URL`
and `DATABASE_ADMIN_URL` the embedded PostgreSQL is not started. In addresses, user names, passwords and the folder of
a unix socket are percent-encoded.

This page is made from `platform/mutabaa/env.py` by `python -m mutabaa.stack.reference`; a test keeps the two alike.

| variable | when it is not set | meaning |
|---|---|---|
"""


def reference() -> str:
    """The whole page."""
    rows = [f"| `{entry.name}` | {entry.shown} | {entry.says} |\n" for _, entry in variables()]
    return INTRODUCTION + "".join(rows)


if __name__ == "__main__":
    (repository / "deploy" / "environment.md").write_text(reference(), encoding="utf-8")

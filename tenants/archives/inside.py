"""What an archive would hold now, as a coordinator reads it before she asks for one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import connection
from django.db.models import Count, Sum
from django.utils.translation import gettext_lazy as _
from psycopg import sql

from tenants.archives.nouns import LEFT_OUT_ROWS, nouns
from tenants.records.models import StoredFile

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# By app, in the order of the page. An app that is not here is called by its own name, after these.
WORDS: dict[str, StrOrPromise] = {
    "tracker": _("Recommendations with their texts, positions, accounts, tags, clusters, links and priorities"),
    "planning": _("Plans with their versions, actions, milestones, budgets, indicators and measurements"),
    "followup": _("Rounds with their requests, answers, drafts, remarks and workbooks"),
    "evidence": _("The evidence register, restricted and confidential pieces too"),
    "consultation": _("Consultations with all comments, those set aside and what was blacked out too"),
    "reporting": _("The calendar of obligations, and reports"),
    "intake": _("Imports with every row they read"),
    "members": _("Members with names and addresses, bodies, answered invitations"),
    "records": _("The log of who did what, and the list of files"),
}


@dataclass(frozen=True)
class Inside:
    """Rows by app, files, and their size in bytes."""

    lines: list[tuple[StrOrPromise, int]]
    files: int
    bytes: int


def inside() -> Inside:
    """Counted now. Two queries."""
    counted: Counter[str] = Counter()
    parts = [
        sql.SQL("SELECT {app}, count(*) FROM {table}").format(
            app=sql.Literal(noun.model._meta.app_label), table=sql.Identifier(noun.model._meta.db_table)
        )
        for noun in nouns()
    ]
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(" UNION ALL ").join(parts))
        for app, number in cursor.fetchall():
            counted[app] += number
    order = [*WORDS, *sorted(set(counted) - set(WORDS))]
    stored = StoredFile.objects.exclude(LEFT_OUT_ROWS["records.StoredFile"][0])
    files = stored.aggregate(files=Count("sha256", distinct=True), bytes=Sum("size"))
    return Inside(
        lines=[(WORDS.get(app) or apps.get_app_config(app).verbose_name, counted[app]) for app in order],
        files=files["files"],
        bytes=files["bytes"] or 0,
    )

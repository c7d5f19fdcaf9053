"""What is measured, one function a line of the table."""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import documents
import floors
import ground
import papers as made_papers
import reading
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from shared.isolation.scope import in_institution, in_network
from shared.taxonomy.catalogue import catalogue
from shared.users.models import User
from tenants.followup.actions import rounds
from tenants.followup.content import Content
from tenants.followup.models import Update
from tenants.institutions.models import Institution
from tenants.intake.readers import registry
from tenants.intake.readers.opening import open_source
from tenants.intake.readers.taxonomy_resolver import TaxonomyResolver
from tenants.members.models import Member
from tenants.records.models import Job
from tenants.tracker.models import Review

RUNS = 40
IMPORTED_ROWS = 41_000
MANAGE = Path(__file__).resolve().parents[2] / "manage.py"
INSTITUTIONS = 50


@dataclass(frozen=True)
class Line:
    """One line of the table. `floor` is 0 where there is none."""

    name: str
    value: float
    unit: str
    floor: float = 0
    aim: str = ""


def median_ms(run: Callable[[], object], runs: int = RUNS) -> float:
    """Median of the runs in milliseconds, after three that do not count."""
    for _ in range(3):
        run()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        run()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def everything() -> list[Line]:
    """The whole table, in order."""
    institution, user = ground.prepare()
    client = Client(headers={"host": f"bench.{settings.NETWORK_DOMAIN}", "accept-encoding": "gzip"})
    with in_network():
        client.force_login(user)
        session = client.session
        session["_room"] = str(institution.pk)
        session.save()
    lines = [*list_page(client, institution), *search(client, institution), *overview(client, institution)]
    lines += opening_a_round(client, institution, user)
    lines += plan(client, institution)
    lines += first_visit()
    lines += provisioning_and_migrating()
    lines += importing()
    lines += reading.reading(Line)
    lines += papers()
    lines += documents.measured(Line)
    return lines


def ask(client: Client, address: str) -> Callable[[], object]:
    def run() -> object:
        response = client.get(address)
        assert response.status_code == 200, (address, response.status_code)
        return response.content

    return run


def queries_of(run: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as caught:
        run()
    return len(caught)


def list_page(client: Client, institution: Institution) -> list[Line]:
    run = ask(client, "/ar/recommendations/?mechanism=UPR&position=supported")
    with in_institution(institution):
        reviews = list(Review.objects.filter(body_id=catalogue().body_by_code["UPR"].id).values_list("pk", flat=True))
        with connection.cursor() as cursor:
            floor = median_ms(
                lambda: floors.page_of(cursor, (floors.LIST_FACETS, floors.LIST_ROWS), {"reviews": reviews})
            )
    return [
        Line("filtered list of 25, all facets: p50", median_ms(run), "ms", floor, "ratio 8 or less"),
        Line("filtered list of 25: queries", queries_of(run), "queries", 0, "12 or fewer"),
    ]


def search(client: Client, institution: Institution) -> list[Line]:
    words = "العنف الأسري"
    run = ask(client, f"/ar/recommendations/?q={words}")
    with in_institution(institution), connection.cursor() as cursor:
        floor = median_ms(lambda: floors.page_of(cursor, (floors.SEARCH_FACETS, floors.SEARCH_ROWS), {"words": words}))
    return [Line("ranked Arabic search: p50", median_ms(run), "ms", floor, "ratio 4 or less")]


def overview(client: Client, institution: Institution) -> list[Line]:
    run = ask(client, "/ar/")
    with in_institution(institution), connection.cursor() as cursor:

        def floor() -> None:
            cursor.execute(floors.OVERVIEW)
            cursor.fetchall()

        bare = median_ms(floor)
    return [
        Line("overview: p50 (floor: its recommendations alone)", median_ms(run), "ms", bare, "150 ms or less"),
        Line("overview: queries", queries_of(run), "queries", 0, "18 or fewer"),
    ]


WORKER = """
import sys, time, uuid
sys.path[:0] = {path!r}
import django
django.setup()
from shared.isolation.scope import in_institution, in_network
from tenants.institutions.models import Institution
from tenants.intake.readers import registry
from tenants.intake.readers.opening import open_source
from tenants.intake.readers.taxonomy_resolver import TaxonomyResolver
from tenants.records import jobs
with in_network():
    institution = Institution.objects.get(pk={institution!r})
with in_institution(institution):
    start = time.perf_counter()
    jobs.run(uuid.UUID({job!r}))
    print(time.perf_counter() - start)
"""


def opening_a_round(client: Client, institution: Institution, user: User) -> list[Line]:
    """The job in a process of its own, while somebody else reads the list."""
    with in_institution(institution):
        by = Member.objects.get(user_id=user.pk)
        content = Content(
            title="جولة",
            deadline=timezone.localdate() + timedelta(days=30),
            chosen={"query": "body=UPR&body=CEDAW"},
        )
        round = rounds.open_round(round=rounds.prepare(content=content, by=by), by=by)
        job = Job.objects.get(kind=rounds.OPEN, subject_id=round.pk)
    code = WORKER.format(path=sys.path, institution=str(institution.pk), job=str(job.pk))
    worker = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    run, times = ask(client, "/ar/recommendations/?mechanism=UPR&position=supported"), []
    while worker.poll() is None:
        start = time.perf_counter()
        run()
        times.append((time.perf_counter() - start) * 1000)
    seconds = float((worker.stdout.read() if worker.stdout else "").strip().splitlines()[-1])
    with in_institution(institution):
        asked = Update.objects.filter(request__round=round)
        things = asked.values("recommendation").distinct().count()
        bodies = asked.values("request__body").distinct().count()
        updates = asked.count()
    return [
        Line(
            f"opening a round: {things} recommendations, {bodies} bodies, {updates} updates",
            seconds,
            "s",
            0,
            "5 or less",
        ),
        Line("the list meanwhile: p50", statistics.median(times), "ms"),
    ]


def plan(client: Client, institution: Institution) -> list[Line]:
    """The plan of 2,000 actions: its table and its timeline, a page of 25 each."""
    lines = []
    for name, address, statements in (
        ("plan's table of 2,000 actions: p50", "/ar/plan/", (floors.PLAN_FIGURES, floors.PLAN_ROWS)),
        ("plan's timeline: p50", "/ar/plan/?by=time", (floors.PLAN_FIGURES, floors.PLAN_IN_TIME)),
    ):
        run = ask(client, address)
        with in_institution(institution), connection.cursor() as cursor:
            bare = median_ms(lambda cursor=cursor, statements=statements: floors.read(cursor, statements))
        lines.append(Line(name, median_ms(run), "ms", bare, "200 ms or less"))
    return lines


def first_visit() -> list[Line]:
    """The network's front page and the sign-in page with the styles, scripts and pictures they name, compressed."""
    lines = []
    for host, address in (
        (settings.NETWORK_DOMAIN, "/ar/"),
        (f"bench.{settings.NETWORK_DOMAIN}", "/ar/account/login/"),
    ):
        response = Client(headers={"host": host}).get(address)
        html = response.content
        total = len(gzip.compress(html, 6))
        linked = set(re.findall(rb'(?:href|src)="(/static/[^"#]+)', html))
        for name in linked:
            path = Path(settings.STATIC_ROOT) / name.decode().removeprefix(settings.STATIC_URL)
            packed = path.with_name(path.name + ".br")
            total += packed.stat().st_size if packed.exists() else len(gzip.compress(path.read_bytes(), 6))
        lines.append(Line(f"first visit {address} without fonts", total / 1024, "KB", 0, "60 or less"))
    return lines


def provisioning_and_migrating() -> list[Line]:
    times = []
    for number in range(INSTITUTIONS - 1):
        start = time.perf_counter()
        ground.make(f"bench-{number}")
        times.append(time.perf_counter() - start)
    quiet = io.StringIO()
    start = time.perf_counter()
    call_command("migrate", stdout=quiet)
    return [
        Line("provisioning an institution: median", statistics.median(times), "s", 0, "1 or less"),
        Line(
            f"migrate with nothing to do, {INSTITUTIONS} institutions", time.perf_counter() - start, "s", 0, "1 or less"
        ),
    ]


def importing() -> list[Line]:
    """The whole way of a file in a process of its own: read, stage, match, commit; and how much memory it ever took."""
    with tempfile.TemporaryDirectory() as folder:
        path = ground.upr_info_file(Path(folder), IMPORTED_ROWS)
        command = [sys.executable, str(MANAGE), "import_recommendations", "--institution", "bench-0", "--json"]
        with tempfile.TemporaryFile("w+") as said:
            process = subprocess.Popen([*command, "--file", str(path), "--state", "Morocco"], stdout=said)
            _pid, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            assert process.returncode == 0
            said.seek(0)
            summary = json.loads(said.read().strip().splitlines()[-1])
    return [
        Line(f"import of {IMPORTED_ROWS:,} rows", summary["rows"] / summary["seconds"], "rows/s", 0, "3,000 or more"),
        Line("import: peak memory", used.ru_maxrss / 1024, "MB", 0, "300 or less"),
        Line("import: recommendations made", summary["created"], ""),
    ]


def papers() -> list[Line]:
    """A report of 30 pages, opened and read."""
    terms = TaxonomyResolver(catalogue())
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(made_papers.report_bytes(30))
        file.flush()
        start = time.perf_counter()
        source = open_source(Path(file.name), "report.pdf")
        rows = len(list(registry.reader("upr_report").read(source, terms, {}).rows))
        seconds = time.perf_counter() - start
    return [Line(f"a report of 30 pages read: {rows} rows", seconds, "s", 0, "3 or less")]

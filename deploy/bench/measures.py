"""What is measured, one function a line of the table."""

from __future__ import annotations

import gzip
import io
import json
import re
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import floors
import ground
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from shared.isolation.scope import in_institution, in_network
from shared.taxonomy.catalogue import catalogue
from tenants.institutions.models import Institution
from tenants.tracker.models import Review

RUNS = 40
IMPORTED_ROWS = 10_000
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
    lines += first_visit()
    lines += provisioning_and_migrating()
    lines += importing()
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
        Line("overview: p50", median_ms(run), "ms", bare, "ratio 2.5 or less"),
        Line("overview: queries", queries_of(run), "queries", 0, "16 or fewer"),
    ]


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
    """The whole way of a file: read, stage, match, commit."""
    with tempfile.TemporaryDirectory() as folder:
        path = ground.upr_info_file(Path(folder), IMPORTED_ROWS)
        said = io.StringIO()
        with redirect_stdout(said):
            call_command(
                "import_recommendations", institution="bench-0", file=path, state="Morocco", json=True, stdout=said
            )
    summary = json.loads(said.getvalue().strip().splitlines()[-1])
    return [
        Line("import: rows a second", summary["rows"] / summary["seconds"], "rows/s"),
        Line("import: recommendations made", summary["created"], ""),
    ]

"""What reading a large file costs, in a process of its own: rows a second, and how much memory it ever took."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import reading_files

READS = """
import json, resource, sys, time
sys.path[:0] = {path!r}
import django
django.setup()
from pathlib import Path
from shared.taxonomy.catalogue import catalogue_from_files
from tenants.intake.readers import Limits
from tenants.intake.readers.opening import open_source
from tenants.intake.readers.registry import identify
from tenants.intake.readers.taxonomy_resolver import TaxonomyResolver
resolver = TaxonomyResolver(catalogue_from_files())
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = time.perf_counter()
source = open_source(Path({file!r}), "file", Limits(max_bytes=2**30))
reader = identify(source)
rows = sum(1 for row in reader.read(source, resolver, {{}}).rows if row.valid)
seconds = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps({{"reader": reader.code, "rows": rows, "seconds": seconds, "mb": peak / 1024, "base": before / 1024}}))
"""


def read_apart(file: Path) -> dict[str, Any]:
    """`reader`, valid `rows`, `seconds`, peak `mb` of the whole process and `base`, what it took before the file."""
    code = READS.format(path=sys.path, file=str(file))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def reading(line: Callable[..., Any]) -> list[Any]:
    """Lines of the table, made by `line`: name, value, unit, floor, aim."""
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        for name, make in (("UPR Info", reading_files.upr_info_file), ("UHRI, JSON", reading_files.uhri_file)):
            file = make(Path(folder))
            size = file.stat().st_size / 1024 / 1024
            found = read_apart(file)
            name = f"reading {found['rows']:,} rows of {name} ({size:.0f} MB)"
            lines.append(line(name, found["rows"] / found["seconds"], "rows/s", 0, "3,000 or more"))
            lines.append(line(f"{name}: peak memory", found["mb"], "MB", 0, "300 MB or less"))
            file.unlink()
    return lines

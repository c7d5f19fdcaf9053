from collections.abc import Callable
from pathlib import Path

import pytest

from tenants.intake.readers import Limits, Row, Sniffed, read_table, sniff

Reader = Callable[..., tuple[Sniffed, list[Row]]]


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    """Reads bytes as if they had been uploaded: `read("a.csv", content)` is (what was sniffed, all rows)."""

    def reading(
        name: str, content: bytes, sheet: str | None = None, limits: Limits | None = None
    ) -> tuple[Sniffed, list[Row]]:
        path = tmp_path / "upload"
        path.write_bytes(content)
        sniffed = sniff(path, name, limits)
        return sniffed, list(read_table(path, sniffed, sheet, limits))

    return reading

"""How large a file may be before it is refused."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds for one file. The caller fills them from settings; the defaults suit a small server.

    Sizes are bytes, `max_cell` is characters. `max_ratio` is inflated size by packed size of one part of a
    workbook and is asked only of parts larger than `ratio_from`, for short parts pack very well by nature. Pages,
    letters, memory (bytes) and seconds are those of one paper.
    """

    max_bytes: int = 64 * MEGABYTE
    max_rows: int = 200_000
    max_columns: int = 100
    max_cell: int = 100_000
    max_uncompressed: int = 256 * MEGABYTE
    max_ratio: int = 200
    ratio_from: int = 8 * MEGABYTE
    max_parts: int = 2_000
    max_pages: int = 500
    max_letters: int = 5_000_000
    max_memory: int = 1024 * MEGABYTE
    max_seconds: int = 60

"""Draws one page of a PDF as a PNG: a program of its own, so that a broken document can end nothing but itself.

    python -I draw_page.py FILE PAGE LONGER_SIDE SECONDS

Writes a line `pages width height`, then the picture. It knows no settings, no database and no network; whatever goes
wrong, it ends with another status than nought. Bounds: SECONDS of processor time, 1 GB of memory.
"""

from __future__ import annotations

import resource
import struct
import sys
import zlib

MEMORY = 1024 * 1024 * 1024


def main(path: str, number: int, longer_side: int, seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    page = document[number - 1]
    width, height = page.get_size()
    bitmap = page.render(scale=longer_side / max(width, height, 1), rev_byteorder=True, may_draw_forms=False)
    picture = png(bitmap.width, bitmap.height, bitmap.stride, bitmap.n_channels, bytes(bitmap.buffer))
    sys.stdout.buffer.write(f"{len(document)} {bitmap.width} {bitmap.height}\n".encode() + picture)


def png(width: int, height: int, stride: int, channels: int, samples: bytes) -> bytes:
    """A PNG (ISO/IEC 15948) of rows of 8-bit samples: 1 channel is grey, 3 are RGB, 4 are RGB and one to leave out."""
    rows = bytearray()
    for start in range(0, stride * height, stride):
        row = samples[start : start + width * channels]
        if channels == 4:
            kept = bytearray(width * 3)
            kept[0::3], kept[1::3], kept[2::3] = row[0::4], row[1::4], row[2::4]
            row = bytes(kept)
        rows += b"\0" + row
    header = struct.pack("!IIBBBBB", width, height, 8, 0 if channels == 1 else 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(rows), 6)), (b"IEND", b""))
    body = b"".join(
        struct.pack("!I", len(data)) + name + data + struct.pack("!I", zlib.crc32(name + data)) for name, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:5]))

"""Typst in a process of its own: it takes no network, no fonts but ours, no more memory and time than it is given.

The other half of this module is its own child: `python typesetting.py FOLDER FORMAT FONTS...` sets FOLDER/document.typ
and leaves FOLDER/page-N.FORMAT. A text that broke the typesetter would break the child, not the worker.
"""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, cast

SECONDS = 180
MEMORY = 3 * 1024**3  # address space, bytes
PIXELS_AN_INCH = 220
TEMPLATE = Path(__file__).with_name("document.typ")
FAMILIES = ("amiri", "ibm-plex-serif", "ibm-plex-sans", "ibm-plex-sans-arabic")


Form = Literal["pdf", "png"]


class NotTypeset(Exception):
    """The typesetter gave up; `args[0]` is what it said."""


@contextmanager
def typeset(data: dict[str, Any], form: Form) -> Iterator[list[Path]]:
    """The pages of `data` (see typeset_data) as one .pdf, or each as a .png; gone when the block ends. Raises
    NotTypeset."""
    with tempfile.TemporaryDirectory(prefix="document-") as name:
        folder = Path(name)
        (folder / "document.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        shutil.copy(TEMPLATE, folder / "document.typ")
        command = [sys.executable, "-I", str(Path(__file__)), name, form, *map(str, font_folders())]
        try:
            done = subprocess.run(command, capture_output=True, timeout=SECONDS, cwd=name, check=False, env={})
        except subprocess.TimeoutExpired as error:
            raise NotTypeset("out of time") from error
        if done.returncode:
            raise NotTypeset(done.stderr.decode(errors="replace")[-2000:])
        yield sorted(folder.glob(f"page-*.{form}"))


def font_folders() -> list[Path]:
    """Where the installed faces lie."""
    import fontpkg

    return sorted({Path(file.path).parent for name in FAMILIES for file in fontpkg.family(name).files})


def _main(folder: str, form: Form, *fonts: str) -> None:
    import typst

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    faces = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(fonts))
    nowhere = str(Path(folder) / "packages")
    compiler = typst.Compiler(
        str(Path(folder) / "document.typ"),
        root=folder,
        font_paths=faces,
        package_path=nowhere,
        package_cache_path=nowhere,
    )
    made = compiler.compile(format=form, ppi=PIXELS_AN_INCH, timestamp=0)
    for at, page in enumerate(made if isinstance(made, list) else [made]):
        (Path(folder) / f"page-{at:04}.{form}").write_bytes(page or b"")


if __name__ == "__main__":
    _main(sys.argv[1], cast("Form", sys.argv[2]), *sys.argv[3:])

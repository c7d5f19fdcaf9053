"""Cuts the faces down to the letters the pages use and writes them as woff2.

The sources come from the fontpkg-* packages (all under the SIL Open Font License).
"""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

LATIN = (
    "0020-007E,00A0-017F,0192,02C6,02DC,2000-200F,2010-2027,202F,2030,2039-203A,2044,20AC,2116,2122,2190-2193,2212,"
    "2260,2264-2265,2066-2069,FEFF"
)
ARABIC = (
    "060C-061F,0620-0652,0654-0656,0660-0671,067E,0686,0698,06A4,06A9,06AF,06CC,06D4,200C-200F,2066-2069,00AB,00BB,FDFD"
)
LATIN_FEATURES = ("ccmp", "locl", "kern", "liga", "calt", "mark", "mkmk", "tnum", "lnum", "frac", "sups", "ordn")
ARABIC_FEATURES = (
    "ccmp", "locl", "init", "medi", "fina", "isol", "rlig", "calt", "liga", "kern", "mark", "mkmk", "curs",
)  # fmt: skip


@dataclass(frozen=True)
class Face:
    """One file of a face: where it comes from, what is kept, and its name on the page."""

    package: str
    source: str
    target: str
    letters: str
    features: tuple[str, ...]
    axes: tuple[tuple[str, float, float], ...] = ()

    def source_bytes(self) -> bytes:
        """The untouched font. Raises FileNotFoundError when the package lays its files out differently."""
        return (files(self.package) / "files" / self.source).read_bytes()


ARABIC_SANS, SERIF, NASKH = "fontpkg_ibm_plex_sans_arabic", "fontpkg_ibm_plex_serif", "fontpkg_amiri"
FACES = (
    Face(ARABIC_SANS, "IBMPlexSansArabic-Regular.ttf", "plex-arabic-400.woff2", ARABIC, ARABIC_FEATURES),
    Face(ARABIC_SANS, "IBMPlexSansArabic-SemiBold.ttf", "plex-arabic-600.woff2", ARABIC, ARABIC_FEATURES),
    Face(
        "fontpkg_ibm_plex_sans", "IBMPlexSans[wdth,wght].ttf", "plex-latin-var.woff2", LATIN, LATIN_FEATURES,
        axes=(("wdth", 100, 100), ("wght", 400, 600)),
    ),
    Face(NASKH, "Amiri-Regular.ttf", "amiri-400.woff2", ARABIC, ARABIC_FEATURES),
    Face(NASKH, "Amiri-Bold.ttf", "amiri-700.woff2", ARABIC, ARABIC_FEATURES),
    Face(SERIF, "IBMPlexSerif-Regular.ttf", "plex-serif-400.woff2", LATIN, LATIN_FEATURES),
    Face(SERIF, "IBMPlexSerif-SemiBold.ttf", "plex-serif-600.woff2", LATIN, LATIN_FEATURES),
)  # fmt: skip
FINGERPRINT = ".fingerprint"


def fingerprint() -> str:
    """A digest of everything the result depends on: the sources and what is kept of them."""
    digest = hashlib.sha256()
    for face in FACES:
        digest.update(json.dumps(asdict(face), sort_keys=True).encode())
        digest.update(face.source_bytes())
    return digest.hexdigest()


def is_current(folder: Path) -> bool:
    """Whether the folder holds every face, made from the inputs of today."""
    note = folder / FINGERPRINT
    whole = all((folder / face.target).is_file() for face in FACES)
    return whole and note.is_file() and note.read_text() == fingerprint()


def build(folder: Path) -> dict[str, int]:
    """Write every face into the folder; returns the size in bytes of each file."""
    folder.mkdir(parents=True, exist_ok=True)
    sizes: dict[str, int] = {}
    for face in FACES:
        data = _cut(face)
        half_made = folder / f".{face.target}"
        half_made.write_bytes(data)
        half_made.replace(folder / face.target)
        sizes[face.target] = len(data)
    (folder / FINGERPRINT).write_text(fingerprint())
    return sizes


def _cut(face: Face) -> bytes:
    """One face, cut and compressed. fontTools is imported here because an unchanged build never needs it."""
    from fontTools import subset
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    font: Any = TTFont(io.BytesIO(face.source_bytes()))
    if face.axes:
        limits = {axis: low if low == high else (low, high) for axis, low, high in face.axes}
        font = _reopened(instancer.instantiateVariableFont(font, limits))
    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = list(face.features)
    options.hinting = False
    options.desubroutinize = True
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]  # names and licence stay with the letters
    options.drop_tables += ["DSIG", "meta"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=subset.parse_unicodes(face.letters))
    subsetter.subset(font)
    out = io.BytesIO()
    subset.save_font(font, out, options)
    return out.getvalue()


def _reopened(font: Any) -> Any:
    """A font read back from its bytes: the subsetter needs tables as they stand in a file."""
    from fontTools.ttLib import TTFont

    out = io.BytesIO()
    font.save(out)
    out.seek(0)
    return TTFont(out)

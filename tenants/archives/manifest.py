"""The archive's own account of itself: `manifest.json`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

from shared.languages.direction import LANGUAGES
from tenants.archives.terms import terms
from tenants.institutions.models import Institution

FORMAT = "mutabaa-archive"
FORMAT_VERSION = 1
NAME = "manifest.json"
TERMS_PART = "terms.jsonl"
# The institution's own choices, which stand on its public row.
CHOICES = ("kind", "default_language", "month_style", "time_zone", "status_rule", "requires_second_factor")


class NotAManifest(ValueError):
    """What stands in manifest.json is not an account of an archive of ours. Its words say why."""


@dataclass(frozen=True)
class Part:
    """One part of the archive: its name, its size and SHA-256 as unpacked, and its rows where it has any."""

    name: str
    bytes: int
    sha256: str
    rows: int | None = None


@dataclass(frozen=True)
class Manifest:
    """Everything manifest.json says. `schema` is the newest migration of each app."""

    made_at: str
    schema: Mapping[str, str]
    institution: Mapping[str, Any]
    parts: tuple[Part, ...]
    left_out: Mapping[str, Any]
    languages: tuple[str, ...] = LANGUAGES
    format: str = FORMAT
    format_version: int = FORMAT_VERSION
    by_name: Mapping[str, Part] = field(default_factory=dict, compare=False)

    def written(self) -> bytes:
        """As it stands in the archive."""
        said = {name: value for name, value in asdict(self).items() if name != "by_name"}
        said["parts"] = [{key: value for key, value in part.items() if value is not None} for part in said["parts"]]
        return json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True).encode()

    @property
    def institution_id(self) -> UUID:
        return UUID(self.institution["id"])

    @property
    def missing_files(self) -> set[str]:
        """Digests of files whose bytes the archive does not hold, because its maker could not read them."""
        return {one["sha256"] for one in self.left_out.get("files", [])}

    @property
    def rows(self) -> int:
        return sum(part.rows or 0 for part in self.parts)


def described(institution: Institution) -> dict[str, Any]:
    """The institution's public line. Runs in the network's scope."""
    return {
        "id": str(institution.pk),
        "slug": institution.slug,
        "names": {code: getattr(institution, f"name_{code}") or "" for code in LANGUAGES},
        "state": terms().name(institution.state_id) if institution.state_id else None,
        **{name: getattr(institution, name) for name in CHOICES},
    }


def read_manifest(content: bytes) -> Manifest:
    """Raises NotAManifest."""
    try:
        said = json.loads(content)
    except (ValueError, RecursionError):
        raise NotAManifest("manifest.json is not JSON") from None
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        raise NotAManifest(f"manifest.json does not say that this is a {FORMAT}")
    if said.get("format_version") != FORMAT_VERSION:
        raise NotAManifest(
            f"the archive is written in version {said.get('format_version')!r:.20} of the format;"
            f" this installation reads version {FORMAT_VERSION}"
        )
    try:
        parts = tuple(_part(one) for one in _a(list, said["parts"]))
        manifest = Manifest(
            made_at=_a(str, said["made_at"]),
            schema={_a(str, app): _a(str, name) for app, name in _a(dict, said["schema"]).items()},
            institution=_institution(_a(dict, said["institution"])),
            parts=parts,
            left_out={**_a(dict, said["left_out"]), "files": _files(_a(dict, said["left_out"]).get("files", []))},
            languages=tuple(_a(str, code) for code in _a(list, said["languages"])),
            by_name={part.name: part for part in parts},
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise NotAManifest(f"manifest.json is not complete ({error})") from None
    if len(manifest.by_name) != len(parts):
        raise NotAManifest("manifest.json names a part twice")
    return manifest


def _a(shape: type, said: Any) -> Any:
    if type(said) is not shape:
        raise TypeError(f"{said!r:.60} is no {shape.__name__}")
    return said


def _part(said: Any) -> Part:
    rows = said.get("rows")
    digest = _a(str, said["sha256"])
    if len(digest) != 64 or set(digest) - set("0123456789abcdef"):
        raise ValueError(f"{digest!r:.80} is no SHA-256")
    size = _a(int, said["bytes"])
    if size < 0 or (rows is not None and _a(int, rows) < 0):
        raise ValueError("a part smaller than nothing")
    return Part(_a(str, said["name"]), size, digest, rows)


def _institution(said: dict[str, Any]) -> dict[str, Any]:
    key = str(UUID(_a(str, said["id"])))
    names = _a(dict, said["names"])
    return {**said, "id": key, "names": {code: _a(str, names.get(code, "")) for code in LANGUAGES}}


def _files(said: Any) -> list[dict[str, str]]:
    return [{key: _a(str, one[key]) for key in ("stored", "sha256", "why")} for one in _a(list, said)]

"""What the start prints when everything answers: addresses and demo sign-ins."""

import json
from pathlib import Path
from typing import Any

from mutabaa.env import Environment
from mutabaa.stack.places import Home

INSTITUTIONS, SIGN_INS = "institutions.jsonl", "sign-ins.jsonl"
"""Files in the run folder, written when everything is prepared."""


def network_address(read: Environment) -> str:
    """Where a browser on this machine finds the network's host."""
    return f"http://{read.domain}:{read.port}/"


def announcement(read: Environment, home: Home) -> str:
    """The text for the console, as wide as its longest line."""
    lines = ["", "Mutabaa is ready.", f"  {network_address(read)}  the network"]
    for institution in _objects(home.run / INSTITUTIONS):
        names = institution.get("names") or {}
        name = names.get("en", "") if isinstance(names, dict) else str(names)
        lines.append(f"  {institution['url']}  {name}".rstrip())
    sign_ins = _objects(home.run / SIGN_INS)
    if sign_ins:
        lines += ["", "Sign-ins of the fictional demo network:"]
        lines += table(
            [[str(one.get(key, "")) for key in ("address", "role", "name", "email", "password")] for one in sign_ins]
        )
    return "\n".join(lines) + "\n"


def table(rows: list[list[str]]) -> list[str]:
    """Lines with aligned columns."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        "  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]


def _objects(path: Path) -> list[dict[str, Any]]:
    """One JSON object a line, none when the file is not there."""
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("{")]

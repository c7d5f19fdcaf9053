"""What an import came to, for the command line."""

from __future__ import annotations

from typing import Any

from tenants.intake.models import Batch


def summary(batch: Batch, seconds: float) -> dict[str, Any]:
    """Counts of the chosen State's rows. `created` and `changed` are what was, or in a trial run would be, written."""
    counts = batch.counts
    state = batch.state
    return {
        "format": batch.sniffed["format"],
        "reader": batch.reader,
        "encoding": batch.sniffed.get("encoding", ""),
        "state": state.code if state else "",
        "rows": counts.get("rows", 0),
        "recommendations": counts.get("recommendations", 0),
        "created": counts.get("new", 0),
        "changed": counts.get("changed", 0),
        "unchanged": counts.get("unchanged", 0),
        "invalid": counts.get("invalid", 0),
        "left": counts.get("left", 0),
        "reasons": counts.get("reasons", {}),
        "warnings": counts.get("warnings", {}),
        "seconds": round(seconds, 3),
    }

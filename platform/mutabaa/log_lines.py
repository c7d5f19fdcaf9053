"""Log lines without secrets: no keys of links that open something, no rows that a database error quotes."""

from __future__ import annotations

import logging
import re

# The last part of these addresses is a secret: who reads the log could use it.
_SECRET_IN_ADDRESS = re.compile(r"(/(?:invitation|reset/key|confirm-email|feed|comment(?:/open|/anonymous)?)/)[^/\s]+")
# PostgreSQL quotes the offending row after this word, over as many lines as the row has.
_QUOTED_ROW = re.compile(r"^DETAIL:.*?(?=^\s*$|^Traceback|\Z)", re.MULTILINE | re.DOTALL)


class DiscreetFormatter(logging.Formatter):
    """Formats as its base does, then takes out what nobody needs to mend a fault."""

    def format(self, record: logging.LogRecord) -> str:
        line = _SECRET_IN_ADDRESS.sub(r"\1...", super().format(record))
        return _QUOTED_ROW.sub("DETAIL: left out\n", line).rstrip("\n")

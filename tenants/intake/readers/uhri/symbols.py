"""What the symbol of a UN document says of the review it belongs to (see `symbol_pattern` of the taxonomy's bodies)."""

from __future__ import annotations

import re

SYMBOL = re.compile(r"[A-Za-z]+(?:\.\d+)?(?:/[\w.()\-]+)+")
PARAGRAPH = re.compile(r"\bpara(?:graph)?s?\.?\s*(\d{1,3}(?:\.\d{1,3})?)", re.IGNORECASE)
REPORT = re.compile(r"/CO/(?:(\d{1,2})-)?(\d{1,2})(?=$|/(?:Add|Rev|Corr)|[^\w/-])", re.IGNORECASE)
WORKING_GROUP = re.compile(r"A/HRC/WG\.6/(\d{1,2})/", re.IGNORECASE)
PROTOCOL = re.compile(r"CRC/C/(OPAC|OPSC)/", re.IGNORECASE)
TREATY_BODY = re.compile(r"(CERD|CCPR|CEDAW|CAT|CRC|CMW|CRPD|CED)/C/", re.IGNORECASE)


def symbol_in(text: str) -> str:
    """The symbol without what is printed around it, such as "- Para. 12"; the words themselves when it has no form."""
    found = SYMBOL.search(text)
    return found.group().rstrip(".-(") if found else text


def paragraph_in(text: str) -> str:
    """The paragraph that a source gives beside the symbol."""
    found = PARAGRAPH.search(text)
    return found.group(1) if found else ""


def body_of(symbol: str) -> str:
    """The code of the body whose document it is; empty where the symbol does not tell."""
    if WORKING_GROUP.match(symbol):
        return "UPR"
    if found := PROTOCOL.match(symbol):
        return f"CRC-{found.group(1).upper()}"
    if found := TREATY_BODY.match(symbol):
        return found.group(1).upper()
    return "CESCR" if symbol.upper().startswith("E/C.12/") else ""


def session_of(symbol: str) -> str:
    """The session of the UPR's Working Group, in the symbols of its own documents."""
    found = WORKING_GROUP.match(symbol)
    return found.group(1) if found else ""


def report_of(symbol: str) -> str:
    """The number of the periodic report that concluding observations are about: 21 for `CERD/C/VAL/CO/19-21`."""
    found = REPORT.search(symbol)
    return found.group(2) if found else ""

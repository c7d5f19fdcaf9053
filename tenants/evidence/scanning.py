"""Asking clamd whether a file carries a virus, where MUTABAA_CLAMD_URL names one.

The protocol is clamd's INSTREAM (man clamd, section COMMANDS): `zINSTREAM\\0`, then chunks, each after its length as
four bytes in network order, then a length of nought; the answer ends with a zero byte and says OK, FOUND or ERROR.
"""

from __future__ import annotations

import socket
import struct
from contextlib import closing

import structlog
from django.conf import settings
from django.core.files import File

from tenants.evidence.models import Safety

log = structlog.get_logger(__name__)

SECONDS_TO_CONNECT = 3
SECONDS_TO_ANSWER = 60
CHUNK = 64 * 1024


def verdict(file: File) -> str:
    """UNCHECKED where no scanner is named, WAITING where it does not answer or cannot tell, else CLEAN or INFECTED."""
    if not settings.CLAMD_ADDRESS:
        return Safety.UNCHECKED
    file.seek(0)
    try:
        answer = _answer(file, settings.CLAMD_ADDRESS)
    except OSError as error:
        log.warning("scanner_unreachable", error=type(error).__name__)
        return Safety.WAITING
    if answer.endswith(" FOUND"):
        return Safety.INFECTED
    if answer.endswith(" OK") or answer == "OK":
        return Safety.CLEAN
    log.warning("scanner_cannot_tell", answer=answer[:100])
    return Safety.WAITING


def _answer(file: File, address: str | tuple[str, int]) -> str:
    with closing(_connected(address)) as line:
        line.settimeout(SECONDS_TO_ANSWER)
        line.sendall(b"zINSTREAM\0")
        try:
            for chunk in file.chunks(CHUNK):
                line.sendall(struct.pack("!I", len(chunk)) + chunk)
            line.sendall(struct.pack("!I", 0))
        except (BrokenPipeError, ConnectionResetError):
            pass  # it stopped listening, as over its own size limit, and says why
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < 4096 and (part := line.recv(1024)):
            answer += part
    return answer.rstrip(b"\0\n").decode("utf-8", "replace").strip()


def _connected(address: str | tuple[str, int]) -> socket.socket:
    if isinstance(address, tuple):
        return socket.create_connection(address, SECONDS_TO_CONNECT)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.settimeout(SECONDS_TO_CONNECT)
    line.connect(address)
    return line

"""Which readers there are, and which of them a file belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from importlib import import_module

from tenants.intake.readers.reading import NOT_MINE, Reader, Source


@dataclass(frozen=True)
class Registered:
    """A reader under its code, imported when it is first asked: what a report's reader needs, a table's does not."""

    code: str
    module: str

    @cached_property
    def loaded(self) -> Reader:
        reader: Reader = import_module(self.module).READER
        return reader


# Where two are equally sure, the one named first reads the file: the narrower before the wider.
READERS: tuple[Registered, ...] = (
    Registered("uhri", "tenants.intake.readers.uhri"),
    Registered("upr_info", "tenants.intake.readers.upr_info"),
    Registered("thematic_list", "tenants.intake.readers.thematic_list"),
    Registered("upr_reply", "tenants.intake.readers.upr_reply"),
    Registered("upr_report", "tenants.intake.readers.upr_report"),
    Registered("observations", "tenants.intake.readers.observations"),
    Registered("national", "tenants.intake.readers.national"),
    Registered("pasted", "tenants.intake.readers.pasted"),
)


def identify(source: Source) -> Reader | None:
    """The reader that knows the file best; None when none knows it at all."""
    best: Reader | None = None
    sureness = NOT_MINE
    for one in READERS:
        if (found := one.loaded.recognises(source)) > sureness:
            best, sureness = one.loaded, found
    return best


def reader(code: str) -> Reader:
    """The reader of that code. Raises KeyError when there is none."""
    for one in READERS:
        if one.code == code:
            return one.loaded
    raise KeyError(code)

"""Any table of a ministry or of an old national tracker, read by a mapping of its columns that a person confirms."""

from tenants.intake.readers.national.reader import READER

__all__ = ["READER"]

"""Working Group reports of the Universal Periodic Review, read from PDF, Word or pasted text."""

from tenants.intake.readers.upr_report.reader import READER

__all__ = ["READER"]

"""Exports of the Universal Human Rights Index: its workbook of 16 columns and its JSON."""

from tenants.intake.readers.uhri.reader import UhriReader

__all__ = ["READER"]

READER = UhriReader()

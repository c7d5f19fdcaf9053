"""Reads the files people hold into rows of text, and rows into recommendations. Nothing here touches the database.

`sniff` says what a file is, `read_table` gives its rows, `columns.match_columns` finds the fields, `upr_info` makes
neutral rows and `grouping` recommendations of them. Every refusal is a subclass of `Unreadable`.
"""

from tenants.intake.readers.limits import Limits
from tenants.intake.readers.sniffing import read_table, sniff
from tenants.intake.readers.table import Format, Row, Sheet, Sniffed
from tenants.intake.readers.unreadable import Place, Unreadable

__all__ = ["Format", "Limits", "Place", "Row", "Sheet", "Sniffed", "Unreadable", "read_table", "sniff"]

"""OHCHR's thematic lists of a State's UPR recommendations: the matrix that States fill in for their mid-term report."""

from tenants.intake.readers.thematic_list.reader import ThematicListReader

READER = ThematicListReader()

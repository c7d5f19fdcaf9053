"""A file as UPR Info gives it: eleven columns, Windows-1252, accented names, one row that is truly broken."""

from __future__ import annotations

import csv
import io
from pathlib import Path

HEADER = ["To", "To-Rgrp", "To-Org", "Text", "From", "From-Rgrp", "From-Org", "Response", "Action", "Issue", "Session"]

SHELTERS = "Open shelters for women and their children in every district of the country."
TRAFFICKING = "Ériger la traite des êtres humains en infraction et protéger les victimes."
# text, recommending state, response, action, issue, session
LINES = [
    (SHELTERS, "Côte d'Ivoire", "Accepted", "5", "Women's rights", "41"),
    (SHELTERS, "São Tomé and Príncipe", "Accepted", "5", "Women's rights", "41"),
    ("Train prison staff on the absolute prohibition of torture.", "Norway", "Noted", "4", "Detention", "41"),
    (TRAFFICKING, "Côte d'Ivoire", "Accepted", "5", "Trafficking", "41"),
    ("Publish the results of every inquiry into deaths in custody.", "Chile", "Accepted", "5", "Detention", "41"),
    ("Consider the abolition of the death penalty.", "Uruguay", "Noted", "3", "Death penalty", "41"),
    ("Ratify the treaty on the trade in arms.", "Japan", "Accepted", "5", "International instruments", "one day"),
]
RECOMMENDATIONS, BROKEN = 5, 1


def upr_info(folder: Path, state: str = "Veldara") -> Path:
    """The file, written into the folder."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(HEADER)
    for text, by, response, action, issue, session in LINES:
        writer.writerow([state, "Africa", "AL, OIC", text, by, "", "", response, action, issue, session])
    path = folder / f"upr-info-{state.lower()}.csv"
    path.write_bytes(stream.getvalue().encode("cp1252"))
    return path

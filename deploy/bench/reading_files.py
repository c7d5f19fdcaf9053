"""Large files to be read: as many rows as all of UPR Info's, and an export of the Universal Human Rights Index."""

from __future__ import annotations

import csv
import json
import random
from pathlib import Path

import ground

from shared.taxonomy.catalogue import catalogue_from_files

UPR_INFO_ROWS = 41_000
ANNOTATIONS = 60_000
ISSUES = ("Women's rights", "Justice", "Rights of the Child", "Right to education", "Labour", "Migrants", "Torture")
REASON = "so that it is applied by every court and office, and so that those whom it protects know of it"


def upr_info_file(folder: Path, rows: int = UPR_INFO_ROWS) -> Path:
    """A UPR Info export about every State in turn, in Mac Roman with bare CR as UPR Info's own: 350 bytes a row."""
    chance = random.Random(41)  # noqa: S311
    states = [state.label_en for state in catalogue_from_files().states.values() if state.status == "member"]
    path = folder / "everything.csv"
    with path.open("w", encoding="mac_roman", errors="replace", newline="") as out:
        writer = csv.writer(out, lineterminator="\r")
        writer.writerow(ground.UPR_INFO_HEADER.split(","))
        for order in range(rows):
            text = f"{ground.sentence(order * 3 // 4)[0]}, {REASON}."
            place = order * len(states) // rows
            answer = chance.choice(["Accepted", "Accepted", "Noted", "Pending"])
            issues = ",".join(chance.sample(ISSUES, chance.randint(1, 3)))
            writer.writerow(
                [states[place], "Africa", "AU,OIC", text, chance.choice(states), "WEOG", "EU,OIF", answer,
                 chance.randint(1, 5), issues, 1 + place % 40]
            )  # fmt: skip
    return path


def uhri_file(folder: Path, annotations: int = ANNOTATIONS) -> Path:
    """One JSON list of annotations, 1,700 bytes each: a hundred megabytes."""
    states = [state.label_en for state in catalogue_from_files().states.values() if state.status == "member"]
    path = folder / "annotations.json"
    with path.open("w", encoding="utf-8") as out:
        for order in range(annotations):
            text = f"<p>{20 + order % 60}.The Committee recommends that the State party {ground.sentence(order)[0]}"
            made = {
                "AnnotationId": f"{order:08x}-0000-4000-8000-000000000000",
                "Symbol": f"CEDAW/C/XXX/CO/{order % 9 + 1}",
                "Body": "CEDAW",
                "Text": f"{text}, {REASON}. " + f"<b>{REASON}</b>&nbsp;" * 10 + "</p>",
                "PublicationDate": "2019-03-15T00:00:00Z",
                "AnnotationType": "Recommendations",
                "Countries": [states[order % len(states)]],
                "Themes": ["Right to health", "Reservations"],
                "AffectedPersons": ["Women & girls"],
                "Sdgs": ["5 - GENDER EQUALITY"],
            }
            out.write(("," if order else "[") + json.dumps(made))
        out.write("]")
    return path

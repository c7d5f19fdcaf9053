"""Papers made for measuring: a report of the Working Group as long as one wishes, in words of our own."""

from __future__ import annotations

from itertools import cycle

import typst

STATES = ("Valdoria", "Marenne", "Hestia", "Republic of Tarn", "Tarn and Velde", "Ostrava (Federated Isles of)")
DEEDS = (
    "Adopt a plan against floods that names who does what in each district and by which day",
    "Open the libraries of all schools to pupils, students and their families on every day of the week",
    "Keep the price of bread within reach of households with low incomes, in town and in the country",
    "Bring the law on rivers into line with the treaties to which the State is a party, article 7 (c) among them",
    "Train judges, police officers and teachers in the rights of the child and report on what has changed",
)
SHEET = """#set page(paper: "a4", margin: (left: 4cm, right: 2.5cm, top: 3cm, bottom: 2.5cm),
  header: context if here().page() > 1 [A/HRC/21/99], footer: context [#h(1fr) GE.12-12345 #counter(page).display()])
#set text(size: 10pt, lang: "en")
"""
TITLE = """United Nations #h(1fr) A/HRC/21/99 \\
General Assembly #h(1fr) Distr.: General \\
9 July 2012 \\
Original: English

Human Rights Council

Report of the Working Group on the Universal Periodic Review

Valdoria
#pagebreak()
Introduction

1. The Working Group on the Universal Periodic Review held its thirteenth session from 21 May to 4 June 2012. The
papers were a national report (A/HRC/WG.6/13/VAL/1) and two others.

*II. Conclusions and/or recommendations*

60. The recommendations formulated during the interactive dialogue/listed below enjoy the support of Valdoria:

"""
# So many recommendations of one or two texts fill a page.
ON_A_PAGE = 18


def report_bytes(pages: int = 30) -> bytes:
    """A PDF of about that many pages, all but two of them recommendations under paragraph 60."""
    deeds, states = cycle(DEEDS), cycle(STATES)
    items = []
    for number in range(1, (pages - 2) * ON_A_PAGE + 1):
        texts = f"{next(deeds)} ({next(states)}, {next(states)});"
        if number % 3 == 0:
            texts += f" {next(deeds)} ({next(states)});"
        items.append(f"60.{number}. #h(4pt) {texts}\n")
    return typst.compile((SHEET + TITLE + "\n".join(items)).encode())

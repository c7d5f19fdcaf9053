"""Papers about States that do not exist, in the shapes in which committees and rapporteurs write."""

from pathlib import Path
from typing import Any

from shared.taxonomy.catalogue import catalogue_from_files
from tenants.intake.readers.columns import simplified
from tenants.intake.readers.limits import Limits
from tenants.intake.readers.neutral import NeutralRow
from tenants.intake.readers.observations import READER
from tenants.intake.readers.papers.paper import Paper
from tenants.intake.readers.papers.plain import paper_from_text
from tenants.intake.readers.reading import About, Source
from tenants.intake.readers.table import Format
from tenants.intake.readers.taxonomy_resolver import TaxonomyResolver
from tests.tenants.intake.readers.known_terms import KnownTerm

STATES = {
    "VAL": ("VAL", "Valdoria", "the Republic of Valdoria", "Valdorie", "فالدوريا"),
    "CAZ": ("CAZ", "Côte d’Azurie", "كوت دازوري"),
    "KUT": ("KUT", "الكوتة"),
}


class Terms(TaxonomyResolver):
    """The real bodies, and States of our own."""

    def __init__(self) -> None:
        super().__init__(catalogue_from_files())
        self.states = {simplified(name): KnownTerm(code) for code, names in STATES.items() for name in names}

    def find_state(self, text: str) -> Any:
        return self.states.get(simplified(text))


def source_of(paper: Paper) -> Source:
    return Source(Path("paper"), "paper.docx", Format.DOCX, Limits(), paper=paper)


def read(paper: Paper | str, **asked: Any) -> tuple[About, list[NeutralRow]]:
    """What the reader makes of a paper, or of a text as if it were pasted."""
    given = paper_from_text(paper) if isinstance(paper, str) else paper
    reading = READER.read(source_of(given), Terms(), asked)
    return reading.about, list(reading.rows)


ENGLISH = """CAT/C/VAL/CO/3

Distr.: General

29 May 2016

Original: English

Committee against Torture

Concluding observations on the combined second and third periodic reports of Valdoria*

1. The Committee considered the report (CAT/C/VAL/3) at its 1400th meeting, held on 2 May 2016.

A. Introduction

2. The Committee invites the State party to go on with the dialogue.

B. Positive aspects

3. The Committee welcomes the adoption of:

(a) The law on prisons;

(b) The plan against torture.

C. Principal subjects of concern and recommendations

Definition of torture

4. The Committee is concerned that the law says nothing of intent (art. 1).

The State party should amend the law.

Prisons

5. The Committee is concerned at crowded cells.

6. The Committee recommends that the State party:

(a) Build no more prisons;

(b) Ensure that cells are:

(i) lit;

(ii) aired;

(c) Train guards.

Follow-up procedure

7. The Committee requests the State party to provide, by 29 May 2017, answers on paragraphs 4 and 6 (a) and (c) above.

Dissemination

8. The State party should disseminate these observations widely.
"""

FRENCH = """CERD/C/CAZ/CO/1-6

Distr. générale

22 mai 2019

Original : français

Comité pour l’élimination de la discrimination raciale

Observations finales concernant le rapport de la Côte d’Azurie valant rapport initial et deuxième à sixième rapports \
périodiques

1.Le Comité a examiné le rapport (CERD/C/CAZ/1-6) à ses séances du 24 avril 2019.

A.Introduction

2.Le Comité accueille avec satisfaction le rapport.

B.Aspects positifs

3.Le Comité salue l’adoption :

a)De la loi sur l’asile ;

b)Du plan d’action.

C.Sujets de préoccupation et recommandations

Données statistiques

4.Le Comité regrette le manque de données.

5.Le Comité recommande à l’État partie :

a)De collecter des données ;

b)D’en publier.

6.L’État partie devrait créer une institution.

Suite donnée aux observations finales

7.Le Comité demande à l’État partie de fournir, dans un délai d’un an, des informations sur la suite \
aux recommandations formulées aux paragraphes 5 b) et 6 ci-dessus.
"""

ARABIC = """الأمم المتحدة

CEDAW/C/KUT/CO/4

Distr.: General

19 September 2017

Arabic

Original: English

اللجنة المعنية بالقضاء على التمييز ضد المرأة

الملاحظات الختامية بشأن التقرير الدوري الرابع للكوتة*

١- نظرت اللجنة في التقرير (CEDAW/C/KUT/4) في جلستيها المعقودتين في ٢ آب/أغسطس ٢٠١٧.

ألف - مقدمة

٢- ترحب اللجنة بتقديم التقرير.

باء - الجوانب الإيجابية

٣- ترحّب اللجنة بما يلي:

(أ) اعتماد القانون رقم ٦٨؛

(ب) اعتماد الخطة.

جيم- دواعي القلق والتوصيات الرئيسية

جمع البيانات

٤- من الأمور التي تدعو للقلق نقص البيانات.

٥- توصي اللجنة الدولة الطرف بما يلي:

(أ) جمع البيانات؛

(ب) نشرها؛

(ج) تحديثها؛

(د) تدريب الموظفين؛

(هـ) تخصيص الموارد.

٦- وتحثّ اللجنة الدولةَ الطرف على إنشاء مرصد.

متابعة الملاحظات الختامية

٧- تطلب اللجنة إلى الدولة الطرف أن تقدم، في غضون سنتين، معلومات عما ورد في الفقرتين ٥ (أ) و٦ أعلاه.
"""

VISIT = """A/HRC/56/48/Add.9

Distr.: General

3 April 2024

Visit to Valdoria

Report of the Special Rapporteur on the right to education, Amina Haddad*

Summary

The Special Rapporteur saw many schools.

I. Introduction

1. The Special Rapporteur visited Valdoria from 2 to 12 May 2023.

II. Schools

2. Schools are crowded. The Government should know.

3. They are far away.

III. Conclusions and recommendations

A. Conclusions

4. Much was achieved.

B. Recommendations

5. With regard to schools, the Special Rapporteur recommends that the Government:

(a) Build schools;

(b) Train teachers.

6. She encourages international organizations to support the plan.

7. Parents have a say.

Annex

8. Persons met.
"""

VIEWS = """CCPR/C/112/D/2077/2011

Human Rights Committee

Views adopted by the Committee at its 112th session

State party: Valdoria

1. The author is a national of Valdoria.

2.1 The author should have been heard.

2.2 He was not.

Consideration of the merits

3. The Committee, acting under article 5, paragraph 4, of the Optional Protocol, finds a violation.

4. The State party is under an obligation to provide the author with an effective remedy.
"""

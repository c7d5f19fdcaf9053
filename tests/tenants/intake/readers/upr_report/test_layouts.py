"""Every way in which reports have set out their recommendations since 2008."""

from tests.tenants.intake.readers.upr_report.reports import CLOSING, TITLE, brief, read


def test_numbered_paragraphs_under_headings_of_position() -> None:
    _about, rows = read(
        f"""II. Conclusions and/or recommendations**
60. The recommendations formulated during the interactive dialogue/listed below have been examined by Valdoria
and enjoy the support of Valdoria:
60.1. Put a plan against floods in place, in line with article 2 (f) (Marenne); Adopt a broad plan (São Lúcio,
Hestia);
60.2. Keep the archives open (Vent & Isles).
61. The following recommendations enjoy the support of Valdoria which considers that they are already
implemented or in the process of implementation:
61.1. Teach swimming in all schools (Hestia);
62. The following recommendations will be examined by Valdoria, which will provide responses in due time, but no
later than the 21st session of the Human Rights Council:
62.1. Open the ports (Marenne);
63. The recommendations below did not enjoy the support of Valdoria:
63.1. Close the ports (Marenne);
64. {CLOSING}
III. Voluntary pledges and commitments
65. Valdoria will report in two years (Marenne);
Annex
Composition of the delegation
The delegation of Valdoria was headed by a Minister (Hestia);
"""
    )
    assert brief(rows) == [
        ("60.1", "Put a plan against floods in place, in line with article 2 (f)", "MAR", "supported"),
        ("60.1", "Adopt a broad plan", "SLU HES", "supported"),
        ("60.2", "Keep the archives open", "VIS", "supported"),
        ("61.1", "Teach swimming in all schools", "HES", "implemented"),
        ("62.1", "Open the ports", "MAR", "pending"),
        ("63.1", "Close the ports", "MAR", "rejected"),
    ]


def test_brackets_for_each_state_and_numbers_without_a_stop() -> None:
    _about, rows = read(
        """II. Conclusions and/or recommendations
6. The recommendations formulated during the interactive dialogue/listed below have been examined by Valdoria
and enjoy the support of Valdoria:
6.1 Ratify the treaty on rivers adopted in
2006. (Marenne) (Hestia) (Ostrava (Federated Isles of)) (Tarn and Velde);
7. The following recommendations have been examined by Valdoria and have been noted by Valdoria:
7.1 Leave the treaty on lakes (Hestia).
"""
    )
    assert brief(rows) == [
        ("6.1", "Ratify the treaty on rivers adopted in 2006", "MAR HES OST TVE", "supported"),
        ("7.1", "Leave the treaty on lakes", "HES", "noted"),
    ]


def test_a_list_that_begins_anew_and_positions_given_after_it() -> None:
    _about, rows = read(
        """II. CONCLUSIONS AND/OR RECOMMENDATIONS
86. In the course of the discussion, the following recommendations were made to Valdoria:
1. To plant trees along the roads, in particular the road of
12 villages (Marenne);
2. To count the trees (Hestia, Marenne);
3. To name the trees (Tarn and Velde);
The recommendations listed above enjoy the support of Valdoria.
87. Valdoria considers that recommendations Nos. 2 and 3 above are either already implemented or in the process
of implementation.
"""
    )
    assert brief(rows) == [
        ("86.1", "To plant trees along the roads, in particular the road of 12 villages", "MAR", "supported"),
        ("86.2", "To count the trees", "HES MAR", "implemented"),
        ("86.3", "To name the trees", "TVE", "implemented"),
    ]


def test_lists_in_running_text() -> None:
    _about, rows = read(
        """II. CONCLUSIONS AND/OR RECOMMENDATIONS
60. The recommendations listed below enjoy the support of Valdoria: 1. Keep the forests of the north (Marenne);
2. Look into article 7. Mend it (Hestia); 3. Follow up (São Lúcio).
61. The following recommendations will be examined by Valdoria: (a) Lower the tax on bread (Hestia); (b) Raise
the tax on cake (Marenne).
"""
    )
    assert brief(rows) == [
        ("60.1", "Keep the forests of the north", "MAR", "supported"),
        ("60.2", "Look into article 7. Mend it", "HES", "supported"),
        ("60.3", "Follow up", "SLU", "supported"),
        ("61(a)", "Lower the tax on bread", "HES", "pending"),
        ("61(b)", "Raise the tax on cake", "MAR", "pending"),
    ]


def test_positions_by_ranges_of_numbers() -> None:
    _about, rows = read(
        """II. Conclusions and/or recommendations
100. The recommendations made are listed below:
100.1. Open the libraries (Marenne);
100.2. Open the museums (Hestia);
100.3. Open the parks (Hestia);
100.4. Open the baths (Marenne);
101. The recommendations in paragraphs 100.1 to 100.2 enjoy the support of Valdoria. Recommendation 100.3 does
not enjoy the support of Valdoria. The recommendation in paragraph 100.4 will be examined by Valdoria.
"""
    )
    assert [row.position for row in rows] == ["supported", "supported", "rejected", "pending"]


def test_bullets_and_headings_without_a_number() -> None:
    _about, rows = read(
        """II. Conclusions and/or recommendations
96. In the course of the discussion, the following recommendations were made to Valdoria:
• Open the libraries (Marenne, Hestia);
• Open the museums (Hestia).
97. These recommendations will be examined by Valdoria.
98. The recommendations listed below enjoy the support of Valdoria:
98.1. Open the parks (Marenne);
The following recommendations do not enjoy the support of Valdoria:
98.2. Open the baths (Hestia).
"""
    )
    assert brief(rows) == [
        ("96", "Open the libraries", "MAR HES", "pending"),
        ("96", "Open the museums", "HES", "pending"),
        ("98.1", "Open the parks", "MAR", "supported"),
        ("98.2", "Open the baths", "HES", "rejected"),
    ]


def test_a_list_that_counts_on_under_the_next_heading() -> None:
    _about, rows = read(
        """II. Conclusions and/or recommendations
30. The recommendations listed below enjoy the support of Valdoria:
1. Open the parks (Marenne);
31. Valdoria takes note of the following recommendations:
2. Open the baths (Hestia).
32. Valdoria expressed its reservation on the following recommendations: 1.
"""
    )
    assert brief(rows) == [
        ("30.1", "Open the parks", "MAR", "rejected"),
        ("31.2", "Open the baths", "HES", "noted"),
    ]


def test_a_line_that_begins_like_a_heading_of_pledges_ends_nothing() -> None:
    _about, rows = read(
        """II. Conclusions and/or recommendations
30. The recommendations listed below enjoy the support of Valdoria:
30.1. Remember, whenever the harbour is spoken of in the council of the town, its
voluntary commitments of the year before (Marenne);
30.2. Open the baths (Hestia).
"""
    )
    assert [row.paragraph for row in rows] == ["30.1", "30.2"]


def test_the_response_to_all_comes_later() -> None:
    _about, rows = read(
        """II. Conclusions and/or recommendations
86. In the course of the discussion, the following recommendations were made to Valdoria:
1. Mend the bridges (Marenne);
87. The response of Valdoria to these recommendations will be included in the outcome report adopted by the Council.
"""
    )
    assert brief(rows) == [("86.1", "Mend the bridges", "MAR", "pending")]


def test_states_before_the_text() -> None:
    _about, rows = read(
        """II. Conclusions and/or recommendations
50. The following recommendations will be examined by Valdoria:
1. (Marenne) Open the archives of the court;
2. (Hestia, Marenne) Adopt a plan; (São Lúcio) Adopt another plan;
"""
    )
    assert brief(rows) == [
        ("50.1", "Open the archives of the court", "MAR", "pending"),
        ("50.2", "Adopt a plan", "HES MAR", "pending"),
        ("50.2", "Adopt another plan", "SLU", "pending"),
    ]


def test_lists_for_two_parts_of_a_state() -> None:
    _about, rows = read(
        """II. Conclusions and/or recommendations
104. The recommendations below enjoy the support of Valdoria:
A - 104.1. Open the north (Marenne);
B - 104.1. Open the south (Hestia);
"""
    )
    assert [row.paragraph for row in rows] == ["A - 104.1", "B - 104.1"]


def test_states_within_the_words() -> None:
    _about, rows = read(
        """II. Conclusions and/or recommendations
86. The following recommendations will be examined by Valdoria:
1. Consider signing (Marenne, Hestia)/ratify (São Lúcio) the treaty on rivers and establish a commission (Marenne);
"""
    )
    assert brief(rows) == [
        (
            "86.1",
            "Consider signing/ratify the treaty on rivers and establish a commission",
            "MAR HES SLU",
            "pending",
        )
    ]


def test_what_the_section_points_to_is_read_where_it_was_said() -> None:
    title = (
        TITLE
        + """5. Valdoria presented its report.
6. Hestia noted the new bridges. It recommended that Valdoria mend the bridges of the north, and build others.
7. Marenne asked about bread. Marenne recommended that the price of bread be made known each week.
"""
    )
    _about, rows = read(
        """II. CONCLUSIONS AND/OR RECOMMENDATIONS
8. The following recommendations enjoy the support of Valdoria:
1. Count the bridges (São Lúcio).
9. Other recommendations, noted in paragraphs 6 and 7 above, did not enjoy the support of Valdoria.
""",
        title,
    )
    assert brief(rows)[1:] == [
        ("6", "Mend the bridges of the north, and build others", "HES", "rejected"),
        ("7", "The price of bread be made known each week", "MAR", "rejected"),
    ]


def test_only_the_letters_that_are_named_are_read_in_a_paragraph_of_the_dialogue() -> None:
    title = (
        TITLE
        + "5. Hestia recommended that Valdoria (a) mend the bridges; (b) name the bridges; and (c) count them all.\n"
    )
    _about, rows = read(
        """II. CONCLUSIONS AND/OR RECOMMENDATIONS
8. The following recommendations enjoy the support of Valdoria:
1. Paint the bridges (São Lúcio).
9. The recommendations noted at paragraph 5 (a and c) above were considered by Valdoria as not enjoying support.
""",
        title,
    )
    assert brief(rows)[1:] == [
        ("5(a)", "Mend the bridges", "HES", "rejected"),
        ("5(c)", "Count them all", "HES", "rejected"),
    ]


def test_comments_and_reasons_are_no_recommendations() -> None:
    _about, rows = read(
        """II. Conclusions and/or recommendations
83. The following recommendations were rejected by Valdoria for one of these reasons: (a) outside the scope; (b)
made by mistake:
83.1. Close the harbour (Marenne);
84. With regard to other matters, Valdoria offers the following comments:
1. The harbour is old.
2. The harbour is deep.
"""
    )
    assert brief(rows) == [("83.1", "Close the harbour", "MAR", "rejected")]


def test_french() -> None:
    about, rows = read(
        """II. Conclusions et/ou recommandations
60. Les recommandations formulées au cours du dialogue et énumérées ci-après ont été examinées par la Valdorie
et recueillent son appui :
60.1 Adopter un plan contre les inondations, à l’article 6 (Marenne) (Hestia) ;
61. Les recommandations ci-après seront examinées par la Valdorie, qui y répondra en temps voulu :
61.1 Ouvrir les ports (Côte d’Azurie et São Lúcio).
62. Les recommandations ci-après n’ont pas recueilli l’adhésion de la Valdorie :
62.1 Fermer les ports (Hestia).
63. La Valdorie a examiné les recommandations ci-après et en a pris note :
63.1 Fermer les routes (Hestia).
III. Engagements volontaires
Annexe
""",
        TITLE.replace("Report of the Working Group on the Universal Periodic\nReview*\nValdoria", "Rapport du Groupe de"
        " travail sur l’Examen\npériodique universel*\nValdorie"),
    )  # fmt: skip
    assert about.state == "VAL"
    assert brief(rows) == [
        ("60.1", "Adopter un plan contre les inondations, à l’article 6", "MAR HES", "supported"),
        ("61.1", "Ouvrir les ports", "CAZ SLU", "pending"),
        ("62.1", "Fermer les ports", "HES", "rejected"),
        ("63.1", "Fermer les routes", "HES", "noted"),
    ]


def test_arabic_whichever_half_of_the_number_comes_first() -> None:
    about, rows = read(
        """ثانياً - الاستنتاجات و/أو التوصيات
٦٠- بحثت فالدوريا التوصيات المدرجة أدناه وهي تحظى بتأييدها:
١-٦٠ وضع خطة لمواجهة الفيضانات (مارين) (هستيا)؛
60-2 فتح المكتبات (تارن وفيلد)؛
61- ستنظر فالدوريا في التوصيات التالية وستقدم ردودها في الوقت المناسب:
61-1 فتح الموانئ (هستيا)؛ وإصلاح الطرق (مارين)؛
62- ولم تحظ التوصيات الواردة أدناه بتأييد فالدوريا:
62-1 إغلاق الموانئ (مارين).
63- وأحاطت فالدوريا علماً بالتوصيات التالية:
63-1 إغلاق الطرق (مارين).
المرفق
""",
        TITLE.replace(
            "Report of the Working Group on the Universal Periodic\nReview*\nValdoria",
            "تقرير الفريق العامل المعني بالاستعراض الدوري الشامل*\nفالدوريا",
        ),
    )
    assert (about.state, about.language) == ("VAL", "ar")
    assert brief(rows) == [
        ("60.1", "وضع خطة لمواجهة الفيضانات", "MAR HES", "supported"),
        ("60.2", "فتح المكتبات", "TVE", "supported"),
        ("61.1", "فتح الموانئ", "HES", "pending"),
        ("61.1", "وإصلاح الطرق", "MAR", "pending"),
        ("62.1", "إغلاق الموانئ", "MAR", "rejected"),
        ("63.1", "إغلاق الطرق", "MAR", "noted"),
    ]

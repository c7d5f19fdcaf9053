"""The pages of reports, as people of each role and language see and use them."""

from __future__ import annotations

import pytest

from tests.tenants.reporting.dossiers.conftest import section_of

LANGUAGES = ("ar", "en", "fr")
PAGES = [
    "",
    "new/",
    "new/mid_term/",
    "new/treaty_report/",
    "{pk}/",
    "{pk}/log/",
    "{pk}/choice/",
    "{pk}/obligation/",
    "{pk}/sign/",
    "{pk}/reopen/",
    "sections/{section}/",
    "sections/{section}/versions/",
    "sections/{section}/data/",
    "sections/{section}/reopen/",
]


def text(answer):
    return answer.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_in_every_language(browse, report, language, page):
    one = report()
    path = page.format(pk=one.pk, section=section_of(one).pk)
    answer = browse("alef", "coordinator").get(f"/{language}/reports/{path}")
    assert answer.status_code == 200
    assert f'lang="{language}"' in text(answer)

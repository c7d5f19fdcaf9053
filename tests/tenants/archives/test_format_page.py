"""The written format is that of the models as they are."""

from tenants.archives.format_page import BEGINS, PAGE, generated, renewed
from tests.house.tree import ROOT


def test_the_page_is_up_to_date():
    page = (ROOT / PAGE).read_text(encoding="utf-8")
    assert renewed(page) == page, "run `manage.py describe_archives --write`"


def test_the_written_half_of_the_page_stays():
    assert renewed(f"# By hand\n\n{BEGINS}\nold\n") == f"# By hand\n\n{generated()}"


def test_the_page_names_what_is_left_out_and_why():
    assert "`reporting.FeedToken`: secrets in addresses of calendars" in generated()
    assert "field `members.Member.user_id`" in generated()

"""A long workbook costs as many statements as a short one."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tenants.followup.models import Update
from tenants.followup.workbook import taking, uploads
from tenants.records.models import AuditEntry
from tests.tenants.followup.test_workbook_taking import complete
from tests.tenants.followup.workbook_files import fill, made, sent


def test_three_updates_are_taken_over_and_sent_with_as_many_queries_as_one(here):
    by, asked = here.people.focal_point, []
    for rows in ((3,), (4, 5)):
        content = made(here.justice, by)
        for row in rows:
            content = fill(content, complete(here), row=row)
        upload = sent(content, by, request=here.justice)
        uploads.accept(upload=upload, by=by, submitting=True)
        with CaptureQueriesContext(connection) as seen:
            taking.carry_out(upload.pk)
        asked.append(len(seen))
    assert Update.objects.filter(request=here.justice, standing="submitted").count() == 3
    assert AuditEntry.objects.filter(verb__in=["workbook_taken", "update_submitted"]).count() == 6
    assert asked[0] == asked[1]

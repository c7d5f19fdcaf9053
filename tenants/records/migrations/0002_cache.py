"""The institution's own cache table: the same name in every schema, so the search path keeps them apart."""

from django.db import migrations

CACHE = """
CREATE TABLE cache_entries (
    cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamp with time zone NOT NULL
);
CREATE INDEX cache_entries_expires ON cache_entries (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]

    operations = [migrations.RunSQL(CACHE, "DROP TABLE cache_entries;")]

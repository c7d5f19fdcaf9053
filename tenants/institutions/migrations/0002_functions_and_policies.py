"""The folding function for search, the network's cache table, and row level security on affiliations."""

from django.db import migrations

from shared.languages.arabic import FOLD_SQL

CACHE = """
CREATE TABLE cache_entries (
    cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamp with time zone NOT NULL
);
CREATE INDEX cache_entries_expires ON cache_entries (expires);
"""

# FORCE makes the policies bind the owner too, so the migrator needs one of its own.
POLICIES = """
ALTER TABLE institutions_affiliation ENABLE ROW LEVEL SECURITY;
ALTER TABLE institutions_affiliation FORCE ROW LEVEL SECURITY;
CREATE POLICY of_the_network ON institutions_affiliation TO mutabaa_network USING (true) WITH CHECK (true);
CREATE POLICY of_the_migrator ON institutions_affiliation TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY own_rows ON institutions_affiliation TO mutabaa_institutions
    USING (owner_role = current_user) WITH CHECK (owner_role = current_user);
"""


class Migration(migrations.Migration):
    dependencies = [("institutions", "0001_initial"), ("taxonomy", "0001_initial")]

    operations = [
        migrations.RunSQL(FOLD_SQL, migrations.RunSQL.noop),
        migrations.RunSQL(CACHE, "DROP TABLE cache_entries;"),
        migrations.RunSQL(POLICIES, migrations.RunSQL.noop),
    ]

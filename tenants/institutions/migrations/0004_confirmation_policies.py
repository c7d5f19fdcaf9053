"""Row level security on confirmations: an institution asks and withdraws; only the network decides."""

from django.db import migrations

# FORCE makes the policies bind the owner too, so the migrator needs one of its own.
POLICIES = """
ALTER TABLE institutions_assessorconfirmation ENABLE ROW LEVEL SECURITY;
ALTER TABLE institutions_assessorconfirmation FORCE ROW LEVEL SECURITY;
CREATE POLICY of_the_network ON institutions_assessorconfirmation TO mutabaa_network
    USING (true) WITH CHECK (true);
CREATE POLICY of_the_migrator ON institutions_assessorconfirmation TO CURRENT_USER
    USING (true) WITH CHECK (true);
CREATE POLICY own_rows_read ON institutions_assessorconfirmation FOR SELECT TO mutabaa_institutions
    USING (owner_role = current_user);
CREATE POLICY own_rows_asked ON institutions_assessorconfirmation FOR INSERT TO mutabaa_institutions
    WITH CHECK (owner_role = current_user AND decision = 'pending');
CREATE POLICY own_rows_changed ON institutions_assessorconfirmation FOR UPDATE TO mutabaa_institutions
    USING (owner_role = current_user)
    WITH CHECK (owner_role = current_user AND decision IN ('pending', 'withdrawn'));
"""


class Migration(migrations.Migration):
    dependencies = [("institutions", "0003_assessorconfirmation")]

    operations = [migrations.RunSQL(POLICIES, migrations.RunSQL.noop)]

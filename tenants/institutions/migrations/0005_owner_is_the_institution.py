"""The two fields that say whose an exchange row is must agree: the institution and its role."""

from django.db import migrations

# A composite key, checked by the database as the table's owner, so that no role needs to read institutions.
AGREE = """
ALTER TABLE institutions_institution ADD CONSTRAINT institution_and_its_role UNIQUE (id, schema_name);
ALTER TABLE institutions_affiliation ADD CONSTRAINT affiliation_owner_is_the_institution
    FOREIGN KEY (institution_id, owner_role) REFERENCES institutions_institution (id, schema_name)
    DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE institutions_assessorconfirmation ADD CONSTRAINT confirmation_owner_is_the_institution
    FOREIGN KEY (institution_id, owner_role) REFERENCES institutions_institution (id, schema_name)
    DEFERRABLE INITIALLY DEFERRED;
"""
BACK = """
ALTER TABLE institutions_assessorconfirmation DROP CONSTRAINT confirmation_owner_is_the_institution;
ALTER TABLE institutions_affiliation DROP CONSTRAINT affiliation_owner_is_the_institution;
ALTER TABLE institutions_institution DROP CONSTRAINT institution_and_its_role;
"""


class Migration(migrations.Migration):
    dependencies = [("institutions", "0004_confirmation_policies")]

    operations = [migrations.RunSQL(AGREE, BACK)]

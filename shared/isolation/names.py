"""Names that the database knows: schemas and roles."""

from __future__ import annotations

import re
import secrets

PUBLIC_SCHEMA = "public"
EXTENSIONS_SCHEMA = "extensions"
TEMPLATE_SCHEMA = "t_template"

MIGRATOR_ROLE = "mutabaa_migrator"
LOGIN_ROLE = "mutabaa_login"
NETWORK_ROLE = "mutabaa_network"
# Every institution's role is a member of this one, which holds what all of them may read in public.
INSTITUTIONS_ROLE = "mutabaa_institutions"

INSTITUTION_SCHEMA = re.compile(r"t_[a-z0-9]{20}")


def new_schema_name() -> str:
    """An opaque name, for catalogues show every schema's name to every role."""
    alphabet = "abcdefghijklmnopqrstuvwxyz0123456789"
    return "t_" + "".join(secrets.choice(alphabet) for _ in range(20))

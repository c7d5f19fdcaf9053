"""States that do not exist, for the demonstration and for tests. The ordinary loading never touches them."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from shared.taxonomy.catalogue import catalogue, clear
from shared.taxonomy.identity import term_id
from shared.taxonomy.lists import LANGUAGES, ReferenceList
from shared.taxonomy.loader import Loaded, store
from shared.taxonomy.models import Release
from shared.taxonomy.reading import TaxonomyError, read_list

# Their order follows every real State's.
AFTER_ALL_STATES = 10_000


@transaction.atomic
def load_fictional_states(path: Path) -> Loaded:
    """Create or change the States of a CSV file `code,label_en,label_fr,label_ar`. Raises TaxonomyError.

    A name that another State has, and the code of a real one, are refused.
    """
    rows = list(read_list(ReferenceList("state", path.name), path.parent))
    known = catalogue()
    for row in rows:
        named = [known.match("state", row.values[f"label_{language}"]) for language in LANGUAGES]
        taken = [match.entry for match in named if match and match.entry.code != row.code]
        same = known.states.get(row.id)
        if taken or (same and not same.fictional):
            raise TaxonomyError(
                path.name, row.line, _("%(code)s has the code or a name of another State") % {"code": row.code}
            )
    loaded = Loaded(version=path.stem)
    wanted = {
        term_id("state", row.code): {
            **row.values, "order": AFTER_ALL_STATES + row.values["order"], "status": "member", "fictional": True,
        }
        for row in rows
    }  # fmt: skip
    with translation.override("en"):
        store("state", wanted, loaded)
    if loaded.created or loaded.changed:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        Release.objects.create(part=Release.Part.FICTIONAL, version=path.stem, fingerprint=digest)
        transaction.on_commit(clear)
        clear()
    return loaded

"""The WSGI application served by granian. Refuses to start without what serving needs."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
for folder in (str(ROOT / "platform"), str(ROOT)):
    if folder not in sys.path:
        sys.path.insert(0, folder)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mutabaa.settings")

from django.core.wsgi import get_wsgi_application  # noqa: E402  the path is set first

from mutabaa.env import env  # noqa: E402

env.require_serving()
application = get_wsgi_application()

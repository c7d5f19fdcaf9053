"""The Celery application: `celery -A mutabaa.celery worker`."""

import os
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mutabaa.settings")

from celery import Celery  # noqa: E402  settings are named first
from celery.signals import worker_init, worker_ready  # noqa: E402
from django.conf import settings  # noqa: E402

from mutabaa.env import env  # noqa: E402

app = Celery("mutabaa")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(lambda: [name for name in settings.INSTALLED_APPS if name.startswith("tenants.")], "jobs")


@worker_init.connect
def refuse_without_a_key(**kwargs: Any) -> None:
    """A worker signs links for mails; without the web's key they would open nothing. Raises BadSetting."""
    env.require_serving()


@worker_ready.connect
def say_ready(**kwargs: Any) -> None:
    """Touch the file by which the embedded start knows that work is taken."""
    if env.worker_ready:
        Path(env.worker_ready).touch()

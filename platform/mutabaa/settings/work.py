"""Celery: a bell for work that stands in the database."""

from typing import Any

from mutabaa.env import env

if env.celery_broker_url:
    CELERY_BROKER_URL = env.celery_broker_url.text
    CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = {}
else:
    CELERY_BROKER_URL = "filesystem://"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(env.home / "broker"),
        "data_folder_out": str(env.home / "broker"),
        "polling_interval": 0.2,
        "control_folder": str(env.home / "broker" / "control"),
    }
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = False
CELERY_TASK_ALWAYS_EAGER = False
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE = {
    "sweep": {"task": "tenants.records.jobs.sweep", "schedule": 15.0, "options": {"expires": 30}},
    "clock": {"task": "tenants.notices.jobs.strike", "schedule": 300.0, "options": {"expires": 240}},
}
# Tests let a job's error through; elsewhere it is kept in the job's row.
JOBS_RAISE = False

from django.apps import AppConfig


class MutabaaConfig(AppConfig):
    """The project itself: binds Celery to the settings in every process, and adds the project's system checks."""

    name = "mutabaa"
    verbose_name = "Mutabaa"

    def ready(self) -> None:
        from mutabaa import celery, checks  # noqa: F401

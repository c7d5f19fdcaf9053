from django.apps import AppConfig


class IsolationConfig(AppConfig):
    name = "shared.isolation"
    verbose_name = "Isolation"

    def ready(self) -> None:
        from shared.isolation import checks  # noqa: F401  registers the system checks

from django.apps import AppConfig
from django.core.signals import request_finished, request_started


class IsolationConfig(AppConfig):
    name = "shared.isolation"
    verbose_name = "Isolation"

    def ready(self) -> None:
        from shared.isolation import checks  # noqa: F401  registers the system checks
        from shared.isolation.resting import rest_connections

        request_started.connect(rest_connections, dispatch_uid="rest_before")
        request_finished.connect(rest_connections, dispatch_uid="rest_after")

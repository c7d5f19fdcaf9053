from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FollowupConfig(AppConfig):
    name = "tenants.followup"
    verbose_name = _("Rounds of information")

    def ready(self) -> None:
        from tenants.followup import entrances, jobs  # noqa: F401  importing jobs names their runners
        from tenants.followup.workbook import jobs as workbook_jobs  # noqa: F401

        entrances.register()

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MembersConfig(AppConfig):
    name = "tenants.members"
    verbose_name = _("Members and bodies")

    def ready(self) -> None:
        from tenants.members import entrances, jobs  # noqa: F401  jobs registers its runners

        entrances.register()

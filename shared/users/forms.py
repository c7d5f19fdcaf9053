"""What a person chooses for herself, the same in every institution."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shared.languages.direction import ENDONYMS
from shared.languages.zones import zone_choices
from shared.users.models import User


class PreferencesForm(forms.Form):
    """The language of her mails, and by whose clock times are written for her."""

    language = forms.ChoiceField(
        label=_("Language"), choices=list(ENDONYMS.items()), help_text=_("The language of the mails you get.")
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        required=False,
        choices=lambda: [("", _("As at the institution")), *zone_choices()],
        help_text=_(
            "Times are written by this clock, and reminders come in your morning. "
            "A deadline stays the institution’s day."
        ),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        kwargs["initial"] = {"language": user.language, "time_zone": user.time_zone}
        super().__init__(*args, **kwargs)

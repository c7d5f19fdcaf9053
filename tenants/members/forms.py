"""Forms about people, bodies and the institution's settings."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_text_html, validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from shared.languages.dates import MonthStyle
from shared.languages.direction import ENDONYMS
from shared.languages.zones import zone_choices
from shared.users.models import User
from tenants.institutions.models import Institution, StatusRule
from tenants.members.actions.bodies import LANGUAGES, NAMES
from tenants.members.models import BodyKind, Invitation, Member, ResponsibleBody
from tenants.members.roles import ASSESSOR, ROLES, Role

LANGUAGE_CHOICES = list(ENDONYMS.items())


class PlaceForm(forms.Form):
    """A role and the body spoken for. `role` comes out as a Role."""

    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)
    body: forms.ModelChoiceField[ResponsibleBody] = forms.ModelChoiceField(
        ResponsibleBody.objects.none(),
        label=_("Body"),
        required=False,
        empty_label=_("speaks for no body"),
        help_text=_("Needed for focal points (a body of the state) and for assessors (an assessing body)."),
    )

    def __init__(self, *args: Any, roles: tuple[Role, ...] = ROLES, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role: Any = self.fields["role"]
        role.choices = [(one.slug, f"{one.name}: {one.description}") for one in roles]
        body: Any = self.fields["body"]
        body.queryset = ResponsibleBody.objects.current().order_by("name")

    def clean_role(self) -> Role:
        return Role.of(self.cleaned_data["role"])


class InviteForm(PlaceForm):
    """An invitation to be sent."""

    email = forms.EmailField(
        label=_("E-mail address"), max_length=254, widget=forms.EmailInput({"autocomplete": "off"})
    )
    name = forms.CharField(label=_("Name"), required=False, max_length=150)
    language = forms.ChoiceField(label=_("Language of the mail"), choices=LANGUAGE_CHOICES)
    field_order = ["email", "name", "language", "role", "body"]


class ChangeRoleForm(PlaceForm):
    """Another role or body for a member; an assessor's place is given by invitation only."""

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"role": member.role_slug, "body": member.body_id})
        super().__init__(*args, roles=tuple(role for role in ROLES if role is not ASSESSOR), **kwargs)


class BodyForm(forms.Form):
    """A body's names in three languages. One full name at least is needed."""

    name_ar = forms.CharField(label=_("Name in Arabic"), max_length=200, required=False)
    short_name_ar = forms.CharField(label=_("Short name in Arabic"), max_length=80, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    short_name_en = forms.CharField(label=_("Short name in English"), max_length=80, required=False)
    name_fr = forms.CharField(label=_("Name in French"), max_length=200, required=False)
    short_name_fr = forms.CharField(label=_("Short name in French"), max_length=80, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in LANGUAGES:
            for field in (f"name_{code}", f"short_name_{code}"):
                self.fields[field].widget.attrs.update({"lang": code, "dir": "rtl" if code == "ar" else "ltr"})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not any(cleaned.get(f"name_{code}") for code in LANGUAGES):
            raise ValidationError(_("Write the name in one language at least."))
        return cleaned

    @property
    def names(self) -> dict[str, str]:
        return {field: self.cleaned_data.get(field, "") for field in NAMES}


class NewBodyForm(BodyForm):
    """A body not on the list yet. Its kind decides whose account it can give, and stays."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=BodyKind.choices,
        initial=BodyKind.STATE,
        help_text=_(
            "A body of the state acts and reports; the others give independent accounts. It cannot be changed."
        ),
        widget=forms.RadioSelect,
    )
    field_order = ["kind"]


class SettingsForm(forms.Form):
    """The institution's own choices."""

    default_language = forms.ChoiceField(
        label=_("First language"),
        choices=LANGUAGE_CHOICES,
        help_text=_("The language of invitations unless another is chosen."),
    )
    month_style = forms.ChoiceField(label=_("Month names in Arabic"), choices=MonthStyle.choices)
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=zone_choices,
        help_text=_(
            "A deadline ends with the day here, and reminders leave in the morning here. Everybody may choose a zone "
            "of her own for the times she reads."
        ),
    )
    status_rule = forms.ChoiceField(
        label=_("Rule for the status shown"),
        choices=StatusRule.choices,
        help_text=_("All accounts stay side by side; this says which of them the lists and charts show."),
    )
    requires_second_factor = forms.BooleanField(
        label=_("Everybody needs a second factor"),
        required=False,
        help_text=_("Who has none yet is asked to set one up before going on."),
    )

    def __init__(self, *args: Any, institution: Institution, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {name: getattr(institution, name) for name in self.base_fields})
        super().__init__(*args, **kwargs)


class NewPersonForm(forms.Form):
    """What a person without an account gives when she accepts an invitation."""

    name = forms.CharField(label=_("Your name"), max_length=150, widget=forms.TextInput({"autocomplete": "name"}))
    password = forms.CharField(
        label=_("Choose a password"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
    password_again = forms.CharField(
        label=_("The password again"), strip=False, widget=forms.PasswordInput({"autocomplete": "new-password"})
    )

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"name": invitation.name})
        super().__init__(*args, **kwargs)
        self.email = invitation.email
        self.fields["password"].help_text = password_validators_help_text_html()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        password = cleaned.get("password")
        if password:
            try:
                validate_password(password, User(email=self.email, name=cleaned.get("name", "")))
            except ValidationError as error:
                self.add_error("password", error)
            if cleaned.get("password_again") not in {None, password}:
                self.add_error("password_again", ValidationError(_("The two passwords differ.")))
        return cleaned

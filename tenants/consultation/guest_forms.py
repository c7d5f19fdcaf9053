"""The forms of people outside."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from shared.languages.direction import active_language
from tenants.consultation.actions.comments import Said
from tenants.consultation.models import OrganisationKind
from tenants.consultation.models.comments import LONGEST_COMMENT


class CommentForm(forms.Form):
    """A comment's words."""

    stamp = forms.CharField(widget=forms.HiddenInput, max_length=300)
    words = forms.CharField(
        label=gettext_lazy("Your comment"),
        widget=forms.Textarea({"rows": 8, "dir": "auto"}),
        max_length=LONGEST_COMMENT,
    )

    def said(self, part: str) -> Said:
        given = self.cleaned_data
        return Said(
            words=given["words"],
            language=active_language(),
            part=part,
            shows_name=given.get("shows_name", False),
            name=given.get("name", ""),
            organisation_kind=given.get("organisation_kind", ""),
        )

    @property
    def trap(self) -> bool:
        """Whether something filled in what no person sees."""
        return False


class OwnCommentForm(CommentForm):
    """By a person's own link: the institution knows her; others only where she says so."""

    shows_name = forms.BooleanField(
        label=gettext_lazy("Show my name beside this comment when the result is published"), required=False
    )

    def __init__(self, *args: Any, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not name:
            del self.fields["shows_name"]


class SharedCommentForm(CommentForm):
    """By a link that many use: a field that only a machine fills in stands beside the others."""

    website = forms.CharField(
        label=gettext_lazy("Leave this field empty"),
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "tabindex": "-1"}),
    )

    @property
    def trap(self) -> bool:
        return bool(self.data.get("website"))


class OpenCommentForm(SharedCommentForm):
    """By the open link: its author says who she is."""

    name = forms.CharField(label=gettext_lazy("Your name or your organisation’s"), max_length=150, required=False)
    organisation_kind = forms.ChoiceField(
        label=gettext_lazy("You speak for"), choices=[("", "—"), *OrganisationKind.choices], required=False
    )
    shows_name = forms.BooleanField(
        label=gettext_lazy("Show this name beside the comment when the result is published"), required=False
    )


class ChangeForm(forms.Form):
    """Other words for a comment of hers."""

    words = forms.CharField(
        label=gettext_lazy("Your comment"),
        widget=forms.Textarea({"rows": 8, "dir": "auto"}),
        max_length=LONGEST_COMMENT,
    )
    shows_name = forms.BooleanField(
        label=gettext_lazy("Show my name beside this comment when the result is published"), required=False
    )

    def __init__(self, *args: Any, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not name:
            del self.fields["shows_name"]

    def said(self) -> Said:
        given = self.cleaned_data
        return Said(given["words"], active_language(), shows_name=given.get("shows_name", False))

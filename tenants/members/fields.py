"""Form fields that offer the institution's bodies."""

from __future__ import annotations

from django import forms

from tenants.members.models import ResponsibleBody


class BodyField(forms.ModelChoiceField):
    """A body by its full name, as official letters name it."""

    def label_from_instance(self, obj: ResponsibleBody) -> str:
        return obj.name

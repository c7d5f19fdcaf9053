"""How Django's forms are drawn: our field template, and the attributes a control needs to be read aloud."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import SafeString


class FaceRenderer(TemplatesSetting):
    """Set as FORM_RENDERER: `{{ form }}` and `{{ form.name.as_field_group }}` then look like everything else.

    Needs `django.forms` in INSTALLED_APPS, which holds the templates of the single widgets.
    """

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"


def kind(bound: BoundField) -> str:
    """How a field is laid out: hidden, pick (one box beside its words), picks (a set of them), or line."""
    widget = bound.field.widget
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "picks"
    if isinstance(widget, forms.CheckboxInput):
        return "pick"
    return "line"


def control(bound: BoundField, **attrs: Any) -> SafeString:
    """The control itself, with its class and with help and errors named by aria-describedby."""
    described = [f"{bound.auto_id}_error"] if bound.errors else []
    if bound.help_text:
        described.append(f"{bound.auto_id}_hint")
    given = bound.field.widget.attrs
    classes = [str(given.get("class", "")), str(attrs.pop("class", "")), "in" if kind(bound) == "line" else ""]
    if any(classes):
        attrs["class"] = " ".join(filter(None, classes))
    if described:
        attrs["aria-describedby"] = " ".join([*described, *str(given.get("aria-describedby", "")).split()])
    input_type = getattr(bound.field.widget, "input_type", "")
    is_code = given.get("autocomplete") == "one-time-code"
    if is_code or input_type in {"email", "password"}:
        attrs["placeholder"] = False  # it only repeats the label, and vanishes when typed over
    if is_code or input_type in {"email", "url"}:
        attrs.setdefault("dir", "ltr")
    return bound.as_widget(attrs=attrs)


def says_required(bound: BoundField) -> bool:
    """Whether the word stands beside the label: only where fields to be filled in differ; a box may stay unticked."""
    if not bound.field.required:
        return False
    return any(not other.field.required for other in bound.form.visible_fields() if kind(other) != "pick")

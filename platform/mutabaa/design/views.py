"""Pages that belong to no other app: the short public texts and the gallery of components."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from mutabaa.design.glyphs import LADDER
from shared.languages.direction import LANGUAGES


class SampleForm(forms.Form):
    """Every layout a field can have, for the gallery."""

    body = forms.CharField(label=_("Name of the body"), help_text=_("As in its founding decision"))
    shelters = forms.IntegerField(label=_("Shelters open"), max_value=11)
    mechanism = forms.ChoiceField(
        label=_("Mechanism"), required=False, choices=[("upr", _("Universal Periodic Review"))]
    )
    remarks = forms.CharField(label=_("Remarks"), required=False, widget=forms.Textarea({"rows": 3}))
    stands = forms.ChoiceField(
        label=_("Where does it stand today?"),
        choices=[(rung, LADDER[rung].words) for rung in ("none", "going", "part", "done")],
        widget=forms.RadioSelect,
    )
    remind = forms.BooleanField(
        label=_("Send a reminder before it is due"), help_text=_("Once a week"), required=False, initial=True
    )


@require_safe
def page(request: HttpRequest, name: str) -> HttpResponse:
    """One of the short texts: about, accessibility, privacy, help."""
    return render(request, f"pages/{name}.html")


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in its states, in Arabic and from right to left beside English from left to right."""
    return render(request, "gallery.html", gallery_context())


def gallery_context() -> dict[str, Any]:
    """What the gallery shows; all of it invented."""
    today = timezone.localdate()
    return {
        "ladder": [
            "state:implemented",
            "state:partially",
            "state:in_progress",
            "state:not_started",
            "state:not_planned",
        ],
        "positions": ["supported", "supported_in_part", "noted", "pending", "implemented", "rejected"],
        "soon": today + timedelta(days=55),
        "past": today - timedelta(days=42),
        # One form a language: the groups of radio buttons on this page must not share a name.
        "forms": {
            language: SampleForm({f"{language}-shelters": "12", f"{language}-stands": "part"}, prefix=language)
            for language in LANGUAGES
        },
        "page_of_many": Paginator(range(320), 25).page(4),
        "bars": [
            {
                "label": _("Universal Periodic Review"),
                "counts": {"done": 212, "part": 148, "going": 139, "none": 97, "not": 28},
            },
            {"label": _("Special procedures"), "counts": {"done": 22, "part": 31, "going": 40, "none": 24, "not": 4}},
            {"label": _("Arab Human Rights Committee"), "counts": {"done": 21, "part": 18, "going": 11, "none": 8}},
        ],
        "steps": [_("Upload"), _("Match columns"), _("Preview"), _("Commit")],
        "figures": [
            {"label": _("new, will be added"), "count": 1214},
            {"label": _("changed, will be updated"), "count": 37},
            {"label": _("the same, left alone"), "count": 162},
            {"label": _("invalid, need correcting"), "count": 6, "bad": True},
        ],
        "facet": {
            "name": "status",
            "label": _("Status"),
            "options": [
                {"value": "done", "label": "", "status": "done", "count": 21, "selected": True},
                {"value": "part", "label": "", "status": "part", "count": 1027, "selected": False},
            ],
        },
        "entries": [
            {
                "when": today,
                "what": _("Position"),
                "before": _("Pending"),
                "after": _("Supported"),
                "who": "Hala Rashidi",
            },
            {"when": today - timedelta(days=90), "what": _("Recommendation imported"), "who": "Hala Rashidi"},
        ],
    }

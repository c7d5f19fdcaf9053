"""The forms of clusters. The actions decide; a form only reads what a person wrote."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shared.languages.direction import active_language, direction
from tenants.tracker.actions.clusters import LANGUAGES
from tenants.tracker.models import Cluster, ClusterSuggestion

TITLES = {"ar": _("Title in Arabic"), "en": _("Title in English"), "fr": _("Title in French")}


class DescribeForm(forms.Form):
    """Titles in three languages, the reader's first, and what is asked."""

    def __init__(self, *args: Any, cluster: Cluster | None = None, **kwargs: Any) -> None:
        here = active_language()
        if cluster is not None:
            initial = {f"title_{code}": getattr(cluster, f"title_{code}") for code in LANGUAGES}
            if not any(initial.values()):
                initial[f"title_{here}"] = cluster.title
            kwargs["initial"] = {**initial, "note": cluster.note}
        super().__init__(*args, **kwargs)
        for code in (here, *(one for one in LANGUAGES if one != here)):
            line = forms.TextInput(attrs={"lang": code, "dir": direction(code), "class": "said"})
            self.fields[f"title_{code}"] = forms.CharField(
                label=TITLES[code], max_length=200, required=False, widget=line
            )
        self.fields["note"] = forms.CharField(
            label=_("What is asked"),
            help_text=_("In a few sentences: what all of them ask for, and where they differ."),
            required=False,
            max_length=4000,
            widget=forms.Textarea(attrs={"rows": 4}),
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not any(given.get(f"title_{code}") for code in LANGUAGES):
            raise forms.ValidationError(_("Give the cluster a title."))
        return given

    def titles(self) -> dict[str, str]:
        return {code: self.cleaned_data[f"title_{code}"] for code in LANGUAGES}


class _Chooses(forms.Form):
    """Offers clusters by their names."""

    cluster = forms.ModelChoiceField(
        Cluster.objects.none(), label=_("A cluster that there is"), required=False, empty_label="—"
    )

    def __init__(self, *args: Any, but: Cluster | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = Cluster.objects.order_by("title")
        self.fields["cluster"].queryset = offered.exclude(pk=but.pk) if but else offered  # type: ignore[attr-defined]


class MergeForm(_Chooses):
    """The cluster that goes over into this one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cluster"].label = _("The cluster that goes over into this one")
        self.fields["cluster"].required = True


class SplitForm(forms.Form):
    """The title of the new cluster."""

    title = forms.CharField(label=_("Title of the new cluster"), max_length=200)


class GatherForm(_Chooses):
    """A cluster that there is, or the title of a new one, for many at once."""

    title = forms.CharField(label=_("Or a new one, with this title"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "cluster" not in self.errors and bool(given.get("cluster")) == bool(given.get("title", "").strip()):
            raise forms.ValidationError(_("Choose a cluster, or give a new one a title."))
        return given


class ConfirmForm(GatherForm):
    """What a suggestion becomes: a new cluster under the proposed title, or more of one that there is."""

    def __init__(self, *args: Any, suggestion: ClusterSuggestion, title: str, **kwargs: Any) -> None:
        initial = {"cluster": suggestion.cluster_id} if suggestion.cluster_id else {"title": title}
        super().__init__(*args, initial=initial, **kwargs)

    def clean(self) -> dict[str, Any]:
        # A chosen cluster counts more than a title that was only proposed.
        given = forms.Form.clean(self) or {}
        if not given.get("cluster") and not given.get("title", "").strip():
            raise forms.ValidationError(_("Choose a cluster, or give a new one a title."))
        return given

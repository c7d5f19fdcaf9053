"""The register: searched by words, narrowed by what is known of the pieces."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shared.languages.arabic import normalise
from tenants.evidence.models import Confidentiality, Language, Piece, PieceKind
from tenants.evidence.models.piece import PieceQuerySet
from tenants.members.models import Member, ResponsibleBody

MOST_WORDS = 8


def found_by_words(pieces: PieceQuerySet, words: str) -> PieceQuerySet:
    """Those that hold each of the words, in any spelling of Arabic, in title, source, words, address or file name."""
    for word in normalise(words).split()[:MOST_WORDS]:
        pieces = pieces.filter(search_text__contains=word)
    return pieces


class FilterForm(forms.Form):
    """What narrows the register. A value nobody offers narrows nothing, and only what she may know of is offered."""

    q = forms.CharField(required=False, max_length=300)
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=[("", gettext_lazy("All kinds")), *PieceKind.choices], required=False
    )
    confidentiality = forms.ChoiceField(
        label=gettext_lazy("Confidentiality"),
        choices=[("", gettext_lazy("All classes")), *Confidentiality.choices],
        required=False,
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language"), choices=[("", gettext_lazy("All languages")), *Language.choices], required=False
    )
    by = forms.ChoiceField(label=gettext_lazy("Provided by"), required=False)
    only = forms.ChoiceField(
        label=gettext_lazy("Only"),
        choices=[
            ("", gettext_lazy("Everything")),
            ("mine", gettext_lazy("Provided by me")),
            ("uncited", gettext_lazy("Not cited yet")),
            ("past", gettext_lazy("Past the retention date")),
        ],
        required=False,
    )

    def __init__(self, data: QueryDict, *, member: Member) -> None:
        super().__init__(data)
        self.member = member
        self.visible: PieceQuerySet = Piece.objects.visible_to(member)
        bodies = ResponsibleBody.objects.filter(pk__in=self.visible.order_by().values("body")).order_by("name")
        field: Any = self.fields["by"]
        field.choices = [("", _("Everybody")), *((str(one.pk), one.name) for one in bodies)]
        self.is_valid()

    @property
    def narrows(self) -> bool:
        return any(self.cleaned_data.values())

    def narrowed(self) -> PieceQuerySet:
        """The pieces asked for, the newest first."""
        given = self.cleaned_data
        found = found_by_words(self.visible, given.get("q", ""))
        for name in ("kind", "confidentiality", "language"):
            if given.get(name):
                found = found.filter(**{name: given[name]})
        if given.get("by"):
            found = found.filter(body=UUID(given["by"]))
        match given.get("only"):
            case "mine":
                found = found.filter(provided_by=self.member)
            case "uncited":
                found = found.uncited()
            case "past":
                found = found.past_retention()
        return found

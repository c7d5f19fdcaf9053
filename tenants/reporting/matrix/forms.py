"""What is chosen before the matrix is made."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from shared.languages.dates import written_day
from tenants.intake.models import Batch

NEWEST = "newest"
LANGUAGES = [("ar", gettext_lazy("Arabic")), ("en", gettext_lazy("English")), ("fr", gettext_lazy("French"))]


class MatrixForm(forms.Form):
    """In which paper, in which language, with or without evidence."""

    layout = forms.ChoiceField(label=gettext_lazy("Layout"))
    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        choices=LANGUAGES,
        help_text=gettext_lazy("A paper that came in stays in its language; this is the language of what is added."),
    )
    evidence = forms.BooleanField(label=gettext_lazy("Cite the public evidence"), required=False)

    def __init__(self, data: QueryDict | None, kept: Sequence[Batch]) -> None:
        language = (get_language() or "en")[:2]
        first = str(kept[0].pk) if kept else NEWEST
        super().__init__(data, initial={"layout": first, "language": language, "evidence": True})
        self.kept = {str(one.pk): one for one in kept}
        self.fields["layout"].choices = [  # type: ignore[attr-defined]
            *((key, _named(one)) for key, one in self.kept.items()),
            (NEWEST, _("The newest layout of OHCHR, made anew")),
        ]

    @property
    def batch(self) -> Batch | None:
        """The kept list that was chosen; None for the newest layout."""
        return self.kept.get(self.cleaned_data["layout"])


def _named(batch: Batch) -> str:
    # An option holds no markup: the name keeps its own direction between isolates.
    name = f"\u2068{batch.name}\u2069"
    return _("The paper as it came: %(name)s, %(day)s") % {"name": name, "day": written_day(batch.uploaded_at)}

"""The forms of reports. The actions decide; a form only reads what a person chose or wrote."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shared.languages.day_field import DayField
from shared.languages.direction import ENDONYMS, LANGUAGES, direction
from shared.languages.numbers import written_number
from shared.taxonomy.catalogue import catalogue
from tenants.reporting.dossiers.articles import instrument_of, instruments
from tenants.reporting.dossiers.choice import Choice
from tenants.reporting.dossiers.choosing import clusters_held, reviews_held
from tenants.reporting.dossiers.papers import Paper
from tenants.reporting.models import Arranged, Dossier, DossierSection, FileFormat, Obligation
from tenants.tracker.models import Position

LONGEST_TEXT = 400_000
MARKUP_HELP = gettext_lazy(
    "An empty line begins a new paragraph. ## and ### make headings, - a list, 1. a numbered list, > a quotation, "
    "**two stars** bold. [[name]] places a chart or table, [E1] cites evidence. A line that begins with ? is a note "
    "for drafters and never leaves the house."
)


def day_input() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class ChoiceForm(forms.Form):
    """What the report is called and what goes in."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label=gettext_lazy("Title"), max_length=300)
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the report"), choices=[(code, ENDONYMS[code]) for code in LANGUAGES]
    )
    arranged = forms.ChoiceField(label=gettext_lazy("Arranged"))
    instrument = forms.ChoiceField(label=gettext_lazy("Instrument, for a report by article"), required=False)
    obligation = forms.ChoiceField(label=gettext_lazy("For which obligation"), required=False)
    reviews = forms.MultipleChoiceField(
        label=gettext_lazy("Reviews"),
        help_text=gettext_lazy("None ticked means all of them."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    themes = forms.MultipleChoiceField(
        label=gettext_lazy("Themes"),
        help_text=gettext_lazy("None chosen means all. Hold Ctrl or Command to choose several."),
        widget=forms.SelectMultiple(attrs={"size": 8}),
        required=False,
    )
    clusters = forms.MultipleChoiceField(
        label=gettext_lazy("Clusters"),
        help_text=gettext_lazy("None chosen means all. Hold Ctrl or Command to choose several."),
        widget=forms.SelectMultiple(attrs={"size": 6}),
        required=False,
    )
    positions = forms.MultipleChoiceField(
        label=gettext_lazy("Positions of the State"),
        help_text=gettext_lazy("None ticked means all of them."),
        choices=Position.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    period_from = DayField(label=gettext_lazy("Period from"), required=False, widget=day_input())
    period_to = DayField(label=gettext_lazy("Period to"), required=False, widget=day_input())
    word_limit = forms.IntegerField(label=gettext_lazy("Word limit"), min_value=1, max_value=1_000_000, required=False)
    other_accounts = forms.BooleanField(
        label=gettext_lazy("Accounts recorded without a round"),
        help_text=gettext_lazy("Beside the updates that were accepted. Drafts and returned answers never go in."),
        required=False,
    )
    plan = forms.BooleanField(label=gettext_lazy("Actions of the implementation plan"), required=False)
    indicators = forms.BooleanField(label=gettext_lazy("Indicators, with their charts"), required=False)
    evidence = forms.BooleanField(
        label=gettext_lazy("Evidence, cited by number with a list in the annex"),
        help_text=gettext_lazy("Public pieces alone: nothing confidential is named in a paper that leaves."),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        paper: Paper,
        dossier: Dossier | None = None,
        obligation: Obligation | None = None,
        language: str = "ar",
        **kwargs: Any,
    ) -> None:
        self.paper, self.dossier = paper, dossier
        kwargs["initial"] = _standing(dossier) if dossier else _beginning(paper, obligation, language)
        super().__init__(*args, **kwargs)
        self._offer(paper)
        if dossier is not None:
            for name in ("key", "language", "obligation"):
                del self.fields[name]

    def _offer(self, paper: Paper) -> None:
        lists = catalogue()
        given = {
            "arranged": [(one, Arranged(one).label) for one in paper.arranged],
            "instrument": [("", "—"), *((code, lists.instrument_by_code[code].label) for code in instruments())],
            "obligation": [("", "—"), *_obligations()],
            "reviews": reviews_held(paper),
            "themes": _themes(),
            "clusters": clusters_held(),
        }
        for name, choices in given.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        if not given["clusters"]:
            del self.fields["clusters"]
        if "UPR" not in paper.mechanisms and paper.mechanisms:
            del self.fields["positions"]
        if "article" not in paper.arranged:
            del self.fields["instrument"]
        if len(paper.arranged) == 1:
            self.fields["arranged"].widget = forms.HiddenInput()
        self.fields["word_limit"].help_text = limit_words(paper)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        first, last = given.get("period_from"), given.get("period_to")
        if first and last and first > last:
            self.add_error("period_to", _("The period ends before it begins."))
        if given.get("arranged") == Arranged.ARTICLE and not given.get("instrument"):
            self.add_error("instrument", _("Choose the instrument whose articles the report follows."))
        return given

    def words(self) -> dict[str, Any]:
        """What the actions ask for."""
        given = self.cleaned_data
        names = ("title", "arranged", "word_limit", *(("language", "key") if self.dossier is None else ()))
        return {name: given[name] for name in names} | {
            "instrument": given.get("instrument", ""),
            "choice": Choice(
                reviews=tuple(UUID(one) for one in given["reviews"]),
                themes=tuple(given["themes"]),
                clusters=tuple(UUID(one) for one in given.get("clusters", ())),
                positions=tuple(given.get("positions", ())),
                period_from=given["period_from"],
                period_to=given["period_to"],
                other_accounts=given["other_accounts"],
                plan=given["plan"],
                indicators=given["indicators"],
                evidence=given["evidence"],
            ),
        }

    def chosen_obligation(self) -> Obligation | None:
        chosen = self.cleaned_data.get("obligation")
        return Obligation.objects.filter(pk=chosen).first() if chosen else None


def limit_words(paper: Paper) -> str:
    """How long the paper may be, and who says so."""
    parts = []
    if paper.initial_limit and paper.limit:
        given = {"first": written_number(paper.initial_limit), "later": written_number(paper.limit)}
        parts.append(_("%(first)s words for an initial report, %(later)s for a periodic one.") % given)
    elif paper.limit:
        said = _("%(number)s words.") if paper.binding else _("No limit binds; %(number)s words serve as a measure.")
        parts.append(said % {"number": written_number(paper.limit)})
    else:
        parts.append(_("No limit is named."))
    parts.append(_("Source: %(source)s.") % {"source": paper.source})
    return " ".join(parts)


def _beginning(paper: Paper, obligation: Obligation | None, language: str) -> dict[str, Any]:
    body = obligation.body_id if obligation else None
    return {
        "key": uuid4(),
        "title": f"{paper.label} {timezone.localdate().year}",
        "language": language,
        "arranged": paper.arranged[0],
        "instrument": instrument_of(body) if body else "",
        "obligation": str(obligation.pk) if obligation else "",
        "word_limit": paper.limit,
        "themes": list(paper.themes),
        "reviews": [key for key, _label in reviews_held(paper, body)] if body else [],
        "period_to": None,
        **dict.fromkeys(("other_accounts", "plan", "indicators", "evidence"), True),
    }


def _standing(dossier: Dossier) -> dict[str, Any]:
    kept = Choice.of(dossier.chosen)
    lists = {name: [str(one) for one in getattr(kept, name)] for name in ("reviews", "clusters", "themes", "positions")}
    names = ("period_from", "period_to", "other_accounts", "plan", "indicators", "evidence")
    own = {name: getattr(dossier, name) for name in ("title", "arranged", "instrument", "word_limit")}
    return {**own, **lists, **{name: getattr(kept, name) for name in names}}


def _themes() -> list[tuple[str, Any]]:
    lists = catalogue()
    groups = [one for one in lists.themes.values() if one.parent_id is None and not one.retired]
    return [
        (
            group.label,
            [
                (group.code, _("All of it: %(group)s") % {"group": group.label}),
                *((theme.code, theme.label) for theme in lists.narrower(group) if not theme.artefact),
            ],
        )
        for group in groups
    ]


def _obligations() -> list[tuple[str, str]]:
    return [(str(one.pk), f"{one.title} · {one.body_name}") for one in Obligation.objects.open()]


class SectionForm(forms.Form):
    """A section as it is written."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    heading = forms.CharField(label=gettext_lazy("Heading"), max_length=300)
    text = forms.CharField(
        label=gettext_lazy("Text"),
        help_text=MARKUP_HELP,
        max_length=LONGEST_TEXT,
        required=False,
        strip=False,
        widget=forms.Textarea,
    )
    word_limit = forms.IntegerField(
        label=gettext_lazy("Words for this section"), min_value=1, max_value=1_000_000, required=False
    )

    def __init__(self, *args: Any, section: DossierSection, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "seen": section.revision,
            "heading": section.heading,
            "text": section.text,
            "word_limit": section.word_limit,
        }
        super().__init__(*args, **kwargs)
        written = {"lang": section.dossier.language, "dir": direction(section.dossier.language)}
        self.fields["heading"].widget.attrs |= written
        self.fields["text"].widget.attrs |= {**written, "rows": 30, "class": "said"}
        self.fields["word_limit"].widget.attrs |= {"class": "short"}

    def words(self) -> dict[str, Any]:
        """What the action asks for, with what can be read of it."""
        given = self.cleaned_data
        return {name: given.get(name) for name in ("heading", "text", "word_limit", "seen")}


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why it is opened again"),
        help_text=gettext_lazy("It stays with the report for good."),
        widget=forms.Textarea({"rows": 3}),
        max_length=2000,
    )


class LinkForm(forms.Form):
    """The obligation for which a report is."""

    obligation = forms.ChoiceField(label=gettext_lazy("For which obligation"), required=False)

    def __init__(self, *args: Any, dossier: Dossier, **kwargs: Any) -> None:
        kwargs["initial"] = {"obligation": str(dossier.obligation_id or "")}
        super().__init__(*args, **kwargs)
        choices = dict(_obligations())
        if dossier.obligation is not None:
            choices.setdefault(str(dossier.obligation_id), dossier.obligation.title)
        self.fields["obligation"].choices = [("", "—"), *choices.items()]  # type: ignore[attr-defined]

    def chosen(self) -> Obligation | None:
        key = self.cleaned_data["obligation"]
        return Obligation.objects.filter(pk=key).first() if key else None


class FormatForm(forms.Form):
    format = forms.ChoiceField(choices=FileFormat.choices)

"""The forms that change one recommendation. The actions decide; a form only reads what a person wrote."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shared.languages.day_field import DayField
from shared.languages.direction import direction
from shared.taxonomy.catalogue import catalogue
from tenants.members.fields import BodyField
from tenants.members.models import ResponsibleBody
from tenants.tracker.actions.texts import LANGUAGES
from tenants.tracker.models import Assessment, Cluster, LinkKind, Position, Priority, Recommendation, Tag, Translation
from tenants.tracker.models.accounts import Visibility
from tenants.tracker.record.changes import LANGUAGES as LANGUAGE_NAMES
from tenants.tracker.record.changes import NAMES
from tenants.tracker.record.voices import Voice
from tenants.tracker.scales.wording import Scales, Value

Choices = list[tuple[str, Any]]
EMPTY = ("", "—")


def day_input() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class SeenForm(forms.Form):
    """A form that knows which state of the recommendation the person saw when it was opened."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, recommendation: Recommendation, **kwargs: Any) -> None:
        kwargs["initial"] = {"seen": recommendation.changed_at.isoformat(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)

    def clean_seen(self) -> datetime:
        try:
            return datetime.fromisoformat(self.cleaned_data["seen"])
        except ValueError as error:
            raise forms.ValidationError(_("Open this form again.")) from error


class AddTagsForm(SeenForm):
    """One theme, group or SDG target each, and the kind of action asked for."""

    theme = forms.ChoiceField(label=gettext_lazy("Add a theme"), required=False)
    group = forms.ChoiceField(label=gettext_lazy("Add an affected group"), required=False)
    sdg = forms.ChoiceField(label=gettext_lazy("Add an SDG target"), required=False)
    action_category = forms.ChoiceField(
        label=gettext_lazy("Action category"),
        help_text=gettext_lazy("What kind of action is asked for, from 1 (minimal) to 5 (specific)."),
        required=False,
    )

    def __init__(self, *args: Any, recommendation: Recommendation, standing: list[Tag], **kwargs: Any) -> None:
        initial = {"action_category": str(recommendation.action_category or "")}
        super().__init__(*args, recommendation=recommendation, initial=initial, **kwargs)
        lists = catalogue()
        taken = {tag.term_id for tag in standing}
        shelves: dict[str, Mapping[UUID, Any]] = {"theme": lists.themes, "group": lists.groups, "sdg": lists.sdgs}
        for kind, shelf in shelves.items():
            # Themes and SDGs are offered under their group or goal.
            offered = [one for one in shelf.values() if not one.retired and one.id not in taken]
            offered = [one for one in offered if not getattr(one, "artefact", False)]
            self.fields[kind].choices = [EMPTY, *_grouped(kind, offered)]  # type: ignore[attr-defined]
        self.fields["action_category"].choices = [EMPTY] + [  # type: ignore[attr-defined]
            (one.code, f"{one.code}. {one.label}") for one in lists.action_categories.values() if not one.retired
        ]

    def terms(self) -> list[tuple[str, UUID]]:
        """The chosen terms as (kind, key)."""
        given = self.cleaned_data
        return [(kind, UUID(given[kind])) for kind in ("theme", "group", "sdg") if given[kind]]

    def category(self) -> int | None:
        return int(self.cleaned_data["action_category"]) if self.cleaned_data["action_category"] else None


def _grouped(kind: str, offered: list[Any]) -> Choices:
    if kind == "group":
        return [(str(one.id), one.label) for one in offered]
    heads = {one.id: one for one in offered if one.parent_id is None}
    under: dict[str, Choices] = {}
    for one in offered:
        if one.parent_id is None:
            continue
        head = heads.get(one.parent_id)
        words = f"{one.code} {one.label}" if kind == "sdg" else one.label
        name = f"{head.code} {head.label}" if head and kind == "sdg" else head.label if head else ""
        under.setdefault(name, []).append((str(one.id), words))
    return list(under.items())


class AssignForm(forms.Form):
    """A body and its part; handing the lead over is said aloud."""

    body: Any = BodyField(ResponsibleBody.objects.none(), label=gettext_lazy("Body"))
    part = forms.ChoiceField(
        label=gettext_lazy("Its part"),
        choices=[("lead", gettext_lazy("Leads")), ("support", gettext_lazy("Supports"))],
        widget=forms.RadioSelect,
        initial="lead",
    )
    replace = forms.ChoiceField(
        label=gettext_lazy("If another body leads"),
        choices=[
            ("", gettext_lazy("Leave it, and tell me")),
            ("leave", gettext_lazy("Put this one in its place")),
            ("support", gettext_lazy("Put this one in its place and let the other support")),
        ],
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        body: Any = self.fields["body"]
        body.queryset = ResponsibleBody.objects.current().order_by("kind", "name")


class PrioritiseForm(SeenForm):
    """Priority and due day."""

    priority = forms.ChoiceField(label=gettext_lazy("Priority"), choices=[EMPTY, *Priority.choices], required=False)
    due_on = DayField(label=gettext_lazy("Due"), required=False, widget=day_input())
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Needed where the priority differs from what the scoring sheet comes to."),
        max_length=500,
        required=False,
    )

    def __init__(self, *args: Any, recommendation: Recommendation, **kwargs: Any) -> None:
        initial = {
            "priority": recommendation.priority,
            "due_on": recommendation.due_on,
            "reason": recommendation.priority_reason,
        }
        super().__init__(*args, recommendation=recommendation, initial=initial, **kwargs)
        if recommendation.priority_score is None:
            del self.fields["reason"]


class PositionForm(forms.Form):
    """What the state answered, when, and where that is written."""

    value = forms.ChoiceField(label=gettext_lazy("Position of the state"), choices=Position.choices)
    dated = DayField(label=gettext_lazy("Date"), required=False, widget=day_input())
    source = forms.CharField(
        label=gettext_lazy("Source"),
        help_text=gettext_lazy("The paper and paragraph that say so, such as A/HRC/58/11/Add.1, para. 7."),
        max_length=200,
        required=False,
    )


class EditForm(SeenForm):
    """The texts in three languages, and what each is."""

    paragraph = forms.CharField(label=gettext_lazy("Paragraph"), max_length=40, required=False)
    source_language = forms.ChoiceField(label=gettext_lazy("Adopted in"), choices=list(LANGUAGE_NAMES.items()))
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Needed when the words that were adopted change. It stays in the history."),
        max_length=500,
        required=False,
    )

    def __init__(self, *args: Any, recommendation: Recommendation, **kwargs: Any) -> None:
        initial = {"paragraph": recommendation.paragraph, "source_language": recommendation.source_language}
        for code in LANGUAGES:
            initial[f"text_{code}"] = recommendation.text_in(code)
            state = recommendation.translation_in(code)
            initial[f"translation_{code}"] = "" if state == Translation.MISSING else state
        super().__init__(*args, recommendation=recommendation, initial=initial, **kwargs)
        states = [one for one in Translation.choices if one[0] not in {Translation.MISSING, Translation.SOURCE}]
        for code in LANGUAGES:
            area = forms.Textarea(attrs={"rows": 5, "lang": code, "dir": direction(code), "class": "said"})
            self.fields[f"text_{code}"] = forms.CharField(label=NAMES[f"text_{code}"], widget=area, required=False)
            source = code == recommendation.source_language
            choices = [(Translation.SOURCE, Translation.SOURCE.label)] if source else [EMPTY, *states]
            self.fields[f"translation_{code}"] = forms.ChoiceField(
                label=gettext_lazy("What this text is"), choices=[*choices, *(states if source else [])], required=False
            )
        by_language = [f"{part}_{code}" for code in LANGUAGES for part in ("text", "translation")]
        self.order_fields(["paragraph", "source_language", *by_language])

    def by_language(self, part: str) -> dict[str, str]:
        return {code: self.cleaned_data[f"{part}_{code}"] for code in LANGUAGES}


class AssessForm(forms.Form):
    """One assessor's account on its own scale."""

    value = forms.ChoiceField(label=gettext_lazy("Assessment"), widget=forms.RadioSelect)
    assessed_on = DayField(label=gettext_lazy("As of"), widget=day_input())
    source = forms.CharField(
        label=gettext_lazy("Paper"),
        help_text=gettext_lazy("The paper in which the committee gave this grade, by its symbol."),
        max_length=200,
        required=False,
    )
    visibility = forms.ChoiceField(label=gettext_lazy("Visible to"), choices=Visibility.choices)

    def __init__(
        self,
        *args: Any,
        voice: Voice,
        language: str,
        known: Scales,
        current: Assessment | None = None,
        **kwargs: Any,
    ) -> None:
        kwargs["initial"] = {
            "assessed_on": timezone.localdate(),
            "visibility": current.visibility if current else Visibility.INSTITUTION,
            "value": current.value if current else "",
        }
        super().__init__(*args, **kwargs)
        self.fields["value"].choices = [  # type: ignore[attr-defined]
            (one.code, _choice(one)) for one in known.of(voice.kind)
        ]
        if not voice.quoted:
            del self.fields["source"]
        elif not voice.transcribes:
            self.fields["source"].label = _("Where the state said it")
            self.fields["source"].help_text = _("A report with its symbol, a reply, or a meeting and its day.")
        first_help = _("What was done and what is missing. Needed when the assessment changes.") if current else ""
        for code in [language, *(one for one in LANGUAGES if one != language)]:
            area = forms.Textarea(attrs={"rows": 4, "lang": code, "dir": direction(code), "class": "said"})
            self.fields[f"account_{code}"] = forms.CharField(
                label=_("The account, in %(language)s") % {"language": LANGUAGE_NAMES[code]},
                help_text=first_help if code == language else "",
                widget=area,
                required=False,
            )
        self.order_fields(["value", "assessed_on", "source", f"account_{language}"])

    def account(self) -> dict[str, str]:
        return {code: self.cleaned_data[f"account_{code}"] for code in LANGUAGES}


def _choice(value: Value) -> str:
    """A value as the form offers it: a committee's letter, its name, and when to use it."""
    name = f"{value.letter}. {value.label}" if value.letter else value.label
    return format_html('{}<br><span class="tiny dim">{}</span>', name, value.use) if value.use else name


class ReasonForm(forms.Form):
    """Why an account is withdrawn."""

    reason = forms.CharField(label=gettext_lazy("Reason"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)


class ClusterForm(forms.Form):
    """A cluster that there is, or the title of a new one."""

    cluster = forms.ModelChoiceField(
        Cluster.objects.none(), label=gettext_lazy("A cluster that there is"), required=False, empty_label="—"
    )
    title = forms.CharField(label=gettext_lazy("Or a new one, with this title"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cluster"].queryset = Cluster.objects.order_by("title")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if bool(given.get("cluster")) == bool(given.get("title", "").strip()):
            raise forms.ValidationError(_("Choose a cluster, or give a new one a title."))
        return given


class LinkForm(forms.Form):
    """How this recommendation stands to an earlier one, chosen among those found."""

    kind = forms.ChoiceField(label=gettext_lazy("This recommendation"), choices=LinkKind.choices)
    earlier = forms.ModelChoiceField(
        Recommendation.objects.none(), label=gettext_lazy("The earlier one"), widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, *args: Any, found: list[tuple[Recommendation, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        earlier: Any = self.fields["earlier"]
        # Whatever exists here may be posted; the page offers what the search found.
        earlier.queryset = Recommendation.objects.all()
        earlier.choices = [(one.pk, words) for one, words in found]

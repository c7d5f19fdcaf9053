"""The members' forms. The actions decide; a form only reads what a person wrote."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shared.languages.day_field import DayField
from shared.languages.direction import ENDONYMS, LANGUAGES, active_language, direction
from tenants.consultation.actions.guests import Invitee
from tenants.consultation.content import Content
from tenants.consultation.models import Consultation, OrganisationKind, SubjectKind, Taken
from tenants.consultation.models.consultation import LANGUAGE_CHOICES
from tenants.consultation.people_pasted import people_in
from tenants.planning.models import Plan, PlanVersion
from tenants.tracker.models import Cluster

Choices = list[tuple[str, Any]]


def day_input() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def subjects() -> Choices:
    """Everything people may be asked about, under its kind. Three queries."""
    plans: Choices = [(f"plan:{one.pk}", one.title) for one in Plan.objects.current()]
    versions: Choices = [
        (f"version:{one.pk}", _("%(plan)s, version %(number)s") % {"plan": one.plan.title, "number": one.number})
        for one in PlanVersion.objects.select_related("plan").defer("snapshot")
    ]
    clusters: Choices = [(f"cluster:{one.pk}", one.name) for one in Cluster.objects.order_by("title", "id")]
    groups: Choices = [
        (str(SubjectKind.PLAN.label), plans),
        (str(SubjectKind.VERSION.label), versions),
        (str(SubjectKind.CLUSTER.label), clusters),
    ]
    return [
        ("", "—"),
        ("draft", str(SubjectKind.DRAFT.label)),
        *((label, rows) for label, rows in groups if rows),
    ]


class PrepareForm(forms.Form):
    """What is asked, about what, and for how long."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    subject = forms.ChoiceField(label=gettext_lazy("What people are asked about"))
    shows_budgets = forms.BooleanField(
        label=gettext_lazy("Show the budgets of the actions"),
        help_text=gettext_lazy("Of a plan only. Names of persons and accounts are never shown."),
        required=False,
    )
    draft_text = forms.CharField(
        label=gettext_lazy("Draft text"),
        help_text=gettext_lazy(
            "Only where a draft is put to consultation. An empty line begins a new paragraph; a line that begins with "
            "# is a heading."
        ),
        widget=forms.Textarea(attrs={"rows": 10, "dir": "auto"}),
        max_length=200_000,
        required=False,
    )
    draft_language = forms.ChoiceField(
        label=gettext_lazy("Language of the draft"), choices=[("", "—"), *LANGUAGE_CHOICES], required=False
    )
    opens_on = DayField(label=gettext_lazy("First day"), widget=day_input())
    closes_on = DayField(label=gettext_lazy("Last day"), widget=day_input())

    def __init__(self, *args: Any, consultation: Consultation | None = None, **kwargs: Any) -> None:
        if consultation is not None:
            kwargs["initial"] = _written(consultation)
        super().__init__(*args, **kwargs)
        self.fields["subject"].choices = subjects()  # type: ignore[attr-defined]
        for code in LANGUAGES:
            attrs = {"lang": code, "dir": direction(code)}
            language = {"language": ENDONYMS[code]}
            self.fields[f"title_{code}"] = forms.CharField(
                label=_("Title in %(language)s") % language,
                max_length=200,
                required=False,
                widget=forms.TextInput(attrs),
            )
            self.fields[f"introduction_{code}"] = forms.CharField(
                label=_("Introduction in %(language)s") % language,
                max_length=10_000,
                required=False,
                widget=forms.Textarea({**attrs, "rows": 5}),
            )
        first = active_language()
        order = [first, *(code for code in LANGUAGES if code != first)]
        words = [f"{name}_{code}" for code in order for name in ("title", "introduction")]
        self.order_fields([*words, "subject", "shows_budgets", "draft_language", "draft_text", "opens_on", "closes_on"])

    def content(self) -> Content:
        """What the actions ask for. A draft's words are dropped where the subject is none."""
        given = self.cleaned_data
        kind, _sep, key = given["subject"].partition(":")
        is_draft = kind == SubjectKind.DRAFT
        return Content(
            opens_on=given["opens_on"],
            closes_on=given["closes_on"],
            subject_kind=kind,
            titles={code: given[f"title_{code}"] for code in LANGUAGES},
            introductions={code: given[f"introduction_{code}"] for code in LANGUAGES},
            draft_text=given["draft_text"] if is_draft else "",
            draft_language=given["draft_language"] if is_draft else "",
            shows_budgets=given["shows_budgets"],
            **({f"{kind}_id": UUID(key)} if key else {}),
        )

    def seen_at(self) -> datetime:
        try:
            return datetime.fromisoformat(self.cleaned_data["seen"])
        except ValueError:
            return datetime.min


def _written(consultation: Consultation) -> dict[str, Any]:
    kind = consultation.subject_kind
    key = {
        SubjectKind.PLAN: consultation.plan_id,
        SubjectKind.VERSION: consultation.version_id,
        SubjectKind.CLUSTER: consultation.cluster_id,
    }.get(SubjectKind(kind))
    names = ["shows_budgets", "draft_text", "draft_language", "opens_on", "closes_on"]
    names += [f"{name}_{code}" for name in ("title", "introduction") for code in LANGUAGES]
    written = {name: getattr(consultation, name) for name in names}
    subject = kind if kind == SubjectKind.DRAFT else f"{kind}:{key}" if key else ""
    return written | {"subject": subject, "seen": consultation.changed_at.isoformat()}


class ExtendForm(forms.Form):
    """More time, and why."""

    closes_on = DayField(label=gettext_lazy("New last day"), widget=day_input())
    reason = forms.CharField(
        label=gettext_lazy("Why there is more time"),
        help_text=gettext_lazy("It stays beside the old date for good."),
        widget=forms.Textarea({"rows": 3}),
        max_length=2000,
    )


class InviteForm(forms.Form):
    """A pasted list, for whom these people speak, and their language where the line names none."""

    people = forms.CharField(
        label=gettext_lazy("People"),
        help_text=gettext_lazy(
            "One person a line: a name and an address, or the address alone. Write ar, en or fr at the end of a line "
            "for somebody who reads another language."
        ),
        widget=forms.Textarea({"rows": 8, "dir": "auto"}),
        max_length=100_000,
    )
    organisation_kind = forms.ChoiceField(label=gettext_lazy("They speak for"), choices=OrganisationKind.choices)
    language = forms.ChoiceField(label=gettext_lazy("Language of the mail"), choices=LANGUAGE_CHOICES)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "people" in given and "language" in given:
            try:
                given["read"] = people_in(given["people"], language=given["language"])
            except forms.ValidationError as error:
                self.add_error("people", error)
        return given

    def read(self) -> list[Invitee]:
        return self.cleaned_data["read"]  # type: ignore[no-any-return]


class SetAsideForm(forms.Form):
    """Why a comment is not published."""

    reason = forms.CharField(
        label=gettext_lazy("Why it is set aside"),
        help_text=gettext_lazy("Seen inside the institution only."),
        widget=forms.Textarea({"rows": 3}),
        max_length=2000,
    )


class RedactForm(forms.Form):
    """The passage that others shall not read."""

    passage = forms.CharField(
        label=gettext_lazy("Passage to leave out"),
        help_text=gettext_lazy("Copy it letter by letter. The author’s own words stay in the institution."),
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
        max_length=5000,
        strip=True,
    )


class AnswerForm(forms.Form):
    """What becomes of a comment, in words."""

    taken = forms.ChoiceField(label=gettext_lazy("What becomes of it"), choices=Taken.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=gettext_lazy("Reply"), widget=forms.Textarea({"rows": 5, "dir": "auto"}), max_length=5000
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of the reply"), choices=LANGUAGE_CHOICES)

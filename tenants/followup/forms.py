"""The forms by which a coordinator runs a round. The actions decide; a form only reads what a person wrote."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shared.languages.day_field import DayField
from tenants.followup.content import MOST_DAYS, Asking, Content
from tenants.followup.models import QuestionKind, Round, RoundSubject
from tenants.members.models import Member, ResponsibleBody
from tenants.planning.models import Plan
from tenants.tracker.record.forms import day_input

LANGUAGES = [("ar", gettext_lazy("Arabic")), ("en", gettext_lazy("English")), ("fr", gettext_lazy("French"))]


class DaysField(forms.CharField):
    """Whole days, parted by commas or spaces: "7, 1"."""

    def clean(self, value: Any) -> list[int]:
        words = str(super().clean(value) or "").replace("،", ",").replace(",", " ").split()
        if not all(word.isdecimal() and int(word) <= MOST_DAYS for word in words[:10]) or len(words) > 10:
            raise forms.ValidationError(_("Write days as numbers from 0 to 90, such as 7, 1."))
        return [int(word) for word in words]


class BodiesField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, one: Any) -> str:
        return one.name


class RoundForm(forms.Form):
    """Everything of a round but its questions."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto"}))
    introduction = forms.CharField(
        label=gettext_lazy("Introduction"),
        help_text=gettext_lazy("The focal points read it above what they are asked."),
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        required=False,
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the round"),
        help_text=gettext_lazy("The language of your questions. A body may answer in another."),
        choices=LANGUAGES,
    )
    about = forms.ChoiceField(label=gettext_lazy("What is asked about"), widget=forms.RadioSelect)
    query = forms.CharField(widget=forms.HiddenInput, required=False)
    lead_only = forms.BooleanField(
        label=gettext_lazy("Ask the lead body only"),
        help_text=gettext_lazy("Bodies that support are then asked nothing."),
        required=False,
    )
    bodies: Any = BodiesField(
        ResponsibleBody.objects.none(),
        label=gettext_lazy("Bodies"),
        help_text=gettext_lazy("Leave all of them unticked to ask every body that answers for something chosen."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    deadline = DayField(label=gettext_lazy("Deadline"), widget=day_input())
    remind_before = DaysField(
        label=gettext_lazy("Reminders before the deadline (days)"), required=False, max_length=60,
        widget=forms.TextInput(attrs={"class": "short", "dir": "ltr"}),
    )  # fmt: skip
    remind_after = DaysField(
        label=gettext_lazy("Reminders after the deadline (days)"), required=False, max_length=60,
        widget=forms.TextInput(attrs={"class": "short", "dir": "ltr"}),
    )  # fmt: skip
    escalate_after = forms.IntegerField(
        label=gettext_lazy("Tell the body’s deputy after (days)"),
        help_text=gettext_lazy("Empty: the deputy is not told."),
        min_value=0,
        max_value=MOST_DAYS,
        required=False,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )

    def __init__(self, *args: Any, query: str = "", matching: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        choices: list[tuple[str, str]] = []
        if query:
            label = _("Recommendations of the list as it was filtered")
            choices.append(("query", f"{label} ({matching})" if matching is not None else label))
        choices += [("led", _("All recommendations that a body leads")), ("all", _("All recommendations"))]
        if Plan.objects.current().exists():
            choices.append(("actions", _("Actions of the plan that are not finished")))
        fields["about"].choices = choices
        fields["bodies"].queryset = ResponsibleBody.objects.current().order_by("kind", "name")

    def content(self, questions: tuple[Asking, ...]) -> Content:
        """What the action takes."""
        given = self.cleaned_data
        about = given["about"]
        chosen: dict[str, Any] = {"bodies": [str(body.pk) for body in given["bodies"]]} if given["bodies"] else {}
        if given["lead_only"]:
            chosen["lead_only"] = True
        if about != "actions":
            chosen["query"] = given["query"] if about == "query" else ""
        if about == "led":
            chosen["led"] = True
        return Content(
            title=given["title"],
            introduction=given["introduction"],
            language=given["language"],
            subject=RoundSubject.ACTIONS if about == "actions" else RoundSubject.RECOMMENDATIONS,
            chosen=chosen,
            deadline=given["deadline"],
            remind_before=tuple(given["remind_before"]),
            remind_after=tuple(given["remind_after"]),
            escalate_after=given["escalate_after"],
            questions=questions,
        )

    @staticmethod
    def initial_of(round: Round) -> dict[str, Any]:
        """What stands in the form when a round is written anew."""
        chosen = round.chosen
        about = "actions" if round.subject == RoundSubject.ACTIONS else "led" if chosen.get("led") else "all"
        return {
            "title": round.title,
            "introduction": round.introduction,
            "language": round.language,
            "about": "query" if about == "all" and chosen.get("query") else about,
            "query": chosen.get("query", ""),
            "lead_only": bool(chosen.get("lead_only")),
            "bodies": chosen.get("bodies", []),
            "deadline": round.deadline,
            "remind_before": ", ".join(map(str, round.remind_before)),
            "remind_after": ", ".join(map(str, round.remind_after)),
            "escalate_after": round.escalate_after,
        }


class QuestionForm(forms.Form):
    """One question; one without words is left out."""

    words = forms.CharField(
        label=gettext_lazy("Question"), max_length=300, required=False, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    hint = forms.CharField(
        label=gettext_lazy("Hint"), max_length=300, required=False, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind of answer"), choices=QuestionKind.choices)
    required = forms.BooleanField(label=gettext_lazy("Must be answered"), required=False)


class DeadlineForm(forms.Form):
    """A later day, and why."""

    deadline = DayField(label=gettext_lazy("New deadline"), widget=day_input())
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("The bodies read it. It stays in the history."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        max_length=1000,
    )


class WithdrawalForm(forms.Form):
    """Why a body is not asked any more."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("The body reads it. What it said stays; what it still owed is asked no more."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        max_length=1000,
    )


class PassOnForm(forms.Form):
    """Which colleague, and a word to her."""

    to: Any = forms.ModelChoiceField(Member.objects.none(), label=gettext_lazy("Colleague"), widget=forms.RadioSelect)
    word = forms.CharField(
        label=gettext_lazy("A word to her"), required=False, max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )  # fmt: skip

    def __init__(self, *args: Any, colleagues: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["to"]
        field.queryset, field.empty_label = colleagues, None


class ReviewForm(forms.Form):
    """What the coordinator decides about a submission."""

    submission = forms.UUIDField(widget=forms.HiddenInput)
    record = forms.BooleanField(required=False)
    words = forms.CharField(
        label=gettext_lazy("Remark"),
        help_text=gettext_lazy("Needed when it goes back; the body reads it."),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )

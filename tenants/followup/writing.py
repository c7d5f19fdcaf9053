"""The form of one update: how far it is, what was done, and the round's questions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shared.languages.day_field import DayField
from shared.languages.direction import direction
from tenants.followup.answering import LONGEST_ACCOUNT, LONGEST_ANSWER, values_for
from tenants.followup.forms import LANGUAGES
from tenants.followup.models import Question, QuestionKind, Submission, Update
from tenants.tracker.record.forms import day_input

YES_NO = [("", "—"), ("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))]


class UpdateForm(forms.Form):
    """Nothing in it is required: a draft may be half. What a submission needs the action says."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    value = forms.ChoiceField(label=gettext_lazy("How far is it?"), widget=forms.RadioSelect, required=False)
    account = forms.CharField(
        label=gettext_lazy("What was done?"),
        help_text=gettext_lazy("A few sentences: what, when, for whom, and what came of it."),
        max_length=LONGEST_ACCOUNT,
        required=False,
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of the answer"), choices=LANGUAGES, required=False)

    def __init__(
        self, *args: Any, update: Update, questions: list[Question], answers: dict[UUID, str], **kwargs: Any
    ) -> None:
        self.questions = questions
        language = update.language or update.request.round.language
        kwargs["initial"] = {
            "seen": update.revision,
            "value": update.value,
            "account": update.account,
            "language": language,
            **{name_of(one): answers.get(one.pk, "") for one in questions},
            **(kwargs.get("initial") or {}),
        }
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["value"].choices = values_for(update)
        language = kwargs["initial"]["language"]
        fields["account"].widget = forms.Textarea(
            attrs={"rows": 9, "class": "said", "lang": language, "dir": direction(language)}
        )
        for one in questions:
            fields[name_of(one)] = _field(one)

    def answers(self) -> dict[UUID, str]:
        """The words by question, as the action takes them."""
        given = self.cleaned_data
        return {one.pk: _words(given.get(name_of(one))) for one in self.questions if name_of(one) in given}

    def content(self) -> dict[str, Any]:
        """What `save_draft` takes, only of fields that hold something it can keep."""
        names: list[str] = [name for name in ("value", "account", "language") if name in self.cleaned_data]
        return {"answers": self.answers(), **{name: self.cleaned_data[name] for name in names}}


def name_of(question: Question) -> str:
    return f"answer_{question.pk}"


def _field(question: Question) -> forms.Field:
    label = question.words
    hint = question.hint
    if question.required:
        needed = _("Needed before you submit.")
        hint = f"{hint} {needed}" if hint else needed
    given: dict[str, Any] = {"label": label, "help_text": hint, "required": False}
    if question.kind == QuestionKind.YES_NO:
        return forms.ChoiceField(choices=YES_NO, widget=forms.Select(attrs={"class": "short"}), **given)
    if question.kind == QuestionKind.NUMBER:
        number = forms.TextInput(attrs={"inputmode": "decimal", "class": "short", "dir": "ltr"})
        return forms.DecimalField(max_digits=20, decimal_places=6, widget=number, **given)
    if question.kind == QuestionKind.DAY:
        return DayField(widget=day_input(), **given)
    area = forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    return forms.CharField(widget=area, max_length=LONGEST_ANSWER, **given)


def _words(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value or "")


def from_last_time(said: Submission, questions: list[Question]) -> dict[str, Any]:
    """The fields as the earlier answer filled them; its answers are taken over where a question has the same words."""
    earlier = {(one["question"], one["kind"]): one["words"] for one in said.content["answers"]}
    return {
        "value": said.content["value"],
        "account": said.content["account"],
        "language": said.content["language"],
        **{name_of(one): earlier[one.words, one.kind] for one in questions if (one.words, one.kind) in earlier},
    }

"""The forms of the register. The actions decide; a form only reads what a person wrote."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.db.models import Q
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from shared.languages.day_field import DayField
from shared.languages.direction import active_language, direction
from tenants.evidence.content import LANGUAGES, Content
from tenants.evidence.limits import MEGABYTE, limits
from tenants.evidence.models import Confidentiality, Consent, Language, Piece, PlaceKind
from tenants.evidence.wording import NAMES
from tenants.members.models import Member, ResponsibleBody
from tenants.members.roles import Permission

EMPTY = ("", "—")
ORDER = (
    "source", "dated_on", "body", "confidentiality", "readers", "consent", "consent_words", "language", "about",
    "keep_until",
)  # fmt: skip
# What a person in a hurry may leave folded away, beside the titles in other languages.
FOLDED = ("language", "about", "keep_until")
CLASSES = [
    (Confidentiality.INSTITUTION, gettext_lazy("Institution: everybody who belongs to it may read it")),
    (Confidentiality.PUBLIC, gettext_lazy("Public: it may also be published")),
    (Confidentiality.RESTRICTED, gettext_lazy("Restricted: only you and the people you name know that it is there")),
]


def day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d")


def people_to_name(member: Member) -> Any:
    """Whom she may name: everybody, where she may see who belongs here; else coordinators and her own body's people."""
    found = Member.objects.active().exclude(pk=member.pk)
    if not member.may(Permission.SEE_PEOPLE):
        found = found.filter(Q(role_slug="coordinator") | Q(body__isnull=False, body=member.body_id))
    return found.order_by("name")


class FileInput(forms.FileField):
    """A file; what it may be is said beside it, and how large."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=None, allow_empty_file=True, **kwargs)

    @property
    def hint(self) -> str:
        return _("PDF, picture, Word, Excel, PowerPoint, OpenDocument, CSV or plain text, up to %(limit)s MB.") % {
            "limit": limits().max_bytes // MEGABYTE
        }


class SeenForm(forms.Form):
    """A form that remembers how new the piece was when it was opened."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_seen(self) -> datetime | None:
        given = self.cleaned_data["seen"]
        try:
            return datetime.fromisoformat(given) if given else None
        except ValueError as error:
            raise forms.ValidationError(_("Open this form again.")) from error


class ContentForm(SeenForm):
    """What is said of a piece, whatever its kind."""

    source = forms.CharField(
        label=NAMES["source"],
        help_text=gettext_lazy("Who issued it: a ministry, a court, a newspaper."),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    dated_on = DayField(label=NAMES["dated_on"], required=False, widget=day_input())
    language = forms.ChoiceField(label=NAMES["language"], choices=[EMPTY, *Language.choices], required=False)
    about = forms.CharField(
        label=NAMES["about"], required=False, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}), max_length=4000
    )
    consent = forms.ChoiceField(
        label=NAMES["consent"],
        help_text=gettext_lazy("Of the people whom it shows or names."),
        choices=Consent.choices,
        initial=Consent.NOT_NEEDED,
        widget=forms.RadioSelect,
    )
    consent_words = forms.CharField(
        label=NAMES["consent_words"],
        help_text=gettext_lazy("Needed when consent was given."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        max_length=2000,
    )
    keep_until = DayField(
        label=NAMES["keep_until"],
        help_text=gettext_lazy("After this day the coordinator is reminded that the file should go."),
        required=False,
        widget=day_input(),
    )

    def __init__(self, *args: Any, piece: Piece | None = None, **kwargs: Any) -> None:
        if piece is not None:
            known = {**Content.of(piece).values(), "link": piece.link, "seen": piece.changed_at.isoformat()}
            kwargs["initial"] = {**known, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        language = active_language()
        titles = [language, *(code for code in LANGUAGES if code != language)]
        for code in titles:
            words = forms.TextInput(attrs={"lang": code, "dir": direction(code), "class": "said"})
            self.fields[f"title_{code}"] = forms.CharField(
                label=NAMES[f"title_{code}"], max_length=300, widget=words, required=False
            )
        self.order_fields(["file", "link", "file_name", *(f"title_{code}" for code in titles), *ORDER])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("consent") == Consent.GIVEN and not given.get("consent_words"):
            self.add_error("consent_words", _("Say who gave consent, and how."))
        return given

    def content(self) -> Content:
        return Content(**{name: self.cleaned_data[name] for name in Content.__dataclass_fields__})


class LinkEditForm(ContentForm):
    """What is said of a link, and its address."""

    link = forms.CharField(label=NAMES["link"], widget=forms.URLInput(attrs={"dir": "ltr"}), max_length=2000)


class ClassFields(forms.Form):
    """Who may know of a piece."""

    confidentiality = forms.ChoiceField(
        label=NAMES["confidentiality"], choices=CLASSES, initial=Confidentiality.INSTITUTION, widget=forms.RadioSelect
    )
    readers: Any = forms.ModelMultipleChoiceField(
        Member.objects.none(),
        label=NAMES["readers"],
        help_text=gettext_lazy("Only for a restricted piece."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def offer_readers(self, member: Member, standing: list[UUID] | None = None) -> None:
        """The people who can be named, with those who are already."""
        found = people_to_name(member) | Member.objects.filter(pk__in=standing or []).order_by("name")
        self.fields["readers"].queryset = found.distinct()  # type: ignore[attr-defined]


class AddForm(ContentForm, ClassFields):
    """A new piece: a file or a link, with everything that is said of it."""

    ticket = forms.UUIDField(widget=forms.HiddenInput, required=False)
    body: Any = forms.ModelChoiceField(
        ResponsibleBody.objects.none(), label=NAMES["body"], required=False, empty_label="—"
    )

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        kwargs["initial"] = {"ticket": uuid4(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.offer_readers(member)
        if member.role.speaks_for_a_body:
            del self.fields["body"]
        else:
            field: Any = self.fields["body"]
            field.queryset = ResponsibleBody.objects.current().order_by("kind", "name")
            field.label_from_instance = lambda one: one.name

    @property
    def more(self) -> list[BoundField]:
        """The fields that stand folded away; the page's own language keeps its title in sight."""
        titles = [f"title_{code}" for code in LANGUAGES if code != active_language()]
        return [self[name] for name in (*titles, *FOLDED)]

    @property
    def first(self) -> list[BoundField]:
        """The fields in sight."""
        folded = {one.name for one in self.more}
        return [one for one in self.visible_fields() if one.name not in folded]

    @property
    def more_is_open(self) -> bool:
        """Whether something stands in the folded part already, or is wrong there."""
        return any(one.errors or one.value() for one in self.more)

    def given(self) -> dict[str, Any]:
        """What the actions ask for beside the file or the link."""
        return {
            "content": self.content(),
            "confidentiality": self.cleaned_data["confidentiality"],
            "readers": list(self.cleaned_data["readers"]),
            "body": self.cleaned_data.get("body"),
            "ticket": self.cleaned_data["ticket"],
        }


class FileForm(AddForm):
    """A file with what is said of it."""

    file = FileInput(label=gettext_lazy("File"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["file"]
        field.help_text = field.hint


class LinkForm(AddForm):
    """A link with what is said of it."""

    link = forms.CharField(label=NAMES["link"], widget=forms.URLInput(attrs={"dir": "ltr"}), max_length=2000)


class ArrivedForm(AddForm):
    """What is said of a file that went to the store directly, and what it is called."""

    file_name = forms.CharField(
        label=gettext_lazy("Name of the file"), max_length=150, required=False, widget=forms.TextInput({"dir": "auto"})
    )


class ClassForm(ClassFields, SeenForm):
    """Another class, and why."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Needed when more people may know of it than before. It stays in the history."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        max_length=1000,
        required=False,
    )

    def __init__(self, *args: Any, piece: Piece, member: Member, **kwargs: Any) -> None:
        standing = list(piece.readers.values_list("member", flat=True))
        kwargs["initial"] = {
            "confidentiality": piece.confidentiality,
            "readers": standing,
            "seen": piece.changed_at.isoformat(),
        }
        super().__init__(*args, **kwargs)
        self.offer_readers(member, standing)


class ReplaceForm(forms.Form):
    """A newer file."""

    file = FileInput(label=gettext_lazy("File"))
    note = forms.CharField(
        label=gettext_lazy("What changed"),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["file"]
        field.help_text = field.hint


class EraseForm(forms.Form):
    """Why a file goes."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"), widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}), max_length=1000
    )


class PlaceForm(forms.Form):
    """Where in the piece, and the words themselves."""

    place_kind = forms.ChoiceField(
        label=gettext_lazy("Where in it"), choices=[("", gettext_lazy("The whole piece")), *PlaceKind.choices],
        required=False,
    )  # fmt: skip
    place = forms.CharField(
        label=pgettext_lazy("of a page or passage", "Number"),
        help_text=gettext_lazy("Such as 12, 12-14 or 03:25."),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"class": "short", "dir": "auto"}),
    )
    quotation = forms.CharField(
        label=gettext_lazy("Passage"),
        help_text=gettext_lazy("The words of the piece that matter here, as they stand in it."),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto", "class": "said"}),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("place_kind") and not given.get("place"):
            self.add_error("place", _("A place needs its number and what the number counts."))
        if given.get("place") and not given.get("place_kind"):
            self.add_error("place_kind", _("A place needs its number and what the number counts."))
        return given


class ChooseForm(PlaceForm):
    """A piece the register holds already."""

    piece: Any = forms.ModelChoiceField(
        Piece.objects.none(), label=gettext_lazy("Piece"), widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, *args: Any, member: Member, offered: list[Piece], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Whatever she may know of may be posted; the page offers what the search found.
        field: Any = self.fields["piece"]
        field.queryset = Piece.objects.visible_to(member)
        field.choices = [(one.pk, one.title) for one in offered]
        self.order_fields(["piece"])

"""Ways to reach a resource as rows of a form: phones, web addresses, mailboxes."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, cast

from django import forms
from django.forms import BaseFormSet, BoundField, formset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from referrals import numbers
from referrals.curation.record import Record
from referrals.desk.telling import FIELDS
from referrals.importing import values
from referrals.importing.problems import Unexpected
from referrals.vocabulary import PhoneUse

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

PLAIN = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
DIGITS = {"inputmode": "tel", "autocomplete": "off"}
MOST = 40  # rows of one kind


def text(label: Any, longest: int, attrs: dict[str, str] | None = None) -> forms.CharField:
    """A line of text that may be empty."""
    return forms.CharField(
        label=label,
        max_length=longest,
        required=False,
        widget=forms.TextInput(attrs or {"autocomplete": "off"}),
    )


class Row(forms.Form):
    """One way to reach it. An empty row is none. `rare`: what stands folded until somebody needs it."""

    rare: ClassVar[tuple[str, ...]] = ()

    doubtful = forms.BooleanField(
        label=gettext_lazy("In doubt: give it to nobody"), required=False, help_text=gettext_lazy("Kept for curators")
    )

    @property
    def common_fields(self) -> list[BoundField]:
        return [field for field in self.visible_fields() if field.name not in self.rare]

    @property
    def rare_fields(self) -> list[BoundField]:
        return [self[name] for name in self.rare]

    @property
    def unfolded(self) -> bool:
        return any(field.value() or field.errors for field in self.rare_fields)

    def converted(self, field: str, convert: Callable[[str], str], wrong: str) -> str:
        try:
            return convert(self.cleaned_data[field])
        except Unexpected:
            raise forms.ValidationError(wrong) from None


class PhoneRow(Row):
    number = text(gettext_lazy("Number"), 40, DIGITS)
    extension = text(gettext_lazy("Extension"), 12, DIGITS)
    use = forms.ChoiceField(label=gettext_lazy("Use"), choices=PhoneUse.choices, initial=PhoneUse.VOICE)
    primary = forms.BooleanField(label=gettext_lazy("Call this one first"), required=False)
    label = text(gettext_lazy("Label"), 120)
    hours = text(gettext_lazy("Hours"), 120)
    audience = text(gettext_lazy("For whom"), 120)
    menu_key = text(gettext_lazy("Key to press once connected"), 4)
    keyword = text(gettext_lazy("Word to text to it"), 30)

    rare = ("hours", "audience", "menu_key", "keyword")
    field_order = ["number", "extension", "use", "label", "primary", "doubtful"]

    def clean_number(self) -> str:
        """As it is stored. A number that nobody touched is never refused; an extension written behind it counts."""
        typed: str = self.cleaned_data["number"].strip()
        if typed == self.initial.get("number"):
            return str(self.initial["stored"])
        short = typed.isascii() and typed.isdecimal() and (typed in values.SHORT_CODES or len(typed) in {5, 6})
        if not typed or short:
            return typed
        try:
            number, self.written_behind = numbers.read(typed)
        except ValueError:
            wrong = _("That is no number in use. Write it with its area code, such as 919-555-0142.")
            raise forms.ValidationError(wrong) from None
        return number

    def clean_extension(self) -> str:
        typed: str = self.cleaned_data["extension"].strip()
        if typed and not (typed.isascii() and typed.isdecimal()):
            raise forms.ValidationError(_("An extension is digits only."))
        return typed

    def clean_menu_key(self) -> str:
        typed: str = self.cleaned_data["menu_key"].strip()
        if set(typed) - set("0123456789*#"):
            raise forms.ValidationError(_("A key is a digit, * or #."))
        return typed

    def clean(self) -> None:
        given = self.cleaned_data
        if not given.get("extension"):
            given["extension"] = getattr(self, "written_behind", "")
        if given.get("keyword") and given.get("use") != PhoneUse.TEXT:
            self.add_error("keyword", _("Only a number for text messages has a word to text to it."))
        if given.get("primary") and given.get("doubtful"):
            self.add_error("primary", _("A number in doubt cannot be the one to call first."))


class LinkRow(Row):
    url = text(gettext_lazy("Web address"), 500, PLAIN | {"inputmode": "url"})
    label = text(gettext_lazy("Label"), 120)

    field_order = ["url", "label"]

    def clean_url(self) -> str:
        wrong = _("That is no web address. Write it like https://example.org/help.")
        return self.cleaned_data["url"] and self.converted("url", values.web_address, wrong)


class EmailRow(Row):
    address = text(gettext_lazy("Address"), 254, PLAIN | {"inputmode": "email"})
    label = text(gettext_lazy("Label"), 120)

    field_order = ["address", "label"]

    def clean_address(self) -> str:
        wrong = _("That is no e-mail address. Write it like info@example.org.")
        return self.cleaned_data["address"] and self.converted("address", values.email, wrong)


# field of the record: its row, what a row cannot be without, what tells rows apart
KINDS: dict[str, tuple[type[Row], str, tuple[str, ...]]] = {
    "phones": (PhoneRow, "number", ("number", "extension", "use", "keyword")),
    "links": (LinkRow, "url", ("url",)),
    "emails": (EmailRow, "address", ("address",)),
}


if TYPE_CHECKING:
    _Rows = BaseFormSet[Row]
else:
    _Rows = BaseFormSet


class Rows(_Rows):
    """Rows of one kind; the last is empty, for one more."""

    field: str

    @property
    def label(self) -> "StrPromise":
        return FIELDS[self.field]

    def clean(self) -> None:
        if any(form.errors for form in self.forms):
            return
        told_apart = KINDS[self.field][2]
        seen = [tuple(row[name] for name in told_apart) for row in self.rows()]
        if len(seen) > len(set(seen)):
            raise forms.ValidationError(_("The same one stands here twice."))
        if sum(row.get("primary", False) for row in self.rows()) > 1:
            raise forms.ValidationError(_("Only one number can be the one to call first."))

    def rows(self) -> list[Record]:
        """What the form says, without what was taken out."""
        main = KINDS[self.field][1]
        kept = (form.cleaned_data for form in self.forms if form.cleaned_data.get(main))
        return [{name: value for name, value in row.items() if name != "DELETE"} for row in kept if not row["DELETE"]]


def rows_of(field: str, kept: list[Record], data: Any = None) -> Rows:
    """The rows of one field of a record, as a form."""
    row = KINDS[field][0]
    made = formset_factory(row, formset=Rows, extra=1, can_delete=True, max_num=MOST, absolute_max=MOST)
    made = cast(type[Rows], made)  # it gives a class below the one it is given
    made.field = field
    return made(data, initial=[_initial(field, one) for one in kept], prefix=field)


def _initial(field: str, row: Record) -> Record:
    if field != "phones":
        return row
    return row | {"stored": row["number"], "number": numbers.readable(row["number"])}

"""What anybody may suggest: a name, what it is, where it serves and how to reach it. No street is asked for, nothing
about whoever suggests it, and no text but a few words for curators, which are deleted."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from referrals import numbers
from referrals.curation import record
from referrals.curation.record import Record
from referrals.curation.reporting import may_report
from referrals.importing import values
from referrals.importing.problems import Unexpected
from referrals.models.reports import WORDS
from referrals.vocabulary import Coverage, Kind, State, by_label

WAYS = ("phone", "text_to", "email", "website")
ONLY_DIGITS = {"inputmode": "tel", "autocomplete": "off"}
PLAIN = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}


class SuggestionForm(forms.Form):
    """Each field says what is wrong with it; what was typed stays."""

    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=250, widget=forms.TextInput({"autocomplete": "off"}),
        help_text=gettext_lazy("As they call themselves, such as Harbor Legal Aid"),
        error_messages={"required": gettext_lazy("Say what it is called.")},
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=gettext_lazy("What it is"), choices=[("", gettext_lazy("Choose")), *Kind.choices],
        error_messages={"required": gettext_lazy("Choose what comes closest.")},
    )  # fmt: skip
    coverage = forms.ChoiceField(
        label=gettext_lazy("Where it serves"),
        choices=[
            (Coverage.STATES, gettext_lazy("A whole state")),
            (Coverage.LOCAL, gettext_lazy("Part of a state")),
            (Coverage.NATIONAL, gettext_lazy("The whole country")),
            (Coverage.NOT_STATED, gettext_lazy("I do not know")),
        ],
    )
    state = forms.ChoiceField(
        label=gettext_lazy("State"), choices=lambda: [("", gettext_lazy("None")), *by_label(State)], required=False
    )
    area = forms.CharField(
        label=gettext_lazy("Which part"), max_length=100, required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
        help_text=gettext_lazy("A county or a city. Never the address of a shelter"),
    )  # fmt: skip
    phone = forms.CharField(
        label=gettext_lazy("Phone"), max_length=40, required=False, widget=forms.TextInput(ONLY_DIGITS),
        help_text=gettext_lazy("Such as 919-555-0142 ext. 12"),
    )  # fmt: skip
    text_to = forms.CharField(
        label=gettext_lazy("Number for text messages"), max_length=40, required=False,
        widget=forms.TextInput(ONLY_DIGITS),
    )  # fmt: skip
    email = forms.CharField(
        label=gettext_lazy("E-mail"), max_length=254, required=False,
        widget=forms.TextInput(PLAIN | {"inputmode": "email"}),
        help_text=gettext_lazy("Of the office, not of one person"),
    )  # fmt: skip
    website = forms.CharField(
        label=gettext_lazy("Web site"), max_length=500, required=False,
        widget=forms.TextInput(PLAIN | {"inputmode": "url"}),
    )  # fmt: skip
    hours = forms.CharField(
        label=gettext_lazy("Hours"), max_length=200, required=False, widget=forms.TextInput({"autocomplete": "off"})
    )
    words = forms.CharField(
        label=gettext_lazy("For the curators"), max_length=WORDS, required=False,
        widget=forms.Textarea({"rows": 3, "autocomplete": "off"}),
        help_text=gettext_lazy(
            "Whom it serves, how you know of it. No word about a person you help. Deleted once a curator has decided, "
            "at the latest after 30 days."
        ),
    )  # fmt: skip

    def clean_phone(self) -> tuple[str, str]:
        return self._number("phone")

    def clean_text_to(self) -> tuple[str, str]:
        """Text lines are often short codes, of five or six digits."""
        typed = self.cleaned_data["text_to"]
        short = typed.isascii() and typed.isdecimal() and len(typed) in {5, 6}
        return (typed, "") if short else self._number("text_to")

    def _number(self, field: str) -> tuple[str, str]:
        typed = self.cleaned_data[field]
        if not typed or typed in values.SHORT_CODES:
            return typed, ""
        try:
            return numbers.read(typed)
        except ValueError:
            raise forms.ValidationError(
                _("That is no number in use. Write it with its area code, such as 919-555-0142.")
            ) from None

    def clean_email(self) -> str:
        return self._read("email", values.email, _("That is no e-mail address. Write it like info@example.org."))

    def clean_website(self) -> str:
        wrong = _("That is no web address. Write it like https://example.org/help.")
        return self._read("website", values.web_address, wrong)

    def _read(self, field: str, convert: Any, wrong: str) -> str:
        typed = self.cleaned_data[field]
        try:
            return convert(typed) if typed else ""
        except Unexpected:
            raise forms.ValidationError(wrong) from None

    def clean(self) -> None:
        given = self.cleaned_data
        if not any(self.data.get(self.add_prefix(way), "").strip() for way in WAYS):
            self.add_error("phone", _("Give one way to reach them: a phone, an e-mail or a web site."))
        if given.get("coverage") in {Coverage.STATES, Coverage.LOCAL} and not given.get("state"):
            self.add_error("state", _("Choose the state that it serves."))

    def record(self) -> Record:
        """The candidate, as curation takes it; what was not asked is left open."""
        given = self.cleaned_data
        place = {"coverage": given["coverage"], "area": given["area"] if given["coverage"] == Coverage.LOCAL else ""}
        serves = given["coverage"] in {Coverage.STATES, Coverage.LOCAL}
        place |= {"states": [given["state"]] if serves else [], "base_state": given["state"]}
        told = {"kind": given["kind"], "name": given["name"], "parent": "", "sites": [given["website"]]}
        reports = may_report(**told, victim_types=[], needs=[])
        what = {name: given[name] for name in ("name", "kind", "hours")} | {"contact_may_report": reports}
        return record.blank(**what, **place, **_ways(given))


def _ways(given: dict[str, Any]) -> Record:
    (phone, extension), (text_to, _none) = given["phone"], given["text_to"]
    phones: list[Record] = [{"number": phone, "extension": extension, "primary": True}] if phone else []
    phones += [{"number": text_to, "use": "text"}] if text_to else []
    return {
        "phones": phones,
        "links": [{"url": given["website"]}] if given["website"] else [],
        "emails": [{"address": given["email"]}] if given["email"] else [],
    }

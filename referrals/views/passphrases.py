"""Choosing a passphrase, by Django's rules."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


def rules() -> list[str]:
    """In words."""
    return password_validators_help_texts()


def passphrase_field(label: "StrPromise", complete: str = "new-password") -> forms.CharField:
    """Taken as it is typed or pasted, spaces and all."""
    return forms.CharField(
        label=label, strip=False, max_length=1000, widget=forms.PasswordInput(attrs={"autocomplete": complete})
    )


class Passphrase(forms.Form):
    """A new one, twice. `person` is whose it is to be; of somebody new there is a `name` only."""

    password = passphrase_field(gettext_lazy("Passphrase"))
    again = passphrase_field(gettext_lazy("Passphrase once more"))
    person: Any = None

    def clean(self) -> dict[str, Any]:
        super().clean()
        said = self.cleaned_data
        if "password" in said and "again" in said and said["password"] != said["again"]:
            self.add_error("again", _("The two are not the same."))
        if "password" in said:
            self._validate(said["password"])
        return said

    def _validate(self, password: str) -> None:
        name = self.cleaned_data.get("name", "")
        try:
            validate_password(password, self.person or get_user_model()(username=name))
        except forms.ValidationError as wrong:
            self.add_error("password", wrong)

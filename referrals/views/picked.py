"""The list of picked contacts: to put in order, to print, to hand over."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Self
from urllib.parse import quote, urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.views import View

from referrals import handover, release, terms
from referrals.contact import Contact
from referrals.handover import Density, Entry
from referrals.models import Resource
from referrals.picks import Phrase, Picks
from referrals.views.changes import change
from referrals.views.choices import few
from referrals.views.picking import before, counted, keep, keep_for_undo, picked

ON_A_SIDE = {False: 5, True: 3}  # contacts on one side of a wallet card, by whether print is large
LONGEST_LINK = 1_900  # characters; mail programs cut longer ones


@dataclass(frozen=True, slots=True)
class Options:
    """How a list is shown. It stands in the address, and says nothing about anybody."""

    density: str = Density.CARD
    large: bool = False
    discreet: bool = False
    only: str = ""
    codes: bool = False  # QR codes beside the contacts

    @classmethod
    def of(cls, params: QueryDict) -> Self:
        """Read a query string. Nothing is an error."""
        density = params.get("density", "")
        density = density if density in Density.values else Density.CARD
        only = params.get("only", "") if density == Density.WALLET else ""
        large, discreet, codes = (
            params.get(name) == value for name, value in (("print", "large"), ("names", "discreet"), ("codes", "yes"))
        )
        return cls(density, large, discreet, only, codes)

    @property
    def wallet(self) -> bool:
        return self.density == Density.WALLET

    @property
    def query(self) -> str:
        """The same in an address, but a single contact."""
        large, discreet = "large" if self.large else "", "discreet" if self.discreet else ""
        chosen = {"density": str(self.density), "print": large, "names": discreet}
        chosen["codes"] = "yes" if self.codes else ""
        return urlencode({name: value for name, value in chosen.items() if value})


@dataclass(frozen=True, slots=True)
class Listed:
    """The contacts of a list that are still released, in its order, and how they are shown."""

    picks: Picks
    contacts: dict[UUID, Contact]
    options: Options
    today: date

    @classmethod
    def of(cls, found: Picks, params: QueryDict, language: str = "") -> Self:
        """What is left of the visitor's list `found`, in the words of that language, or of the page."""
        today, (_moment, vocabulary) = timezone.localdate(), terms.now()
        released = release.kept(Resource.objects.filter(uuid__in=found.ids), today, "uuid")
        language = language or get_language() or ""
        contacts = {one: vocabulary.told(released[one], language) for one in found.ids if one in released}
        return cls(found.only(contacts), contacts, Options.of(params), today)

    @property
    def chosen(self) -> list[Contact]:
        """All of them, or the only one that is wished if it is there."""
        return [one for one in self.contacts.values() if one.slug == self.options.only] or [*self.contacts.values()]

    @property
    def entries(self) -> list[Entry]:
        return handover.entries(self.chosen, self.options.density, discreet=self.options.discreet)

    @property
    def phrases(self) -> list[str]:
        """The phrases that were ticked. A wallet card bears names and numbers alone."""
        return [] if self.options.wallet else [str(one.label) for one in self.picks.phrases]

    @property
    def text(self) -> str:
        """As plain text."""
        return handover.text(self.entries, self.phrases, self.today)

    @property
    def body(self) -> str:
        """The text for a link that opens a message: shorter where it would be cut, and nothing if it still would."""
        shorter = (self.options, replace(self.options, density=Density.PHONEBOOK, only=""))
        texts = (quote(replace(self, options=options).text, safe="") for options in shorter)
        return next((text for text in texts if len(text) <= LONGEST_LINK), "")


class List(View):
    """The list as a page, and where all its buttons lead."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        now, found = timezone.now(), picked(request)
        listed = Listed.of(found, request.GET)
        hours = -(-listed.picks.seconds_left(now) // 3600)
        context = _shown(listed) | {
            "gone": len(found.ids) - len(listed.contacts),
            "lasts": ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours},
            "before": before(request, now),
            "here": request.get_full_path(),
            "picked": counted(listed.picks),
        }
        response = render(request, "referrals/list.html", context)
        if listed.picks != found:
            keep(response, listed.picks, now)
        if context["before"]:
            keep_for_undo(response, None)  # the page has it now
        return response

    def post(self, request: HttpRequest) -> HttpResponse:
        return change(request)


def _shown(listed: Listed) -> dict[str, Any]:
    """What the page says of the contacts."""
    entries, options = listed.entries, listed.options
    return {
        "listed": listed,
        "entries": entries,
        "options": options,
        "cards": list(_wallets(entries, ON_A_SIDE[options.large])) if options.wallet else [],
        "numberless": len(listed.chosen) - len(entries),
        "single": options.only and len(listed.chosen) == 1,
        "densities": Density.choices,
        "phrases": [(one.value, one.label, one in listed.picks.phrases) for one in Phrase],
        "said": [one.label for one in listed.picks.phrases],
        "advice": handover.advice(entries),
        "few": list(few([*listed.contacts.values()])),
    }


def _wallets(entries: list[Entry], on_a_side: int) -> Iterator[list[list[Entry]]]:
    """Wallet cards, each of one side or of two to fold."""
    sides = [entries[start : start + on_a_side] for start in range(0, len(entries), on_a_side)]
    return (sides[start : start + 2] for start in range(0, len(sides), 2))

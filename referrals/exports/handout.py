"""What one file is made of: which contacts in which order, how it was asked for, and what it says of itself.

A search, the visitor's list and a single contact all become a `Handout`; a format only knows how to write one.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from typing import Any, Self

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import override

from referrals.contact import Contact
from referrals.handover import Density
from referrals.language import ENGLISH, PARAMETER
from referrals.search import Search
from referrals.search.contacts import Kept
from referrals.search.hits import Hit
from referrals.search.wish import EVERYWHERE

MOST_DIGITS = 8  # of a limit
CHOICES: dict[str, tuple[str, ...]] = {
    "density": tuple(Density.values),
    "print": ("large",),
    "names": ("discreet",),
    "paper": ("letter", "a4"),
    "version": ("4.0", "3.0"),
    "bom": ("yes", "no"),
}


class WrongOption(ValueError):
    """The address of a file says something that nobody can follow; the text says what it may say."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a file is to be written; what does not concern a format is left alone by it."""

    density: str = Density.CARD
    large: bool = False
    discreet: bool = False
    paper: str = "letter"
    version: str = "4.0"
    bom: bool = True
    limit: int | None = None
    language: str = ENGLISH

    @property
    def neutral(self) -> bool:
        """Whether nothing in the file may tell its subject: not what was asked, either."""
        return self.discreet or self.density == Density.WALLET

    @classmethod
    def of(cls, params: QueryDict) -> Self:
        """Read them from a query string. Raises WrongOption with a sentence that says what may stand there."""
        chosen = {name: _one_of(params, name, values) for name, values in CHOICES.items()}
        return cls(
            density=chosen["density"] or Density.CARD,
            large=chosen["print"] == "large",
            discreet=chosen["names"] == "discreet",
            paper=chosen["paper"] or "letter",
            version=chosen["version"] or "4.0",
            bom=chosen["bom"] != "no",
            limit=_limit(params.get("limit", "")),
            language=_one_of(params, PARAMETER, tuple(dict(settings.LANGUAGES))) or ENGLISH,
        )


def _one_of(params: QueryDict, name: str, values: tuple[str, ...]) -> str:
    """What the query says of that, if anything."""
    value = params.get(name, "")
    if value and value not in values:
        raise WrongOption(
            _("%(name)s=%(value)s is not understood. It may be: %(values)s.")
            % {"name": name, "value": value[:40], "values": ", ".join(values)}
        )
    return value


def _limit(value: str) -> int | None:
    if value and not (value.isdecimal() and len(value) <= MOST_DIGITS):
        raise WrongOption(
            _("limit=%(value)s is not understood. It may be a whole number, such as 100.") % {"value": value[:40]}
        )
    return int(value) if value else None


@dataclass(frozen=True, slots=True)
class Handout:
    """`hits` gives the contacts anew whenever it is called, a few at a time: a long list never stands in memory.
    `query` is the search as an address says it, `asked` as people say it: what, and which. `stem` names the file, and
    says nothing of its subject."""

    hits: Callable[[], Iterator[Hit]]
    now: datetime
    options: Options = field(default_factory=Options)
    stem: str = "contacts"
    query: str = ""
    asked: tuple[tuple[str, str], ...] = ()
    phrases: tuple[str, ...] = ()
    count: int = 0  # contacts, as far as is known before they are read
    search: Search | None = None

    @classmethod
    def of_search(cls, params: QueryDict, now: datetime) -> Self:
        """Everything that fits a search, the pinned first, in the order of the page."""
        options, search = Options.of(params), Search(params, today=now.date())

        def hits() -> Iterator[Hit]:
            pinned = (hit for hit in search.pinned if hit.match != "ask")
            return chain(pinned, search.stream(options.limit, ask=False))

        with override(options.language):
            asked = tuple(_asked(search))
        count = search.count if options.limit is None else min(search.count, len(search.pinned_ids) + options.limit)
        return cls(hits, now, options, query=search.address.query, asked=asked, count=count, search=search)

    @classmethod
    def of_contacts(cls, contacts: Iterable[Contact], now: datetime, **others: Any) -> Self:
        """These contacts, which nobody searched for."""
        listed = [Hit(Kept(one), one, EVERYWHERE, "", ()) for one in contacts]
        return cls(lambda: iter(listed), now, count=len(listed), **others)


def _asked(search: Search) -> Iterator[tuple[str, str]]:
    """What was searched, as people say it, in the language that is spoken."""
    address = search.address
    if address.q:
        yield _("Words"), address.q
    for name, values in address.chosen.items():
        facet = search.facets[name]
        labels = {str(value): str(label) for value, label in facet.extra["choices"]}
        yield str(facet.label), ", ".join(labels[value] for value in values)
    if address.city:
        yield _("City"), address.city

"""Contacts read for a page: the row of each is looked at every time, its contents only when they have changed.

A record takes a new revision with every change, so a contact kept under its revision is the one the release gate
let out of that very record; where numbers come again, after a backup was restored, all is let go. Nothing is kept
about who asked for it, or with which words.
"""

import threading
from collections import OrderedDict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from referrals.contact import Contact
from referrals.facets import Facet
from referrals.models import Resource, RevisionMark
from referrals.models.history import BEGINNING, Moment
from referrals.search.analysis import ENGLISH, PLAIN, analyzers, said
from referrals.terms import Vocabulary

MOST = 4_000  # contacts kept in one process, some ten megabytes


@dataclass(eq=False)
class Kept:
    """A contact, the stems of its texts by where they stand, and room for what searches and pages make of it."""

    contact: Contact
    markup: dict[str, Any] = field(default_factory=dict)
    exact: dict[tuple[str, Vocabulary], frozenset[str]] = field(default_factory=dict)

    def fits_by_name(self, facet: Facet) -> frozenset[str]:
        """The values of a facet that it fits by name."""
        key = facet.name, facet.vocabulary
        if key not in self.exact:
            self.exact = {key: facet.marks(self.contact).exact}
        return self.exact[key]

    @cached_property
    def stems(self) -> dict[str, set[str]]:
        """{"name", "quotes", "about", "terms": words and stems there}, the place that says most first."""
        contact = self.contact
        texts = {
            "name": " ".join([contact.name, contact.organization, *contact.aliases]),
            "quotes": " ".join(one.quote for one in contact.evidence),
            "about": f"{contact.description} {contact.eligibility} {contact.area}",
            "terms": " ".join(term.label for term in contact.terms),
        }
        return {place: _stems(text) for place, text in texts.items()}


def _stems(text: str) -> set[str]:
    plain = said(text)
    return {token for analyzer in (PLAIN, ENGLISH) for token in analyzers()[analyzer].analyze(plain)}


class Shelf:
    """The contacts shown last, the oldest going first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[tuple[int, int, date], Kept] = OrderedDict()
        self._moment = BEGINNING
        self._lock = threading.Lock()

    def read(self, pks: Collection[int], today: date, moment: Moment) -> dict[int, Kept]:
        """{pk: contact} of those that are released in this state of the directory, looked at on `today`."""
        self._follow(moment)
        rows = Resource.objects.released().filter(pk__in=pks)
        keys = {pk: (pk, revision, today) for pk, revision in rows.values_list("pk", "revision")}
        with self._lock:
            found = {pk: self._kept[key] for pk, key in keys.items() if key in self._kept}
            for pk in found:
                self._kept.move_to_end(keys[pk])
        missing = keys.keys() - found.keys()
        if missing:
            for pk, revision, released in rows.filter(pk__in=missing).values_list("pk", "revision", "released"):
                found[pk] = self._put((pk, revision, today), Kept(Contact.unpacked(released, today)))
        return found

    def _follow(self, moment: Moment) -> None:
        """Keep nothing of another past: a number is only unlike others in the directory that gave it."""
        if moment != self._moment:
            if moment.number < self._moment.number or not RevisionMark.objects.knows(self._moment):
                with self._lock:
                    self._kept.clear()
            self._moment = moment

    def _put(self, key: tuple[int, int, date], kept: Kept) -> Kept:
        with self._lock:
            self._kept[key] = kept
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return kept


SHELF = Shelf(MOST)


def read_once(pks: Iterable[int], today: date) -> dict[int, Kept]:
    """The same for an export, which would only push what pages show off the shelf."""
    rows = Resource.objects.released().filter(pk__in=list(pks)).values_list("pk", "released")
    return {pk: Kept(Contact.unpacked(released, today)) for pk, released in rows.iterator()}

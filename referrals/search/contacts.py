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
from os.path import commonprefix
from typing import Any

from django.db import connection

from referrals import release
from referrals.contact import Contact
from referrals.facets import Facet
from referrals.models import Resource, RevisionMark
from referrals.models.history import BEGINNING, Moment
from referrals.search.analysis import ENGLISH, PLAIN, analyzers, said
from referrals.terms import Vocabulary
from referrals.tokens import fold_text

MOST = 4_000  # contacts kept in one process, some ten megabytes


@dataclass(eq=False)
class Kept:
    """A contact, and room for what searches and pages make of it."""

    contact: Contact
    markup: dict[str, Any] = field(default_factory=dict)
    told: dict[str, Contact] = field(default_factory=dict)
    exact: dict[tuple[str, Vocabulary], frozenset[str]] = field(default_factory=dict)
    stems: dict[str, set[str]] = field(default_factory=dict)

    def told_in(self, language: str, vocabulary: Vocabulary) -> Contact:
        """The contact in the words of a language. A change of them is a change of every record that carries them."""
        if language not in self.told:
            self.told[language] = vocabulary.told(self.contact, language)
        return self.told[language]

    def fits_by_name(self, facet: Facet) -> frozenset[str]:
        """The values of a facet that it fits by name."""
        key = facet.name, facet.vocabulary
        if key not in self.exact:
            self.exact = {key: facet.marks(self.contact).exact}
        return self.exact[key]

    @cached_property
    def texts(self) -> dict[str, str]:
        """{"name", "quotes", "about", "terms": what stands there, folded}, the place that says most first."""
        contact = self.contact
        texts = {
            "name": [contact.name, contact.organization, *contact.aliases],
            "quotes": [one.quote for one in contact.evidence],
            "about": [contact.description, contact.eligibility, contact.area],
            "terms": [term.label for term in contact.terms],
        }
        return {place: fold_text(said(" ".join(parts))) for place, parts in texts.items()}

    def where(self, forms: Collection[str]) -> str | None:
        """The first place where one of these forms of a word stands. A text without their beginning is not cut into
        words for it."""
        beginning = commonprefix(list(forms))  # noqa: RUF071 - of words, not of paths
        found = (place for place, text in self.texts.items() if beginning in text)
        return next((place for place in found if not self._stems(place).isdisjoint(forms)), None)

    def _stems(self, place: str) -> set[str]:
        """Words and stems of a text."""
        if place not in self.stems:
            text = self.texts[place]
            self.stems[place] = {word for name in (PLAIN, ENGLISH) for word in analyzers()[name].analyze(text)}
        return self.stems[place]


def _rows(pks: Collection[int], columns: str) -> list[tuple[Any, ...]]:
    """Columns of those of the records that are released. Written out, since the ORM takes four times as long to say
    this as the database to answer it, and every search does; what is released is published, says a constraint."""
    marks = ", ".join(["%s"] * len(pks))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {columns} FROM {Resource._meta.db_table} WHERE released IS NOT NULL AND id IN ({marks})",  # noqa: S608 - no value is in it
            list(pks),
        )
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


class Shelf:
    """The contacts shown last, each with its revision, the oldest going first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[tuple[int, date], tuple[int, Kept]] = OrderedDict()
        self._moment = BEGINNING
        self._lock = threading.Lock()

    def read(self, pks: Collection[int], today: date, moment: Moment) -> dict[int, Kept]:
        """{pk: contact} of those that are released in this state of the directory, looked at on `today`."""
        self._follow(moment)
        if not pks:
            return {}
        shelved = self._take(pks, today)
        if len(shelved) == len(pks):
            rows = _rows(pks, "id, revision")
            if all(shelved[pk][0] == revision for pk, revision in rows):
                return {pk: shelved[pk][1] for pk, _ in rows}
        found = {}
        for pk, revision, text in _rows(pks, "id, revision, CAST(released AS text)"):
            known, kept = shelved.get(pk, (None, None))
            if kept is None or known != revision:
                kept = self._put(pk, today, revision, Contact.read(text, today))
            found[pk] = kept
        return found

    def _follow(self, moment: Moment) -> None:
        """Keep nothing of another past: a number is only unlike others in the directory that gave it."""
        if moment != self._moment:
            if moment.number < self._moment.number or not RevisionMark.objects.knows(self._moment):
                with self._lock:
                    self._kept.clear()
            self._moment = moment

    def _take(self, pks: Collection[int], today: date) -> dict[int, tuple[int, Kept]]:
        with self._lock:
            found = {pk: kept for pk in pks if (kept := self._kept.get((pk, today)))}
            for pk in found:
                self._kept.move_to_end((pk, today))
        return found

    def _put(self, pk: int, today: date, revision: int, contact: Contact) -> Kept:
        kept = Kept(contact)
        with self._lock:
            self._kept[pk, today] = revision, kept
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return kept


SHELF = Shelf(MOST)


def read_once(pks: Iterable[int], today: date) -> dict[int, Kept]:
    """The same for an export, which would only push what pages show off the shelf."""
    contacts = release.kept(Resource.objects.filter(pk__in=list(pks)), today)
    return {pk: Kept(contact) for pk, contact in contacts.items()}

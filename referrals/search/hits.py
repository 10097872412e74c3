"""A contact that answers a search: in which band, how surely, and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from referrals.contact import Contact
from referrals.facets import Facet
from referrals.search.analysis import ENGLISH, stem
from referrals.search.contacts import Kept
from referrals.search.wish import EVERYWHERE, FROM_ELSEWHERE, IN_STATE, NATIONWIDE, NOT_STATED, Found, Wish
from referrals.terms import Vocabulary
from referrals.vocabulary import Coverage, Relation, State, label

MOST_REASONS = 5


@dataclass(frozen=True, slots=True)
class Hit:
    """`contact` is in the words of the page; `match` is yes (says so by name), any (serves anyone) or ask; `named`:
    asked for by name or number; `closest`: there for the very subject that was named."""

    kept: Kept
    contact: Contact
    band: int
    match: str
    because: tuple[str, ...]
    named: bool = False
    closest: bool = False


class Explaining:
    """Makes hits of contacts, for one wish."""

    def __init__(self, wish: Wish, facets: dict[str, Facet], vocabulary: Vocabulary) -> None:
        self.wish = wish
        self.facets = facets
        self.vocabulary = vocabulary

    def hit(self, kept: Kept, found: Found) -> Hit:
        """The contact as a result."""
        contact = kept.told_in(get_language() or "", self.vocabulary)
        match = "ask" if not found.fits else "yes" if self._by_name(kept) else "any"
        because = tuple(dict.fromkeys(self._because(kept, contact, found)))[:MOST_REASONS]
        return Hit(kept, contact, band(contact, self.wish.states), match, because, found.named, found.closest)

    def _by_name(self, kept: Kept) -> bool:
        return all(not kept.fits_by_name(facet).isdisjoint(marks) for facet, marks in self._wanted_by_name)

    @cached_property
    def _wanted_by_name(self) -> list[tuple[Facet, list[str]]]:
        chosen = [self.facets[name] for name in self.wish.chosen if self.facets[name].by_name]
        return [(facet, marks) for facet in chosen for marks in facet.wanted(self.wish.values(facet.name))]

    @cached_property
    def _wanted_terms(self) -> list[frozenset[str]]:
        """Of each facet the chosen terms and all narrower ones."""
        return [
            frozenset().union(*(self.vocabulary.narrower(slug) for slug in self.wish.values(facet)))
            for facet in ("victim", "need")
        ]

    def _because(self, kept: Kept, contact: Contact, found: Found) -> Iterator[str]:
        """Why it matched, in words: its name, the chosen terms it carries, the place, the words and where they are."""
        if found.named:
            yield _("asked for by name")
        for wanted in self._wanted_terms:
            yield from (t.label for t in contact.terms if t.slug in wanted and t.relation != Relation.EXCLUDES)
        if self.wish.city and contact.city.casefold() == self.wish.city.casefold():
            yield contact.city
        yield from (label(State, code) for code in contact.states if code in self.wish.states)
        yield from self._words(kept)

    def _words(self, kept: Kept) -> Iterator[str]:
        for forms, told in self._told:
            if where := kept.where(forms):
                yield told[where]

    @cached_property
    def _told(self) -> list[tuple[set[str], dict[str, str]]]:
        """Of each word its forms, and how it is told where they were found."""
        places = {
            "name": _("“%(word)s” in its name"),
            "quotes": _("practitioners said “%(word)s”"),
            "about": _("“%(word)s” in its description"),
            "terms": _("“%(word)s” among what it offers"),
        }
        return [
            ({word, stem(word, ENGLISH)}, {place: told % {"word": word} for place, told in places.items()})
            for word in self.wish.words
        ]


def band(contact: Contact, states: list[str]) -> int:
    """Where a contact stands for the chosen states."""
    if not states:
        return EVERYWHERE
    if contact.coverage == Coverage.NATIONAL:
        return NATIONWIDE
    if contact.coverage == Coverage.NOT_STATED:
        return NOT_STATED
    seated = not contact.base_state or contact.base_state in states
    return IN_STATE if seated and set(contact.states) & set(states) else FROM_ELSEWHERE

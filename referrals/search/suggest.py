"""What somebody may be about to type: names of the directory, terms of the vocabulary, places.

Nothing is learned from what is typed. A suggestion is something that the directory, its vocabulary or the list
of places holds anyway, so a word about a person brings nothing to light and is forgotten with the answer.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain, islice, zip_longest

import tantivy
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from tantivy import Query

from referrals import release
from referrals.contact import Contact
from referrals.filters import facets_of
from referrals.gazetteer import WRITTEN_SHORT
from referrals.models import Resource
from referrals.search import answers, schema
from referrals.search.address import Address
from referrals.search.beginnings import ENGLISH, Place, Way, places, terms_of
from referrals.search.clauses import Clauses, either, every
from referrals.search.index import INDEX
from referrals.search.integrity import is_damage
from referrals.search.reading.wordlists import EMPTY_WORDS
from referrals.search.view import View
from referrals.terms import Vocabulary
from referrals.tokens import tokenize

LONGEST = 100  # characters read; of a longer text nothing is
SHORTEST = 2  # letters
MOST_WORDS = 12  # of a name
PREFIX_FROM = 3  # letters of a whole name, or of a word before the last, for it to begin a longer one
SAY_LITTLE = EMPTY_WORDS - {"new"}  # alone they begin nothing: "a lawyer in" asks for no Indiana
STATES_NAMED = 3  # beside the name of a contact


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line of the list. `completes` is the whole text after it was chosen, `address` the page it stands for;
    `language` is that of the label, where it is not the page's."""

    kind: str  # name, term or place
    label: str
    note: str
    completes: str
    address: str
    language: str = ""


class Typed:
    """A text and its words."""

    def __init__(self, text: str) -> None:
        self.text = text.replace("\x00", " ") if len(text) <= LONGEST else ""
        self.tokens = tokenize(self.text)
        self.words = [token.folded for token in self.tokens]

    def __bool__(self) -> bool:
        return sum(map(len, self.words)) >= SHORTEST

    def endings(self, longest: int) -> Iterator[tuple[int, str]]:
        """(first word, words from there to the end), the longest first."""
        for first in range(max(0, len(self.words) - longest), len(self.words)):
            rest = " ".join(self.words[first:])
            if len(rest) >= SHORTEST and rest not in SAY_LITTLE:
                yield first, rest

    def completed(self, first: int, by: str) -> str:
        """The text with other words from the word `first` on."""
        return self.text[: self.tokens[first].start].lstrip() + by


def suggestions(text: str, view: View, vocabulary: Vocabulary, limit: int = 8) -> list[Suggestion]:
    """What the text, or the last part of it, may become; what takes up more of its words first."""
    typed = Typed(text)
    if not typed:
        return []
    ending = Ending(typed, vocabulary, limit)
    names = list(islice(_names(typed, view, vocabulary, limit), limit))
    groups = [ending.terms, ending.places]
    groups.insert(0 if ending.first else len(groups), names)
    return _shared(groups, limit)


def _page_language() -> str:
    return (get_language() or ENGLISH).partition("-")[0]


def _shared(groups: list[list[Suggestion]], limit: int) -> list[Suggestion]:
    """The best of each group in turn until the list is full, each group together."""
    in_turn = [one for row in zip_longest(*groups) for one in row if one][:limit]
    return [one for group in groups for one in group if one in in_turn]


# --- terms and places: the end of the text


class Ending:
    """The longest ending of a text that begins a term or a place."""

    def __init__(self, typed: Typed, vocabulary: Vocabulary, limit: int) -> None:
        self.typed, self.vocabulary, self.limit = typed, vocabulary, limit
        self.language = _page_language()
        self.first, self.said = 0, ""
        self.ways: list[tuple[str, Way]] = []
        self.where: list[tuple[str, Place]] = []
        terms, towns = terms_of(vocabulary), places()
        for first, said in typed.endings(max(terms.longest, towns.longest)):
            self.ways, self.where = terms.of(said), towns.of(_as_place(said))
            if self.ways or self.where:
                self.first, self.said = first, said
                break

    def _new(self, found: Iterable[Suggestion]) -> list[Suggestion]:
        """The first of them, less what stands there already."""
        return list(islice((one for one in found if one.completes != self.typed.text.strip()), self.limit))

    @cached_property
    def terms(self) -> list[Suggestion]:
        """Terms whose label begins so, then those that are also called so.

        Those of another language only where the page's own has none: "char" is no Spanish on an English page.
        """
        own = [pair for pair in self.ways if pair[1].language == self.language]
        best: dict[str, Way] = {}
        for _way, one in sorted(own or self.ways, key=self._far):
            best.setdefault(one.slug, one)
        return self._new(map(self._term, best.values()))

    def _far(self, pair: tuple[str, Way]) -> tuple[bool, bool, int, str, int]:
        """How far a way is from what was typed."""
        way, one = pair
        return way != self.said, not one.is_label, one.number if one.is_label else len(way), way, one.number

    def _term(self, one: Way) -> Suggestion:
        return Suggestion(
            "term",
            one.label,
            note=str(facets_of(self.vocabulary, date.min)[one.facet].label),
            completes=self.typed.completed(self.first, one.said),
            address=f"/?{Address().with_value(one.facet, one.slug).query}",
            language="" if one.language == self.language else one.language,
        )

    @cached_property
    def places(self) -> list[Suggestion]:
        """States, then cities, the largest first."""
        said = _as_place(self.said)
        ordered = sorted(self.where, key=lambda pair: (pair[0] != said, -pair[1].size, pair[0], pair[1].state))
        once: dict[str, Place] = {}
        for _way, place in ordered:
            once.setdefault(place.label, place)
        return self._new(map(self._place, once.values()))

    def _place(self, place: Place) -> Suggestion:
        return Suggestion(
            "place",
            place.label,
            note=_("City") if place.city else _("State"),
            completes=self.typed.completed(self.first, place.label),
            address=f"/?{Address().with_value('state', place.state).in_city(place.city).query}",
        )


def _as_place(words: str) -> str:
    """ "st lou" as the table writes it; the last word may not be one yet."""
    *before, last = words.split(" ")
    return " ".join([*(WRITTEN_SHORT.get(word, word) for word in before), last])


# --- names: the whole text


def _names(typed: Typed, view: View, vocabulary: Vocabulary, limit: int) -> Iterator[Suggestion]:
    """Contacts whose name begins with the text, then those with words that begin with its words.

    Read anew from the database: what was taken back meanwhile is not there.
    """
    pks = _found(typed.words, view, vocabulary, limit)
    released = release.kept(Resource.objects.filter(pk__in=pks), date.min) if pks else {}
    for pk in pks:
        if contact := released.get(pk):
            language = "" if _page_language() == ENGLISH else ENGLISH
            yield Suggestion("name", contact.name, _about(contact), contact.name, contact.url, language)


def _about(contact: Contact) -> str:
    """What sort of contact it is and where it serves, enough to tell two of a name apart."""
    where = _("Nationwide") if contact.national else " ".join(contact.states[:STATES_NAMED])
    return " · ".join(filter(None, [_("Contact"), contact.kind_label, where]))


def _found(words: list[str], view: View, vocabulary: Vocabulary, limit: int) -> list[int]:
    """The records of an index that fails are missed; the next search has it made anew."""
    if view.searcher is None or len(words) > MOST_WORDS:
        return []
    try:
        return Names(view.searcher, vocabulary, limit).pks(words)
    except BaseException as trouble:
        if not is_damage(trouble):
            raise
        INDEX.distrust(trouble)
        return []


class Names:
    """Names in an index, by how they begin."""

    def __init__(self, searcher: tantivy.Searcher, vocabulary: Vocabulary, limit: int) -> None:
        self.searcher = searcher
        self.limit = limit
        self.clauses = Clauses(searcher, vocabulary)

    def pks(self, words: list[str]) -> list[int]:
        """The name itself, names that begin so, names with all the words; among equals the reachable first."""
        name = " ".join(words)
        ways = [self.clauses.has("key", name)]
        if len(name) >= PREFIX_FROM:  # with two letters too many begin to be told apart
            ways.append(self._begins("key", name))
        if len(words[-1]) >= SHORTEST:
            ways.append(self._has_all(words))
        return list(dict.fromkeys(chain.from_iterable(map(self._best, ways))))[: self.limit]

    def _best(self, query: Query) -> list[int]:
        result = self.searcher.search(query, self.limit, count=False, order_by_field="rank")
        return answers.pks(self.searcher, result)

    def _begins(self, field: str, letters: str) -> Query:
        return Query.fuzzy_term_query(schema.SCHEMA, field, letters, 0, prefix=True)

    def _has_all(self, words: list[str]) -> Query:
        *before, last = words
        return every([*(self._word(word, len(word) >= PREFIX_FROM) for word in before), self._word(last, True)])

    def _word(self, word: str, begins: bool) -> Query:
        found = self._begins if begins else self.clauses.has
        return either([found(field, word.rstrip("+")) for field in ("name", "also")])

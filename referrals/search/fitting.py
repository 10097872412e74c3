"""Which records fit a search, as queries of the index: those known to fit, those that may, those asked for by name."""

from collections.abc import Iterable
from functools import cached_property
from math import ceil

import tantivy
from tantivy import Occur, Query

from referrals.facets import NOT_SAID, Facet, FreshnessFacet, of_kind
from referrals.search import answers, schema
from referrals.search.clauses import Clauses, but_not, either, every, silent
from referrals.search.wish import Wish
from referrals.terms import Vocabulary
from referrals.tokens import words as words_of

ENOUGH_WORDS = 0.6  # of the words, where no contact has them all
MOST_SYNONYMS = 12  # of a guessed term looked for in texts
SAY_IT_IN_WORDS = frozenset({"need", "kind"})  # facets whose terms a text may name without being tagged
SAID_OF_ALL = frozenset(
    "agency assistance center centers contact group help helps network number office organization organizations people "
    "person phone program programs project provider providers resource resources service services state statewide "
    "support survivor survivors victim victims asistencia centro grupo numero oficina organizacion organizaciones "
    "programa programas proyecto recursos servicio servicios sobreviviente sobrevivientes telefono victima "
    "victimas".split()
)
LEGAL_AID, IMMIGRATION = "civil-legal", "immigration-relief"
OF_ITSELF = ("name", "also", "about", "quotes", "asked")  # where a contact's own subject is said, or others say it
STAND_BY = frozenset({"crisis-safety", "advocacy", "provider-support", "health"})  # groups of needs
WHATEVER_ELSE = "other-"  # how slugs of what is left over begin
ALWAYS = 4_000_000  # a day no verification reaches

Condition = tuple[Occur, Query]


class Fitting:
    """One wish over one searcher. Nothing is made before it is asked for, and nothing twice."""

    def __init__(
        self, searcher: tantivy.Searcher, facets: dict[str, Facet], wish: Wish, vocabulary: Vocabulary
    ) -> None:
        self.searcher = searcher
        self.facets = facets
        self.wish = wish
        self.vocabulary = vocabulary
        self.clauses = Clauses(searcher, vocabulary)

    def like(self, wish: Wish) -> "Fitting":
        """Another wish over the same index."""
        return Fitting(self.searcher, self.facets, wish, self.vocabulary)

    def how_many(self, query: Query) -> int:
        return answers.count(self.searcher.search(query, 1))

    # --- one facet

    def conditions(self, facet: str, values: list[str], *, possible: bool = False) -> list[Condition]:
        """What of a record must hold, or must not, for it to be known to fit a choice (or possibly to fit it)."""
        if not values:
            return []
        if facet == "freshness":
            days = day_ranges(of_kind(self.facets, FreshnessFacet))
            return [(Occur.Must, either([self.clauses.days(*days[value]) for value in values]))]
        if self.facets[facet].leaves_out:
            return [(Occur.MustNot, self.clauses.any_of(facet, values))]
        return [(Occur.Must, self._carries(facet, marks, possible)) for marks in self.facets[facet].wanted(values)]

    def _carries(self, facet: str, marks: list[str], possible: bool) -> Query:
        known = self.clauses.any_of(facet, marks)
        if not possible:
            return known
        return either([known, self.clauses.any_of(facet + schema.MAY, [*marks, NOT_SAID])])

    def _all(self, conditions: Iterable[Condition], scored: Iterable[Query] = ()) -> Query:
        """Every condition, which adds nothing to a score, and what is scored."""
        musts = [(occur, silent(query) if occur == Occur.Must else query) for occur, query in conditions]
        if not any(occur == Occur.Must for occur, _ in musts):
            musts.append((Occur.Must, silent(self.clauses.has("is", "contact"))))
        return Query.boolean_query([*musts, *((Occur.Must, query) for query in scored)])

    # --- all facets

    @cached_property
    def fits(self) -> Query:
        """Records known to fit."""
        return self.fitting()

    def fitting(self, without: Iterable[str] = (), instead: dict[str, list[str]] | None = None) -> Query:
        """Records known to fit all choices but those of the facets `without`; of those `instead`, these values."""
        open_facets = {*without, *(instead or {})}
        chosen = {name: self.wish.values(name) for name in self.wish.chosen if name not in open_facets}
        fitting = self._known(chosen | (instead or {}), self._must_be_found)
        if not self.wish.identifies:
            return fitting
        made = {name: self.wish.values(name, guesses=False) for name in chosen} | (instead or {})
        asked_for = every([silent(self._known(made)), self.named])
        return either([fitting, asked_for]) if self.wish.words or self.wish.guessed else asked_for

    def _known(self, choices: dict[str, list[str]], scored: Iterable[Query] = ()) -> Query:
        return self._all((c for name, values in choices.items() for c in self.conditions(name, values)), scored)

    @cached_property
    def may_fit(self) -> Query:
        """Records that fit or do not say; for a guess also those whose own words say it. Where a guess leaves
        nobody, those that are near: a wrong guess must never hide the right answer."""
        possible = self._all((c for name in self.wish.chosen for c in self._possible(name)), self._must_be_found)
        return possible if not self.wish.guesses or self.how_many(possible) else self._near

    @property
    def _near(self) -> Query:
        """Records that fit what was no guess, serve this person for all that is known, and share something."""
        made = {name: self.wish.values(name, guesses=False) for name in self.wish.chosen if name != "victim"}
        conditions = [c for name, values in made.items() for c in self.conditions(name, values, possible=True)]
        shared = [self.clauses.has(name, value) for name in self.wish.chosen for value in self.guessed(name)]
        says = [query for name in SAY_IT_IN_WORDS for query in self.says(self.guessed(name))]
        return self._all(
            [*conditions, *self._possible("victim")], [either([*shared, *says, *self.words, *self.subjects])]
        )

    def guessed(self, facet: str) -> list[str]:
        """The choices of a facet that were read from words."""
        made = self.wish.values(facet, guesses=False)
        return [value for value in self.wish.values(facet) if value not in made]

    def _possible(self, facet: str) -> list[Condition]:
        values = self.wish.values(facet)
        possible = self.conditions(facet, values, possible=True)
        if facet not in SAY_IT_IN_WORDS or not self.guessed(facet):
            return possible
        legal_aid = [self.clauses.has("need", LEGAL_AID)] if self._legal(values) else []
        others = [*self.says(values), *self.subjects, *legal_aid, *self._by_crime(values)]
        return [(Occur.Must, either([*(query for _, query in possible), *others]))]

    def _by_crime(self, needs: list[str]) -> list[Query]:
        """Who is there for victims of the very crime, where somebody is sought to stand by: what such a body does is
        seldom listed in full."""
        groups = {term.group for slug in needs if (term := self.vocabulary.by_slug.get(slug))}
        return [self.clauses.has("victim" + schema.EXACT, crime) for crime in self.crimes] if groups <= STAND_BY else []

    @cached_property
    def crimes(self) -> list[str]:
        """Crimes that were read from words, but what is left over."""
        terms = [self.vocabulary.by_slug[slug] for slug in self.guessed("victim") if slug in self.vocabulary.by_slug]
        return [term.slug for term in terms if term.group == "form" and not term.slug.startswith(WHATEVER_ELSE)]

    def _legal(self, slugs: list[str]) -> bool:
        """Whether legal help is asked for: legal aid takes most civil matters, tagged so or not."""
        return any(term.group == "legal" for slug in slugs if (term := self.vocabulary.by_slug.get(slug)))

    @cached_property
    def immigration(self) -> list[Query]:
        """Who helps with immigration, if that was read: legal aid often may not, so it stands behind them."""
        slugs = [slug for slug in self.guessed("need") if slug in self.vocabulary.by_slug]
        asked = [slug for slug in slugs if IMMIGRATION in {slug, *self.vocabulary.broader(slug)}]
        return [query for _, query in self.conditions("need", asked, possible=True)]

    @property
    def may_be_asked(self) -> bool:
        """Whether there can be such records: only a choice can leave it open whether somebody fits."""
        return bool(self.wish.chosen)

    @cached_property
    def asks(self) -> Query:
        """Records that may fit and are not known to."""
        return but_not(self.may_fit, self.fits)

    @cached_property
    def named(self) -> Query:
        """Records asked for by name, number or address of the web."""
        asked = {"key": self.wish.names, "number": self.wish.numbers, "site": self.wish.sites}
        return either([self.clauses.has(field, value) for field, values in asked.items() for value in values])

    @cached_property
    def exact(self) -> list[Query]:
        """By name, not only because it serves anyone: for every axis of every facet where that differs."""
        return [
            self.clauses.any_of(name + schema.EXACT, marks)
            for name in self.wish.chosen
            if self.facets[name].by_name
            for marks in self.facets[name].wanted(self.wish.values(name))
        ]

    # --- words

    @cached_property
    def words(self) -> list[Query]:
        """Each word left of the sentence; the last may be the beginning of one. Beside a term, words that nearly
        every contact could say of itself tell none from another."""
        kept = [word for word in self.wish.words if not (self.wish.guesses and word in SAID_OF_ALL)]
        sought = {word for subject in self.wish.sought for word in subject.split()}
        return [self.clauses.word(word, begins=word == self.wish.words[-1]) for word in kept if word not in sought]

    @cached_property
    def sought(self) -> list[list[Query]]:
        """For each subject its words, looked for where a contact speaks of itself: a synonym of a term says nothing
        of the contact that carries the term."""
        return [[self.clauses.word_in(OF_ITSELF, word) for word in one.split()] for one in self.wish.sought]

    @cached_property
    def subjects(self) -> list[Query]:
        """Records that say most words of a subject, one query for each."""
        return [either(words, ceil(len(words) * ENOUGH_WORDS)) for words in self.sought]

    @cached_property
    def _must_be_found(self) -> list[Query]:
        """Most of the words; where nothing that may be shown has so many, any. Who has more stands higher."""
        if not self.wish.words_must_be_found:
            return []
        words = [*self.words, *(word for words in self.sought for word in words)]
        found = either(words, ceil(len(words) * ENOUGH_WORDS))
        possible = [c for name in self.wish.chosen for c in self._possible(name)]
        return [found] if self.how_many(self._all(possible, [found])) else [either(words)]

    def says(self, slugs: list[str], fields: tuple[str, ...] = ("name", "about", "quotes", "asked")) -> list[Query]:
        """For each way of saying one of these terms, the texts that use it, whether or not a curator tagged the
        record so."""
        terms = [self.vocabulary.by_slug[slug] for slug in slugs if slug in self.vocabulary.by_slug]
        phrases = [words_of(phrase) for term in terms for phrase in [term.label, *term.synonyms][:MOST_SYNONYMS]]
        return [self._phrase(phrase, fields) for phrase in phrases if phrase]

    def _phrase(self, words: list[str], fields: tuple[str, ...]) -> Query:
        return every([self.clauses.word_in(fields, word) for word in words])


def day_ranges(facet: FreshnessFacet) -> dict[str, tuple[int, int]]:
    """{how current: (first day, last day)} as `schema.day` counts them."""
    ranges = {
        value: (schema.day(first) or schema.NO_DAY + 1, (schema.day(behind) or ALWAYS) - 1)
        for value, (first, behind) in facet.days.items()
    }
    return ranges | {"unverified": (schema.NO_DAY, schema.NO_DAY)}

"""In which order: coverage before relevance, known before to ask.

The ranking is a row of stretches, each a query of its own, so that no score can lift a contact over a boundary
that means something: who was asked for by name, who is known to fit, where somebody serves.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from tantivy import Query, SearchResult

from referrals.search import answers, schema
from referrals.search.clauses import best_of, but_not, either, every, lifted, silent, worth
from referrals.search.fitting import WHATEVER_ELSE, Fitting
from referrals.search.wish import Found, Wish
from referrals.tokens import words
from referrals.vocabulary import FOR_PROVIDERS, Coverage, Kind

ENOUGH = 3  # contacts known to fit, to choose from
PINNED = 3  # hotlines that fit, above the ranking

# What lifts a contact beside the words found: little against a word in a name, enough between equals.
STANDING = {"reachable": 3.0, "for-clients": 1.0, "named": 0.3}
FOR_VICTIMS = 1.0  # a line for victims of some crime
CRIME = 1.5  # to stand by name for the crime that was read
STATEWIDE, IN_CITY, FITS, SERVES_ANYONE, SAYS, SAID = 0.5, 2.0, 1.5, 0.8, 1.5, 0.7
TERMS = ("need", "victim")
# These times its rarity: a term asked for, one that was only hinted at, a broader one; a word beside terms.
TERM, HINT, BROADER, WORD = 1.5, 0.9, 0.4, 0.5
# Each word of a subject times its rarity, and what it is worth to say all of them; to serve everywhere, where no
# place was named.
SUBJECT, WHOLE_SUBJECT, NATIONWIDE = 1.0, 4.0, 1.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of the ranking: nobody in it stands before anybody of an earlier one. `fits` is None where those
    known to fit and those to ask stand together."""

    query: Query
    fits: bool | None
    named: bool = False
    by_score: bool = True
    closest: bool = False


class Ranking:
    """The order of one search."""

    def __init__(self, fitting: Fitting) -> None:
        self.fitting = fitting
        self.wish = fitting.wish
        self.clauses = fitting.clauses
        self.searcher = fitting.searcher

    def window(self, start: int, stop: int | None) -> list[Found]:
        """Results `start` to `stop` of the ranking, or to its end; the pinned stand apart from it."""
        found: list[Found] = []
        skip = start
        for stretch in self._stretches():
            room = None if stop is None else stop - start - len(found)
            if room == 0:
                break
            hits, total = self._hits(stretch, skip, room)
            fitting = self.known(hits) if stretch.fits is None else set(hits) if stretch.fits else set()
            found += [Found(pk, pk in fitting, stretch.named, stretch.closest) for pk in hits]
            skip = max(skip - total, 0)
        return found

    def _hits(self, stretch: Stretch, skip: int, room: int | None) -> tuple[list[int], int]:
        """The records of a stretch, best first, and how many it has in all."""
        query = self._but_pinned(stretch.query)
        order = None if stretch.by_score else "rank"
        limit = room or max(self.searcher.num_docs, 1)
        result = self.searcher.search(query, limit, offset=skip, order_by_field=order)
        return self._pks(result), answers.count(result)

    def known(self, pks: list[int]) -> set[int]:
        """Those of the records that are known to fit."""
        if not pks:
            return set()
        known = every([self.clauses.pks(pks), self.fitting.fits])
        return set(self._pks(self.searcher.search(known, len(pks), count=False)))

    def _pks(self, result: SearchResult) -> list[int]:
        return answers.pks(self.searcher, result)

    def _but_pinned(self, query: Query) -> Query:
        return but_not(query, self.clauses.pks(self.pinned)) if self.pinned else query

    @cached_property
    def pinned(self) -> list[int]:
        """Hotlines answered around the clock that fit, wherever one calls from; for a guess, and where few are known to
        fit, also those that may; where a subject was named those alone that are there for it."""
        if Kind.HOTLINE in self.wish.chosen.get("kind", ()):
            return []
        pool = self._pool if self.wish.guesses or self._few else self.fitting.fits
        subject = [silent(either(self.fitting.subjects))] if self.fitting.subjects else []
        lines = every([silent(self.clauses.has("hotline", "yes")), pool, *subject])
        query = lifted(lines, [*self._lifts, self._for_victims])
        return self._pks(self.searcher.search(query, PINNED, count=False))

    @property
    def _few(self) -> bool:
        """Whether a choice leaves few who are known to fit. Who names somebody wants nobody else."""
        choice = self.fitting.may_be_asked and not self.wish.identifies
        return choice and self.fitting.how_many(self.fitting.fits) < ENOUGH

    @property
    def _pool(self) -> Query:
        """Everything that is shown."""
        return either([self.fitting.fits, self.fitting.may_fit]) if self.wish.ask else self.fitting.fits

    @property
    def _for_victims(self) -> Query:
        """Who stands by name for some crime, before lines for any trouble."""
        crimes = [term.slug for term in self.fitting.vocabulary.of("victim") if term.group == "form"]
        named = [slug for slug in crimes if not slug.startswith(WHATEVER_ELSE)]
        return worth(self.clauses.any_of("victim" + schema.EXACT, named), FOR_VICTIMS)

    def hotlines(self) -> list[int]:
        """National lines that answer now and may serve this person, whatever the need; but those pinned."""
        victim = self.wish.chosen.get("victim")
        person = self.fitting.like(Wish(chosen={"victim": victim} if victim else {}))
        lines = every([silent(self.clauses.has("hotline", "yes")), silent(person.may_fit)])
        query = lifted(lines, [worth(person.fits, 1.0), *Ranking(person)._lifts, self._for_victims])
        return self._pks(self.searcher.search(self._but_pinned(query), PINNED, count=False))

    def _stretches(self) -> Iterator[Stretch]:
        fits, named, asks = self.fitting.fits, self.fitting.named, self.fitting.asks
        if self.wish.identifies:
            yield Stretch(every([lifted(named, self._lifts), silent(fits)]), fits=True, named=True)
            fits = but_not(fits, named)
        if self.wish.guesses:
            pool = but_not(self._pool, named) if self.wish.identifies else self._pool
            for band, closest in self._guessed_bands():
                yield Stretch(lifted(every([silent(band), pool]), self._lifts), fits=None, closest=closest)
            return
        for known in (True, False) if self.wish.ask and self.fitting.may_be_asked else (True,):
            for band in self._bands():
                yield from self._in_band(every([silent(band), fits if known else asks]), fits=known)

    def _guessed_bands(self) -> list[tuple[Query, bool]]:
        """The bands; where a subject was named, first (True) those who are there for it, in the state and everywhere:
        the line for identity theft before a neighbour that serves anyone."""
        bands = self._bands()
        named = self.fitting.subjects or self.fitting.immigration
        if not named or len(bands) == 1:
            return [(band, False) for band in bands]
        near, national = bands[0], self.clauses.has("coverage", Coverage.NATIONAL)
        first = [every([near, either([*named, *self._by_name_of_all()])]), every([national, either(named)])]
        return [*((band, True) for band in first), *((but_not(band, *first), False) for band in bands)]

    def _by_name_of_all(self) -> list[Query]:
        """Who stands by name under all that was read, if anything; what is left over says nothing."""
        terms = [(facet, slug) for facet in TERMS for slug in self.fitting.guessed(facet)]
        named = [
            self.clauses.has(facet + schema.EXACT if facet == "victim" else facet, slug)
            for facet, slug in terms
            if not slug.startswith(WHATEVER_ELSE)
        ]
        return [every(named)] if named else []

    def _bands(self) -> list[Query]:
        """Where somebody serves, nearest first; with a named city its own contacts before the rest."""
        states = self.wish.states or list(self.wish.maybe_states)
        if not states:
            return [self.clauses.has("is", "contact")]
        there = self.clauses.any_of("state", states)
        seated = self.clauses.any_of("base", [*states, "-"])
        national, unknown = (self.clauses.has("coverage", c) for c in (Coverage.NATIONAL, Coverage.NOT_STATED))
        rest = [but_not(there, seated), national, unknown]
        if not self.wish.states:
            rest.append(but_not(self.clauses.has("is", "contact"), there, national, unknown))
        in_state = every([there, seated])
        if not self._here or self.wish.guesses:
            return [in_state, *rest]
        return [every([in_state, self._here]), but_not(in_state, self._here), *rest]

    @property
    def _here(self) -> Query | None:
        return self.clauses.has("city", " ".join(words(self.wish.city))) if self.wish.city else None

    def _in_band(self, query: Query, *, fits: bool) -> Iterator[Stretch]:
        """By score where words say what is meant; else whole states before parts, by name before any, then by rank."""
        if self.wish.words or self.wish.hints:
            yield self._scored(query, fits=fits)
            return
        for parts in product(self._whole_state(), self._by_name() if fits else [None]):
            yield Stretch(every([query, *filter(None, parts)]), fits, by_score=False)

    def _scored(self, query: Query, *, fits: bool | None) -> Stretch:
        return Stretch(lifted(query, self._lifts), fits)

    def _whole_state(self) -> Sequence[Query | None]:
        if not self.wish.states:
            return [None]
        return self._split(self.clauses.has("coverage", Coverage.LOCAL))[::-1]

    def _by_name(self) -> Sequence[Query | None]:
        return self._split(every(self.fitting.exact)) if self.fitting.exact else [None]

    def _split(self, query: Query) -> list[Query]:
        """Those that fit, and the others."""
        return [query, but_not(self.clauses.has("is", "contact"), query)]

    @cached_property
    def _lifts(self) -> list[Query]:
        """What raises a record within its stretch."""
        lifts = [] if self._for_practice else [worth(self.clauses.has("is", n), score) for n, score in STANDING.items()]
        lifts += [worth(self.clauses.has("coverage", Coverage.STATES), STATEWIDE)] if self.wish.states else []
        lifts += [worth(self._here, IN_CITY)] if self._here else []
        lifts += [worth(self.fitting.fits, FITS)] if self.wish.guesses else []
        for slug in (slug for facet in TERMS for slug in self.fitting.guessed(facet)):
            lifts += [best_of(self.fitting.says([slug]), SAYS), best_of(self.fitting.says([slug], ("quotes",)), SAID)]
        lifts += [worth(self.clauses.has("victim" + schema.EXACT, crime), CRIME) for crime in self.fitting.crimes]
        lifts += [self._rare(facet, slug, HINT) for facet, slug in self.wish.hints]
        lifts += [lift for facet in TERMS for slug in self.wish.values(facet)
                  for lift in self._term(facet, slug)]  # fmt: skip
        weight = WORD if self.wish.guesses else 1.0
        words = [] if self.wish.words_must_be_found else self.fitting.words
        return [*lifts, *self._subjects(), *(Query.boost_query(word, weight) for word in words)]

    def _subjects(self) -> list[Query]:
        """Who says the subject, the more the rarer its words are; then who is there for everybody."""
        if not self.fitting.sought:
            return []
        words = [Query.boost_query(word, SUBJECT) for words in self.fitting.sought for word in words]
        whole = [worth(every(words), WHOLE_SUBJECT) for words in self.fitting.sought]
        everywhere = worth(self.clauses.has("coverage", Coverage.NATIONAL), NATIONWIDE)
        return [*words, *whole, *([] if self.wish.states or self.wish.maybe_states else [everywhere])]

    @property
    def _for_practice(self) -> bool:
        """Whether something to read or use is asked for, where it does not matter whom one can call."""
        kinds = {*self.wish.values("kind"), *(slug for facet, slug in self.wish.hints if facet == "kind")}
        tools = {term.slug for term in self.fitting.vocabulary.of("need") if term.group == "provider-support"}
        return bool(kinds & FOR_PROVIDERS) or bool(tools.intersection(self.wish.values("need")))

    def _term(self, facet: str, slug: str) -> list[Query]:
        """A term asked for, the more the rarer it is; less for who serves anyone, or offers something broader."""
        if facet == "victim":
            return [
                self._rare("victim" + schema.EXACT, slug, TERM),
                worth(self.clauses.has(facet, slug), SERVES_ANYONE),
            ]
        return [self._rare(facet, slug, TERM), self._rare(facet + schema.MAY, slug, BROADER)]

    def _rare(self, field: str, value: str, weight: float) -> Query:
        return worth(self.clauses.has(field, value), weight * self.clauses.rarity(field, value))

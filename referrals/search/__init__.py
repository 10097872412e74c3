"""Search: one query string in, one understood, ordered and counted set out."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import batched

from django.http import QueryDict
from tantivy import Searcher

from referrals import terms
from referrals.facets import Facet
from referrals.filters import ResourceFilter, facets_of
from referrals.models.history import Moment
from referrals.search.address import Address
from referrals.search.contacts import SHELF, Kept, read_once
from referrals.search.database import DatabaseEngine
from referrals.search.dictionary import Dictionary, NoDictionary
from referrals.search.engine import LANDING, Engine, IndexEngine, NothingEngine
from referrals.search.fitting import Fitting
from referrals.search.hits import Explaining, Hit
from referrals.search.index import INDEX
from referrals.search.integrity import is_damage
from referrals.search.reading import ANY_LAWYER, Correction, Reading, read
from referrals.search.view import Standing
from referrals.search.wish import Found, Wish
from referrals.terms import Vocabulary
from referrals.tokens import phrase

READ_AT_ONCE = 500  # rows of an export


@dataclass(frozen=True, slots=True)
class Relaxed:
    """A wider search: without the choices of `facets` it would find `count`."""

    facets: tuple[str, ...]
    labels: tuple[str, ...]
    count: int
    address: Address


class Results:
    """The ranking as a sequence, for a paginator: its length, and a stretch of it as hits."""

    def __init__(self, search: "Search") -> None:
        self.search = search

    def __len__(self) -> int:
        asked = self.search.ask_count if self.search.address.ask else 0
        return self.search.count + asked - len(self.search.pinned_ids)

    def __getitem__(self, stretch: slice) -> list[Hit]:
        found = self.search.window(stretch.start or 0, stretch.stop)
        self.search.fetch([*self.search.pinned_ids, *(one.pk for one in found)])
        return self.search.hits(found)


class Search:
    """One search. Nothing is computed before it is asked for, and nothing twice."""

    def __init__(
        self, params: QueryDict, *, today: date, typed: bool = False, at: tuple[Moment, Vocabulary] | None = None
    ) -> None:
        """`typed`: the words were typed just now; else an address that says which facets were read has none left
        in its words. `at`: what `terms.now` said, for several searches of one moment."""
        self.today = today
        self.moment, self.vocabulary = at or terms.now()
        self.view = INDEX.at(self.moment, self.vocabulary)
        self.given = Address.parse(params, self.vocabulary)
        self._asked_for: set[int] = set()
        self._fetched: dict[int, Kept] = {}
        self.facets_in_words = typed or not (self.given.read or self.given.ignore)

    @property
    def standing(self) -> Standing:
        """Whether the index answers, and whether it shows the latest change."""
        return self.view.standing

    @cached_property
    def reading(self) -> Reading:
        """What the words say."""
        return self._unless_damaged(self._read)

    def _read(self) -> Reading:
        dictionary = Dictionary(self.view.searcher, self.vocabulary) if self.view.searcher else NoDictionary()
        typed = phrase(self.given.q)
        meant = dictionary.nearest_name(typed)
        understood = read(
            meant or self.given.q, self.vocabulary.lexicon, dictionary,
            ignore=self.given.ignore, facets=self.facets_in_words,
        )  # fmt: skip
        return understood if meant is None else replace(understood, corrections=corrections(typed, meant))

    @cached_property
    def address(self) -> Address:
        """The search as understood: choices made, choices read from words, and the words left."""
        address = self.given.with_words(" ".join((*self.reading.numbers, *self.reading.sites, *self.reading.words)))
        for one in self.reading.read:
            if self._said_better(one.facet, one.slug):
                continue
            address = address.with_value(one.facet, one.slug, read=True)
        city = self.reading.city or next((name for name, _states in self.reading.which), "")
        typed = (bool(self.given.q) or self.given.nothing) and self.view.searcher is not None
        return address.in_city(city).on_page(self.given.page).settled(typed)

    @cached_property
    def which(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Places named that several states have, and those states: the page asks which one is meant."""
        if self.address.chosen.get("state"):
            return ()
        if self.reading.which or not self.address.city:
            return self.reading.which
        return read(f"in {self.address.city}", self.vocabulary.lexicon, NoDictionary()).which

    def _said_better(self, facet: str, slug: str) -> bool:
        """Whether words say "a lawyer" where a matter of law was chosen."""
        chosen = [self.vocabulary.by_slug[need] for need in self.given.chosen.get("need", ())]
        return f"{facet}:{slug}" == f"need:{ANY_LAWYER}" and any(term.group == "legal" for term in chosen)

    @cached_property
    def wish(self) -> Wish:
        return Wish.of(self.address, self.reading, self.which)

    @property
    def facets(self) -> dict[str, Facet]:
        """{parameter: facet}: labels and choices of what can be chosen."""
        return facets_of(self.vocabulary, self.today)

    @cached_property
    def _engine(self) -> Engine:
        wish = self.wish  # first: reading the words may be what finds the index damaged
        searcher = self.view.searcher
        if self.address.nothing:
            return NothingEngine(self._of_everything(searcher) if searcher else self._database())
        if searcher is None:
            return self._database()
        return self._of_everything(searcher) if wish == Wish() else IndexEngine(self._fitting(searcher, wish))

    def _fitting(self, searcher: Searcher, wish: Wish) -> Fitting:
        return Fitting(searcher, self.facets, wish, self.vocabulary)

    def _of_everything(self, searcher: Searcher) -> Engine:
        return LANDING.engine(lambda: self._fitting(searcher, Wish()), (searcher, self.moment, self.today))

    def _database(self) -> DatabaseEngine:
        filterset = ResourceFilter(self.address.data, vocabulary=self.vocabulary, today=self.today)
        return DatabaseEngine(filterset, self.wish)

    def _ask[T](self, what: Callable[[Engine], T]) -> T:
        return self._unless_damaged(lambda: what(self._engine))

    def _unless_damaged[T](self, answer: Callable[[], T]) -> T:
        """An answer with the index; without it, from now on, if its files fail."""
        try:
            return answer()
        except BaseException as trouble:
            if self.view.searcher is None or not is_damage(trouble):
                raise
            self.view = INDEX.distrust(trouble)
            self.__dict__.pop("_engine", None)
            return answer()

    @cached_property
    def count(self) -> int:
        """How many are known to fit, the pinned ones among them."""
        return self._ask(lambda engine: engine.count)

    @cached_property
    def ask_count(self) -> int:
        """How many more may fit."""
        return self._ask(lambda engine: engine.ask_count)

    @cached_property
    def counts(self) -> dict[str, dict[str, int]]:
        """{facet: {value: how many would fit if it were chosen}}, given all the other choices."""
        return self._ask(lambda engine: engine.counts)

    @cached_property
    def spoken(self) -> frozenset[str]:
        """Languages that somebody in the directory answers in; without an index, somebody whom this search finds."""
        counts = self._ask(lambda engine: (self._of_everything(at) if (at := self.view.searcher) else engine).counts)
        return frozenset(code for code, count in counts["language"].items() if count)

    @cached_property
    def own(self) -> dict[str, int]:
        """{state: how many serve it and say so}, given all choices but those of a state."""
        return self._ask(lambda engine: engine.own)

    @cached_property
    def verified(self) -> dict[str, int]:
        """{state: how many of those were verified within a year}."""
        return self._ask(lambda engine: engine.verified)

    @cached_property
    def pinned_ids(self) -> list[int]:
        return self._ask(lambda engine: engine.pinned)

    @cached_property
    def pinned(self) -> list[Hit]:
        """Hotlines above the ranking: those that fit, and those to ask where that is said of them."""
        known = self._ask(lambda engine: engine.known(self.pinned_ids))
        return self.hits([Found(pk, fits=pk in known) for pk in self.pinned_ids])

    @property
    def left_to_ask(self) -> int:
        """How many more may fit, but those that are pinned."""
        return self.ask_count - sum(hit.match == "ask" for hit in self.pinned)

    @cached_property
    def hotlines(self) -> list[Hit]:
        """When nothing fits for sure: national lines that answer now and may serve this person, whatever the need."""
        lines = self._ask(lambda engine: engine.hotlines())
        return self.hits([Found(pk, fits=True) for pk in lines])

    @property
    def results(self) -> Results:
        """The ranking: everything but the pinned."""
        return Results(self)

    def window(self, start: int, stop: int | None) -> list[Found]:
        """A stretch of the ranking."""
        return self._ask(lambda engine: engine.window(start, stop))

    def stream(self, limit: int | None = None, *, ask: bool = True) -> Iterator[Hit]:
        """The ranking for an export, a few rows at a time; without those worth asking if `ask` is False."""
        found = self.window(0, limit)
        for some in batched((one for one in found if ask or one.fits), READ_AT_ONCE):
            yield from self._hits(some, read_once([one.pk for one in some], self.today))

    def hits(self, found: list[Found]) -> list[Hit]:
        """Results as they may be shown, read anew from the database: what was taken back meanwhile is left out."""
        self.fetch([one.pk for one in found])
        return list(self._hits(found, self._fetched))

    def fetch(self, pks: list[int]) -> None:
        """Read these records at once, those of a page and the pinned ones among them."""
        missing = set(pks) - self._asked_for
        if missing:
            self._asked_for |= missing
            self._fetched |= SHELF.read(missing, self.today, self.moment)

    def _hits(self, found: Iterable[Found], kept: dict[int, Kept]) -> Iterator[Hit]:
        explaining = Explaining(self.wish, self.facets, self.vocabulary)
        return (explaining.hit(kept[one.pk], one) for one in found if one.pk in kept)

    def relaxed(self) -> list[Relaxed]:
        """When nothing fits: what to give up, how many would then fit, and that search; the most first.

        One facet if that helps, else all facets but one.
        """
        facets = tuple(self.address.chosen)
        options = self._giving_up([(facet,) for facet in facets])
        return options or self._giving_up([tuple(f for f in facets if f != kept) for kept in facets])

    def _giving_up(self, ways: list[tuple[str, ...]]) -> list[Relaxed]:
        options = [self._without(way) for way in ways]
        return sorted((option for option in options if option.count), key=lambda option: -option.count)

    def _without(self, facets: tuple[str, ...]) -> Relaxed:
        labels = tuple(str(self.facets[name].label) for name in facets)
        count = self._ask(lambda engine: engine.without(*facets))
        return Relaxed(facets, labels, count, self.address.without_facets(*facets))


def corrections(typed: str, meant: str) -> tuple[Correction, ...]:
    """Word by word, what of a misspelt name was read otherwise."""
    pairs = zip(typed.split(), meant.split(), strict=True)
    return tuple(Correction(one, other) for one, other in pairs if one != other)

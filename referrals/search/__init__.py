"""search(): one query string in, one understood, ordered and counted set out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Q, QuerySet
from django.http import QueryDict

from referrals import lexicon, release
from referrals.facets import Vocabulary
from referrals.filters import ResourceFilter
from referrals.models import Language, Resource
from referrals.search import query, ranking
from referrals.search.address import Address
from referrals.vocabulary import STATE_ALIASES, Kind, State

PINNED = 3  # hotlines that fit, above the ranking


@dataclass(frozen=True, slots=True)
class Hit:
    """A contact that answers a search: in which band, whether it fits for sure, and why it matched."""

    contact: release.Contact
    band: int
    match: str  # yes, any or ask
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Relaxed:
    """A wider search: without the choices of `facets` it would find `count`."""

    facets: tuple[str, ...]
    labels: tuple[str, ...]
    count: int
    address: Address


class Search:
    """One search. Nothing is computed before it is asked for, and nothing twice."""

    def __init__(self, params: QueryDict, *, today: date) -> None:
        self.today = today
        self.vocabulary = Vocabulary.load()
        self.given = Address.parse(params, choices(self.vocabulary))

    @cached_property
    def reading(self) -> query.Reading:
        """What the words say, read anew from `q`: a structured address has none left to read."""
        return query.read(self.given.q, terms(self.vocabulary), known=words_in_use, ignore=self.given.ignore)

    @cached_property
    def address(self) -> Address:
        """The search as understood: choices made, choices read from words, and the words left."""
        address = self.given.with_words(" ".join(self.reading.words))
        for one in self.reading.read:
            address = address.with_value(one.facet, one.slug, read=True)
        return address.on_page(self.given.page)

    @cached_property
    def filterset(self) -> ResourceFilter:
        records = Resource.objects.published()
        if not self.address.read:  # what is left of a sentence lifts; words alone must be found
            records = ranking.matching_words(records, self.reading.words)
        return ResourceFilter(self.address.data, vocabulary=self.vocabulary, today=self.today, queryset=records)

    @cached_property
    def matches(self) -> QuerySet[Resource]:
        """Everything that fits or may fit, in order; only what fits if the address says `ask=no`."""
        found = ranking.ranked(self.filterset, self.address, self.reading.words)
        return found if self.address.ask else found.filter(fits=True)

    @cached_property
    def pinned_ids(self) -> tuple[int, ...]:
        """Hotlines answered around the clock that fit, wherever one calls from."""
        if Kind.HOTLINE in self.address.chosen.get("kind", ()):
            return ()
        hotlines = self.matches.filter(fits=True, kind=Kind.HOTLINE, always_open=True, coverage="national")
        named_first = hotlines.order_by("-score", "-by_name", "-said", "pk")
        return tuple(named_first.values_list("pk", flat=True)[:PINNED])

    @property
    def hotlines(self) -> list[Hit]:
        """When nothing fits for sure: national lines that answer now and may serve this person, whatever the need."""
        answering = Resource.objects.published().filter(kind=Kind.HOTLINE, always_open=True, coverage="national")
        person = self.address.only_facet("victim")
        filterset = ResourceFilter(person.data, vocabulary=self.vocabulary, today=self.today, queryset=answering)
        found = ranking.ranked(filterset, person, ()).order_by("-by_name", "-fits", "-said", "pk")
        return self.hits(found.exclude(pk__in=self.pinned_ids)[:PINNED])

    @cached_property
    def count(self) -> int:
        """How many are known to fit, the pinned ones among them."""
        return self.matches.filter(fits=True).count()

    @cached_property
    def ask_count(self) -> int:
        return self.filterset.qs.count() - self.count

    @property
    def pinned(self) -> list[Hit]:
        rows = {row.pk: row for row in self._with_contacts(self.matches.filter(pk__in=self.pinned_ids))}
        return [self._hit(rows[pk]) for pk in self.pinned_ids if pk in rows]

    @property
    def results(self) -> QuerySet[Resource]:
        """The ranking: everything but the pinned."""
        return self.matches.exclude(pk__in=self.pinned_ids)

    @property
    def fitting(self) -> QuerySet[Resource]:
        """The part of the ranking that is known to fit."""
        return self.results.filter(fits=True)

    def hits(self, rows: QuerySet[Resource]) -> list[Hit]:
        """A stretch of `results` as it may be shown."""
        return [self._hit(row) for row in self._with_contacts(rows)]

    def stream(self, rows: QuerySet[Resource], size: int = 500) -> Iterator[Hit]:
        """All of `rows` for an export, a few at a time."""
        for row in self._with_contacts(rows).iterator(chunk_size=size):
            yield self._hit(row)

    def _with_contacts(self, rows: QuerySet[Resource]) -> QuerySet[Resource]:
        return rows.with_contacts()

    def _hit(self, row: Resource) -> Hit:
        contact = release.contact(row, self.today)
        match = "ask" if not row.fits else "yes" if row.by_name else "any"
        return Hit(contact, row.band, match, tuple(self._because(contact)))

    def _because(self, contact: release.Contact) -> Iterator[str]:
        """Why it matched, in words: the chosen terms it carries, the state, the words."""
        for facet in ("victim", "need"):
            for slug in self.address.chosen.get(facet, ()):
                wanted = self.vocabulary.narrower(slug)
                yield from (t.label for t in contact.terms if t.slug in wanted and t.relation != "excludes")
        if set(contact.states) & set(self.address.chosen.get("state", ())):
            yield from (str(State(c).label) for c in contact.states if self.address.has("state", c))
        name = lexicon.fold(contact.name)
        yield from (f"“{word}”" for word in self.reading.words if word in name)

    @cached_property
    def counts(self) -> dict[str, dict[str, int]]:
        """{facet: {value: how many would fit if it were chosen}}, given all the other choices."""
        return {name: self._counts(name) for name in self.filterset.filters if name not in {"without", "victim"}} | {
            "victim": self._victim_counts()
        }

    def _counts(self, facet: str) -> dict[str, int]:
        return dict(self.filterset.filters[facet].counts(self.filterset.known_without(facet)))

    def _victim_counts(self) -> dict[str, int]:
        """Axis by axis: a choice on another axis narrows, one on the same axis adds."""
        facet, counts = self.filterset.filters["victim"], {}
        chosen = facet.axes(list(self.address.chosen.get("victim", ())))
        for axis in {term.group for term in self.vocabulary.of("victim")}:
            others = [slug for group, slugs in chosen.items() if group != axis for slug in slugs]
            found = facet.counts(self.filterset.known_without("victim", instead=others))
            counts |= {t.slug: found[t.slug] for t in self.vocabulary.of("victim") if t.group == axis}
        return counts

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
        labels = tuple(str(self.filterset.filters[name].label) for name in facets)
        count = self.filterset.known_without(*facets).count()
        return Relaxed(facets, labels, count, self.address.without_facets(*facets))


def choices(vocabulary: Vocabulary) -> dict[str, set[str]]:
    """{facet: its values}, for reading an address."""
    blank = ResourceFilter(QueryDict(), vocabulary=vocabulary, today=date.min)
    return {name: {str(value) for value, _ in facet.extra["choices"]} for name, facet in blank.filters.items()}


def terms(vocabulary: Vocabulary) -> tuple[lexicon.Term, ...]:
    """Everything a sentence may name: terms, states, languages."""
    languages = (language.as_lexicon() for language in Language.objects.all())
    return (*(term.as_lexicon() for term in vocabulary.terms), *state_terms(), *languages)


def state_terms() -> tuple[lexicon.Term, ...]:
    """States by name, code and the other ways people write them."""
    return tuple(
        lexicon.Term("state", code, str(label), (code, *STATE_ALIASES.get(code, ()))) for code, label in State.choices
    )


def words_in_use(words: list[str]) -> set[str]:
    """Which of these folded words the published directory uses, as the beginning of a word of its own."""
    if not words:
        return set()
    asked = {f"w{n}": Q(search_text__contains=f" {word}") for n, word in enumerate(words)}
    published = Resource.objects.published()
    return {word for word, condition in zip(words, asked.values(), strict=True) if published.filter(condition).exists()}

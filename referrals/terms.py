"""The vocabulary of one moment: labels, axes and the hierarchy, read from the database once per change of it."""

import threading
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

from referrals import lexicon
from referrals.models import Language, Revision, Term
from referrals.models.history import BEGINNING, Moment
from referrals.vocabulary import STATE_ALIASES, State

SPOKEN = ("es",)  # further languages people type in


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Terms and languages. Shared between searches, so nothing of it may be changed."""

    terms: tuple[Term, ...]
    languages: tuple[Language, ...]

    @classmethod
    def load(cls) -> Self:
        return cls(tuple(Term.objects.current().select_related("parent")), tuple(Language.objects.all()))

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """All that it says. Most changes of the directory leave it as it was, and what was made of it is kept."""
        return [
            {name: value for name, value in vars(row).items() if name != "_state"}
            for row in (*self.terms, *self.languages)
        ]

    @cached_property
    def by_slug(self) -> dict[str, Term]:
        return {term.slug: term for term in self.terms}

    @cached_property
    def _by_facet(self) -> dict[str, list[Term]]:
        found: dict[str, list[Term]] = defaultdict(list)
        for term in self.terms:
            found[term.facet].append(term)
        return found

    def of(self, facet: str) -> list[Term]:
        """Its terms in their order; not to be changed."""
        return self._by_facet[facet]

    @cached_property
    def slugs(self) -> dict[str, frozenset[str]]:
        """{facet: the slugs of its terms}."""
        return {facet: frozenset(term.slug for term in terms) for facet, terms in self._by_facet.items()}

    @cached_property
    def _above(self) -> dict[str, frozenset[str]]:
        return {term.slug: frozenset(self._line(term)) for term in self.terms}

    @cached_property
    def _below(self) -> dict[str, frozenset[str]]:
        below: dict[str, set[str]] = defaultdict(set)
        for slug, above in self._above.items():
            for one in {slug, *above}:
                below[one].add(slug)
        return {slug: frozenset(found) for slug, found in below.items()}

    def _line(self, term: Term) -> Iterator[str]:
        """The terms above it, nearest first. A ring, which the admin does not refuse, ends where it began."""
        seen = {term.slug}
        while term.parent and (above := self.by_slug.get(term.parent.slug)) and above.slug not in seen:
            seen.add(above.slug)
            yield above.slug
            term = above

    def narrower(self, slug: str) -> frozenset[str]:
        """The term itself and every term below it."""
        return self._below.get(slug) or frozenset({slug})

    def broader(self, slug: str) -> frozenset[str]:
        """Every term above it."""
        return self._above.get(slug, frozenset())

    @cached_property
    def language_names(self) -> dict[str, str]:
        return {language.bcp47: language.name for language in self.languages}

    @cached_property
    def lexicon(self) -> tuple[lexicon.Term, ...]:
        """Everything a sentence may name: terms, states, languages, in English and the languages of SPOKEN."""
        spoken = (*self.terms, *self.languages)
        return (*(one.as_lexicon(languages=SPOKEN) for one in spoken), *state_terms())


def state_terms() -> tuple[lexicon.Term, ...]:
    """States by name, code and the other ways people write them."""
    return tuple(
        lexicon.Term("state", code, str(label), (code, *STATE_ALIASES.get(code, ()))) for code, label in State.choices
    )


class Kept:
    """The vocabulary as of the last change to the directory: one for all searches of this process."""

    def __init__(self) -> None:
        self._kept: tuple[Moment, Vocabulary] | None = None
        self._lock = threading.Lock()

    def at(self, moment: Moment) -> Vocabulary:
        """The vocabulary in that state of the directory, which must be the one the database is in now."""
        kept = self._kept
        if kept is None or kept[0] != moment or moment == BEGINNING:
            with self._lock:
                loaded = Vocabulary.load()
                same = kept is not None and kept[1].rows == loaded.rows
                kept = self._kept = (moment, kept[1] if kept and same else loaded)
        return kept[1]


KEPT = Kept()


def now() -> tuple[Moment, Vocabulary]:
    """The state the directory is in, and its vocabulary."""
    moment = Revision.objects.now()
    return moment, KEPT.at(moment)

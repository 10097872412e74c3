"""Words of a cell and the slugs they mean: labels, slugs and synonyms of the vocabulary, states by name and code."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from rapidfuzz import fuzz, process

from referrals.lexicon import fold
from referrals.models import Language, Term
from referrals.vocabulary import STATE_ALIASES, Cost, Coverage, Kind, State, english

from .cells import listed

LIKE = 88  # of 100: what a word means is guessed from here on
NATIONWIDE = "US"
COVERAGES = {
    Coverage.NATIONAL: ("nationwide", "national", "us", "usa", "united states", "all states"),
    Coverage.STATES: ("state", "statewide", "state wide", "whole state", "states"),
    Coverage.LOCAL: ("local", "county", "city", "regional", "part of state"),
}
PARTS = re.compile(r"\s*(?:,|/|\band\b|&)\s*")


@dataclass(frozen=True, slots=True)
class Choices:
    """Of one field: {slug: label}, and {folded words: slug}."""

    labels: dict[str, str]
    words: dict[str, str]

    def means(self, word: str) -> str | None:
        """The slug of exactly these words, however they are written; None if they are no words of the list."""
        return self.words.get(folded(word))

    def guess(self, word: str) -> str:
        """The slug that these words most likely mean, or nothing."""
        near = process.extractOne(folded(word), list(self.words), scorer=fuzz.token_sort_ratio, score_cutoff=LIKE)
        return self.words[near[0]] if near else ""

    def split(self, cell: str, known: dict[str, str]) -> Iterator[tuple[str, str | None]]:
        """(words, slug) of each part of a cell; `known`: what the curator said some words mean. Where a whole part is
        not known, it may be a list with commas."""
        for part in listed(cell):
            slug = self.said(part, known)
            smaller = [one for one in PARTS.split(part) if one] if slug is None else []
            found = [(one, self.said(one, known)) for one in smaller]
            yield from found if len(found) > 1 and any(one is not None for _word, one in found) else [(part, slug)]

    def said(self, word: str, known: dict[str, str]) -> str | None:
        plain = folded(word)
        return known[plain] if plain in known else self.words.get(plain)


def folded(word: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", fold(word).replace("_", " ")).split())


@dataclass(frozen=True, slots=True)
class Known:
    """The choices of every field that has some."""

    of: dict[str, Choices]

    @classmethod
    def now(cls) -> Self:
        """As the vocabulary stands in the database."""
        terms = list(Term.objects.current())
        return cls({
            "kind": _closed(english(Kind), _synonyms(terms, "kind")),
            "cost": _closed(english(Cost), _synonyms(terms, "cost")),
            "coverage": _closed(english(Coverage), {word: slug for slug, all_ in COVERAGES.items() for word in all_}),
            "state": _closed(english(State), _state_words()),
            "states": _closed(english(State) | {NATIONWIDE: "Nationwide"}, _state_words() | _nation()),
            "victim": _open(terms, "victim"),
            "need": _open(terms, "need"),
            "language": _languages(),
        })  # fmt: skip


def _closed(labels: dict[str, str], more: dict[str, str]) -> Choices:
    words = {folded(word): slug for word, slug in more.items()}
    words |= {folded(label): slug for slug, label in labels.items()} | {folded(slug): slug for slug in labels}
    return Choices(labels, words)


def _synonyms(terms: list[Term], facet: str) -> dict[str, str]:
    return {word: term.slug for term in terms if term.facet == facet for word in (*term.synonyms, term.label)}


def _open(terms: list[Term], facet: str) -> Choices:
    return _closed({term.slug: term.label for term in terms if term.facet == facet}, _synonyms(terms, facet))


def _state_words() -> dict[str, str]:
    return {word: code for code, words in STATE_ALIASES.items() for word in words}


def _nation() -> dict[str, str]:
    return dict.fromkeys(COVERAGES[Coverage.NATIONAL], NATIONWIDE)


def _languages() -> Choices:
    languages = list(Language.objects.all())
    words = {word: one.bcp47 for one in languages for word in (*one.aliases, one.endonym) if word}
    return _closed({one.bcp47: one.name for one in languages}, words)

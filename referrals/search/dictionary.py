"""Words as the directory spells them: which it uses, which are names, and what a misspelt one was meant to be."""

from collections.abc import Collection, Iterable

import tantivy
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract, extractOne

from referrals.search import answers, schema
from referrals.search.analysis import stem
from referrals.search.clauses import Clauses, either, every
from referrals.terms import Vocabulary

CHECKED = ("terms", "about", "quotes", "spanish")  # texts that somebody checked; what people ask has their slips
SHORTEST = 4  # letters of a word that is corrected at all
MOST_WORDS_OF_A_NAME, NAMES_COMPARED = 7, 500
LETTERS_A_SLIP = 6  # of a name, for each edit that may be wrong in it
LONG = 6  # letters from which two edits may be wrong; below only one


class Alphabet:
    """The words of the index by their first letter, each letter read once for a commit: to read one takes longer than
    to compare them all."""

    def __init__(self) -> None:
        self._kept: tuple[tantivy.Searcher | None, dict[str, dict[str, int]]] = None, {}

    def words(self, searcher: tantivy.Searcher, letter: str) -> dict[str, int]:
        """{word: how many records use it}."""
        of, found = self._kept
        if of is not searcher:
            self._kept = searcher, found = searcher, {}
        if letter not in found:
            found[letter] = dict(searcher.terms_with_prefix(schema.WORDS, letter))
        return found[letter]


ALPHABET = Alphabet()


class Dictionary:
    """What the published directory uses, read from the index: no list of its own to go stale.

    The lists of words the engine keeps name those of removed records until their file is merged away, so each
    answer is counted among the records that are left.
    """

    def __init__(self, searcher: tantivy.Searcher, vocabulary: Vocabulary) -> None:
        self.searcher = searcher
        self.clauses = Clauses(searcher, vocabulary)

    def uses(self, words: Iterable[str]) -> set[str]:
        """Those of these folded words that any record uses, as they are or as the beginning of one."""
        return {word for word in words if self._uses(word)}

    def spells(self, words: Iterable[str]) -> set[str]:
        """Those of these folded words that any record uses exactly so."""
        return {word for word in words if self._has(schema.WORDS, word)}

    def _uses(self, word: str) -> bool:
        known = self._has(schema.WORDS, word) or self._has("number", word)
        return known or self._uses_form_of(word) or self._any(self.clauses.beginning(word))

    def _uses_form_of(self, word: str) -> bool:
        """Whether another form of the word is used ("housed" is no misspelling of "house"), or it is another name of
        a term that records carry."""
        stems = {field: stem(word, schema.TEXTS[field][0]) for field in CHECKED}
        terms = [term for reduced in set(stems.values()) for term in self.clauses.terms_by_stem.get(reduced, ())]
        return any(found and self._has(field, found) for field, found in (*stems.items(), *terms))

    def named(self, names: Iterable[str]) -> set[str]:
        """Those of these folded phrases that are the name of a record."""
        return {name for name in names if self._has("key", name)}

    def in_one_name(self, words: Collection[str], states: Collection[str]) -> bool:
        """Whether one record, which serves one of the states if there are any, has all of these folded words, or what
        begins so, in its names."""
        there = [either([self.clauses.any_of("state", list(states)), self.clauses.has("coverage", "national")])]
        return self._any(every([*(there if states else []), *map(self.clauses.in_a_name, words)]))

    def reaches(self, points: Iterable[str]) -> set[str]:
        """Those of these phone numbers (digits) and host names that lead to a record."""
        return {point for point in points if self._has("number", point) or self._has("site", point)}

    def _has(self, field: str, value: str) -> bool:
        return bool(self.searcher.doc_freq(field, value)) and self._any(self.clauses.has(field, value))

    def _any(self, query: tantivy.Query) -> bool:
        return bool(answers.count(self.searcher.search(query, 1)))

    def nearest_name(self, typed: str) -> str | None:
        """The name of a record that a short text misspells: "children of the nite". The text is folded, as names are
        kept; its first words must be right, or at least how the first begins, since that is how names are looked up."""
        words = typed.split()
        if not 2 <= len(words) <= MOST_WORDS_OF_A_NAME or self.named([typed]):
            return None
        first = " ".join(words[: 2 if len(words) > 2 else 1]) + " "
        return self._nearest(typed, first) or self._nearest(typed, typed[:3])

    def _nearest(self, typed: str, beginning: str) -> str | None:
        """The nearest of the names that begin so and have as many words."""
        names = [name for name, _ in self.searcher.terms_with_prefix("key", beginning, limit=NAMES_COMPARED)]
        alike = [name for name in names if len(name.split()) == len(typed.split())]
        best = extractOne(typed, alike, scorer=OSA.distance, score_cutoff=len(typed) // LETTERS_A_SLIP)
        return best[0] if best and self.named([best[0]]) else None

    def correct(self, word: str, known: Collection[str] = ()) -> str | None:
        """The nearest spelling among the directory's words and `known`; of two as near one of `known`, then the
        more used one.

        Only words of the directory and the vocabulary can come of it: a name typed about a person never becomes
        a word that was not here before.
        """
        if len(word) < SHORTEST or not word.isalpha():
            return None
        edits = 2 if len(word) >= LONG else 1
        begun = ALPHABET.words(self.searcher, word[0])
        near = {
            other: (slips, other not in known, -begun.get(other, 1), other)
            for words in (begun.keys(), known)
            for other, slips, _ in extract(word, words, scorer=OSA.distance, score_cutoff=edits, limit=None)
            if other[0] == word[0]
        }
        ways = sorted(near, key=near.__getitem__)
        return next((way for way in ways if way in known or self._has(schema.WORDS, way)), None)


class NoDictionary:
    """Without an index nothing is known of words: they are left out, not guessed at."""

    def uses(self, words: Iterable[str]) -> set[str]:
        return set()

    def spells(self, words: Iterable[str]) -> set[str]:
        return set()

    def named(self, names: Iterable[str]) -> set[str]:
        return set()

    def in_one_name(self, words: Collection[str], states: Collection[str]) -> bool:
        return False

    def reaches(self, points: Iterable[str]) -> set[str]:
        return set()

    def correct(self, word: str, known: Collection[str] = ()) -> str | None:
        return None

    def nearest_name(self, typed: str) -> str | None:
        return None

"""Words by which terms are known, so that a record is found by the synonyms of what it is tagged with.

Looked up when a search is made, not written into every record that carries the term: the index stays small, is
made quickly, and a synonym added to the vocabulary counts at once.
"""

from collections import defaultdict
from functools import lru_cache

from referrals.search.analysis import ENGLISH, SPANISH, stem
from referrals.search.reading.wordlists import EMPTY_WORDS
from referrals.terms import Vocabulary
from referrals.tokens import words

FACETS = ("victim", "need")


@lru_cache(maxsize=2)
def terms_by_stem(vocabulary: Vocabulary) -> dict[str, tuple[tuple[str, str], ...]]:
    """{stem of a word in English or Spanish: (facet, slug) of every term with a synonym that has the word}."""
    found: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    for term in vocabulary.lexicon:
        if term.facet in FACETS:
            entries = (*term.synonyms, *term.weak_synonyms)
            for word in {word for entry in entries for word in words(entry)} - EMPTY_WORDS:
                for reduced in {stem(word, ENGLISH), stem(word, SPANISH)}:
                    found[reduced][term.facet, term.slug] = None
    return {reduced: tuple(terms) for reduced, terms in found.items() if reduced}

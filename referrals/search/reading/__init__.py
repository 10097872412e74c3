"""What a sentence about a case asks for: facets read from its words, and the words that are left.

Pure and deterministic. The sentence itself is about a person, so nothing of it leaves this module but slugs
of the vocabulary, states, and single words that the directory itself uses; ages, countries of origin, names
and everything else unknown to the directory is dropped, not stored, not put into an address.

In this order, the longest first where two overlap: phone numbers, web addresses, ages, hours; then names of
records, terms of the vocabulary, places, countries.
"""

from collections.abc import Iterable

from referrals import personal_names
from referrals.lexicon import Term
from referrals.search.reading import places, real_words
from referrals.search.reading.phrases import vocabulary
from referrals.search.reading.reader import ANY_LAWYER, Reader
from referrals.search.reading.result import Correction, Directory, Read, Reading

__all__ = ["ANY_LAWYER", "Correction", "Directory", "Read", "Reading", "read", "warm"]

LONGEST = 1_000  # characters read; a sentence about a case is shorter


def read(
    text: str, terms: tuple[Term, ...], directory: Directory, *, ignore: Iterable[str] = (), facets: bool = True
) -> Reading:
    """Read a sentence. `ignore` holds keys ("need:t-visa") of facets that the reader took out: their words are
    searched as words. Without `facets` the text is what an earlier reading left: names and words."""
    return Reader(text[:LONGEST], vocabulary(terms), directory, frozenset(ignore)).reading(facets=facets)


def warm() -> None:
    """Read the lists of places and words now, not with the first sentence."""
    places.warm()
    personal_names.warm()
    real_words.warm()

"""Words of English and Spanish as people write them: a real word is never a misspelling of another.

Without them "overseas" would be read as "overeat", only because the directory happens to use the one and not
the other. The lists come with the package `pyspellchecker`; only which words there are is kept of them.
"""

import threading
from functools import lru_cache

from spellchecker import SpellChecker

from referrals.tokens import fold_text

LANGUAGES = ("en", "es")
SELDOM = 50  # times a word was seen; what was seen no more often may be a misspelling itself
_lock = threading.Lock()


def is_real(word: str) -> bool:
    """Whether a folded word is a word of English or Spanish."""
    return word in _words()


def warm() -> None:
    """Read the lists now, not with the first misspelt word."""
    _words()


def _words() -> frozenset[str]:
    with _lock:  # else two first searches would both read them
        return _read()


@lru_cache(maxsize=1)
def _read() -> frozenset[str]:
    return frozenset(
        fold_text(word)
        for language in LANGUAGES
        for word, seen in SpellChecker(language=language).word_frequency.items()
        if word.isalpha() and seen > SELDOM
    )

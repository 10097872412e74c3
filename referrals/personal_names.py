"""First and family names of people, as the census of the United States counts them.

A word that somebody is called by is never left in an address because it also happens to be a word. The lists come
with the package `names`.
"""

from functools import lru_cache
from pathlib import Path

import names as census

USUAL = 500  # of the names of women, and of those of men, most frequent first


def is_personal(word: str) -> bool:
    """Whether anybody counted is called by this folded word."""
    return is_given(word) or word in _read("last")


def is_given(word: str) -> bool:
    """Whether it is a first name."""
    return word in _read("first:female") or word in _read("first:male")


def is_usual(word: str) -> bool:
    """Whether it is one of the usual first names, so that capitals behind it are rather a person than a body."""
    return word in _usual("first:female") or word in _usual("first:male")


def warm() -> None:
    """Read the lists now, not with the first sentence."""
    for kind in census.FILES:
        _read(kind)


@lru_cache(maxsize=2)
def _usual(kind: str) -> frozenset[str]:
    lines = Path(census.FILES[kind]).read_text(encoding="ascii").splitlines()
    return frozenset(line.split(" ", 1)[0].lower() for line in lines[:USUAL])


@lru_cache(maxsize=3)
def _read(kind: str) -> frozenset[str]:
    lines = Path(census.FILES[kind]).read_text(encoding="ascii").splitlines()
    return frozenset(line.split(" ", 1)[0].lower() for line in lines)

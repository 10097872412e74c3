"""Keys that two records of one agency share: only records that share one are compared, however many there are."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from .contacts import contact_keys
from .names import acronyms, name_key, telling

LONG = 5  # letters: shorter words stand in too many names
WORDS = 2  # of a name, the longest: two spellings of it share one of them, or something else
INITIALS = 2  # letters from which on the initials of a name say something
INITIALISM = 3  # letters at most of a word that is made of beginnings
VOWELS = frozenset("aeiouy")
STRONG, WEAK = 10, 1


class Key(NamedTuple):
    """`weight`: how much it says that two records share it."""

    text: str
    weight: int


def keys(record: dict[str, Any]) -> set[Key]:
    """The keys of a record (see `curation.record`): its names, their acronyms and initials, numbers and addresses, and
    words of its names."""
    return {Key(key.text[:160], key.weight) for key in _keys(record)}


def _keys(record: dict[str, Any]) -> Iterator[Key]:
    yield from (Key(f"c {key}", STRONG) for key in contact_keys(record))
    for name in (record["name"], *record["aliases"]):
        yield from (Key(f"a {acronym}", STRONG) for acronym in acronyms(name))
        if key := name_key(name):
            yield Key(f"n {key}", STRONG)
            yield from _of_words(telling(key), record["states"] or [record.get("base_state", "")])


def _of_words(words: tuple[str, ...], places: list[str]) -> Iterator[Key]:
    """What stays of a name that is abbreviated: its initials; of one that is misspelt: some of its words."""
    words = tuple(word.lower() for word in words)
    for initials in {"".join(word[0] for word in words), "".join(map(_beginnings, words))}:
        if len(initials) >= INITIALS:
            yield from (Key(f"i {initials} {place}", STRONG) for place in places)
    longest = sorted({word for word in words if len(word) >= LONG}, key=lambda word: (-len(word), word))
    yield from (Key(f"w {word}", WEAK) for word in longest[:WORDS])


def _beginnings(word: str) -> str:
    """The first letter; all of what can only be beginnings of words, such as "dv"."""
    return word[0] if VOWELS & set(word) or len(word) > INITIALISM else word

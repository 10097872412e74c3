"""A name that was found once is looked for wherever else it stands in the session, where nothing says whose it is."""

import re
from collections.abc import Collection, Iterator, Sequence

from referrals.tokens import words

from .model import Flag

SHORTEST = 3  # letters of a name that is looked for by itself


def repeated(texts: Sequence[str], found: Sequence[Collection[Flag]], speakers: Collection[str]) -> list[list[Flag]]:
    """Of each text, further places of the names that were `found` in any of them, whole or in part."""
    named = {text[flag.start : flag.end] for text, flags in zip(texts, found, strict=True)
             for flag in flags if flag.reason == "name"}  # fmt: skip
    ordinary = {word for text in texts for word in re.findall(r"\b[a-zà-ÿ]+\b", text)}
    ordinary |= {word for name in speakers for word in words(name)}
    wanted = sorted({part for name in named for part in _parts(name, ordinary)}, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, wanted))})(?!\w)") if wanted else None
    return [[Flag(*spot.span(), "name") for spot in pattern.finditer(text)] if pattern else [] for text in texts]


def _parts(name: str, ordinary: Collection[str]) -> Iterator[str]:
    """The whole name, and each of its words that is no word of the session otherwise."""
    yield name
    for part in name.split():
        if len(part) >= SHORTEST and part[0].isupper() and part.lower() not in ordinary:
            yield part

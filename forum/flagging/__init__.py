"""What in a post may describe a person: places in it for a curator to look at before anybody else does.

Pure: text in, places out. It errs towards asking: a flag that is kept costs one key, a missed one may cost a person.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence

from referrals.extraction.model import Text
from referrals.extraction.text import Passage

from .ages import ages
from .model import Flag
from .names import names
from .numbers import numbers
from .repeated import repeated

__all__ = ["Flag", "flags", "of_session"]


def flags(text: str, speakers: Collection[str] = ()) -> list[Flag]:
    """Every stretch that may describe a person, in order; none lies within another.

    `speakers`: names of those who write in the session. They are no secret in it.
    """
    passage = Passage(Text("", text))
    return list(_outermost([*numbers(text), *ages(passage), *names(passage, speakers)]))


def of_session(texts: Sequence[str], speakers: Collection[str] = ()) -> list[list[Flag]]:
    """The flags of each text of a session. A name that is somebody's in one of them is so in all."""
    found = [flags(text, speakers) for text in texts]
    again = repeated(texts, found, speakers)
    return [list(_outermost([*first, *more])) for first, more in zip(found, again, strict=True)]


def _outermost(found: Iterable[Flag]) -> Iterator[Flag]:
    reach = 0
    for flag in sorted(found, key=lambda flag: (flag.start, -flag.end, flag.reason)):
        if flag.end > reach:
            reach = flag.end
            yield flag

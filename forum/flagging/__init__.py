"""What in a post may describe a person: places in it for a curator to look at before anybody else does.

Pure: text in, places out. It errs towards asking: a flag that is kept costs one key, a missed one may cost a person.
"""

from collections.abc import Collection, Iterable, Iterator

from referrals.extraction.model import Text
from referrals.extraction.text import Passage

from .ages import ages
from .model import Flag
from .names import names
from .numbers import numbers

__all__ = ["Flag", "flags"]


def flags(text: str, speakers: Collection[str] = ()) -> list[Flag]:
    """Every stretch that may describe a person, in order; none lies within another.

    `speakers`: names of those who write in the session. They are no secret in it.
    """
    passage = Passage(Text("", text))
    return list(_outermost([*numbers(text), *ages(passage), *names(passage, speakers)]))


def _outermost(found: Iterable[Flag]) -> Iterator[Flag]:
    reach = 0
    for flag in sorted(found, key=lambda flag: (flag.start, -flag.end, flag.reason)):
        if flag.end > reach:
            reach = flag.end
            yield flag

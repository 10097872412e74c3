"""A template rendered once, with holes for what differs from one page to the next.

Some two hundred filters stand on each page, and only their counts and ticks differ; cards differ in their texts
and in what they have. Rendering them anew took longer than the search. What fills a hole is escaped, unless it is
finished markup.
"""

import re
import secrets
from collections.abc import Mapping
from html import escape
from typing import Self

from django.template.loader import render_to_string

TOKEN = secrets.token_hex(8)  # so that no stored text can look like a hole
HOLE = re.compile(f"\ue000{TOKEN}:(.*?)\ue001")


def hole(name: str) -> str:
    """What a template prints where `name` is to be filled in."""
    return f"\ue000{TOKEN}:{name}\ue001"


class Filled(str):
    """Finished markup. A template prints it as it is, since it was escaped when it was rendered."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


class Skeleton:
    """Markup with holes."""

    def __init__(self, markup: str) -> None:
        pieces = HOLE.split(markup)
        self._holes = list(enumerate(pieces))[1::2]
        self._pieces = [piece if place % 2 == 0 else "" for place, piece in enumerate(pieces)]

    @classmethod
    def of(cls, template: str, context: Mapping[str, object]) -> Self:
        """A template whose context has holes."""
        return cls(render_to_string(template, dict(context)))

    def filled(self, values: Mapping[str, object]) -> Filled:
        """The markup with its holes filled; values are escaped. A hole without a value stays empty."""
        found = list(self._pieces)
        for place, name in self._holes:
            if name in values:
                value = values[name]
                finished = type(value) is int or hasattr(value, "__html__")
                found[place] = str(value) if finished else escape(str(value))
        return Filled("".join(found))

"""A template rendered once, with holes for what differs from one page to the next.

Some two hundred filters stand on each page, and only their counts and ticks differ. Rendering them anew took
longer than the search. A hole is filled with what the caller vouches for: numbers, addresses of this site's own
making, fixed attributes. Stored text is rendered, and so escaped, with the template.
"""

import re
import secrets
from collections.abc import Mapping

from django.template.loader import render_to_string
from django.utils.html import conditional_escape

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
    """The markup of a template with its holes."""

    def __init__(self, template: str, context: Mapping[str, object]) -> None:
        pieces = HOLE.split(render_to_string(template, dict(context)))
        self._holes = list(enumerate(pieces))[1::2]
        self._pieces = [piece if place % 2 == 0 else "" for place, piece in enumerate(pieces)]

    def filled(self, values: Mapping[str, object]) -> Filled:
        """The markup with its holes filled; values are escaped. A hole without a value stays empty."""
        found = list(self._pieces)
        for place, name in self._holes:
            if name in values:
                value = values[name]
                found[place] = str(value) if isinstance(value, int) else conditional_escape(value)
        return Filled("".join(found))

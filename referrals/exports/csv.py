"""CSV for people: RFC 4180, UTF-8, no cell that is a formula; and what a machine reads about it (CSV on the Web).

A byte-order mark stands in front, since Excel reads accents right only then; `bom=no` leaves it out. A table has no
room for what the file says of itself: that stands in a file of its own, which a `Link` header names.
"""

import json
from collections.abc import Iterator
from itertools import batched

from django.urls import reverse

from . import manifest
from .columns import COLUMNS
from .handout import Handout

AT_ONCE = 100  # lines that leave together
MARK = "\ufeff".encode()


def render(handout: Handout) -> Iterator[bytes]:
    """Some lines at a time, the header first."""
    header = ",".join(column.name for column in COLUMNS).encode() + b"\r\n"
    yield (MARK if handout.options.bom else b"") + header
    for some in batched(handout.hits(), AT_ONCE):
        yield b"".join(map(manifest.line, some))


def described(handout: Handout) -> Iterator[bytes]:
    """The description of that table: its columns and their meaning, and the manifest."""
    about = {
        "@context": "http://www.w3.org/ns/csvw",
        "url": f"{reverse('export', args=['csv'])}?{handout.query}",
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\r\n"], "header": True},
        "tableSchema": {
            "columns": [
                {"name": column.name, "titles": column.name, "dc:description": str(column.means), "datatype": "string"}
                for column in COLUMNS
            ]
        },
        "dc:rights": manifest.TERMS,
        "manifest": manifest.of(handout).plain(),
    }
    yield json.dumps(about, ensure_ascii=False, indent=1).encode() + b"\n"

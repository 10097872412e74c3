"""What leaves as a file: one module a format, one line here each. Everything has passed the release gate."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from referrals.exports import csv, json
from referrals.search import Search


@dataclass(frozen=True, slots=True)
class Format:
    """`render` makes the bytes of a search piece by piece, so that a long list never stands in memory."""

    content_type: str
    render: Callable[[Search, int | None], Iterator[bytes]]


FORMATS: dict[str, Format] = {
    "csv": Format("text/csv; charset=utf-8", csv.render),
    "json": Format("application/json", json.render),
}

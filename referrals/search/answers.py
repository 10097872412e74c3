"""What an answer of the index holds."""

from typing import cast

import tantivy


def count(result: tantivy.SearchResult) -> int:
    """How many records fit, however few of them were asked for."""
    found: int = result.count  # type: ignore[attr-defined]  # its types leave it out
    return found


def pks(searcher: tantivy.Searcher, result: tantivy.SearchResult) -> list[int]:
    """The keys of the records it found, in its order."""
    return cast(list[int], searcher.fast_field_values("pk", [address for _, address in result.hits]))  # of unsigned

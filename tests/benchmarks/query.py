"""One query, as a plain value."""

from dataclasses import dataclass
from urllib.parse import urlencode

KINDS = ("words", "filters", "both", "misspelt", "landing")


@dataclass(frozen=True, slots=True)
class Query:
    """`words` are lower case and no word of the vocabulary; `filters` holds one value a facet; `page` counts from 1."""

    kind: str
    words: tuple[str, ...] = ()
    filters: tuple[tuple[str, str], ...] = ()
    page: int = 1

    @property
    def address(self) -> str:
        """The query string of this project's search page; the ORM page takes the same."""
        pairs = [("q", " ".join(self.words))] if self.words else []
        pairs += self.filters
        return urlencode([*pairs, ("page", str(self.page))] if self.page > 1 else pairs)

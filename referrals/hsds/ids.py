"""UUIDs that stay: a service has its record's, an organization its own; what hangs on them has one made of its owner's
and of what it is, so that two exports, and two sites that hold the same record, say the same."""

from collections import Counter
from uuid import UUID, uuid5


class Wrong(ValueError):
    """A parameter says what nobody can follow; the text is a sentence for whoever wrote the program."""


NAMESPACE = UUID("6e0c7a52-3f53-5d0e-9a3c-0d6b8f2c41aa")  # ours, for ever


def term(slug: str) -> str:
    """Of a term of the vocabulary; slugs are unique over all facets."""
    return str(uuid5(NAMESPACE, f"taxonomy_term:{slug}"))


def taxonomy(facet: str) -> str:
    return str(uuid5(NAMESPACE, f"taxonomy:{facet}"))


class Children:
    """Ids of what hangs on one service; the second of two that are alike is told apart by being the second."""

    def __init__(self, owner: str) -> None:
        self._owner = UUID(owner)
        self._often: Counter[str] = Counter()

    def id(self, table: str, *natural: object) -> str:
        key = ":".join([table, *map(str, natural)])
        self._often[key] += 1
        return str(uuid5(self._owner, key if self._often[key] == 1 else f"{key}:{self._often[key]}"))


def read(value: str, name: str) -> UUID:
    """A UUID that somebody sent; `name` is that of the parameter. Raises Wrong."""
    try:
        return UUID(value)
    except ValueError:
        raise Wrong(f"{name} may be a UUID, such as {term('minors')}.") from None

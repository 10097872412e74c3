"""What a contact carries of a facet, as tokens: the search index is made of these."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

NOT_SAID = "?"  # carried by a contact that is silent where silence is not a no


@dataclass(frozen=True, slots=True)
class Marks:
    """Values of one facet that a contact is known to fit, those it may fit, and those it fits by name."""

    known: frozenset[str] = frozenset()
    may: frozenset[str] = frozenset()
    exact: frozenset[str] = frozenset()

    @classmethod
    def of(cls, known: Iterable[str], may: Iterable[str] = ()) -> "Marks":
        """Marks of a contact that fits by name whatever it fits."""
        known = frozenset(known)
        return cls(known, frozenset(may), known)

    def columns(self, heading: Callable[[str], str]) -> dict[str, str]:
        """{heading: the known values under it, in one word}. Counting reads one short column per heading."""
        under: dict[str, list[str]] = {}
        for token in sorted(self.known):
            under.setdefault(heading(token), []).append(token)
        return {name: " ".join(tokens) for name, tokens in under.items()}

"""What stands around the results: chips, facets with live counts, the states, messages beside a facet."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _

from referrals.models import Term
from referrals.search import Search
from referrals.search.address import Address
from referrals.vocabulary import State

# The headings under which a facet's options stand: axes of victim types, groups of needs.
GROUPS = {
    "form": _("What happened"), "age": _("Age"), "status": _("Immigration status"), "identity": _("Who they are"),
    "crisis-safety": _("Crisis and safety"), "housing": _("Housing"), "basic-needs": _("Basic needs"),
    "health": _("Health and healing"), "legal": _("Legal help"), "advocacy": _("Advocacy"),
    "education-work": _("Education and work"), "provider-support": _("For providers"),
}  # fmt: skip
# The tile-grid map: states in rows and columns, roughly where they lie.
GRID = (
    "AK .. .. .. .. .. .. .. .. .. ME",
    ".. .. .. .. .. .. .. .. .. VT NH",
    "WA ID MT ND MN IL WI MI NY RI MA",
    "OR NV WY SD IA IN OH PA NJ CT ..",
    "CA UT CO NE MO KY WV VA MD DE ..",
    ".. AZ NM KS AR TN NC SC DC .. ..",
    ".. .. .. OK LA MS AL GA .. .. ..",
    "HI .. .. TX .. .. .. .. FL PR VI",
    ".. .. .. .. .. .. .. .. AS GU MP",
)
TILE = 24  # units of the drawing a tile takes
SHOWN = ("victim", "need", "kind", "language", "cost", "open", "freshness", "evidence")


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a facet. `address` is the search with it chosen, or taken out if it is chosen."""

    value: str
    label: str
    count: int
    selected: bool
    address: Address
    level: int = 0
    tier: str = "core"

    @property
    def dead(self) -> bool:
        """Choosing it would find nothing."""
        return not self.count and not self.selected


@dataclass(frozen=True, slots=True)
class Tile:
    """A state on the map: where it stands, how many serve it and say so, and how dark that is (0 to 4)."""

    option: Option
    x: int
    y: int
    own: int
    shade: int


@dataclass(frozen=True, slots=True)
class Group:
    heading: str
    options: tuple[Option, ...]

    @property
    def selected(self) -> int:
        return sum(option.selected for option in self.options)


@dataclass(frozen=True, slots=True)
class FacetPanel:
    name: str
    label: str
    groups: tuple[Group, ...]
    unknown: tuple[str, ...]

    @property
    def selected(self) -> int:
        return sum(group.selected for group in self.groups)


@dataclass(frozen=True, slots=True)
class Chip:
    """One choice in force; `words` are those it was read from, known only on the page after the question."""

    facet: str
    value: str
    label: str
    read: bool
    words: str
    address: Address


class Panel:
    """Everything beside the results of one search. `said`: {"need:t-visa": "T visa"}, from the one-time cookie."""

    def __init__(self, search: Search, said: dict[str, str]) -> None:
        self.search = search
        self.said = said

    @cached_property
    def chips(self) -> list[Chip]:
        address = self.search.address
        return [
            Chip(facet, value, self._labels(facet)[value], f"{facet}:{value}" in address.read,
                 self.said.get(f"{facet}:{value}", ""), address.without_value(facet, value))
            for facet, values in address.chosen.items() for value in values
        ]  # fmt: skip

    @property
    def chips_read(self) -> list[Chip]:
        return [chip for chip in self.chips if chip.read]

    @property
    def chips_chosen(self) -> list[Chip]:
        return [chip for chip in self.chips if not chip.read]

    def _labels(self, facet: str) -> dict[str, Any]:
        return {str(value): label for value, label in self.search.filterset.filters[facet].extra["choices"]}

    @cached_property
    def facets(self) -> list[FacetPanel]:
        return [self._facet(name) for name in SHOWN]

    def _facet(self, name: str) -> FacetPanel:
        filter_ = self.search.filterset.filters[name]
        groups = self._by_heading(name) if name in {"victim", "need"} else [("", self._flat(name))]
        built = tuple(Group(heading, options) for heading, options in groups if options)
        return FacetPanel(name, filter_.label, built, self.search.given.unknown.get(name, ()))

    def _flat(self, name: str) -> tuple[Option, ...]:
        options = (self._option(name, value, label) for value, label in self._labels(name).items())
        if name == "language":  # 78 of them: those somebody answers in, or that were chosen
            return tuple(option for option in options if not option.dead)
        return tuple(options)

    def _by_heading(self, name: str) -> list[tuple[str, tuple[Option, ...]]]:
        terms = self.search.vocabulary.of(name)
        headings = dict.fromkeys(term.group for term in terms)
        return [(GROUPS.get(heading, heading), self._group(terms, heading)) for heading in headings]

    def _group(self, terms: list[Term], heading: str) -> tuple[Option, ...]:
        return tuple(self._term(term) for term in self._in_line([t for t in terms if t.group == heading]))

    def _in_line(self, terms: list[Term], parent: Term | None = None) -> Iterator[Term]:
        """Terms of one heading, each followed by those below it."""
        of_this_heading = {term.pk for term in terms}
        for term in terms:
            if (term.parent_id if term.parent_id in of_this_heading else None) == (parent and parent.pk):
                yield term
                yield from self._in_line(terms, term)

    def _term(self, term) -> Option:
        level = len(self.search.vocabulary.broader(term.slug))
        return self._option(term.facet, term.slug, term.label, level, term.tier)

    def _option(self, facet: str, value: str, label: str, level: int = 0, tier: str = "core") -> Option:
        address, selected = self.search.address, self.search.address.has(facet, value)
        other = address.without_value(facet, value) if selected else address.with_value(facet, value)
        count = self.search.counts.get(facet, {}).get(value, 0)
        return Option(value, label, count, selected, other, level, tier)

    @cached_property
    def states(self) -> list[Option]:
        """All states with the count a choice of each would give."""
        return [self._option("state", code, str(label)) for code, label in State.choices]

    @cached_property
    def tiles(self) -> list[Tile]:
        """The map of states, given all choices but that of a state."""
        own = self.search.filterset.filters["state"].own(self.search.filterset.known_without("state"))
        most = max(own.values(), default=0)
        options = {option.value: option for option in self.states}
        return [
            Tile(options[code], column * TILE, row * TILE, own[code], -(-4 * own[code] // most) if most else 0)
            for row, codes in enumerate(GRID) for column, code in enumerate(codes.split()) if code in options
        ]  # fmt: skip

    @property
    def without_law_enforcement(self) -> Option:
        """One click that leaves out whatever contact may start an investigation, or brings it back."""
        return self._option("without", "law-enforcement", str(_("Leave out law enforcement")))

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What the form carries along unseen, so that a new choice keeps the rest of the search."""
        address = self.search.address
        carried = [("state", code) for code in address.chosen.get("state", ())[1:]]
        carried += [("without", slug) for slug in address.chosen.get("without", ())]
        carried += [("read", key) for key in address.read] + [("ignore", key) for key in address.ignore]
        carried += [("city", address.city)] if address.city else []
        return carried if address.ask else [*carried, ("ask", "no")]

    @property
    def unknown(self) -> list[tuple[str, tuple[str, ...]]]:
        """Values of the address that mean nothing here, by the facet's label."""
        labels = self.search.filterset.filters
        return [(labels[facet].label, values) for facet, values in self.search.given.unknown.items()]

    @property
    def dropped(self) -> int:
        """How many typed words the directory does not use and therefore did not search."""
        return int(self.said.get("dropped", 0))

"""What stands around the results: chips, facets with live counts, the states, messages beside a facet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from referrals.filters import facets_of
from referrals.models import Term
from referrals.search import Search
from referrals.search.address import Address
from referrals.terms import Vocabulary
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
class Line:
    """One value of a facet as it stands in the list of filters, whatever is searched."""

    facet: str
    value: str
    label: str
    level: int = 0
    key: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", f"{self.facet}:{self.value}")


@dataclass(frozen=True, slots=True)
class Option:
    """A line in one search: how many it would find, and whether it is chosen."""

    line: Line
    count: int
    selected: bool
    of: Address

    @property
    def value(self) -> str:
        return self.line.value

    @property
    def address(self) -> Address:
        """The search with it chosen, or taken out if it is chosen."""
        return self.of.toggled(self.line.facet, self.line.value)


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under one heading."""

    heading: str
    options: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class FacetPanel:
    name: str
    label: str
    groups: tuple[Group, ...]


@lru_cache(maxsize=32)
def outline(vocabulary: Vocabulary, language: str, languages: tuple[str, ...]) -> tuple[FacetPanel, ...]:
    """All filters in their order, in the `language` of the page (the active one), with these `languages` to choose."""
    facets = facets_of(vocabulary, date.min)
    lines = {
        name: [Line(name, str(value), str(label)) for value, label in facets[name].extra["choices"]] for name in SHOWN
    }
    lines["language"] = [line for line in lines["language"] if line.value in languages]
    grouped = {name: _by_heading(vocabulary, name, language) for name in ("victim", "need")}
    panels = {name: grouped.get(name) or (Group("", tuple(lines[name])),) for name in SHOWN}
    return tuple(
        FacetPanel(name, str(facets[name].label), tuple(group for group in groups if group.options))
        for name, groups in panels.items()
    )


def _by_heading(vocabulary: Vocabulary, facet: str, language: str) -> tuple[Group, ...]:
    terms = vocabulary.of(facet)
    headings = dict.fromkeys(term.group for term in terms)
    under = {heading: [term for term in terms if term.group == heading] for heading in headings}
    return tuple(Group(str(GROUPS.get(h, h)), tuple(_lines(vocabulary, under[h], language))) for h in headings)


def _lines(vocabulary: Vocabulary, terms: list[Term], language: str) -> Iterator[Line]:
    for term in _in_line(terms):
        yield Line(term.facet, term.slug, term.label_in(language), len(vocabulary.broader(term.slug)))


def _in_line(terms: list[Term], parent: Term | None = None) -> Iterator[Term]:
    """Terms of one heading, each followed by those below it."""
    of_this_heading = {term.pk for term in terms}
    for term in terms:
        if (term.parent_id if term.parent_id in of_this_heading else None) == (parent and parent.pk):
            yield term
            yield from _in_line(terms, term)


@dataclass(frozen=True, slots=True)
class Chip:
    """One choice in force; `words` are those it was read from, known only on the page after the question."""

    facet: str
    value: str
    label: str
    definition: str
    read: bool
    words: str
    address: Address


class Panel:
    """Everything beside the results of one search. `said`: {"need:t-visa": "T visa"}, from the one-time cookie."""

    def __init__(self, search: Search, said: dict[str, Any]) -> None:
        self.search = search
        self.said = said

    @cached_property
    def chips(self) -> list[Chip]:
        address = self.search.address
        return [
            Chip(facet, value, self._labels(facet)[value], self._definition(value), f"{facet}:{value}" in address.read,
                 self.said.get(f"{facet}:{value}", ""), address.without_value(facet, value))
            for facet, values in address.chosen.items() for value in values
        ]  # fmt: skip

    @property
    def chips_read(self) -> list[Chip]:
        return [chip for chip in self.chips if chip.read]

    @property
    def chips_chosen(self) -> list[Chip]:
        return [chip for chip in self.chips if not chip.read]

    def _definition(self, value: str) -> str:
        """One line of meaning, of a term."""
        term = self.search.vocabulary.by_slug.get(value)
        return term.definition_in(get_language() or "") if term else ""

    def _labels(self, facet: str) -> dict[str, Any]:
        return {str(value): label for value, label in self.search.facets[facet].extra["choices"]}

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Of all the languages those that somebody in the directory answers in, or that were chosen."""
        offered = self.search.spoken.union(self.search.address.chosen.get("language", ()))
        return tuple(code for code in self.search.vocabulary.language_names if code in offered)

    @property
    def outline(self) -> tuple[FacetPanel, ...]:
        """The filters as they stand beside this search."""
        return outline(self.search.vocabulary, get_language() or "", self.languages)

    def option(self, line: Line) -> Option:
        """A line as it stands in this search."""
        count = self.search.counts.get(line.facet, {}).get(line.value, 0)
        return Option(line, count, self.search.address.has(line.facet, line.value), self.search.address)

    @property
    def without_law_enforcement(self) -> Option:
        """One click that leaves out whatever contact may start an investigation, or brings it back."""
        return self.option(Line("without", "law-enforcement", str(_("Leave out law enforcement"))))

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
        labels = self.search.facets
        return [(str(labels[facet].label), values) for facet, values in self.search.given.unknown.items()]

    @property
    def corrections(self) -> list[tuple[str, str]]:
        """[(as typed, as read)] of misspelt words, shown once."""
        read = [(one.typed, one.word) for one in self.search.reading.corrections]
        return read or [(typed, word) for typed, word in self.said.get("corrections", [])]

    @property
    def which(self) -> list[tuple[str, list[tuple[str, Address]]]]:
        """Of each place that several states have, those states and the search in each of them."""
        address = self.search.address
        return [
            (name, [(str(State(code).label), address.with_value("state", code)) for code in codes])
            for name, codes in self.search.which
        ]

    @property
    def left_out(self) -> str:
        """Typed words that were not searched, those that are nobody's name."""
        return ", ".join(self.said.get("left_out", []))

    @property
    def dropped(self) -> int:
        """How many more of them there are."""
        return int(self.said.get("dropped", 0)) - len(self.said.get("left_out", []))

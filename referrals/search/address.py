"""A search address: the whole state of a search, less the sentence about the person."""

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Self

from django.http import QueryDict

from referrals.filters import ResourceFilter, facets_of
from referrals.terms import Vocabulary

FACETS = tuple(ResourceFilter.base_filters)
NOTHING = "nothing"  # what is read from words of which the directory uses none
MOST_VALUES = 40  # of one facet; a longer address is not a person's choice


@dataclass(frozen=True)
class Address:
    """The parts of `/?…`. `chosen` holds known values only; `unknown` names what was dropped, by facet. `nothing`:
    words were typed, and nothing in the directory has to do with them."""

    q: str = ""
    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    read: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    city: str = ""
    ask: bool = True
    page: int = 1
    nothing: bool = False
    unknown: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def parse(cls, params: QueryDict, vocabulary: Vocabulary) -> Self:
        """Read a query string. Nothing is an error."""
        choices = choices_in(vocabulary)
        given = {name: tuple(dict.fromkeys(filter(None, params.getlist(name)[:MOST_VALUES]))) for name in FACETS}
        if "state" in given:
            given["state"] = tuple(code.upper() for code in given["state"])
        known = {name: tuple(v for v in values if v in choices[name]) for name, values in given.items()}
        unknown = {name: tuple(v[:40] for v in values if v not in choices[name]) for name, values in given.items()}
        page = params.get("page", "")
        return cls(
            q=" ".join(params.get("q", "").replace("\x00", " ").split()),
            chosen={name: values for name, values in known.items() if values},
            read=_keys(params, "read"),
            ignore=_keys(params, "ignore"),
            city=params.get("city", "").replace("\x00", "")[:100],
            ask=params.get("ask") != "no",
            page=int(page) if page.isdecimal() and len(page) < 7 else 1,
            nothing=NOTHING in params.getlist("read"),
            unknown={name: values for name, values in unknown.items() if values},
        )

    def has(self, facet: str, value: str) -> bool:
        return value in self.chosen.get(facet, ())

    def with_value(self, facet: str, value: str, *, read: bool = False) -> Self:
        """The same search with one more choice."""
        values = (*self.chosen.get(facet, ()), value)
        chosen = self.chosen | {facet: tuple(dict.fromkeys(values))}
        marks = tuple(dict.fromkeys((*self.read, f"{facet}:{value}"))) if read else self.read
        return self._changed(chosen=chosen, read=marks, page=1)

    def without_value(self, facet: str, value: str) -> Self:
        """The same search without that choice; one that was read from words is not read again."""
        key = f"{facet}:{value}"
        rest = tuple(v for v in self.chosen.get(facet, ()) if v != value)
        chosen = {n: v for n, v in (self.chosen | {facet: rest}).items() if v}
        ignore = (*self.ignore, key) if key in self.read and self.q else self.ignore
        return self._changed(chosen=chosen, read=tuple(r for r in self.read if r != key), ignore=ignore, page=1)

    def toggled(self, facet: str, value: str) -> Self:
        """The same search with that choice, or without it if it was made."""
        return self.without_value(facet, value) if self.has(facet, value) else self.with_value(facet, value)

    def without_facets(self, *facets: str) -> Self:
        chosen = {name: values for name, values in self.chosen.items() if name not in facets}
        read = tuple(key for key in self.read if key.partition(":")[0] not in facets)
        return self._changed(chosen=chosen, read=read, page=1)

    def only_facet(self, facet: str) -> Self:
        """The choices of one facet, and nothing else."""
        return type(self)(chosen={name: values for name, values in self.chosen.items() if name == facet})

    def in_city(self, city: str) -> Self:
        """The same search, with that city's own contacts first."""
        return self._changed(city=city) if city else self

    def with_words(self, words: str) -> Self:
        return self._changed(q=words, page=1)

    def settled(self, typed: bool) -> Self:
        """Once all is read: whether nothing came of words that were `typed`."""
        return self._changed(nothing=typed and self.empty and not self.city)

    def on_page(self, page: int) -> Self:
        return self._changed(page=page)

    def _changed(self, **fields: object) -> Self:
        return type(self)(**(self.__dict__ | {"unknown": {}, "nothing": False} | fields))

    @property
    def query(self) -> str:
        """The query string, without the question mark, in a fixed order: one search, one address."""
        params = QueryDict(mutable=True)
        if self.q:
            params["q"] = self.q
        for name in FACETS:
            if self.chosen.get(name):
                params.setlist(name, sorted(self.chosen[name]))
        if self.city:
            params["city"] = self.city
        live = [key for key in self.read if self.has(*key.partition(":")[::2])]
        params.setlist("read", [NOTHING] if self.nothing else live)
        params.setlist("ignore", list(self.ignore))
        if not self.ask:
            params["ask"] = "no"
        if self.page > 1:
            params["page"] = str(self.page)
        return params.urlencode()

    @property
    def data(self) -> QueryDict:
        """The choices as the filter set reads them."""
        params = QueryDict(mutable=True)
        for name, values in self.chosen.items():
            params.setlist(name, list(values))
        return params

    @property
    def empty(self) -> bool:
        return not (self.q or self.chosen)


def _keys(params: QueryDict, name: str) -> tuple[str, ...]:
    """Values of the form `facet:slug`, whether or not they mean anything."""
    return tuple(key for key in params.getlist(name)[:MOST_VALUES] if ":" in key)


@lru_cache(maxsize=2)
def choices_in(vocabulary: Vocabulary) -> dict[str, set[str]]:
    """{facet: its values}, for reading an address."""
    facets = facets_of(vocabulary, date.min)
    return {name: {str(value) for value, _ in facet.extra["choices"]} for name, facet in facets.items()}

"""Facets: which contacts answer a choice.

Every facet says of a chosen set of values which records are *known* to fit, and which *may* fit (known, or
silent where silence is not a no: those are shown apart, to ask), and counts records by value. It says so twice:
as conditions on rows, for the database, and as the marks a contact carries, for the search index. Both stand in
one class, so that they can be read side by side; a test compares them.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING, Any

import django_filters
from django.db.models import Q, QuerySet

from referrals.contact import Contact
from referrals.models import Resource
from referrals.terms import Vocabulary

from .marks import Marks

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

NOTHING = Q(pk__in=[])
EVERYTHING = Q(pk__isnull=False)


def any_of(conditions: Iterable[Q]) -> Q:
    return reduce(or_, conditions, NOTHING)


def all_of(conditions: Iterable[Q]) -> Q:
    return reduce(and_, conditions, EVERYTHING)


def of_kind[F: Facet](facets: Mapping[str, "Facet"], kind: type[F]) -> F:
    """The one facet of this kind."""
    return next(facet for facet in facets.values() if isinstance(facet, kind))


class Facet(django_filters.MultipleChoiceFilter):
    """A choice of several values, any of which fits. Subclasses say which records do."""

    vocabulary: Vocabulary
    name = ""  # in a search address and in the index; given by the filter set
    leaves_out = False  # whether a choice takes contacts away
    by_name = False  # whether to fit by name is more than to be known to fit

    def __init__(
        self, label: "StrOrPromise", choices: Sequence[tuple[str, "StrOrPromise"]] = (), **kwargs: Any
    ) -> None:
        super().__init__(label=label, choices=choices, **kwargs)

    # --- as conditions on rows

    def known(self, values: list[str]) -> Q:
        """Records that say they fit."""
        raise NotImplementedError

    def possible(self, values: list[str]) -> Q:
        """Records that fit or do not say."""
        return self.known(values)

    def exact(self, values: list[str]) -> Q:
        """Records that fit by name, not only because they serve anyone."""
        return self.known(values)

    def counts(self, records: QuerySet[Resource]) -> Counter[str]:
        """How many of `records` each value would be known to fit."""
        raise NotImplementedError

    def filter(self, qs: QuerySet[Resource], value: list[str]) -> QuerySet[Resource]:
        return qs.filter(self.possible(value)) if value else qs

    # --- as marks on a contact

    def marks(self, contact: Contact) -> Marks:
        """What this contact carries of this facet."""
        raise NotImplementedError

    def basis(self, contact: Contact) -> Hashable:
        """All of the contact that `marks` depends on: of two with the same, the marks are the same."""
        raise NotImplementedError

    def wanted(self, values: list[str]) -> list[list[str]]:
        """The choice as marks: of every list a contact must carry one."""
        return [values]

    def heading(self, value: str) -> str:
        """Under which heading a value is counted."""
        return ""

    def counted(self, seen: Counter[str]) -> Counter[str]:
        """How many contacts each value would fit, from how many carry each mark."""
        return seen

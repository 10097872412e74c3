"""Facets: what a search may choose, and which contacts answer (see `base`)."""

from .base import Facet, all_of, any_of, of_kind
from .columns import (
    EVERYWHERE,
    ColumnFacet,
    CostFacet,
    ForumFacet,
    FreshnessFacet,
    LanguageFacet,
    OpenFacet,
    StateFacet,
)
from .marks import NOT_SAID, Marks
from .terms import NeedFacet, VictimFacet, WithoutFacet

__all__ = [
    "EVERYWHERE",
    "NOT_SAID",
    "ColumnFacet",
    "CostFacet",
    "Facet",
    "ForumFacet",
    "FreshnessFacet",
    "LanguageFacet",
    "Marks",
    "NeedFacet",
    "OpenFacet",
    "StateFacet",
    "VictimFacet",
    "WithoutFacet",
    "all_of",
    "any_of",
    "of_kind",
]

"""A small directory for the tests of the index, and searches of it."""

from datetime import date

import tantivy
from django.http import QueryDict

from referrals import curation, terms
from referrals import search as searching
from referrals.curation import record
from referrals.models import Resource, Term
from referrals.search import Search, schema
from referrals.search.view import Standing

TODAY = date(2026, 11, 24)
TERMS = {
    "victim": {"form": ["human-trafficking", "sex-trafficking"], "age": ["minors", "adults"]},
    "need": {"legal": ["civil-legal"], "housing": ["emergency-shelter"]},
}


def vocabulary() -> dict[str, Term]:
    """A few terms; sex trafficking is a kind of human trafficking."""
    made = {
        slug: Term.objects.create(facet=facet, group=group, slug=slug, label=slug.replace("-", " ").capitalize())
        for facet, groups in TERMS.items()
        for group, slugs in groups.items()
        for slug in slugs
    }
    Term.objects.filter(slug="sex-trafficking").update(parent=made["human-trafficking"])
    return made


def published(name: str, **values) -> Resource:
    """A contact of North Carolina, unless `values` say otherwise, that the public may find."""
    plain = {"kind": "victim-services", "coverage": "states", "states": ["NC"], "phones": [{"number": "+18883737888"}]}
    values = record.blank(name=name, **(plain | values))
    return curation.create(by="curator", values=values, source="test", key=name, published=True)


def search(query: str = "") -> Search:
    return Search(QueryDict(query), today=TODAY)


def names(query: str = "") -> set[str]:
    """Whoever a search finds."""
    found = search(query)
    return {hit.contact.name for hit in [*found.pinned, *found.results[:]]}


def current(query: str = "") -> set[str]:
    """Whoever a search finds, which must be one that shows the last change."""
    assert search(query).standing == Standing.CURRENT
    return names(query)


def documents() -> int:
    """How many the index holds, the one about itself not counted."""
    return searching.INDEX.at(*terms.now()).searcher.num_docs - 1


def holds(word: str) -> int:
    """How many documents have that word."""
    query = tantivy.Query.term_query(schema.SCHEMA, "words", word)
    return searching.INDEX.at(*terms.now()).searcher.search(query, 1).count

"""The index and the filter set are two tellings of one table of facets: on any choice they agree."""

import random
import shutil
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from referrals import curation
from referrals.curation.suggestions import Said
from referrals.models import Language, Term
from referrals.search import Search
from referrals.search.engine import IndexEngine
from referrals.search.hits import band
from referrals.search.index import INDEX
from referrals.search.view import Standing
from referrals.search.wish import Found
from referrals.vocabulary import Cost, Kind, Method, Relation
from tests.examples import examples

from .making import TODAY, published

pytestmark = pytest.mark.django_db
RECORDS = 60
STATES = ["NC", "AZ", "TX", "NM", "PR"]
LANGUAGES = ["es", "fr", "zh"]
# {slug: (facet, heading, parent)}: three steps deep, and terms on every axis.
TERMS = {
    "trafficking": ("victim", "form", ""),
    "sex": ("victim", "form", "trafficking"),
    "csec": ("victim", "form", "sex"),
    "labor": ("victim", "form", "trafficking"),
    "violence": ("victim", "form", ""),
    "minors": ("victim", "age", ""),
    "teens": ("victim", "age", "minors"),
    "grown": ("victim", "age", ""),
    "migrants": ("victim", "status", ""),
    "undocumented": ("victim", "status", "migrants"),
    "men": ("victim", "identity", ""),
    "women": ("victim", "identity", ""),
    "legal": ("need", "law", ""),
    "t-visa": ("need", "law", "legal"),
    "divorce": ("need", "law", "legal"),
    "shelter": ("need", "housing", ""),
    "food": ("need", "basic", ""),
}
KINDS = [Kind.HOTLINE, Kind.LEGAL_SERVICES, Kind.LAW_ENFORCEMENT, Kind.VICTIM_SERVICES, Kind.RESEARCH]
CHOICES = {
    "state": STATES,
    "victim": [slug for slug, (facet, *_) in TERMS.items() if facet == "victim"],
    "need": [slug for slug, (facet, *_) in TERMS.items() if facet == "need"],
    "kind": KINDS,
    "language": LANGUAGES,
    "cost": [cost for cost in Cost.values if cost != Cost.UNKNOWN],
    "open": ["24-7"],
    "freshness": ["current", "ageing", "stale", "unverified"],
    "evidence": ["forum"],
    "without": ["law-enforcement", "hotline", "research", "legal", "t-visa", "sex", "minors"],
}


@pytest.fixture(scope="module")
def directory(django_db_setup, django_db_blocker):
    """Records of all sorts, made with a fixed seed; rolled back behind the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        kinds = {kind.value: ("kind", "", "") for kind in KINDS}
        for slug, (facet, group, parent) in (TERMS | kinds).items():
            above = Term.objects.filter(slug=parent).first()
            Term.objects.create(facet=facet, group=group, slug=slug, label=slug.capitalize(), parent=above)
        for code in LANGUAGES:
            Language.objects.create(bcp47=code, hsds_code=code, name=code)
        chance = random.Random(617)
        for number in range(RECORDS):
            make(chance, f"Contact {number}")
        INDEX.forget()
        shutil.rmtree(INDEX.directory, ignore_errors=True)
        if connection.vendor == "postgresql":
            connection.cursor().execute("ANALYZE")
        yield
        transaction.set_rollback(True)


def make(chance: random.Random, name: str) -> None:
    coverage = chance.choice(["national", "states", "local", "not-stated"])
    kind = chance.choice(KINDS)
    slugs = chance.sample(sorted(TERMS), chance.choice([0, 1, 2, 3, 5]))
    resource = published(
        name,
        kind=kind,
        coverage=coverage,
        states=chance.sample(STATES, chance.randint(1, 2)) if coverage in {"states", "local"} else [],
        base_state=chance.choice(["", *STATES]),
        city=chance.choice(["", "Durham", "El Paso"]),
        serves_any_victim=chance.random() < 0.25,
        terms=[{"slug": slug, "relation": relation(chance, TERMS[slug][0])} for slug in slugs],
        languages=chance.sample(LANGUAGES, chance.choice([0, 0, 1, 2])),
        always_open=chance.choice([True, False, None]),
        cost=chance.choice(Cost.values),
        contact_may_report="yes" if kind == Kind.LAW_ENFORCEMENT else chance.choice(["yes", "no", "unknown"]),
        emails=[{"address": "a@example.org", "doubtful": True}] if chance.random() < 0.5 else [],
    )
    if chance.random() < 0.7:  # the last days of each age, the first of the next, and days to come
        days = chance.choice([-1, 0, 1, 182, 183, 184, 364, 365, 366, 900])
        curation.verify(resource, by="curator", on=TODAY - timedelta(days=days), how=Method.PHONE)
    if chance.random() < 0.3:
        said = Said("They help.", role="host", stance="recommended", source_label="A session", link_path="/x")
        curation.suggest(by="curator", values={}, source="test", key=name, said=(said,))


def relation(chance: random.Random, facet: str) -> str:
    return chance.choices(Relation.values, [6 if one == Relation.SERVES else 2 for one in Relation.values])[0]


@st.composite
def searches(draw) -> str:
    facets = draw(st.lists(st.sampled_from(sorted(CHOICES)), max_size=4, unique=True))
    chosen = {f: draw(st.lists(st.sampled_from(CHOICES[f]), min_size=1, max_size=3, unique=True)) for f in facets}
    query = QueryDict(mutable=True)
    for facet, values in chosen.items():
        query.setlist(facet, values)
    if draw(st.booleans()):
        query["city"] = "Durham"
    if draw(st.integers(0, 4)) == 0:
        query["ask"] = "no"
    return query.urlencode()


def two(query: str):
    search = Search(QueryDict(query), today=TODAY)
    assert search.standing == Standing.CURRENT
    assert isinstance(search._engine, IndexEngine)
    return search, search._engine, search._database()


@settings(max_examples=examples(45), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=searches())
def test_index_and_database_find_the_same(directory, query):
    search, index, database = two(query)
    assert (index.count, index.ask_count) == (database.count, database.ask_count)
    assert set(index.pinned) <= {found.pk for found in all_of(database)}
    assert by_fit(index) == by_fit(database)
    assert bands(search, index) == bands(search, database)


def all_of(engine):
    """Everything it finds; the pinned first."""
    known = engine.known(engine.pinned)
    return [*(Found(pk, pk in known) for pk in engine.pinned), *engine.window(0, None)]


def by_fit(engine) -> tuple[set[int], set[int]]:
    found = all_of(engine)
    return {f.pk for f in found if f.fits}, {f.pk for f in found if not f.fits}


def bands(search, engine) -> list[tuple[bool, int]]:
    """Whether each result fits and the band it stands in, in order; the pinned, who may differ, left out."""
    pinned = {*search._engine.pinned, *search._database().pinned}
    found = [one for one in engine.window(0, None) if one.pk not in pinned]
    return [
        (one.fits, band(hit.contact, search.wish.states)) for one, hit in zip(found, search.hits(found), strict=True)
    ]


@settings(max_examples=examples(25), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=searches())
def test_index_and_database_count_every_further_choice_the_same(directory, query):
    _, index, database = two(query)
    for facet in index.counts:
        assert some(index.counts[facet], facet) == some(database.counts[facet], facet), facet
    assert {*index.counts, "without"} == set(CHOICES)
    assert some(index.own, "state") == some(database.own, "state")
    assert some(index.verified, "state") == some(database.verified, "state")
    assert set(index.own) <= set(STATES)


def some(counts: dict[str, int], facet: str) -> dict[str, int]:
    """Of what can be chosen, whatever is found at all."""
    return {value: counts[value] for value in CHOICES[facet] if counts.get(value)}


@settings(max_examples=examples(25), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=searches(), facet=st.sampled_from(sorted(CHOICES)))
def test_index_and_database_find_the_same_with_a_facet_left_open(directory, query, facet):
    _, index, database = two(query)
    assert index.without(facet) == database.without(facet)
    assert (set(index.hotlines()) == set()) == (set(database.hotlines()) == set())

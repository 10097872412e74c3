"""Whatever arrives in a search address: a page, and no more work than a search costs."""

from contextlib import contextmanager
from unittest.mock import patch
from urllib.parse import quote

import pytest
from django.db import connection, reset_queries
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from referrals import search as searching
from referrals.models import Resource
from tests.examples import examples
from tests.hostile import TEXTS as BAD

from .making import current, published, vocabulary

pytestmark = pytest.mark.django_db
MOST_QUERIES = 8  # of the database
MOST_SEARCHES = 40  # of the index; a plain page takes five, one where nothing fits half of these


@pytest.fixture(scope="module")
def client():
    return Client()


@pytest.fixture
def houses():
    vocabulary()
    for number in range(3):
        published(f"Harbor House {number}", description="Open late.", terms=[{"slug": "civil-legal"}])
    current()


@contextmanager
def bounded():
    """Fails where a page costs more than a page, or where the index is blamed for what somebody typed."""
    counted = []

    blamed = patch.object(searching.INDEX, "distrust", side_effect=AssertionError("no damage"))
    with CaptureQueriesContext(connection) as queries, counting(counted), blamed:
        yield
    assert len(queries) <= MOST_QUERIES
    assert len(counted) <= MOST_SEARCHES


@contextmanager
def counting(counted: list):
    """Notes each search of the index: every engine is given a searcher that does."""

    class Noting:
        def __init__(self, searcher) -> None:
            self.searcher = searcher

        def __getattr__(self, name):
            if name in {"search", "aggregate"}:
                counted.append(name)
            return getattr(self.searcher, name)

    fitting = searching.Fitting
    with patch.object(searching, "Fitting", lambda searcher, *rest: fitting(Noting(searcher), *rest)):
        yield


@pytest.mark.parametrize("words", BAD.values(), ids=BAD)
def test_any_words_are_answered_with_a_page(houses, client, words):
    with bounded():
        page = client.get("/", {"q": words})
    assert page.status_code == 200
    assert Resource.objects.count() == 3


@pytest.mark.parametrize("words", BAD.values(), ids=BAD)
def test_any_words_sent_by_the_form_lead_to_an_address_that_works(houses, client, words):
    answer = client.post("/", {"q": words})
    assert answer.status_code == 303
    assert len(answer["Location"]) < 8_000  # what servers take
    with bounded():
        assert client.get(answer["Location"]).status_code == 200


ADDRESSES = {
    "a thousand states": "&".join(["state=NC"] * 1_000),
    "a thousand unknown values": "&".join(f"need=x{n}" for n in range(1_000)),
    "forty values each": "&".join(
        f"{name}=value{n}"
        for name in ("state", "victim", "need", "kind", "language", "cost", "open", "freshness", "evidence", "without")
        for n in range(40)
    ),
    "all states": "&".join(f"state={code}" for code in ("NC", "TX", "NM", "AZ", "CA", "NY", "FL", "PR", "DC", "VI")),
    "every term": "victim=human-trafficking&victim=sex-trafficking&victim=minors&victim=adults"
    "&need=civil-legal&need=emergency-shelter&without=civil-legal&without=minors",
    "a page far behind": "page=999999",
    "a page without end": "page=" + "9" * 400,
    "page nought": "page=0",
    "a page before": "page=-1",
    "a page in other digits": "page=" + quote("²٣"),
    "a page of words": "page=last",
    "a lone surrogate": "q=%ED%A0%80&state=%ED%B0%80",
    "broken UTF-8": "q=%FF%FE%C3&city=%C0%80",
    "NUL": "q=%00&state=%00NC&city=%00&read=%00&ignore=%00",
    "marks of nothing": "read=&read=:&read=state:&read=:NC&read=a:b:c&ignore=:&read=state:NC&state=NC",
    "a city of ten thousand letters": "city=" + "x" * 10_000,
    "parameters nobody knows": "&".join(f"p{n}={n}" for n in range(900)),
    "words of everything": "q=harbor+late+house+civil+legal+minors+nc&ask=no&city=Durham&freshness=current&open=24-7",
    "nothing fits": "state=TX&need=emergency-shelter&victim=minors&kind=hotline&language=es&cost=free&ask=no",
}


@pytest.mark.parametrize("query", ADDRESSES.values(), ids=ADDRESSES)
def test_any_address_is_answered_with_a_page(houses, client, query):
    with bounded():
        page = client.get(f"/?{query}")
    assert page.status_code == 200


@pytest.mark.parametrize("query", ADDRESSES.values(), ids=ADDRESSES)
@pytest.mark.parametrize("format", ["json", "csv"])
def test_any_address_is_answered_with_a_file(houses, client, query, format):
    answer = client.get(f"/resources.{format}?{query}")
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content)


def test_more_parameters_than_a_person_sends_are_refused_kindly(houses, client):
    assert client.post("/", {f"p{n}": n for n in range(1_100)}).status_code == 400


@settings(max_examples=examples(100), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=200), name=st.sampled_from(["q", "q", "q", "city", "state", "read", "ignore", "page"]))
def test_any_text_in_any_parameter_is_answered_with_a_page(houses, client, words, name):
    reset_queries()  # the log of them ends after nine thousand
    with bounded():
        assert client.get("/", {name: words}).status_code == 200

"""Gaps: a cell says what the search it opens shows, how much of it was verified, and what a state lacks is listed."""

import csv
import io
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.http import QueryDict
from django.utils import timezone

from referrals import curation
from referrals.search import Search
from referrals.vocabulary import Method, State

from .test_review import listed

pytestmark = pytest.mark.django_db
GAPS = "/curate/gaps/"


@pytest.fixture(autouse=True)
def vocabulary(db):
    call_command("load_vocabulary", verbosity=0)


def serving(name: str, *states: str, needs=("emergency-shelter",), victims=(), days: int | None = None, **values):
    """A contact in these states that offers this, verified so many days ago."""
    terms = [{"slug": slug} for slug in (*needs, *victims)]
    one = listed(name, states=list(states), terms=terms, **({"coverage": "states"} | values))
    if days is not None:
        curation.verify(one, by="Ana", on=timezone.localdate() - timedelta(days), how=Method.PHONE)
    return one


def cell(page, state: str, column: str):
    row = next(row for row in page.context["board"].rows if row.state == state)
    return next(cell for cell in row.cells if cell.column.key == column)


def test_a_cell_counts_contacts_and_how_many_were_verified_within_a_year(curator):
    serving("Old House", "NC", days=400), serving("New House", "NC", "VA", days=30), serving("Never House", "NC")
    page = curator.get(GAPS)
    housing, legal = cell(page, "NC", "housing"), cell(page, "NC", "legal")
    assert (housing.count, housing.verified, housing.lately) == (3, 1, "some")
    assert (cell(page, "VA", "housing").count, cell(page, "VA", "housing").lately) == (1, "all")
    assert (legal.count, legal.level) == (0, 0)


def test_who_has_two_needs_under_one_heading_is_counted_once(curator):
    serving("House", "NC", needs=("emergency-shelter", "transitional-housing"))
    assert cell(curator.get(GAPS), "NC", "housing").count == 1


def test_who_serves_every_state_stands_in_no_cell(curator):
    serving("Line", coverage="national")
    assert {one.count for row in curator.get(GAPS).context["board"].rows for one in row.cells} == {0}


def test_a_cell_opens_the_search_that_shows_what_it_counts(curator):
    for name in ("First", "Second"):
        serving(name, "NC", days=30)
    serving("Elsewhere", "VA")
    serving("Legal", "NC", needs=("family-law",))
    for query in ("", "?heading=housing", "?only=minors"):
        for row in curator.get(f"{GAPS}{query}").context["board"].rows:
            for one in row.cells:
                address = one.address.removeprefix("/?")
                assert Search(QueryDict(address), today=timezone.localdate()).count == one.count
                assert one.count == 0 or curator.get(one.address).status_code == 200


def test_the_terms_under_one_heading_and_a_term_of_the_other_facet(curator):
    serving("Teens", "NC", victims=("minors",)), serving("All", "NC", needs=("transitional-housing",))
    page = curator.get(f"{GAPS}?heading=housing&only=minors")
    assert [one.key for one in page.context["board"].columns][:2] == ["emergency-shelter", "transitional-housing"]
    assert [cell(page, "NC", key).count for key in ("emergency-shelter", "transitional-housing")] == [1, 0]
    by_type = curator.get(f"{GAPS}?by=victim&heading=age&only=emergency-shelter")
    assert (cell(by_type, "NC", "minors").count, cell(by_type, "NC", "adults").count) == (1, 0)


def test_what_the_address_says_wrongly_is_passed_over(curator):
    page = curator.get(f"{GAPS}?by=colour&heading=nowhere&only=nobody&lang=en")
    assert page.context["board"].columns[0].key == "crisis-safety"
    assert len(page.context["board"].rows) == len(State)


def test_the_thinnest_are_those_who_lack_most_and_say_what(curator):
    groups = ("emergency-shelter", "family-law", "case-management")
    for number, need in enumerate(groups):
        serving(f"A {number}", "NC", needs=(need,)), serving(f"B {number}", "NC", "VA", needs=(need,))
    serving("C", "VA", needs=("child-care",))
    thinnest = curator.get(GAPS).context["board"].thinnest
    assert thinnest[0].state not in {"NC", "VA"}
    page = curator.get(f"{GAPS}?heading=housing").content.decode()
    assert "nobody for" in page
    virginia = next(row for row in curator.get(GAPS).context["board"].rows if row.state == "VA")
    assert [one.key for one in virginia.one] == ["housing", "basic-needs", "legal", "advocacy"]


def test_a_change_shows_at_once(curator):
    one = serving("House", "NC")
    assert cell(curator.get(GAPS), "NC", "housing").count == 1
    curation.retire(one, by="Ana")
    assert cell(curator.get(GAPS), "NC", "housing").count == 0


def test_the_table_has_a_line_for_each_cell_of_the_same_board(curator):
    serving("House", "NC", days=30)
    response = curator.get("/curate/gaps.csv?heading=housing")
    lines = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert len(lines) == len(State) * len(curator.get(f"{GAPS}?heading=housing").context["board"].columns)
    line = next(one for one in lines if one["Code"] == "NC" and one["Contacts"] == "1")
    assert (line["State"], line["Verified within a year"]) == ("North Carolina", "1")
    assert line["Search"] == "/?need=emergency-shelter&state=NC"
    assert response["Content-Disposition"] == 'attachment; filename="gaps.csv"'


def test_a_board_takes_few_queries(curator, django_assert_max_num_queries):
    serving("House", "NC")
    curator.get(GAPS)
    curation.edit(serving("Other", "NC"), by="Ana", values={"hours": "9-5"})
    with django_assert_max_num_queries(15):
        curator.get(GAPS)

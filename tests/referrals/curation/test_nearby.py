"""Near-duplicates: found by what two records of one agency share, whatever the size of the directory."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from referrals.curation import nearby, record
from referrals.matching import likeness
from referrals.models import Resource, SourceRecord

pytestmark = pytest.mark.django_db

VARIANTS = {
    "the same": {},
    "in capitals": {"name": "LEGAL AID OF NORTH CAROLINA, INC."},
    "without its form": {"name": "The Legal Aid of North Carolina"},
    "misspelt": {"name": "Legal Aid of North Carolnia"},
    "by its number": {"name": "Free lawyers", "links": []},
    "by its site": {"name": "Free lawyers", "phones": []},
}


def values_of(name: str) -> record.Record:
    return SourceRecord.objects.get(source="starter-directory", resource__name=name).values


@pytest.mark.parametrize("changed", VARIANTS.values(), ids=VARIANTS)
def test_one_agency_is_recognised_however_it_is_written(shipped, changed):
    found = nearby.alike(values_of("Legal Aid of North Carolina, Inc.") | changed)
    assert "Legal Aid of North Carolina, Inc." in {one.name for one in found}
    assert all(one.likeness.reasons for one in found)


def test_nothing_is_like_what_shares_nothing(shipped):
    assert nearby.alike(record.blank(name="Zephyr Quilting Circle", kind="hotline")) == []


def test_what_is_retired_is_not_offered(shipped):
    values = values_of("Legal Aid of North Carolina, Inc.")
    Resource.objects.filter(name="Legal Aid of North Carolina, Inc.").update(
        curation="retired", released=None, due_on=None
    )
    assert "Legal Aid of North Carolina, Inc." not in {one.name for one in nearby.alike(values)}


def test_it_finds_what_comparing_with_everything_finds(shipped):
    everything = list(Resource.objects.released().with_contacts())
    records = {one.pk: record.of(one) for one in everything}
    for kept in SourceRecord.objects.exclude(source="starter-directory"):
        values = kept.values
        scores = {pk: likeness(values, one).score for pk, one in records.items()}
        likely = {pk for pk, score in scores.items() if score >= 60}
        found = {one.pk for one in nearby.alike(values, least=60, limit=50) if one.published}
        assert found == likely, kept.key


def test_it_takes_one_query(shipped):
    values = values_of("Legal Aid of North Carolina, Inc.")
    with CaptureQueriesContext(connection) as queries:
        nearby.alike(values)
    assert len(queries) == 1


def test_the_record_it_was_taken_for_comes_first_however_little_alike(shipped):
    other = Resource.objects.released().get(name="JusticeMatters")
    values = values_of("Legal Aid of North Carolina, Inc.")
    assert nearby.alike(values, taken_for=other.pk)[0].pk == other.pk
    assert other.pk not in {one.pk for one in nearby.alike(values)}


def test_what_waits_is_offered_too_but_never_the_record_itself(shipped):
    values = values_of("Legal Aid of North Carolina, Inc.")
    one = Resource.objects.get(name="Legal Aid of North Carolina, Inc.")
    Resource.objects.filter(pk=one.pk).update(curation="suggested", released=None, due_on=None)
    assert [near.published for near in nearby.alike(values) if near.pk == one.pk] == [False]
    assert one.pk not in {near.pk for near in nearby.alike(values, itself=one.pk)}

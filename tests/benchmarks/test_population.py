"""The invented directory: the same every time, publishable, and filled as curation would have left it."""

import io
from itertools import islice

import pytest
from django.core.management import call_command

from referrals import curation
from referrals.curation import check, record
from referrals.models import Resource, Revision
from tests.benchmarks import learnt
from tests.benchmarks.filling import Filling
from tests.benchmarks.population import BLANK, entries, size_of, written
from tests.benchmarks.queries import KINDS, LANDING, mix, strangers, warm_up

SOME = 300


@pytest.fixture
def filled(db):
    """The invented entries under the shipped vocabulary."""
    call_command("load_vocabulary", stdout=io.StringIO())
    Filling().fill(entries(SOME))


def test_an_invented_record_has_the_shape_of_a_record():
    assert record.blank().keys() == BLANK.keys()
    assert all(record.normal(entry.record) == entry.record for entry in entries(SOME))


def test_a_small_directory_is_the_beginning_of_a_large_one():
    assert list(entries(20)) == list(islice(entries(SOME), 20))


def test_it_has_the_skew_of_the_shipped_one():
    kinds = [entry.record["kind"] for entry in entries(SOME)]
    shipped = [row["kind"] for row in learnt.directory()]
    for kind in ("legal-services", "government-agency"):
        assert kinds.count(kind) / len(kinds) == pytest.approx(shipped.count(kind) / len(shipped), abs=0.08)


def test_every_rule_holds_and_every_word_is_found(filled):
    assert list(check.problems()) == []


def test_the_tables_say_what_the_records_say(filled):
    resources = Resource.objects.with_contacts().select_related("address").order_by("pk")
    for resource, entry in zip(resources, entries(SOME), strict=True):
        kept = record.of(resource)
        assert kept | {"aliases": entry.record["aliases"]} == entry.record
        assert (resource.curation, resource.verified_on) == (entry.curation, entry.verified_on)


def test_revisions_are_those_of_that_many_changes(filled):
    assert list(Resource.objects.order_by("pk").values_list("revision", flat=True)) == list(range(1, SOME + 1))
    assert Revision.objects.now().number == SOME


def test_what_is_released_is_what_curation_would_store(filled):
    for resource in Resource.objects.all()[:60]:
        filled_in = resource.released
        curation.edit(resource, by="a test", values={})  # changes nothing, and stores what may leave
        resource.refresh_from_db()
        assert filled_in == resource.released


def test_the_mix_is_distinct_but_the_landing_and_has_as_many_of_each_kind():
    asked = mix(SOME, of_each=6)
    assert len({query for query in asked if query != LANDING}) == len(asked) - 6
    assert [query.kind for query in asked] == [*KINDS] * 6


def test_neither_warming_up_nor_strangers_cards_give_an_answer_of_the_mix_away():
    assert set(mix(SOME, of_each=6)) & {*warm_up(SOME), *strangers()} == {LANDING}


@pytest.mark.parametrize(("text", "size"), [("10k", 10_000), ("1M", 1_000_000), ("617", 617)])
def test_sizes_are_read_as_people_write_them(text, size):
    assert size_of(text) == size
    assert written(size).replace(" ", "").lower() == text.lower()


def test_a_size_that_is_none_is_named():
    with pytest.raises(ValueError, match="not “many”"):
        size_of("many")

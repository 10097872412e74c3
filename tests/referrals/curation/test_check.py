"""The rules over the whole database: each is found where it is broken, and no sentence gives a place away."""

import pytest
from django.core.management import CommandError, call_command

from referrals import curation
from referrals.curation import check, record
from referrals.models import Resource, Term

pytestmark = pytest.mark.django_db


def published(name: str = "Harbor Line", **values) -> Resource:
    values = {"kind": "hotline", "phones": [{"number": "988", "primary": True}]} | values
    values = record.blank(name=name, coverage="states", states=["NC"], **values)
    return curation.create(by="Ana", values=values, source="test", key=name, published=True)


def spoil(resource: Resource, **fields) -> None:
    """Past curation, as nobody should."""
    Resource.objects.filter(pk=resource.pk).update(**fields)


def test_a_sound_directory_has_no_problem(capsys):
    published()
    assert list(check.problems()) == []
    call_command("check_directory")
    assert capsys.readouterr().out == "Directory: every published record keeps every rule.\n"


def test_a_rule_broken_behind_curation_is_found():
    published().phones.update(doubtful=True)
    assert "harbor-line: There is no way to reach it that is not in doubt." in list(check.problems())
    with pytest.raises(CommandError, match="harbor-line: There is no way"):
        call_command("check_directory")


@pytest.mark.parametrize("values", [{"released": None, "due_on": None}, {"description": "Answers at night."}])
def test_a_record_of_which_not_what_the_gate_lets_out_is_released_is_found(values):
    spoil(published(), **values)
    assert list(check.problems()) == [
        "harbor-line: What is released of it is not what the gate lets out: save it again."
    ]


def test_a_confidential_place_among_the_words_is_found_and_not_repeated():
    Term.objects.create(facet="need", slug="emergency-shelter", label="Emergency shelter")
    place = {"street": "12 Canary Lane", "city": "Durham", "state": "NC", "postal_code": "27701"}
    shelter = published(
        kind="shelter-program", description="Come to 12 Canary Lane.", address=place | {"visibility": "hidden"}
    )
    assert list(check.problems()) == [f"{shelter.slug}: What is released of it holds its confidential place."]


def test_a_public_place_may_be_among_the_words():
    place = {"street": "12 Main Street", "city": "Durham", "state": "NC", "postal_code": "27701"}
    published(description="At 12 Main Street.", address=place | {"visibility": "public"})
    assert list(check.problems()) == []


def test_a_chain_of_merged_records_is_found():
    first, second, third = published("One Line"), published("Two Line"), published("Three Line")
    spoil(second, curation="retired", released=None, due_on=None, merged_into=third)
    spoil(first, curation="retired", released=None, due_on=None, merged_into=second)
    assert list(check.problems()) == [
        "one-line: It was merged into a record that was itself merged; it must point at the survivor."
    ]


def test_merging_twice_leaves_no_chain():
    first, second, third = published("One Line"), published("Two Line"), published("Three Line")
    curation.merge(first, into=second, by="Ana")
    curation.merge(second, into=third, by="Ana")
    assert list(check.problems()) == []


def test_the_check_takes_the_same_queries_for_many(django_assert_num_queries):
    for number in range(5):
        published(f"Line {number}")
    with django_assert_num_queries(10):
        assert list(check.problems()) == []

"""What a migration makes of rows that were there before."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from referrals.models import Resource
from tests.referrals.search.making import published

pytestmark = pytest.mark.django_db
names = import_module("referrals.migrations.0016_discreet_names")
addresses = import_module("referrals.migrations.0019_published_url")


@pytest.mark.parametrize(
    ("name", "kind", "was", "now"),
    [
        ("Legal Aid of North Carolina Farmworker Unit", "legal-services", "LANCFU", "Legal office"),
        ("Ohio Crime Victim Compensation", "government-agency", "OCVC", "Public office"),
        ("Harbor House", "legal-services", "Office", "Legal office"),
        ("Girls Educational and Mentoring Services (GEMS)", "victim-services", "GEMS", "GEMS"),
        ("Homeland Security Investigations (HSI) Tip Line", "law-enforcement", "HSI", "Public office"),
        ("Harbor House", "legal-services", "What a curator wrote", "What a curator wrote"),
    ],
)
def test_initials_that_the_program_made_become_a_word_for_the_kind(name, kind, was, now):
    one = published(name, kind=kind, discreet_name=was, contact_may_report="yes")
    names.say_whom_one_calls(apps, None)
    one = Resource.objects.get(pk=one.pk)
    assert (one.discreet_name, one.released["discreet_name"]) == (now, now)


@pytest.fixture
def as_before():
    """The table as it was before the database refused what is no address."""
    now = Resource._meta.constraints
    (rule,) = (each for each in now if each.name == "resource_published_url_is_http")
    Resource._meta.constraints = [each for each in now if each is not rule]  # SQLite makes the table anew from these
    with connection.schema_editor() as editor:
        editor.remove_constraint(Resource, rule)
    yield
    Resource._meta.constraints = now
    with connection.schema_editor() as editor:
        editor.add_constraint(Resource, rule)


@pytest.mark.django_db(transaction=True)
def test_what_was_kept_as_an_address_and_is_none_moves_to_the_note(as_before):
    one = published("Harbor House", published_url="javascript:alert(1)")
    good = published("Birch House", published_url="https://birch.example/list")
    Resource.objects.filter(pk=one.pk).update(note="Ask for Ann.")
    addresses.keep_what_is_no_address(apps, None)
    one, good = (Resource.objects.get(pk=each.pk) for each in (one, good))
    assert (one.published_url, one.released["published_url"]) == ("", "")
    assert one.note == "Ask for Ann.\n\nWhere it was published, as it was kept: javascript:alert(1)"
    assert (good.published_url, good.note) == ("https://birch.example/list", "")

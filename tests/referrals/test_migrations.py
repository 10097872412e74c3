"""What a migration makes of rows that were there before."""

from importlib import import_module

import pytest
from django.apps import apps

from referrals.models import Resource
from tests.referrals.search.making import published

pytestmark = pytest.mark.django_db
names = import_module("referrals.migrations.0016_discreet_names")


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

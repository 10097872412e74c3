"""Verify: what is due and in which order, one step for “contacted, nothing changed”, and a sheet to call from."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from referrals import curation
from referrals.desk.verifying import due, interval
from referrals.models import Resource
from referrals.vocabulary import Kind, Method

from .test_review import SAID, listed, now

pytestmark = pytest.mark.django_db
VERIFY = "/curate/verify/"
TODAY = date(2026, 11, 26)


def verified(name: str, days: int, **values) -> Resource:
    """A contact that was verified so many days ago."""
    return curation.verify(listed(name, **values), by="Ana", on=TODAY - timedelta(days), how=Method.PHONE)


def names() -> list[str]:
    return [one.name for one in due(TODAY)]


@pytest.mark.parametrize(
    ("kind", "days", "is_due"),
    [("hotline", 183, False), ("hotline", 184, True), ("shelter-program", 184, True),
     ("legal-services", 184, False), ("legal-services", 365, False), ("legal-services", 366, True)],
)  # fmt: skip
def test_hotlines_and_shelters_every_half_year_others_every_year(kind, days, is_due):
    verified("Harbor", days, kind=kind)
    assert (names() == ["Harbor"]) == is_due


def test_every_kind_has_an_interval():
    assert {interval(kind).days for kind in Kind} == {183, 365}


def test_first_what_people_lean_on_then_the_never_verified_then_the_longest_ago():
    verified("Old", 800), verified("Older", 900), listed("Never")
    listed("Line", kind="hotline")
    said = (curation.Said(quote="Call them", **SAID),)
    known = listed("Recommended")
    curation.suggest(by="x", values=known.source_records.get().values, source="directory", key="Recommended", said=said)
    assert names() == ["Line", "Recommended", "Never", "Older", "Old"]


def test_what_is_not_published_is_not_due():
    curation.retire(listed(), by="Ana")
    assert names() == []


def test_what_nobody_can_reach_cannot_be_verified():
    known = listed("Named")
    said = (curation.Said(quote="Call them", **SAID),)
    curation.suggest(by="x", values=known.source_records.get().values, source="directory", key="Named", said=said)
    curation.edit(known, by="Ana", values={"phones": [{"number": "+19195550100", "doubtful": True}]})
    assert names() == []


def test_one_step_verifies_and_leads_to_the_next_and_one_takes_it_back(curator):
    first, second = listed("Anchor House"), listed("Bridge House")
    page = curator.get(VERIFY)
    assert page.context["first"][0] == first
    form = {"slug": first.slug, "verify": "phone", "on": "2026-01-02", f"seen-{first.pk}": first.revision}
    page = curator.post(VERIFY, form, follow=True)
    assert "Verified: Anchor House." in page.content.decode()
    assert page.context["first"][0] == (first if timezone.localdate() - date(2026, 1, 2) > interval("x") else second)
    assert (now(first).verified_by, now(first).verified_how) == ("curator", "phone")
    curator.post("/curate/undo/", {"change": page.context["decided"].changes})
    assert now(first).verified_on is None


def test_a_second_curator_is_told(curator):
    one = listed()
    seen = one.revision
    curation.edit(one, by="Ana", values={"hours": "9-5"})
    page = curator.post(VERIFY, {"slug": one.slug, "verify": "phone", f"seen-{one.pk}": seen}, follow=True)
    assert "Ana changed it meanwhile (Edited" in page.content.decode()
    assert now(one).verified_on is None


def test_later_shows_the_next_and_an_unknown_one_the_first(curator):
    first, second = listed("Anchor House"), listed("Bridge House")
    assert curator.get(f"{VERIFY}?after={first.slug}").context["first"][0] == second
    assert curator.get(f"{VERIFY}?after={second.slug}").context["first"] is None
    assert curator.get(f"{VERIFY}?after=nobody").context["first"][0] == first


def test_the_sheet_has_numbers_in_full_and_no_place(curator):
    place = {"street": "12 Canary Street", "city": "Durham", "state": "NC", "postal_code": "27701"}
    phones = [{"number": "+19195550111", "extension": "3"}]
    listed(kind="shelter-program", phones=phones, address=place | {"visibility": "hidden"})
    page = curator.get(VERIFY).content.decode()
    assert "919-555-0111 x3" in page
    assert "Canary" not in page


def test_forty_take_the_queries_of_two(curator, django_assert_max_num_queries):
    for number in range(45):
        listed(f"House {number}")
    with django_assert_max_num_queries(10):
        page = curator.get(VERIFY)
    assert len(page.context["sheet"]) == 40


def test_nothing_due_is_said(curator):
    assert "Nothing is due." in curator.get(VERIFY).content.decode()

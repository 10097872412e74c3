"""Verify: what is due and in which order, one step for “contacted, nothing changed”, and a sheet to call from."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from referrals import curation
from referrals.curation.due import interval
from referrals.models import Resource
from referrals.vocabulary import Attempt, Kind, Method

from .test_review import SAID, listed, now

pytestmark = pytest.mark.django_db
VERIFY = "/curate/verify/"
TODAY = date(2026, 11, 26)


def verified(name: str, days: int, **values) -> Resource:
    """A contact that was verified so many days ago."""
    return curation.verify(listed(name, **values), by="Ana", on=TODAY - timedelta(days), how=Method.PHONE)


def names() -> list[str]:
    return [one.name for one in Resource.objects.due(TODAY)]


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


def tried(one: Resource, days: int, outcome: Attempt = Attempt.NO_ANSWER) -> Resource:
    """An attempt so many days ago that reached nobody."""
    return curation.tried(one, by="Ana", on=TODAY - timedelta(days), outcome=outcome)


def form(one: Resource, **act: str) -> dict[str, str]:
    """What the page posts about one record."""
    return {"slug": one.slug, f"seen-{one.pk}": str(one.revision)} | act


class TestCouldNotReach:
    @pytest.mark.parametrize(
        ("attempts", "days", "is_due"),
        [(1, 0, False), (1, 1, True), (2, 2, False), (2, 3, True), (3, 6, False), (4, 13, False), (9, 14, True)],
    )
    def test_each_attempt_puts_it_off_for_longer(self, attempts, days, is_due):
        one = listed("Harbor")
        for _ in range(attempts):
            tried(one, days)
        assert (names() == ["Harbor"]) == is_due

    def test_one_key_records_the_day_and_what_came_of_it(self, curator):
        one = listed()
        page = curator.post(VERIFY, form(one, tried="no-answer"), follow=True)
        assert "Tried, nobody reached: Harbor House." in page.content.decode()
        assert (now(one).tried, now(one).tried_on, now(one).tried_outcome) == (1, timezone.localdate(), "no-answer")
        assert [(line.action, line.by) for line in one.changes.all()][:1] == [("tried", "curator")]

    def test_it_is_no_verification(self):
        one = tried(verified("Harbor", 400), 0)
        assert one.freshness(TODAY) == "stale"
        assert now(one).verified_on == TODAY - timedelta(400)

    def test_a_verification_forgets_the_attempts_and_undo_brings_them_back(self, curator):
        one = tried(listed(), 2)
        curation.verify(one, by="Ana", on=TODAY, how=Method.PHONE)
        assert (now(one).tried, now(one).tried_on, now(one).tried_outcome) == (0, None, "")
        curation.undo(one.changes.first(), by="Ana")
        assert (now(one).tried, now(one).tried_outcome, names()) == (1, "no-answer", ["Harbor House"])

    def test_the_page_says_how_often_and_asks_whether_the_contact_is_right_at_all(self, curator):
        one = listed()
        for _ in range(2):
            curation.tried(one, by="Ana", on=date(2026, 1, 2), outcome=Attempt.NO_ANSWER)
        page = curator.get(VERIFY).content.decode()
        assert "Tried 2 times, last on 2026-01-02: nobody answered." in page
        assert "Look for another way" not in page
        curation.tried(one, by="Ana", on=date(2026, 1, 2), outcome=Attempt.NOT_IN_SERVICE)
        assert "Look for another way" in curator.get(VERIFY).content.decode()

    def test_what_is_no_outcome_is_told(self, curator):
        one = listed()
        page = curator.post(VERIFY, form(one, tried="bored"), follow=True)
        assert "Say what came of the attempt." in page.content.decode()
        assert now(one).tried == 0


@pytest.mark.parametrize("act", [curation.retire, curation.restore])
def test_what_leaves_the_directory_leaves_the_list(act):
    one = listed()
    assert names() == ["Harbor House"]
    act(one, by="Ana")
    assert names() == []


def test_later_goes_through_all_of_them_in_their_order(curator):
    listed("B", kind="hotline"), listed("A", kind="hotline")
    alike = [listed("D"), listed("E")]
    curation.edit(alike[1], by="Ana", values={"name": "D"})
    verified("C", 800)
    order, after = [one.slug for one in Resource.objects.due(timezone.localdate())], []
    while first := curator.get(VERIFY, {"after": after[-1]} if after else {}).context["first"]:
        after.append(first[0].slug)
    assert after == order
    assert len(order) == 5


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

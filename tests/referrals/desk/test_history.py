"""History: every change readable, a field or a decision put back, a record with all that is known of it."""

import pytest

from referrals import curation
from referrals.models import Resource
from referrals.vocabulary import Curation, Visibility

from .test_review import SAID, listed, now, suggested

pytestmark = pytest.mark.django_db
PLACE = {"street": "12 Canary Street", "city": "Durham", "state": "NC", "postal_code": "27701"}


def put_back(client, one: Resource, field: str, **more):
    form = {"change": one.changes.first().pk, "field": field} | more
    return client.post(f"/curate/records/{one.slug}/put-back/", form, follow=True)


def edited(**values) -> Resource:
    one = listed(hours="9-5", description="Old words")
    return curation.edit(one, by="Ana", values=values, why="a call")


class TestEverything:
    def test_each_change_says_who_when_what_from_what_to_what_and_why(self, curator):
        edited(hours="24/7", phones=[{"number": "+19195550111", "extension": "3", "label": "Intake"}])
        page = curator.get("/curate/history/").content.decode()
        for words in ("Edited", "Ana", "a call", "<del>9-5</del>", "<ins>24/7</ins>", "919-555-0111 x3 (Intake)"):
            assert words in page
        assert "{&#x27;" not in page  # no value as Python or JSON has it

    def test_it_can_be_asked_for_by_person_and_day(self, curator):
        edited(hours="24/7")
        assert len(curator.get("/curate/history/?by=Ana").context["entries"]) == 1
        assert len(curator.get("/curate/history/?by=nobody").context["entries"]) == 0
        assert len(curator.get("/curate/history/?day=1999-01-01").context["entries"]) == 0
        assert len(curator.get("/curate/history/?day=nonsense&page=x").context["entries"]) == 3

    def test_ones_own_work_of_the_day_is_one_link_away(self, curator):
        one = suggested()
        curator.post(f"/curate/review/{one.slug}/", {"accept": "1"})
        page = curator.get("/curate/history/")
        mine = f"?by=curator&amp;day={page.context['today']}"
        assert mine in page.content.decode()
        shown = curator.get("/curate/history/" + mine.replace("&amp;", "&")).context["entries"]
        assert [entry.change.action for entry in shown] == ["publish"]

    def test_a_page_takes_the_same_queries_however_much_changed(self, curator, django_assert_max_num_queries):
        for number in range(40):
            listed(f"House {number}")
        with django_assert_max_num_queries(10):
            page = curator.get("/curate/history/")
        assert len(page.context["entries"]) == 30


class TestOneRecord:
    def test_it_has_every_field_each_source_and_its_whole_history(self, curator):
        one = edited(hours="24/7", address=PLACE | {"visibility": Visibility.HIDDEN})
        page = curator.get(f"/curate/records/{one.slug}/")
        said = page.content.decode()
        assert "12 Canary Street, Durham, NC, 27701 (Hidden)" in said
        assert "directory," in said
        [(_kept, differing)] = page.context["sources"]
        assert {line.field: line.before for line in differing}["hours"] == ["9-5"]
        assert [entry.change.action for entry in page.context["entries"]] == ["edit", "publish", "create"]

    @pytest.mark.parametrize("reachable", [True, False])
    def test_the_public_page_leads_there_only_for_those_who_may(self, client, provider, curator, reachable):
        one = listed()
        if not reachable:
            curation.hide(one, by="report", field="phone", about="+19195550100")
        for reader, shown in ((client, False), (provider, False), (curator, True)):
            assert (b"/curate/records/" in reader.get(one.get_absolute_url()).content) == shown

    def test_a_hidden_place_is_on_no_page_of_anybody_else(self, client, provider):
        one = edited(address=PLACE | {"visibility": Visibility.HIDDEN})
        for reader in (client, provider):
            for path in (one.get_absolute_url(), f"/curate/records/{one.slug}/", "/curate/history/"):
                assert b"Canary" not in reader.get(path, follow=True).content

    def test_one_field_is_put_back_and_the_others_stay(self, curator):
        one = edited(hours="24/7", description="New words")
        response = put_back(curator, one, "hours")
        assert "As it was: Hours." in response.content.decode()
        assert (now(one).hours, now(one).description) == ("9-5", "New words")
        assert one.changes.first().by == "curator"

    @pytest.mark.parametrize("field", ["", "nonsense", "curation", "name"])
    def test_what_that_line_did_not_change_is_not_put_back(self, curator, field):
        one = edited(hours="24/7")
        assert "There is no such field" in put_back(curator, one, field).content.decode()
        assert now(one).hours == "24/7"

    def test_not_upon_an_old_state(self, curator):
        one = edited(hours="24/7")
        seen, change = one.revision - 1, one.changes.first().pk
        response = put_back(curator, one, "hours", seen=seen, change=change)
        assert "changed by somebody else" in response.content.decode()
        assert now(one).hours == "24/7"

    def test_a_place_hidden_since_stays_hidden(self, curator):
        one = listed(address=PLACE | {"visibility": Visibility.PUBLIC})
        curation.edit(one, by="Ana", values={"address": PLACE | {"visibility": Visibility.HIDDEN}})
        put_back(curator, one, "address")
        assert now(one).address.visibility == Visibility.HIDDEN

    def test_it_is_verified_retired_and_brought_back_there(self, curator):
        one = listed()
        page = f"/curate/records/{one.slug}/"
        curator.post(page, {"verify": "phone", "on": "2026-01-02"})
        assert (str(now(one).verified_on), now(one).verified_how) == ("2026-01-02", "phone")
        for on, told in (("tomorrow", "The day is written like"), ("2999-01-01", "has not come yet")):
            assert told in curator.post(page, {"verify": "phone", "on": on}, follow=True).content.decode()
        assert "Say how" in curator.post(page, {"verify": "magic"}, follow=True).content.decode()
        curator.post(page, {"retire": "1"})
        assert now(one).curation == Curation.RETIRED
        curator.post(page, {"restore": "1"})
        assert now(one).curation == Curation.SUGGESTED

    def test_a_page_takes_the_same_queries_however_long_the_history(self, curator, django_assert_max_num_queries):
        one = edited(hours="0")
        for number in range(1, 20):
            curation.edit(one, by="Ana", values={"hours": f"{number}"})
            said = curation.Said(quote=f"Call {number}", **SAID)
            curation.suggest(by="x", values=one.source_records.first().values, source="directory",
                             key="Harbor House", said=(said,))  # fmt: skip
        with django_assert_max_num_queries(15):
            curator.get(f"/curate/records/{one.slug}/")

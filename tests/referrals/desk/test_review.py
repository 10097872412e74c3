"""Review: every suggestion beside what it may be, a decision in one step, several at once, and the way back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from referrals import curation
from referrals.curation import record
from referrals.desk.review import AT_ONCE
from referrals.models import Change, Resource
from referrals.vocabulary import Curation, Rejection
from tests.pages import Page

pytestmark = pytest.mark.django_db
QUEUE = "/curate/review/"
SAID = {"role": "host", "stance": "recommended", "source_label": "Session", "speaker": "Missy"}


def suggested(name: str = "Harbor House", source: str = "list", **values) -> Resource:
    plain = {"kind": "victim-services", "coverage": "states", "states": ["NC"], "phones": [{"number": "+19195550100"}]}
    said = (curation.Said(quote=f"Call {name}", asked="Whom do I call?", link_path="/forum/2015-01-21/1/", **SAID),)
    values = record.blank(name=name, **(plain | values))
    return curation.suggest(by="import", values=values, source=source, key=name, said=said).resource


def listed(name: str = "Harbor House", **values) -> Resource:
    plain = {"kind": "victim-services", "coverage": "states", "states": ["NC"], "phones": [{"number": "+19195550100"}]}
    values = record.blank(name=name, **(plain | values))
    return curation.create(by="import", values=values, source="directory", key=name, published=True)


def address(one: Resource) -> str:
    return f"{QUEUE}{one.slug}/"


def decide(client, one: Resource, act: str, value: str = "1", **more):
    seen = {f"seen-{one.pk}": more.pop("seen", one.revision)}
    return client.post(address(one), {act: value} | seen | more, follow=True)


def undo(client, response):
    return client.post("/curate/undo/", {"change": response.context["decided"].changes}, follow=True)


def now(one: Resource) -> Resource:
    return Resource.objects.get(pk=one.pk)


class TestOneSuggestion:
    def test_it_stands_beside_what_it_may_be_field_by_field(self, curator):
        known, one = listed(hours="9-5"), suggested(hours="24 hours")
        page = curator.get(address(one))
        lines = {line.field: line for line in page.context["lines"]}
        assert page.context["into"] == known
        assert (lines["hours"].before, lines["hours"].after, lines["hours"].differs) == (["24 hours"], ["9-5"], True)
        assert not lines["phones"].differs
        said = page.content.decode()
        for words in ("“Call Harbor House”", "Missy", "session host", "recommended", "Whom do I call?", "same name"):
            assert words in said
        assert 'href="/forum/2015-01-21/1/"' in said

    def test_another_record_can_be_put_beside_it(self, curator):
        near, other, one = listed(), listed("Harbor Houses"), suggested()
        assert curator.get(address(one)).context["into"] == near
        assert curator.get(f"{address(one)}?with={other.slug}").context["into"] == other
        assert curator.get(f"{address(one)}?with=nobody").context["into"] == near

    def test_accepting_publishes_and_leads_to_the_next(self, curator, client):
        one, following = suggested(), suggested("Lantern Line")
        response = decide(curator, one, "accept")
        assert response.redirect_chain[-1][0] == address(following)
        assert "Published: Harbor House." in response.content.decode()
        assert client.get(one.get_absolute_url()).status_code == 200
        assert Change.objects.filter(resource=one, action="publish", by="curator").exists()

    def test_merging_takes_over_what_is_ticked_and_nothing_else(self, curator):
        known, one = listed(hours="9-5"), suggested(hours="24 hours", description="New words")
        decide(curator, one, "merge", into=known.slug, take=["hours"])
        assert (now(known).hours, now(known).description) == ("24 hours", "")
        assert now(one).merged_into == known
        assert curator.get(f"/resources/{one.slug}/", follow=True).redirect_chain[-1][0] == known.get_absolute_url()
        assert [said.quote for said in known.evidence.all()] == ["Call Harbor House"]

    def test_rejecting_is_remembered_by_its_reason(self, curator):
        one = suggested()
        decide(curator, one, "reject", Rejection.DO_NOT_LIST)
        assert (now(one).curation, now(one).rejection) == (Curation.REJECTED, Rejection.DO_NOT_LIST)
        again = suggested(source="another list", phones=[{"number": "+19195550199"}])
        assert again == one
        assert now(one).curation == Curation.REJECTED

    @pytest.mark.parametrize(
        ("act", "value", "told"),
        [("reject", "", "Choose the reason"), ("reject", "because", "Choose the reason"),
         ("merge", "1", "Choose the record to merge into"), ("nonsense", "1", "Nothing was done")],
    )  # fmt: skip
    def test_what_is_no_decision_is_told_and_changes_nothing(self, curator, act, value, told):
        one = suggested()
        response = decide(curator, one, act, value)
        assert told in response.content.decode()
        assert response.redirect_chain[-1][0] == address(one)
        assert now(one).revision == one.revision

    def test_what_may_not_stand_published_waits_and_the_page_says_why(self, curator):
        one = suggested(coverage="states", states=[])
        assert "needs at least one state" in decide(curator, one, "accept").content.decode()
        assert now(one).curation == Curation.SUGGESTED

    def test_a_second_curator_is_told_who_was_first(self, curator, administrator):
        one = suggested()
        decide(administrator, one, "reject", Rejection.CLOSED)
        response = decide(curator, one, "accept")
        assert "administrator changed it meanwhile (Rejected" in response.content.decode()
        assert now(one).curation == Curation.REJECTED

    def test_a_merge_overwrites_nothing_that_was_changed_in_the_other_record_meanwhile(self, curator):
        known, one = listed(hours="9-5"), suggested(hours="24 hours")
        seen = {f"seen-{known.pk}": curator.get(address(one)).context["into"].revision}
        curation.edit(known, by="Ana", values={"hours": "8-4, asked today"})
        response = decide(curator, one, "merge", into=known.slug, take=["hours"], **seen)
        assert "Harbor House: Ana changed it meanwhile (Edited" in response.content.decode()
        assert (now(known).hours, now(one).curation) == ("8-4, asked today", Curation.SUGGESTED)
        assert f'name="seen-{known.pk}" value="{now(known).revision}"' in curator.get(address(one)).content.decode()

    def test_a_page_takes_few_queries_however_much_is_said_and_waits(self, curator):
        one = suggested()
        taken = []
        for more in ("House", "Desk"):
            with CaptureQueriesContext(connection) as queries:
                curator.get(address(one))
            taken.append(len(queries))
            for number in range(12):
                listed(f"Harbor House {more} {number}")
                suggested(f"Light {more} {number}")
        assert max(taken) <= 15


class TestUndo:
    @pytest.mark.parametrize(("act", "value"), [("accept", "1"), ("merge", "1"), ("reject", Rejection.CLOSED)])
    def test_a_decision_is_taken_back_in_one_step(self, curator, act, value):
        listed()
        one = suggested()
        before = curation.snapshot(one)
        response = undo(curator, decide(curator, one, act, value))
        assert "Taken back: Harbor House." in response.content.decode()
        assert response.redirect_chain[-1][0] == address(one)
        assert curation.snapshot(now(one)) == before

    def test_it_is_offered_on_the_next_page_and_no_longer(self, curator):
        one = suggested()
        assert decide(curator, one, "accept").context["decided"]
        assert curator.get(QUEUE).context["decided"] is None

    @pytest.mark.parametrize("named", [[], ["0"], ["x"], ["9" * 30]])
    def test_nothing_to_take_back_is_said(self, curator, named):
        response = curator.post("/curate/undo/", {"change": named}, follow=True)
        assert "There is nothing to take back." in response.content.decode()


class TestTheQueue:
    def test_what_waits_is_listed_by_source(self, curator):
        suggested(), suggested("Lantern Line", source="forum")
        assert len(curator.get(QUEUE).context["waiting"]) == 2
        assert [one.name for one in curator.get(f"{QUEUE}?source=forum").context["waiting"]] == ["Lantern Line"]
        assert "Nothing waits." in curator.get(f"{QUEUE}?source=nowhere").content.decode()

    def test_the_obvious_is_decided_at_once_and_undone_at_once(self, curator):
        chosen = [suggested(f"House {number}") for number in range(3)]
        left = suggested("Lantern Line")
        form = {"reject": Rejection.NOT_A_RESOURCE, "chosen": [one.slug for one in chosen]}
        response = curator.post(QUEUE, form, follow=True)
        assert {now(one).curation for one in chosen} == {Curation.REJECTED}
        assert now(left).curation == Curation.SUGGESTED
        undo(curator, response)
        assert {now(one).curation for one in chosen} == {Curation.SUGGESTED}

    def test_each_refusal_is_told_and_the_rest_is_done(self, curator):
        good, bad = suggested("Good House"), suggested("Bad House", in_doubt=True)
        response = curator.post(QUEUE, {"accept": "1", "chosen": [good.slug, bad.slug]}, follow=True)
        assert "Bad House: The whole record is in doubt" in response.content.decode()
        assert (now(good).curation, now(bad).curation) == (Curation.PUBLISHED, Curation.SUGGESTED)

    def test_what_does_not_wait_is_not_decided(self, curator):
        known = listed()
        curator.post(QUEUE, {"reject": Rejection.CLOSED, "chosen": [known.slug]})
        assert now(known).curation == Curation.PUBLISHED

    def test_later_goes_round_through_all_of_one_source(self, curator):
        for number in range(3):
            suggested(f"House {number}"), suggested(f"Lantern {number}", source="forum")
        here, seen = f"{QUEUE}?after=nobody&source=forum", []
        for _ in range(4):
            page = curator.get(here, follow=True)
            seen.append(page.context["suggestion"].name)
            here = page.context["following"]
        assert seen == ["Lantern 0", "Lantern 1", "Lantern 2", "Lantern 0"]
        assert curator.get(f"{QUEUE}?after=nobody&source=nowhere", follow=True).redirect_chain[-1][0] == (
            f"{QUEUE}?source=nowhere"
        )

    def test_a_page_holds_as_many_as_are_decided_and_taken_back_in_one_step(self, curator):
        for number in range(AT_ONCE + 2):
            suggested(f"House {number}")
        page = curator.get(QUEUE)
        assert len(page.context["waiting"]) == AT_ONCE
        assert f"{AT_ONCE + 2} suggestions wait" in page.content.decode()
        assert len(curator.get(f"{QUEUE}?page=2").context["waiting"]) == 2
        chosen = [one.slug for one in page.context["waiting"]]
        response = curator.post(QUEUE, {"reject": Rejection.CLOSED, "chosen": chosen}, follow=True)
        assert Resource.objects.awaiting_review().count() == 2
        undo(curator, response)
        assert Resource.objects.awaiting_review().count() == AT_ONCE + 2

    def test_many_take_the_queries_of_one(self, curator, django_assert_max_num_queries):
        for number in range(30):
            suggested(f"House {number}")
        with django_assert_max_num_queries(15):
            curator.get(QUEUE)


def test_the_desk_says_in_spanish_what_it_says_in_english(curator):
    listed(hours="9-5")
    one = suggested(hours="24 hours")
    spanish = Page(curator.get(f"{address(one)}?lang=es").content.decode()).said_in("es")
    assert {"Aceptar", "Unir", "Horario", "Sugerido"} <= set(" ".join(spanish).split())

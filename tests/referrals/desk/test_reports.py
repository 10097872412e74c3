"""Reports at the desk: what was said beside what the record says, decided together or one by one."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from referrals import curation, reports
from referrals.models import Address, Report, Resource, Term
from tests.pages import Page
from tests.sent import LINK, PHONE, listed

pytestmark = pytest.mark.django_db
PATH = "/curate/reports/"


def made(one: Resource, problem: str = "dead", field: str = "", about: str = "", **more) -> Report:
    said = reports.Said(problem, field, about, more.pop("words", ""))
    code = f"{one.slug} {Report.objects.count()}"
    now = timezone.now() - timedelta(days=more.pop("days", 0))
    return reports.make(one, said, code=code, now=now, **more)


def decide(client, one: Resource, outcome: str, *found: Report, **more):
    seen = Resource.objects.get(pk=one.pk).revision
    form = {"outcome": outcome, "report": [report.pk for report in found], "seen": seen} | more
    return client.post(f"{PATH}{one.slug}/", form, follow=True)


def told(response) -> str:
    return " ".join(text for text, _language in Page(response.content.decode()).texts)


def released(one: Resource) -> str:
    return str(Resource.objects.get(pk=one.pk).released)


class TestTheList:
    def test_it_is_by_contact_the_longest_waiting_first(self, curator):
        young, old = listed("Young House"), listed("Old House")
        made(young, days=1)
        made(old, days=1)
        made(old, days=9)
        groups = curator.get(PATH).context["groups"]
        assert [(group.resource, len(group.reports), group.age) for group in groups] == [
            (old, 2, "9 days"), (young, 1, "1 day"),
        ]  # fmt: skip

    def test_what_was_said_stands_beside_what_the_record_says(self, curator):
        one = listed(hours="9-5", phones=[{"number": PHONE, "primary": True}, {"number": "988", "doubtful": True}])
        made(one, "hours", words="They open at ten.")
        text = told(curator.get(PATH))
        for part in ("The hours are wrong", "They open at ten.", "9-5", "919-555-0100", "988 (in doubt)",
                     "12 Main Street, Durham, NC, 27701 (Public)"):  # fmt: skip
            assert part in text

    def test_what_is_called_confidential_and_still_shown_is_marked(self, curator):
        one, other = listed(), listed("Other House")
        made(one, "confidential", "phone", PHONE)
        made(other, "confidential", "address")
        marks = {group.resource: group.ask_before_use for group in curator.get(PATH).context["groups"]}
        assert marks == {one: True, other: False}
        assert told(curator.get(PATH)).count("ask before use") == 1

    def test_what_is_decided_is_gone_from_it(self, curator):
        one = listed()
        decide(curator, one, "fixed", made(one))
        assert "Nothing waits." in told(curator.get(PATH))

    def test_the_first_page_of_the_desk_counts_them(self, curator):
        made(listed())
        waiting = {section.address: count for section, count in curator.get("/curate/").context["waiting"]}
        assert waiting["desk:reports"] == 1

    def test_words_that_are_too_old_are_deleted_before_anybody_reads_them(self, curator):
        made(listed(), words="Rings out.")
        Report.objects.update(at=timezone.now() - timedelta(days=31))
        assert "Rings out." not in told(curator.get(PATH))
        assert Report.objects.get().words == ""

    def test_it_takes_as_many_queries_for_many_as_for_one(self, curator):
        counts = []
        for n in range(12):
            one = listed(f"House {n}")
            for said in [("dead",), ("confidential", "phone", PHONE), ("confidential", "city")]:
                made(one, *said)
            if n in {0, 11}:
                with CaptureQueriesContext(connection) as queries:
                    assert len(curator.get(PATH).context["groups"]) == n + 1
                counts.append(len(queries))
        assert counts[0] == counts[1] <= 15

    @pytest.mark.parametrize("page", ["0", "99", "x", "\x00", "9" * 400])
    def test_a_page_that_is_none_is_one_that_is(self, curator, page):
        made(listed())
        assert curator.get(PATH, {"page": page}).context["groups"]


class TestDeciding:
    @pytest.mark.parametrize("outcome", ["looking", "fixed", "no-change", "spam"])
    def test_all_of_a_contact_together(self, curator, outcome):
        one = listed()
        response = decide(curator, one, outcome, made(one), made(one, "hours"))
        assert {(report.outcome, report.handled_by) for report in Report.objects.all()} == {(outcome, "curator")}
        assert f"Harbor House: {Report.Outcome(outcome).label} (2)." in told(response)

    def test_or_one_by_one(self, curator):
        one = listed()
        first, second = made(one), made(one, "hours")
        decide(curator, one, "fixed", first)
        assert list(Report.objects.open()) == [second]

    def test_withhold_takes_what_was_reported_out_of_sight(self, curator):
        one = listed()
        decide(curator, one, "withheld", made(one, "confidential", "phone", PHONE))
        assert PHONE not in released(one)
        assert one.changes.first().by == "curator"

    def test_or_what_is_chosen(self, curator):
        one = listed()
        decide(curator, one, "withheld", made(one), what=f"link {LINK}")
        assert LINK not in released(one)
        assert PHONE in released(one)

    def test_show_again_brings_back_what_a_visitor_hid(self, curator):
        one = listed()
        decide(curator, one, "shown", made(one, "confidential", "address"))
        assert Address.objects.get(resource=one).visibility == "public"

    def test_keep_hidden_does_not(self, curator):
        one = listed()
        decide(curator, one, "hidden", made(one, "confidential", "address"))
        assert Address.objects.get(resource=one).visibility == "hidden"
        assert not Report.objects.open().exists()

    def test_where_people_are_sheltered_showing_is_not_offered_and_not_done(self, curator):
        Term.objects.create(facet="need", slug="emergency-shelter", label="Shelter")
        one = listed()
        found = made(one, "confidential", "address")
        curation.edit(one, by="Ben", values={"terms": [{"slug": "emergency-shelter"}], "city": ""})
        page = curator.get(PATH).content.decode()
        assert 'value="hidden"' in page
        assert 'value="shown"' not in page
        assert f'href="/curate/unhide/{one.slug}/"' in page
        for outcome in ("shown", "spam", "no-change"):
            assert "takes two people" in told(decide(curator, one, outcome, found))
        assert Address.objects.get(resource=one).visibility == "hidden"


class TestTwoCurators:
    def test_the_second_is_told_who_decided(self, curator, administrator):
        one = listed()
        found = made(one)
        decide(administrator, one, "fixed", found)
        assert "administrator decided it meanwhile" in told(decide(curator, one, "spam", found))
        assert Report.objects.get().outcome == "fixed"

    @pytest.mark.parametrize("outcome", ["fixed", "withheld", "no-change"])
    def test_and_who_changed_the_record(self, curator, outcome):
        one = listed()
        found, seen = made(one, "confidential", "phone", PHONE), one.revision
        curation.edit(one, by="Ben", values={"hours": "9-5"})
        assert "Ben changed the record meanwhile" in told(decide(curator, one, outcome, found, seen=seen))
        assert Report.objects.open().exists()
        assert PHONE in released(one)

    def test_what_came_meanwhile_is_not_closed_along(self, curator):
        one = listed()
        first = made(one)
        late = made(one, "moved")
        decide(curator, one, "spam", first)
        assert list(Report.objects.open()) == [late]


class TestBadInput:
    @pytest.mark.parametrize(
        "form",
        [{}, {"outcome": "fixed"}, {"report": "x"}, {"outcome": "nonsense"}, {"outcome": "received"},
         {"outcome": "fixed", "report": ["x", "", "9" * 50, "-1", "\x00"]}],
    )  # fmt: skip
    def test_nothing_chosen_is_told_and_nothing_is_done(self, curator, form):
        one = listed()
        found = made(one)
        form = {"report": found.pk} | form if "outcome" in form and form["outcome"] != "fixed" else form
        response = curator.post(f"{PATH}{one.slug}/", form, follow=True)
        assert "Nothing was done: tick a report" in told(response)
        assert list(Report.objects.open()) == [found]

    @pytest.mark.parametrize("what", ["", "nonsense", "phone", "address 12", "\x00", "name x"])
    def test_what_cannot_be_withheld_is_not(self, curator, what):
        one = listed()
        before = released(one)
        assert "Choose what to withhold." in told(decide(curator, one, "withheld", made(one), what=what))
        assert released(one) == before

    def test_a_report_of_another_contact_is_not_decided_along(self, curator):
        one, other = listed(), listed("Other House")
        found = made(other)
        decide(curator, one, "spam", made(one), found)
        assert list(Report.objects.open()) == [found]

    def test_a_contact_that_is_none(self, curator):
        assert curator.post(f"{PATH}nobody/", {"outcome": "spam"}).status_code == 404

"""What visitors send in: what it may do at once, how it is decided, what they are told, and what is forgotten when."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command

from referrals import curation, reports
from referrals.curation import record
from referrals.models import Address, Report, Resource, Term, Tip
from referrals.reports import Outcome, Said
from referrals.vocabulary import Rejection
from tests.sent import EMAIL, LINK, PHONE, listed

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
CODE = "7K2MV-9QX4D"


def make(one: Resource, problem: str = "dead", field: str = "", about: str = "", words: str = "", **more) -> Report:
    said = Said(problem, field, about, words)
    return reports.make(one, said, **({"code": CODE, "now": NOW} | more))


def confidential(one: Resource, field: str, about: str = "", **more) -> Report:
    return make(one, "confidential", field, about, **more)


def decide(*found: Report, outcome: str = Outcome.FIXED, **more) -> list[Report]:
    return reports.decide(found, outcome, by="Ana", now=NOW, **more)


def decide_seen(outcome: str):
    return lambda found, seen: decide(found, outcome=outcome, seen=seen)


def withhold_seen(found: Report, seen: int):
    reports.withhold(found.resource, [found], None, Outcome.WITHHELD, by="Ana", now=NOW, seen=seen)


def visibility(one: Resource) -> str:
    return Address.objects.get(resource=one).visibility


def told(code: str = CODE) -> str:
    return str(reports.answer(code).told)


class TestAtOnce:
    """Whoever says so may hide a place; a number is withheld only on the word of somebody who signed in."""

    @pytest.mark.parametrize("problem", ["dead", "moved", "hours", "closed", "other"])
    def test_a_report_changes_nothing(self, problem):
        one = listed()
        before = record.of(one), one.revision
        assert make(one, problem).hidden is None
        assert (record.of(one), Resource.objects.get(pk=one.pk).revision) == before

    @pytest.mark.parametrize("signed_in", [True, False])
    def test_a_place_is_hidden_whoever_says_so(self, signed_in):
        one = listed()
        assert confidential(one, "address", signed_in=signed_in).hidden == one.changes.first()
        assert visibility(one) == "hidden"
        assert (one.changes.first().by, one.changes.first().action) == ("report", "hide")

    @pytest.mark.parametrize(("field", "about"), [("phone", PHONE), ("link", LINK), ("email", EMAIL)])
    def test_a_visitor_takes_no_number_away_however_often(self, field, about):
        one = listed()
        for n in range(5):
            assert confidential(one, field, about, code=f"{n}").hidden is None
        assert about in str(Resource.objects.get(pk=one.pk).released)

    @pytest.mark.parametrize(("field", "about"), [("phone", PHONE), ("link", LINK), ("email", EMAIL)])
    def test_who_signed_in_does(self, field, about):
        one = listed()
        assert confidential(one, field, about, signed_in=True).hidden
        assert about not in str(Resource.objects.get(pk=one.pk).released)

    def test_who_hid_much_lately_only_tells_a_curator(self):
        one = listed()
        assert confidential(one, "address", may_hide=False).hidden is None
        assert visibility(one) == "public"

    def test_what_a_curator_has_shown_again_is_not_hidden_by_the_next_visitor(self):
        one = listed()
        decide(confidential(one, "address"), outcome=Outcome.SHOWN)
        assert confidential(one, "address", code="2").hidden is None
        assert confidential(one, "city", code="3").hidden
        assert confidential(one, "address", code="4", signed_in=True).hidden
        assert visibility(one) == "hidden"

    def test_the_same_form_twice_is_one_report(self):
        one = listed()
        assert make(one) == make(one)
        assert Report.objects.count() == 1


class TestDeciding:
    @pytest.mark.parametrize(
        ("outcome", "phrase"),
        [(Outcome.LOOKING, "Somebody is looking"), (Outcome.FIXED, "was changed"), (Outcome.WITHHELD, "withheld"),
         (Outcome.HIDDEN, "stays hidden"), (Outcome.NO_CHANGE, "no change was needed"),
         (Outcome.SPAM, "no change was needed")],
    )  # fmt: skip
    def test_the_reporter_is_told_in_a_phrase(self, outcome, phrase):
        found = make(listed())
        assert told() == "Received. Nobody has looked at it yet."
        decide(found, outcome=outcome)
        assert phrase in told()

    def test_all_of_a_contact_or_one(self):
        one = listed()
        first, second, third = (make(one, code=f"{n}") for n in range(3))
        decide(first)
        assert set(Report.objects.open()) == {second, third}
        assert decide(first, second, third) == [second, third]
        assert not Report.objects.open().exists()

    def test_a_second_curator_is_told_who_decided(self):
        found = make(listed())
        decide(found)
        with pytest.raises(reports.DecidedMeanwhile) as met:
            reports.decide([found], Outcome.SPAM, by="Ben", now=NOW)
        assert met.value.by == "Ana"
        assert Report.objects.get().outcome == Outcome.FIXED

    @pytest.mark.parametrize("act", [decide_seen(Outcome.FIXED), decide_seen(Outcome.NO_CHANGE), withhold_seen])
    def test_upon_a_record_that_is_another_by_now_nothing_is_decided(self, act):
        one = listed()
        found, seen = confidential(one, "phone", PHONE), one.revision
        curation.edit(one, by="Ben", values={"hours": "9-5"})
        with pytest.raises(curation.ChangedMeanwhile):
            act(found, seen)
        assert list(Report.objects.open()) == [found]
        assert PHONE in str(Resource.objects.get(pk=one.pk).released)

    @pytest.mark.parametrize("outcome", [Outcome.SHOWN, Outcome.NO_CHANGE, Outcome.SPAM])
    def test_where_nothing_was_wrong_it_is_shown_again(self, outcome):
        one = listed()
        before = record.of(one)
        found = [confidential(one, "address"), confidential(one, "city", code="2")]
        found.append(confidential(one, "phone", PHONE, code="3", signed_in=True))
        decide(*found, outcome=outcome)
        assert record.of(Resource.objects.get(pk=one.pk)) == before

    @pytest.mark.parametrize("outcome", [Outcome.FIXED, Outcome.HIDDEN])
    def test_otherwise_it_stays_hidden(self, outcome):
        one = listed()
        decide(confidential(one, "address"), outcome=outcome)
        assert visibility(one) == "hidden"

    def test_one_person_does_not_show_where_people_are_sheltered(self):
        Term.objects.create(facet="need", slug="emergency-shelter", label="Shelter")
        one = listed()
        found = confidential(one, "address")
        curation.edit(one, by="Ben", values={"terms": [{"slug": "emergency-shelter"}], "city": ""})
        with pytest.raises(curation.NotShown):
            decide(found, outcome=Outcome.SPAM)
        assert (visibility(one), Report.objects.get().outcome) == ("hidden", Outcome.RECEIVED)

    def test_a_curator_withholds_what_visitors_could_not(self):
        one = listed()
        found = confidential(one, "phone", PHONE)
        reports.withhold(one, [found], None, Outcome.WITHHELD, by="Ana", now=NOW, seen=one.revision)
        assert PHONE not in str(Resource.objects.get(pk=one.pk).released)
        assert one.changes.first().by == "Ana"
        assert "withheld" in told()

    def test_or_something_else_of_the_same_contact(self):
        one = listed()
        reports.withhold(one, [make(one)], ("link", LINK), Outcome.WITHHELD, by="Ana", now=NOW)
        assert LINK not in str(Resource.objects.get(pk=one.pk).released)

    def test_what_to_withhold_has_to_be_said(self):
        one = listed()
        with pytest.raises(reports.NothingChosen):
            reports.withhold(one, [make(one)], None, Outcome.WITHHELD, by="Ana", now=NOW)


class TestAnswers:
    def test_it_says_that_something_is_hidden_meanwhile(self):
        one = listed()
        found = confidential(one, "address")
        assert "hidden meanwhile" in str(reports.answer(CODE).meanwhile)
        decide(found, outcome=Outcome.SHOWN)
        assert reports.answer(CODE).meanwhile == ""

    def test_it_leads_to_the_contact_while_that_is_listed(self):
        one = listed()
        make(one)
        assert reports.answer(CODE).contact == one
        curation.retire(one, by="Ana")
        assert reports.answer(CODE).contact is None

    @pytest.mark.parametrize("typed", ["7k2mv9qx4d", "7K2MV 9QX4D"])
    def test_however_the_code_was_noted(self, typed):
        make(listed())
        assert reports.answer(typed)

    @pytest.mark.parametrize("typed", ["", "7K2MV", "7K2MV-9QX4E", "\x00", "x" * 10_000, "é"])
    def test_any_other_code_is_no_code(self, typed):
        make(listed())
        assert reports.answer(typed) is None

    def test_the_code_is_in_no_row(self):
        make(listed())
        kept = str(list(Report.objects.values()))
        assert CODE not in kept
        assert CODE.replace("-", "") not in kept


def values(**more) -> record.Record:
    plain = {"kind": "legal-services", "coverage": "states", "states": ["NC"], "phones": [{"number": "+19195550199"}]}
    return record.blank(name="Lantern Legal", **(plain | more))


def suggest(code: str = CODE, words: str = "They help in Durham.", **more) -> Tip:
    return reports.suggest(values(**more), code=code, words=words, now=NOW)


class TestSuggestions:
    def test_one_waits_in_review_with_the_words_beside_it(self):
        tip = suggest()
        assert (tip.resource.curation, tip.words) == ("suggested", "They help in Durham.")
        kept = tip.resource.source_records.get()
        assert (kept.source, tip.resource.changes.get().by) == ("form", "form")
        assert "They help" not in str([kept.values, tip.resource.changes.get().fields, tip.resource.note])
        assert told() == "Received. It is listed once a person has checked it."

    def test_twice_is_once(self):
        assert suggest() == suggest()
        assert Resource.objects.count() == Tip.objects.count() == 1

    @pytest.mark.parametrize("decide", ["publish", "reject", "merge", "retire"])
    def test_the_words_go_with_the_decision(self, decide):
        one = suggest().resource
        more = {"reject": {"reason": Rejection.WRONG}, "merge": {"into": listed()}}.get(decide, {})
        getattr(curation, decide)(one, by="Ana", **more)
        assert Tip.objects.get().words == ""

    def test_what_came_of_it(self):
        one = suggest().resource
        curation.publish(one, by="Ana")
        assert (told(), reports.answer(CODE).contact) == ("It was checked, and is listed.", one)

    def test_that_it_was_listed_already(self):
        into = listed()
        curation.merge(suggest().resource, into=into, by="Ana")
        assert (told(), reports.answer(CODE).contact) == ("It was checked, and was listed already.", into)

    def test_that_it_is_not_listed_never_why(self):
        curation.reject(suggest().resource, by="Ana", reason=Rejection.DO_NOT_LIST)
        assert (told(), reports.answer(CODE).contact) == ("It was checked, and is not listed.", None)
        again = suggest("2")
        assert (told("2"), again.words, Resource.objects.count()) == ("It was checked, and is not listed.", "", 1)


class TestForgetting:
    """Words are gone once it is decided, at the latest after 30 days; nobody has to think of it."""

    def test_a_decision_takes_the_words_and_the_number_along(self):
        decide(make(listed(), "confidential", "phone", PHONE, words="Our inside line."))
        kept = Report.objects.get()
        assert (kept.words, kept.about, kept.problem) == ("", "", "confidential")

    def test_looking_at_it_does_not(self):
        decide(make(listed(), words="Rings out."), outcome=Outcome.LOOKING)
        assert Report.objects.get().words == "Rings out."

    @pytest.mark.parametrize(("days", "words"), [(29, "Rings out."), (31, "")])
    def test_after_thirty_days_they_are_gone(self, days, words):
        make(listed(), words="Rings out.")
        suggest("2", words="Rings out.")
        reports.forget_words(NOW + timedelta(days=days))
        assert (Report.objects.get().words, Tip.objects.get().words) == (words, words)

    @pytest.mark.parametrize("next_one", ["report", "suggestion", "command"])
    def test_whatever_comes_next_forgets_what_is_too_old(self, next_one):
        one = listed()
        make(one, words="Rings out.", now=NOW - timedelta(days=400))
        if next_one == "report":
            make(one, code="2")
        elif next_one == "suggestion":
            suggest("2")
        else:
            call_command("forget_reports")
        assert Report.objects.earliest("pk").words == ""

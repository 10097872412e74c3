"""Candidates at the door: the known are recognised, the rejected remembered, the changed come back once."""

import pytest

from referrals import curation
from referrals.curation import Said, record
from referrals.models import Resource, Revision, SourceRecord
from referrals.vocabulary import Curation, Rejection

pytestmark = pytest.mark.django_db

QUOTE = Said(quote="Ask the Harbor Line.", role="host", stance="recommended", source_label="Session")
AGAIN = Said(quote="Call them.", role="participant", stance="mentioned", source_label="Session", link_path="/forum/2/")


def suggested(key: str = "1", *, source: str = "forum", said=(QUOTE,), **values) -> curation.Suggested:
    values = {"name": "Harbor Line", "kind": "hotline", "states": ["NC"]} | values
    return curation.suggest(by="import", values=record.blank(**values), source=source, key=key, said=said)


def rejected(reason: Rejection = Rejection.CLOSED, **values) -> Resource:
    return curation.reject(suggested(**values).resource, by="Ana", reason=reason)


def with_site(host: str) -> dict[str, list]:
    return {"links": [{"url": f"https://{host}/"}]}


class TestNew:
    def test_it_waits_in_review_with_what_was_said(self):
        brought = suggested(said=(QUOTE, AGAIN))
        assert brought.created
        assert brought.resource.curation == Curation.SUGGESTED
        assert [said.quote for said in brought.evidence] == ["Ask the Harbor Line.", "Call them."]
        assert set(brought.resource.evidence.all()) == set(brought.evidence)
        assert list(brought.resource.changes.values_list("action", "by")) == [("create", "import")]
        assert brought.resource.revision == Revision.objects.now().number

    def test_the_published_record_it_may_be_stands_beside_it(self):
        kept = curation.publish(suggested("1", coverage="states", phones=[{"number": "988"}]).resource, by="Ana")
        assert suggested("2", name="The Harbor Line, Inc.").resource.may_be == kept
        assert suggested("3", name="Something Else").resource.may_be is None

    def test_one_that_waits_itself_is_not_what_another_may_be(self):
        suggested("1")
        assert suggested("2").resource.may_be is None


class TestKnown:
    def test_the_same_key_brings_nothing_new(self):
        first = suggested()
        number = Revision.objects.now().number
        again = suggested(hours="24/7")
        assert (again.resource, again.created) == (first.resource, False)
        assert again.evidence == first.evidence
        assert Resource.objects.count() == SourceRecord.objects.count() == 1
        assert Revision.objects.now().number == number
        assert first.resource.changes.count() == 1

    def test_a_new_quote_is_added_and_in_the_history(self):
        first = suggested()
        suggested(said=(QUOTE, AGAIN))
        assert first.resource.evidence.count() == 2
        change = first.resource.changes.first()
        assert (change.action, change.by) == ("evidence", "import")
        first.resource.refresh_from_db()
        assert first.resource.revision == Revision.objects.now().number

    def test_the_same_key_of_another_source_is_another(self):
        assert suggested(source="list").created
        assert suggested(source="forum").created

    def test_merged_it_leads_to_the_survivor(self):
        survivor = suggested("2", name="Sound House").resource
        curation.merge(suggested("1").resource, into=survivor, by="Ana")
        again = suggested("1", said=(AGAIN,))
        assert (again.resource, again.created) == (survivor, False)
        assert survivor.evidence.filter(quote="Call them.").exists()


class TestRejected:
    @pytest.mark.parametrize("name", ["Harbor Line", "HARBOR LINE", "The Harbor Line, Inc. (HL)"])
    def test_it_is_remembered_by_name_and_state(self, name):
        gone = rejected()
        again = suggested("2", name=name)
        assert (again.resource, again.evidence, again.created) == (gone, (), False)
        assert Resource.objects.count() == 1
        assert SourceRecord.objects.get(key="2").resource == gone

    def test_the_same_key_again_adds_nothing(self):
        gone = rejected()
        again = suggested(said=(AGAIN,))
        assert (again.resource, again.evidence) == (gone, ())
        assert gone.evidence.count() == 1

    def test_elsewhere_it_is_another(self):
        rejected()
        assert suggested("2", states=["OH"]).created

    @pytest.mark.parametrize(
        ("brings", "word"),
        [
            ({"phones": [{"number": "+19195550142"}]}, "+19195550142"),
            (with_site("harbor.example.org"), "example.org"),
            ({"emails": [{"address": "desk@harbor.example"}]}, "desk@harbor.example"),
        ],
    )
    def test_with_a_new_contact_it_comes_back_once_and_says_so(self, brings, word):
        gone = rejected()
        back = suggested("2", **brings)
        assert back.created
        assert back.resource != gone
        assert "Rejected before (Closed or no longer serves)" in back.resource.note
        assert word in back.resource.note
        curation.reject(back.resource, by="Ana", reason=Rejection.CLOSED)
        assert suggested("3", **brings).resource == back.resource

    def test_contacts_it_had_do_not_bring_it_back(self):
        gone = rejected(**with_site("www.harbor.example"))
        assert suggested("2", **with_site("harbor.example")).resource == gone

    def test_a_shared_host_is_no_new_contact(self):
        gone = rejected()
        assert suggested("2", **with_site("www.facebook.com/harbor")).resource == gone

    def test_contacts_of_an_earlier_rejection_do_not_bring_it_back(self):
        rejected(**with_site("harbor.example"))
        second = suggested("2", **with_site("sound.example")).resource
        curation.reject(second, by="Ana", reason=Rejection.WRONG)
        assert not suggested("3", **with_site("harbor.example")).created

    def test_who_asked_not_to_be_listed_never_comes_back(self):
        gone = rejected(Rejection.DO_NOT_LIST)
        again = suggested("2", states=["OH"], **with_site("harbor.example"))
        assert (again.resource, again.created) == (gone, False)

    def test_an_interrupted_suggestion_leaves_nothing(self, monkeypatch):
        def interrupted():
            raise InterruptedError

        monkeypatch.setattr(Revision.objects, "take", interrupted)
        with pytest.raises(InterruptedError):
            suggested()
        assert not Resource.objects.exists()
        assert not SourceRecord.objects.exists()

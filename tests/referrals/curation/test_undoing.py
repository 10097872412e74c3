"""A line of the history taken back: what it changed is as it was, nothing else is touched, and it is a line itself."""

from datetime import UTC, date, datetime

import pytest

from referrals import curation
from referrals.curation import NotPublishable, check, record, unhiding
from referrals.models import Change, OldSlug, Resource, SourceRecord
from referrals.vocabulary import Curation, Method, Rejection, Visibility

from .test_actions import PLACE, SAID, everything, history, last, made

pytestmark = pytest.mark.django_db


def undo_last(resource: Resource, by: str = "Bo") -> Resource:
    return curation.undo(last(resource), by=by)


ACTIONS = {
    "edit": lambda line: curation.edit(line, by="Ana", values={"hours": "9-5", "phones": [{"number": "911"}]}),
    "publish": lambda line: curation.publish(line, by="Ana"),
    "verify": lambda line: curation.verify(line, by="Ana", on=date(2026, 1, 2), how=Method.PHONE),
    "reject": lambda line: curation.reject(line, by="Ana", reason=Rejection.CLOSED),
    "retire": lambda line: curation.retire(line, by="Ana"),
}


@pytest.mark.parametrize("action", ACTIONS)
def test_the_record_is_as_it_was(action):
    line = made()
    before = curation.snapshot(line)
    ACTIONS[action](line)
    line.refresh_from_db()
    assert curation.snapshot(line) != before
    undone = last(line)
    line = undo_last(line)
    line.refresh_from_db()
    assert curation.snapshot(line) == before
    assert history(line)[-1] == ("undo", "Bo")
    assert last(line).undoes == undone
    assert list(check.problems()) == []


def test_what_was_published_is_found_no_more_and_again(client):
    line = curation.publish(made(), by="Ana")
    published = last(line)
    undo_last(line)
    assert client.get("/resources/harbor-line/").status_code == 404
    undo_last(line)  # the undoing is a line like any other
    assert client.get("/resources/harbor-line/").status_code == 200
    with pytest.raises(curation.CannotUndo, match="undone before"):
        curation.undo(published, by="Bo")


def test_a_verification_taken_back_is_the_one_before(client):
    line = made(published=True)
    curation.verify(line, by="Ana", on=date(2025, 1, 2), how=Method.EMAIL)
    curation.verify(line, by="Ana", on=date(2026, 1, 2), how=Method.PHONE)
    line = undo_last(line)
    line.refresh_from_db()
    assert (line.verified_on, line.verified_how) == (date(2025, 1, 2), Method.EMAIL)
    assert line.released["verified"] == "2025-01-02"


def test_what_was_changed_again_since_is_named_and_nothing_is_done():
    line = made()
    curation.edit(line, by="Ana", values={"hours": "9-5", "description": "Old"})
    change = last(line)
    curation.edit(line, by="Bo", values={"hours": "24/7"})
    before = everything()
    with pytest.raises(curation.CannotUndo, match="Changed again since: hours"):
        curation.undo(change, by="Cy")
    assert everything() == before


def test_other_fields_may_have_changed_since():
    line = made()
    curation.edit(line, by="Ana", values={"hours": "9-5"})
    change = last(line)
    curation.edit(line, by="Bo", values={"description": "Kept"})
    curation.undo(change, by="Cy")
    line.refresh_from_db()
    assert (line.hours, line.description) == ("", "Kept")


def test_a_record_is_not_un_made():
    with pytest.raises(curation.CannotUndo, match="reject or retire"):
        undo_last(made())


def test_a_hidden_place_stays_hidden():
    line = made(kind="victim-services", address=PLACE | {"visibility": Visibility.PUBLIC})
    curation.edit(line, by="Ana", values={"address": PLACE | {"visibility": Visibility.HIDDEN}})
    undo_last(line)
    line.refresh_from_db()
    assert line.address.visibility == Visibility.HIDDEN


class TestMerge:
    """Two records again, each with what was its own."""

    def merged(self) -> tuple[Resource, Resource, dict]:
        kept = made(published=True)
        other = curation.suggest(
            by="Ana", values=made_values(), source="forum", key="x", said=(curation.Said(quote="Call them", **SAID),)
        ).resource
        before = {one.pk: curation.snapshot(one) for one in (kept, other)}
        curation.merge(other, into=kept, by="Ana", take=("phones", "hours"))
        return kept, other, before

    @pytest.mark.parametrize("side", ["survivor", "merged"])
    def test_both_are_as_they_were_from_whichever_side_it_is_undone(self, side):
        kept, other, before = self.merged()
        undo_last(kept if side == "survivor" else other)
        for one in (kept, other):
            one.refresh_from_db()
            assert curation.snapshot(Resource.objects.get(pk=one.pk)) == before[one.pk]
        assert [one.quote for one in other.evidence.all()] == ["Call them"]
        assert not kept.evidence.exists()
        assert SourceRecord.objects.get(source="forum", key="x").resource == other
        assert not OldSlug.objects.exists()
        assert list(check.problems()) == []

    def test_what_was_said_of_the_survivor_since_stays_there(self):
        kept, other, _before = self.merged()
        curation.suggest(
            by="Ana", values=made_values(), source="forum", key="x", said=(curation.Said(quote="Again", **SAID),)
        )
        undo_last(other)
        assert [one.quote for one in kept.evidence.all()] == ["Again"]
        assert [one.quote for one in other.evidence.all()] == ["Call them"]

    def test_it_is_undone_once(self):
        kept, other, _before = self.merged()
        survivor = last(kept)
        undo_last(other)
        with pytest.raises(curation.CannotUndo, match="undone before"):
            curation.undo(survivor, by="Bo")

    def test_not_when_the_survivor_was_edited_in_what_it_took(self):
        kept, other, _before = self.merged()
        curation.edit(kept, by="Bo", values={"hours": "never"})
        before = everything()
        with pytest.raises(curation.CannotUndo, match="hours"):
            undo_last(other)
        assert everything() == before


def made_values() -> record.Record:
    return record.blank(name="The Harbour Line", kind="hotline", phones=[{"number": "+18883737888"}], hours="9-5")


def test_each_undoing_takes_a_number_so_that_every_search_follows():
    line = made(published=True)
    curation.edit(line, by="Ana", values={"hours": "9-5"})
    line.refresh_from_db()
    number = line.revision
    line = undo_last(line)
    assert line.revision > number
    assert "9-5" not in str(line.released)
    assert Change.objects.filter(undoes__isnull=False).count() == 1


def test_what_would_leave_nothing_to_reach_is_refused():
    line = made(published=True)
    curation.retire(line, by="Ana")
    change = last(line)
    curation.edit(line, by="Ana", values={"phones": []})
    before = everything()
    with pytest.raises(NotPublishable, match="no way to reach"):
        curation.undo(change, by="Bo")
    assert everything() == before
    assert Resource.objects.get(pk=line.pk).curation == Curation.RETIRED


def test_nobody_shows_a_place_alone_by_undoing_its_hiding_twice():
    shelter = made(kind="shelter-program", address=PLACE | {"visibility": Visibility.HIDDEN}, published=True)
    now = datetime(2026, 1, 2, tzinfo=UTC)
    proposal = unhiding.propose(shelter, by="Ana", now=now, visibility="public")
    unhiding.confirm(proposal, by="Bo", now=now)
    shelter = undo_last(shelter)  # to hide again takes one
    assert not shelter.place_agreed
    before = everything()
    with pytest.raises((curation.CannotUndo, NotPublishable)):
        undo_last(shelter)
    assert everything() == before

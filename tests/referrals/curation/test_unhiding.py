"""A hidden place is shown by two people, or by one who is alone after a day; by no other way."""

from datetime import UTC, datetime, timedelta

import pytest

from referrals import curation, people, release
from referrals.curation import NotPublishable, check, record, unhiding
from referrals.curation.unhiding import CannotShow
from referrals.models import Resource, Unhiding
from referrals.release import Audience
from referrals.vocabulary import Curation
from tests.cast import PASSPHRASE

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
PLACE = {"street": "12 Main Street", "city": "Durham", "state": "NC", "postal_code": "27701"}
HIDDEN, CITY, PUBLIC = (PLACE | {"visibility": one} for one in ("hidden", "city", "public"))


@pytest.fixture(autouse=True)
def two_who_decide():
    people.ensure_roles()
    for name, role in (("ana", people.CURATOR), ("ben", people.ADMINISTRATOR), ("pia", people.PROVIDER)):
        people.add_person(name, role, PASSPHRASE)


def made(name: str = "Harbor House", *, published: bool = True, **fields) -> Resource:
    fields = {"kind": "victim-services", "phones": [{"number": "988", "primary": True}], "address": HIDDEN} | fields
    values = record.blank(name=name, **fields)
    return curation.create(by="import", values=values, source="list", key=name, published=published)


def shelter(**fields) -> Resource:
    return made(kind="shelter-program", **fields)


def seen_by(audience: Audience, resource: Resource) -> str:
    resource = Resource.objects.get(pk=resource.pk)
    place = release.address(resource, audience)
    return " ".join(filter(None, [place.street, place.city])) if place else ""


def proposed(resource: Resource, **shown) -> Unhiding:
    return unhiding.propose(resource, by="ana", now=NOON, **shown or {"visibility": "public"})


class TestTwoPeople:
    def test_a_proposal_shows_nothing(self):
        house = made()
        proposed(house)
        assert seen_by(Audience.PROVIDER, house) == ""
        assert house.changes.first().action == "propose showing"

    def test_another_person_confirms_and_both_are_in_the_history(self):
        house = made()
        unhiding.confirm(proposed(house, visibility="public", why="It is an office."), by="ben", now=NOON)
        assert seen_by(Audience.VISITOR, house) == "12 Main Street Durham"
        line = house.changes.first()
        assert (line.action, line.by, line.why) == ("show", "ben", "proposed 2026-03-02 by ana: It is an office.")
        assert line.fields["address"][1]["visibility"] == "public"

    def test_as_far_as_was_proposed_and_no_further(self):
        house = made()
        unhiding.confirm(proposed(house, visibility="city"), by="ben", now=NOON)
        assert [seen_by(one, house) for one in (Audience.VISITOR, Audience.PROVIDER)] == ["", "Durham"]

    def test_where_people_are_sheltered_the_release_follows_and_the_record_can_be_edited(self):
        house = shelter()
        shown = unhiding.confirm(proposed(house, visibility="public", city="Durham"), by="ben", now=NOON)
        assert (seen_by(Audience.VISITOR, house), shown.released["city"]) == ("12 Main Street Durham", "Durham")
        assert list(check.problems()) == []
        assert curation.edit(house, by="ana", values={"hours": "9-5"}).hours == "9-5"

    def test_who_proposed_it_does_not_confirm_it_ever(self):
        house = made()
        with pytest.raises(CannotShow, match="Somebody else"):
            unhiding.confirm(proposed(house), by="ana", now=NOON + timedelta(days=9))
        assert seen_by(Audience.VISITOR, house) == ""

    def test_it_is_confirmed_once(self):
        proposal = proposed(made())
        unhiding.confirm(proposal, by="ben", now=NOON)
        with pytest.raises(CannotShow, match="decided meanwhile"):
            unhiding.confirm(Unhiding.objects.get(), by="ben", now=NOON)

    def test_withdrawn_it_stays_hidden_and_can_be_proposed_again(self):
        house = made()
        unhiding.withdraw(proposed(house), by="ben", now=NOON)
        assert seen_by(Audience.PROVIDER, house) == ""
        assert house.changes.first().action == "keep hidden"
        assert proposed(house).outcome == ""

    def test_a_record_changed_since_it_was_looked_at_is_looked_at_again(self):
        house = made()
        proposal, seen = proposed(house), Resource.objects.get().revision
        curation.edit(house, by="ana", values={"address": HIDDEN | {"street": "9 Elm Street"}})
        with pytest.raises(curation.ChangedMeanwhile):
            unhiding.confirm(proposal, by="ben", now=NOON, seen=seen)
        assert Unhiding.objects.open().count() == 1

    @pytest.mark.parametrize(
        "shown", [{"visibility": "hidden"}, {"visibility": "nonsense"}, {"city": "Durham"}, {"visibility": ""}]
    )
    def test_what_shows_nothing_more_is_no_proposal(self, shown):
        with pytest.raises(CannotShow, match="hidden now"):
            proposed(made(), **shown)

    def test_one_proposal_at_a_time(self):
        house = made()
        proposed(house)
        with pytest.raises(CannotShow, match="already"):
            proposed(house, visibility="city")


class TestAlone:
    @pytest.fixture(autouse=True)
    def nobody_else(self):
        people.deciders().filter(username="ben").update(is_active=False)

    def test_one_who_decides_alone_waits_a_day_and_the_history_says_so(self):
        house = made()
        proposal = proposed(house)
        with pytest.raises(CannotShow, match="you may confirm it from"):
            unhiding.confirm(proposal, by="ana", now=NOON + timedelta(hours=23, minutes=59))
        unhiding.confirm(proposal, by="ana", now=NOON + timedelta(hours=24))
        assert seen_by(Audience.VISITOR, house) == "12 Main Street Durham"
        assert "by the same person after a day" in house.changes.first().why
        assert Unhiding.objects.get().alone

    def test_a_day_begins_when_the_last_other_person_was_taken_away(self):
        """Nobody waits with a proposal of yesterday, deactivates the other, and confirms it at once."""
        people.deciders().model.objects.filter(username="ben").update(is_active=True)
        root = people.add_person("root", people.ADMINISTRATOR, PASSPHRASE)
        proposal = proposed(made())
        later = NOON + timedelta(days=3)
        people.deactivate(people.administrators().get(username="ben"), by="root", now=later)
        assert people.alone_since("ana") is None  # root is left
        root.is_active = False
        root.save()
        assert people.alone_since("ana") == later
        with pytest.raises(CannotShow, match="you may confirm it from"):
            unhiding.confirm(proposal, by="ana", now=later + timedelta(hours=23))
        unhiding.confirm(proposal, by="ana", now=later + timedelta(hours=24))

    def test_whoever_is_back_is_another_person_again(self):
        root = people.add_person("root", people.ADMINISTRATOR, PASSPHRASE)
        ben = people.deciders().model.objects.get(username="ben")
        people.reactivate(ben, by="root", now=NOON)
        root.is_active = False
        root.save()
        assert not people.decides_alone("ana")

    def test_whoever_is_invited_and_whoever_became_a_provider_is_no_second_person(self):
        people.add_person("root", people.ADMINISTRATOR, PASSPHRASE)
        people.add_person("eva", people.CURATOR, PASSPHRASE)
        people.invite(role=people.CURATOR, by="root", now=NOON)
        eva = people.deciders().get(username="eva")
        people.change_role(eva, role=people.PROVIDER, by="root", now=NOON)
        people.deciders().filter(username="root").update(is_active=False)
        assert people.alone_since("ana") == NOON

    def test_a_provider_is_no_second_person(self):
        assert people.decides_alone("ana")


RAISED = {
    "from hidden to the city": (HIDDEN, CITY),
    "from hidden to all of it": (HIDDEN, PUBLIC),
    "from the city to all of it": (CITY, PUBLIC),
}


class TestNoOtherWay:
    @pytest.mark.parametrize(("before", "after"), RAISED.values(), ids=RAISED)
    @pytest.mark.parametrize("published", [True, False])
    def test_one_edit_raises_no_address(self, before, after, published):
        house = made(address=before, published=published)
        with pytest.raises(NotPublishable, match="another person confirms"):
            curation.edit(house, by="ana", values={"address": after})
        assert record.of(Resource.objects.get())["address"] == before

    def test_nor_do_two_edits_that_take_it_out_and_bring_it_back(self):
        house = curation.edit(made(), by="ana", values={"address": None})
        with pytest.raises(NotPublishable, match="another person confirms"):
            curation.edit(house, by="ana", values={"address": PUBLIC})

    def test_nor_does_calling_the_shelter_an_office_first(self):
        house = curation.edit(shelter(address=None), by="ana", values={"kind": "victim-services"})
        for values in ({"city": "Durham"}, {"address": PUBLIC}):
            with pytest.raises(NotPublishable, match="another person confirms"):
                curation.edit(house, by="ana", values=values)

    def test_nor_does_showing_another_place_than_the_two_agreed_on(self):
        house = shelter()
        unhiding.confirm(proposed(house), by="ben", now=NOON)
        with pytest.raises(NotPublishable, match="another person confirms"):
            curation.edit(house, by="ana", values={"address": PUBLIC | {"street": "9 Elm Street"}})

    def test_nor_does_merging_with_a_record_that_shows_it(self):
        house, office = made(), made("Harbor Office", address=PUBLIC)
        with pytest.raises(NotPublishable, match="another person confirms"):
            curation.merge(office, into=house, by="ana", take=("address",))

    def test_nor_does_a_source(self):
        house = curation.edit(made(), by="ana", values={"address": None})
        kept = house.source_records.get()
        kept.values |= {"address": None}
        kept.save()
        taken = record.of(house) | {"address": PUBLIC, "hours": "9-5"}
        assert curation.update_from_source(kept, by="import", values=taken) == ["hours"]
        assert record.of(Resource.objects.get())["address"] is None

    def test_hiding_takes_one(self):
        house = made(address=PUBLIC)
        curation.edit(house, by="ana", values={"address": HIDDEN})
        assert seen_by(Audience.PROVIDER, house) == ""

    def test_once_hidden_again_it_takes_two_again(self):
        house = shelter()
        unhiding.confirm(proposed(house, visibility="public", city="Durham"), by="ben", now=NOON)
        curation.edit(house, by="ana", values={"address": HIDDEN, "city": ""})
        for values in ({"address": PUBLIC}, {"city": "Durham"}):
            with pytest.raises(NotPublishable, match="another person confirms"):
                curation.edit(house, by="ana", values=values)

    def test_an_office_that_hid_nothing_gets_its_address_and_moves(self):
        office = made(address=None)
        curation.edit(office, by="ana", values={"address": PUBLIC, "city": "Durham"})
        moved = curation.edit(office, by="ana", values={"address": PUBLIC | {"street": "9 Elm Street"}})
        assert moved.curation == Curation.PUBLISHED
        assert seen_by(Audience.VISITOR, office) == "9 Elm Street Durham"

"""Taking a field out of sight, and bringing it back in one step; the gate and the history see both."""

import pytest

from referrals import curation, release
from referrals.curation import check, record
from referrals.models import Address, Resource, Term
from referrals.release import Audience

pytestmark = pytest.mark.django_db
PLACE = {"street": "12 Main Street", "city": "Durham", "state": "NC", "postal_code": "27701", "visibility": "public"}
PHONES = [{"number": "+19195550100", "primary": True}, {"number": "+19195550111"}]


def listed(**values) -> Resource:
    plain = {"kind": "victim-services", "coverage": "local", "states": ["NC"], "city": "Durham", "phones": PHONES,
             "links": [{"url": "https://harbor.example/"}], "emails": [{"address": "desk@harbor.example"}],
             "address": PLACE}  # fmt: skip
    return curation.create(
        by="Ana", values=record.blank(name="Harbor", **(plain | values)), source="list", key="1", published=True
    )


def contact(one: Resource) -> release.Contact:
    return next(iter(release.kept(Resource.objects.filter(pk=one.pk), one.created.date()).values()))


def hide(one: Resource, field: str, about: str = ""):
    return curation.hide(one, by="report", field=field, about=about)


def lines(one: Resource) -> list[tuple[str, str]]:
    return list(one.changes.order_by("id").values_list("action", "by"))


class TestHiding:
    def test_a_place_is_hidden(self):
        one = listed()
        hide(one, "address")
        assert Address.objects.get(resource=one).visibility == "hidden"
        assert release.address(one, Audience.PROVIDER) is None

    def test_a_city_is_gone_from_what_is_released(self):
        one = listed()
        hide(one, "city")
        assert "Durham" not in str(Resource.objects.get(pk=one.pk).released)

    @pytest.mark.parametrize(
        ("field", "about", "text"),
        [("phone", "+19195550111", "19195550111"), ("link", "https://harbor.example/", "harbor.example/"),
         ("email", "desk@harbor.example", "desk@harbor.example")],
    )  # fmt: skip
    def test_one_way_to_reach_them_is_withheld_and_the_others_stay(self, field, about, text):
        one = listed()
        before = contact(one)
        hide(one, field, about)
        assert text in str(before.packed())
        assert text not in str(contact(one).packed())
        assert contact(one).withheld == 1
        assert contact(one).reachable

    def test_a_withheld_phone_is_nobodys_first(self):
        one = listed()
        hide(one, "phone", "+19195550100")
        assert contact(one).phone.number == "+19195550111"
        assert list(check.problems()) == []

    def test_it_is_a_line_of_the_history_and_takes_a_number(self):
        one = listed()
        before = one.revision
        line = hide(one, "address")
        assert lines(one)[-1] == ("hide", "report")
        assert line == one.changes.first()
        assert Resource.objects.get(pk=one.pk).revision > before

    def test_the_last_way_may_go_and_the_check_names_it_until_somebody_decides(self):
        one = listed(phones=PHONES[:1], links=[], emails=[])
        hide(one, "phone", "+19195550100")
        assert (contact(one).reachable, contact(one).withheld) == (False, 1)
        assert list(check.problems()) == ["harbor: There is no way to reach it that is not in doubt."]

    @pytest.mark.parametrize(
        ("field", "about"), [("phone", "+19195550999"), ("phone", ""), ("city", ""), ("link", "x")]
    )
    def test_what_is_not_in_sight_is_left_alone_without_a_line(self, field, about):
        one = listed(city="", phones=PHONES)
        before = lines(one), one.revision
        assert hide(one, field, about) is None
        assert (lines(one), Resource.objects.get(pk=one.pk).revision) == before

    @pytest.mark.parametrize("visibility", ["hidden", "city", "public"])
    def test_nothing_is_ever_shown_by_it(self, visibility):
        one = listed(address=PLACE | {"visibility": visibility})
        hide(one, "address")
        assert Address.objects.get(resource=one).visibility == "hidden"
        assert (hide(one, "address"), Address.objects.get(resource=one).visibility) == (None, "hidden")

    def test_who_decided_upon_another_state_of_the_record_is_told(self):
        one = listed()
        seen = one.revision
        curation.edit(one, by="Ben", values={"hours": "9-5"})
        with pytest.raises(curation.ChangedMeanwhile):
            curation.hide(one, by="Ana", field="address", seen=seen)
        assert Address.objects.get(resource=one).visibility == "public"


class TestShowingAgain:
    @pytest.mark.parametrize(("field", "about"), [("address", ""), ("city", ""), ("phone", "+19195550100")])
    def test_one_step_and_it_is_as_it_was(self, field, about):
        one = listed()
        before = record.of(one)
        curation.show_again(hide(one, field, about), by="Ana")
        assert record.of(Resource.objects.get(pk=one.pk)) == before
        assert lines(one)[-1] == ("show again", "Ana")
        assert one.changes.first().undoes == one.changes.all()[1]

    def test_not_where_people_are_sheltered(self):
        Term.objects.create(facet="need", slug="emergency-shelter", label="Shelter")
        one = listed()
        line = hide(one, "address")
        curation.edit(one, by="Ben", values={"terms": [{"slug": "emergency-shelter"}], "city": ""})
        with pytest.raises(curation.NotShown, match="takes two"):
            curation.show_again(line, by="Ana")
        assert Address.objects.get(resource=one).visibility == "hidden"

    def test_nor_where_people_were_sheltered_once_whatever_the_record_says_now(self):
        one = listed()
        line = hide(one, "address")
        curation.edit(one, by="Ana", values={"kind": "shelter-program", "city": ""})
        curation.edit(one, by="Ana", values={"kind": "victim-services"})
        with pytest.raises(curation.NotShown, match="takes two"):
            curation.show_again(line, by="Ana")
        assert Address.objects.get(resource=one).visibility == "hidden"

    def test_not_over_what_somebody_changed_since(self):
        one = listed()
        line = hide(one, "phone", "+19195550100")
        curation.edit(one, by="Ben", values={"phones": [{"number": "+19195550122", "primary": True}]})
        with pytest.raises(curation.NotShown, match="edit the record"):
            curation.show_again(line, by="Ana")

    def test_nothing_but_what_was_hidden(self):
        one = listed()
        curation.edit(one, by="Ben", values={"hours": "9-5"})
        with pytest.raises(curation.NotShown, match="Only what was hidden"):
            curation.show_again(one.changes.first(), by="Ana")

    def test_once(self):
        one = listed()
        line = hide(one, "address")
        curation.show_again(line, by="Ana")
        with pytest.raises(curation.NotShown):
            curation.show_again(line, by="Ana")

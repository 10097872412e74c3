"""What curators do to a record: each action whole or not at all, in the history by whom, under the next number."""

from datetime import date

import pytest
from django.db import transaction

from referrals import curation
from referrals.curation import NotPublishable, check, record, rules
from referrals.models import Change, OldSlug, Organization, Resource, Revision, SourceRecord, Term
from referrals.vocabulary import Curation, Method, Rejection

pytestmark = pytest.mark.django_db

SAID = {"role": "host", "stance": "recommended", "source_label": "Session"}
PLACE = {"street": "12 Main Street", "city": "Durham", "state": "NC", "postal_code": "27701"}


def values(name: str = "Harbor Line", **fields) -> record.Record:
    fields = {"kind": "hotline", "phones": [{"number": "988", "primary": True}]} | fields
    return record.blank(name=name, **fields)


def made(name: str = "Harbor Line", *, published: bool = False, **fields) -> Resource:
    return curation.create(by="Ana", values=values(name, **fields), source="list", key=name, published=published)


def history(resource: Resource) -> list[tuple[str, str]]:
    """[(action, by)], oldest first."""
    return list(resource.changes.order_by("id").values_list("action", "by"))


def last(resource: Resource) -> Change:
    return resource.changes.first()


def everything() -> list[object]:
    """The directory as it stands: what an action that failed must leave behind."""
    records = [curation.snapshot(one) | {"revision": one.revision} for one in Resource.objects.order_by("pk")]
    rows = [list(model.objects.order_by("pk").values()) for model in (Change, SourceRecord, OldSlug, Organization)]
    return [records, rows, Revision.objects.now().number]


def kept_from_source() -> SourceRecord:
    return SourceRecord.objects.get(source="list", key="Harbor Line")


class TestCreate:
    def test_a_record_waits_in_review_with_its_source(self):
        line = made(hours="9-5")
        assert (line.slug, line.curation, line.organization.name) == ("harbor-line", Curation.SUGGESTED, "Harbor Line")
        assert history(line) == [("create", "Ana")]
        assert last(line).fields["hours"] == [None, "9-5"]
        assert kept_from_source().resource == line
        assert kept_from_source().values == record.of(line)

    def test_published_at_once_has_both_lines_under_one_number(self):
        line = made(published=True)
        assert history(line) == [("create", "Ana"), ("publish", "Ana")]
        assert last(line).fields == {"curation": ["suggested", "published"]}
        assert line.revision == Revision.objects.now().number == 1

    def test_what_may_not_be_published_is_not_made(self):
        before = everything()
        with pytest.raises(NotPublishable):
            made(published=True, phones=[])
        assert everything() == before

    def test_every_record_has_an_address_of_its_own(self):
        slugs = [
            made(base_state="NC").slug,
            curation.create(by="Ana", values=values(states=["OH"]), source="list", key="2").slug,
            curation.create(by="Ana", values=values(base_state="OH"), source="list", key="3").slug,
            curation.create(by="Ana", values=values("¿?"), source="list", key="4").slug,
        ]
        assert slugs == ["harbor-line", "harbor-line-oh", "harbor-line-2", "contact"]

    def test_an_address_somebody_had_is_not_given_again(self):
        OldSlug.objects.create(slug="harbor-line", resource=made("Sound House"))
        assert made().slug == "harbor-line-2"


class TestEdit:
    def test_the_history_has_before_and_after_of_what_changed(self):
        line = curation.edit(made(), by="Ben", values={"hours": "9-5"}, why="called")
        assert (last(line).by, last(line).why, last(line).fields) == ("Ben", "called", {"hours": ["", "9-5"]})

    def test_rows_are_part_of_it(self):
        line = curation.edit(made(), by="Ben", values={"states": ["OH"], "phones": []})
        assert last(line).fields["states"] == [[], ["OH"]]
        assert last(line).fields["phones"][1] == []
        assert not line.phones.exists()

    def test_editing_does_not_renew_a_verification(self):
        line = curation.verify(made(), by="Ana", on=date(2024, 1, 5), how=Method.PHONE)
        curation.edit(line, by="Ben", values={"hours": "9-5"})
        line.refresh_from_db()
        assert (line.verified_on, line.verified_by) == (date(2024, 1, 5), "Ana")

    def test_a_published_record_stays_publishable(self):
        line = made(published=True)
        before = everything()
        with pytest.raises(NotPublishable, match="There is no way to reach it"):
            curation.edit(line, by="Ben", values={"phones": []})
        assert everything() == before

    def test_what_is_released_of_it_follows(self):
        line = curation.edit(made(published=True), by="Ben", values={"name": "Sound Línea"})
        line.refresh_from_db()
        assert line.released["name"] == "Sound Línea"
        assert line.name_key == "sound linea"

    def test_a_term_nobody_knows_is_an_error_and_leaves_nothing(self):
        line = made()
        before = everything()
        with pytest.raises(KeyError):
            curation.edit(line, by="Ben", values={"terms": [{"slug": "no-such-term"}]})
        assert everything() == before


RULES = {
    "A nationwide resource serves every state": {"coverage": "national", "states": ["NC"]},
    "needs at least one state": {"coverage": "states"},
    "States are given, so the coverage is stated": {"states": ["NC"]},
    "The whole record is in doubt": {"in_doubt": True},
    "There is no way to reach it that is not in doubt": {"phones": [{"number": "988", "doubtful": True}]},
    "A doubtful phone cannot be the primary one": {
        "phones": [{"number": "988", "doubtful": True, "primary": True}, {"number": "211"}]
    },
    "its address stays hidden": {"kind": "shelter-program", "address": PLACE | {"visibility": "city"}},
    "the city it is in is not shown": {"kind": "shelter-program", "city": "Durham"},
    "Contact with law enforcement may start an investigation": {"kind": "law-enforcement"},
}


class TestPublish:
    @pytest.mark.parametrize(("sentence", "fields"), RULES.items(), ids=RULES)
    def test_each_rule_says_why_not(self, sentence, fields):
        line = made(**fields)
        before = everything()
        with pytest.raises(NotPublishable, match=sentence) as refused:
            curation.publish(line, by="Ben")
        assert len(refused.value.problems) == 1
        assert everything() == before

    def test_all_reasons_are_given_at_once(self):
        with pytest.raises(NotPublishable) as refused:
            curation.publish(made(in_doubt=True, coverage="local", phones=[]), by="Ben")
        assert len(refused.value.problems) == 3

    def test_what_shelters_people_by_need_keeps_its_place_too(self):
        Term.objects.create(facet="need", slug="emergency-shelter", label="Emergency shelter")
        offers = {"city": "Durham", "terms": [{"slug": "emergency-shelter"}]}
        with pytest.raises(NotPublishable, match="the city it is in"):
            curation.publish(made(**offers), by="Ben")
        excludes = offers | {"terms": [{"slug": "emergency-shelter", "relation": "excludes"}]}
        assert curation.publish(made("Sound House", **excludes), by="Ben").curation == Curation.PUBLISHED

    def test_named_in_a_forum_it_may_reach_nobody(self):
        line = made(phones=[])
        line.evidence.create(quote="Ask the Harbor Line.", **SAID)
        assert curation.publish(line, by="Ben").curation == Curation.PUBLISHED

    def test_two_people_may_show_the_place_of_a_shelter(self):
        shelter = values(kind="shelter-program", city="Durham")
        assert rules.problems(shelter)
        assert rules.problems(shelter, unhidden=True) == []

    def test_the_public_finds_it_and_the_history_says_who(self):
        line = curation.publish(made(), by="Ben")
        assert list(Resource.objects.published()) == [line]
        assert last(line).by == "Ben"
        assert last(line).fields == {"curation": ["suggested", "published"]}


class TestStanding:
    def test_verifying_says_who_when_and_how(self):
        line = curation.verify(made(), by="Ben", on=date(2026, 1, 5), how=Method.PHONE)
        assert last(line).fields == {
            "verified_on": [None, "2026-01-05"], "verified_by": ["", "Ben"], "verified_how": ["", "phone"]
        }  # fmt: skip

    def test_rejected_and_restored(self):
        line = curation.reject(made(), by="Ben", reason=Rejection.CLOSED, why="no answer")
        assert last(line).fields == {"curation": ["suggested", "rejected"], "rejection": ["", "closed"]}
        line = curation.restore(line, by="Cleo")
        assert last(line).fields == {"curation": ["rejected", "suggested"], "rejection": ["closed", ""]}
        assert history(line) == [("create", "Ana"), ("reject", "Ben"), ("restore", "Cleo")]

    def test_retired_is_out_of_sight_and_not_lost(self):
        line = curation.retire(made(published=True), by="Ben")
        assert not Resource.objects.published().exists()
        assert last(line).fields == {"curation": ["published", "retired"]}
        assert curation.restore(line, by="Ben").curation == Curation.SUGGESTED

    def test_a_merged_record_may_be_rejected_restored_or_published_again(self):
        kept, other = made(published=True), made("Sound House")
        for action in (
            lambda: curation.reject(other, by="Ben", reason=Rejection.WRONG),
            lambda: curation.restore(other, by="Ben"),
            lambda: curation.publish(other, by="Ben"),
        ):
            curation.merge(other, into=kept, by="Ben")
            other.refresh_from_db()
            assert other.merged_into == kept
            action()
            assert other.merged_into is None


class TestMerge:
    def test_all_that_was_said_and_kept_follows(self):
        kept, other = made(), made("Sound House", aliases=["SH"])
        for resource in (kept, other):
            resource.evidence.create(quote="Ask them both.", **SAID)
        other.evidence.create(quote="Ask Sound House.", **SAID)
        OldSlug.objects.create(slug="sound-home", resource=other)

        assert curation.merge(other, into=kept, by="Ben", why="same phone") == kept

        assert {said.quote for said in kept.evidence.all()} == {"Ask them both.", "Ask Sound House."}
        assert kept.evidence.count() == 2
        assert {source.key for source in kept.source_records.all()} == {"Harbor Line", "Sound House"}
        assert {old.slug for old in kept.old_slugs.all()} == {"sound-house", "sound-home"}
        assert record.of(kept)["aliases"] == ["SH", "Sound House"]
        other.refresh_from_db()
        assert (other.curation, other.merged_into) == (Curation.RETIRED, kept)

    def test_both_histories_tell_it(self):
        kept, other = made(), made("Sound House")
        curation.merge(other, into=kept, by="Ben")
        assert (last(kept).action, last(kept).by, last(kept).why) == ("merge", "Ben", "with sound-house")
        assert last(kept).fields["aliases"] == [[], ["Sound House"]]
        assert (last(other).action, last(other).by, last(other).why) == ("merge", "Ben", "into harbor-line")
        assert last(other).fields["merged_into"] == [None, "harbor-line"]

    def test_of_the_fields_only_those_taken_replace(self):
        kept, other = made(hours="9-5"), made("Sound House", hours="always", area="the coast")
        curation.merge(other, into=kept, by="Ben", take=("area",))
        assert (kept.hours, kept.area) == ("9-5", "the coast")

    def test_rows_are_added_and_the_first_number_stays_first(self):
        kept = made()
        other = made("Sound House", phones=[{"number": "988", "label": "theirs"}, {"number": "211", "primary": True}])
        curation.merge(other, into=kept, by="Ben", take=("phones",))
        phones = [(phone.number, phone.primary, phone.label) for phone in kept.phones.all()]
        assert phones == [("988", True, ""), ("211", False, "")]

    def test_a_chain_leads_to_the_last_survivor(self):
        one, two, three = made("One"), made("Two"), made("Three")
        curation.merge(one, into=two, by="Ben")
        curation.merge(two, into=three, by="Ben")
        one.refresh_from_db()
        assert one.merged_into == three
        assert {old.slug for old in three.old_slugs.all()} == {"one", "two"}
        assert three.source_records.count() == 3
        assert list(check.problems()) == []

    def test_nothing_is_merged_into_itself(self):
        one, two = made("One"), made("Two")
        with pytest.raises(ValueError, match="into itself"):
            curation.merge(one, into=one, by="Ben")
        curation.merge(one, into=two, by="Ben")
        one.refresh_from_db()
        before = everything()
        with pytest.raises(ValueError, match="into itself"):
            curation.merge(two, into=one, by="Ben")
        assert everything() == before

    def test_the_survivor_of_a_merge_is_never_a_merged_record(self):
        one, two, three = made("One"), made("Two"), made("Three")
        curation.merge(two, into=three, by="Ben")
        two.refresh_from_db()
        curation.merge(one, into=two, by="Ben")
        one.refresh_from_db()
        assert one.merged_into == three
        assert record.of(three)["aliases"] == ["One", "Two"]
        assert list(check.problems()) == []

    def test_a_published_survivor_stays_publishable(self):
        kept, other = made(published=True), made("Sound House", in_doubt=True)
        before = everything()
        with pytest.raises(NotPublishable):
            curation.merge(other, into=kept, by="Ben", take=("in_doubt",))
        assert everything() == before


class TestUpdateFromSource:
    def test_unchanged_there_nothing_happens_here(self):
        line = curation.edit(made(), by="Ben", values={"hours": "9-5"})
        before = everything()
        assert curation.update_from_source(kept_from_source(), by="import", values=values()) == []
        assert everything() == before
        assert line.hours == "9-5"

    def test_changed_there_and_untouched_here_is_taken_over(self):
        line = made()
        taken = curation.update_from_source(kept_from_source(), by="import", values=values(hours="24/7"))
        line.refresh_from_db()
        assert (taken, line.hours) == (["hours"], "24/7")
        assert (last(line).by, last(line).why, last(line).fields) == ("import", "from list", {"hours": ["", "24/7"]})
        assert kept_from_source().values["hours"] == "24/7"

    def test_changed_on_both_sides_the_edit_made_here_stays(self):
        line = curation.edit(made(), by="Ben", values={"hours": "9-5"})
        assert curation.update_from_source(kept_from_source(), by="import", values=values(hours="24/7")) == []
        line.refresh_from_db()
        assert line.hours == "9-5"
        assert last(line).why == "from list; kept the edit made here to hours"
        before = everything()
        curation.update_from_source(kept_from_source(), by="import", values=values(hours="24/7"))
        assert everything() == before

    def test_only_people_show_a_hidden_place(self):
        Term.objects.create(facet="need", slug="emergency-shelter", label="Emergency shelter")
        shelter = {"terms": [{"slug": "emergency-shelter"}]}
        line = made(**shelter, address=PLACE | {"visibility": "hidden"})
        shown = values(city="Durham", address=PLACE | {"visibility": "public"})
        curation.update_from_source(kept_from_source(), by="import", values=shown)
        line = Resource.objects.get(pk=line.pk)
        assert (line.city, line.address.visibility) == ("", "hidden")

    def test_what_cannot_stand_goes_back_into_review(self):
        line = made(published=True)
        curation.update_from_source(kept_from_source(), by="import", values=values(in_doubt=True))
        line.refresh_from_db()
        assert (line.curation, line.in_doubt) == (Curation.SUGGESTED, True)
        assert [action for action, _ in history(line)] == ["create", "publish", "restore", "edit"]

    def test_after_a_merge_the_source_speaks_to_the_survivor(self):
        line = made()
        survivor = made("Sound House")
        curation.merge(line, into=survivor, by="Ben")
        curation.update_from_source(kept_from_source(), by="import", values=values(area="the coast"))
        survivor.refresh_from_db()
        assert survivor.area == "the coast"


ACTIONS = {
    "edit": lambda line, other: curation.edit(line, by="Ben", values={"hours": "9-5"}),
    "publish": lambda line, other: curation.publish(line, by="Ben"),
    "verify": lambda line, other: curation.verify(line, by="Ben", on=date(2026, 1, 5), how=Method.EMAIL),
    "reject": lambda line, other: curation.reject(line, by="Ben", reason=Rejection.WRONG),
    "retire": lambda line, other: curation.retire(line, by="Ben"),
    "restore": lambda line, other: curation.restore(line, by="Ben"),
    "merge": lambda line, other: curation.merge(line, into=other, by="Ben"),
    "update": lambda line, other: curation.update_from_source(
        line.source_records.get(), by="Ben", values=values(hours="9-5")
    ),
    "create": lambda line, other: curation.create(by="Ben", values=values("New"), source="list", key="new"),
}


@pytest.mark.parametrize("action", ACTIONS.values(), ids=ACTIONS)
class TestEveryAction:
    def test_says_who_and_takes_the_next_number(self, action):
        line, other = made(), made("Sound House")
        changes = Change.objects.count()
        before = Revision.objects.now().number
        action(line, other)
        now = Revision.objects.now().number
        assert now > before
        assert Resource.objects.order_by("-revision").first().revision == now
        assert Change.objects.count() > changes
        assert set(Change.objects.order_by("id")[changes:].values_list("by", flat=True)) == {"Ben"}

    def test_interrupted_wherever_it_takes_a_number_leaves_nothing(self, action, monkeypatch):
        line, other = made(), made("Sound House")
        before = everything()
        taken = counting(action, line, other)
        assert everything() == before
        for last_step in range(taken):
            interrupt(monkeypatch, after=last_step)
            with pytest.raises(InterruptedError):
                action(*Resource.objects.filter(pk__in=[line.pk, other.pk]).order_by("pk"))
            monkeypatch.undo()
            assert everything() == before


def counting(action, line, other) -> int:
    """How many numbers the action takes; it is taken back."""
    with transaction.atomic():
        before = Revision.objects.now().number
        action(line, other)
        taken = Revision.objects.now().number - before
        transaction.set_rollback(True)
    line.refresh_from_db()
    other.refresh_from_db()
    return taken


def interrupt(monkeypatch, *, after: int) -> None:
    """Fail where a number would be taken, once so many were."""
    take, taken = Revision.objects.take, []

    def interrupted():
        if len(taken) == after:
            raise InterruptedError
        taken.append(take())
        return taken[-1]

    monkeypatch.setattr(Revision.objects, "take", interrupted)


class TestTwoCuratorsOnOneRecord:
    """Each decides upon what they saw; the second is told, and nothing of the first is overwritten."""

    DECISIONS = {
        "edit": {"values": {"hours": "never"}},
        "publish": {},
        "verify": {"on": date(2026, 1, 2), "how": Method.PHONE},
        "reject": {"reason": Rejection.CLOSED},
        "retire": {},
        "restore": {},
    }

    @pytest.mark.parametrize("action", DECISIONS)
    def test_what_was_decided_upon_an_old_state_is_refused(self, action):
        line = made()
        seen = line.revision
        curation.edit(made("Other"), by="Bo", values={"hours": "2-3"})  # another record is another matter
        curation.edit(line, by="Bo", values={"hours": "9-5"}, seen=seen)
        before = everything()
        with pytest.raises(curation.ChangedMeanwhile) as refused:
            getattr(curation, action)(line, by="Ana", seen=seen, **self.DECISIONS[action])
        assert (refused.value.change.by, refused.value.change.action) == ("Bo", "edit")
        assert everything() == before

    @pytest.mark.parametrize("action", DECISIONS)
    def test_what_was_decided_upon_the_present_one_is_done(self, action):
        line = made()
        getattr(curation, action)(line, by="Ana", seen=line.revision, **self.DECISIONS[action])
        assert history(line)[-1] == (action, "Ana")

    def test_so_it_is_with_a_merge(self):
        line, other = made(), made("Other", published=True)
        seen = line.revision
        curation.edit(line, by="Bo", values={"hours": "9-5"})
        before = everything()
        with pytest.raises(curation.ChangedMeanwhile):
            curation.merge(line, into=other, by="Ana", seen=seen)
        assert everything() == before

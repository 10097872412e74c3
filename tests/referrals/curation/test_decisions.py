"""Decisions kept as data do what the curator did, once, and all or none of them."""

import pytest

from referrals import curation
from referrals.curation import NotPublishable, Said, record
from referrals.curation.decisions import Decision, UnknownRecord, replay
from referrals.models import Change, Resource, Revision, Term
from referrals.vocabulary import Curation, Rejection

pytestmark = pytest.mark.django_db

DONE = {"accept": 0, "merge": 0, "reject": 0, "already decided": 0}


def suggested(key: str, **values) -> Resource:
    values = {"kind": "hotline", "phones": [{"number": "988"}]} | values
    said = Said(quote=f"Ask {key}.", role="host", stance="recommended", source_label="Session")
    values = record.blank(name=key, **values)
    return curation.suggest(by="import", values=values, source="forum", key=key, said=(said,)).resource


def decided(*rows: dict) -> dict[str, int]:
    return replay([Decision.from_json("forum", {"why": "read it"} | row) for row in rows], by="Ana")


def into(key: str) -> dict:
    return {"into": {"source": "forum", "key": key}}


def test_accepting_publishes_with_the_fields_the_curator_set():
    line = suggested("Harbor Line")
    assert decided({"key": "Harbor Line", "action": "accept", "values": {"hours": "24/7"}}) == DONE | {"accept": 1}
    line.refresh_from_db()
    assert (line.curation, line.hours) == (Curation.PUBLISHED, "24/7")
    lines = list(line.changes.order_by("id").values_list("action", "by", "why"))
    assert lines[1:] == [("edit", "Ana", "read it"), ("publish", "Ana", "read it")]


def test_rejecting_remembers_the_reason():
    line = suggested("Harbor Line")
    row = {"key": "Harbor Line", "action": "reject", "reason": "too-general"}
    assert decided(row) == DONE | {"reject": 1}
    line.refresh_from_db()
    assert (line.curation, line.rejection) == (Curation.REJECTED, Rejection.TOO_GENERAL)


def test_merging_publishes_a_survivor_that_still_waits():
    kept, other = suggested("Harbor Line"), suggested("Harbour Line")
    assert decided({"key": "Harbour Line", "action": "merge", **into("Harbor Line")}) == DONE | {"merge": 1}
    kept.refresh_from_db()
    other.refresh_from_db()
    assert (kept.curation, other.merged_into) == (Curation.PUBLISHED, kept)
    assert kept.evidence.count() == 2


def test_terms_given_in_a_merge_are_added_other_fields_replace():
    for slug in ("legal-help", "counseling"):
        Term.objects.create(facet="need", slug=slug, label=slug)
    kept = suggested("Harbor Line", hours="9-5", terms=[{"slug": "counseling", "relation": "only"}])
    suggested("Harbour Line")
    values = {"hours": "24/7", "terms": [{"slug": "legal-help"}, {"slug": "counseling"}]}
    decided({"key": "Harbour Line", "action": "merge", "values": values, **into("Harbor Line")})
    kept.refresh_from_db()
    assert kept.hours == "24/7"
    assert record.of(kept)["terms"] == [
        {"slug": "counseling", "relation": "only"}, {"slug": "legal-help", "relation": "serves"}
    ]  # fmt: skip


def test_replayed_again_nothing_is_done_twice():
    for key in ("One", "Two", "Three", "Four"):
        suggested(key)
    rows = [
        {"key": "One", "action": "accept", "values": {"hours": "24/7"}},
        {"key": "Two", "action": "merge", **into("One")},
        {"key": "Three", "action": "reject", "reason": "wrong"},
        {"key": "Four", "action": "merge", **into("Two")},
    ]
    assert decided(*rows) == DONE | {"accept": 1, "merge": 2, "reject": 1}
    changes, number = Change.objects.count(), Revision.objects.now().number
    assert decided(*rows) == DONE | {"already decided": 4}
    assert (Change.objects.count(), Revision.objects.now().number) == (changes, number)


def test_what_somebody_decided_meanwhile_stands():
    line = curation.reject(suggested("Harbor Line"), by="Ben", reason=Rejection.CLOSED)
    assert decided({"key": "Harbor Line", "action": "accept"}) == DONE | {"already decided": 1}
    line.refresh_from_db()
    assert line.curation == Curation.REJECTED


@pytest.mark.parametrize(
    "unknown", [{"key": "Nobody", "action": "accept"}, {"key": "Two", "action": "merge", **into("Nobody")}]
)
def test_an_unknown_record_is_named_and_nothing_is_applied(unknown):
    line = suggested("One")
    suggested("Two")
    number = Revision.objects.now().number
    with pytest.raises(UnknownRecord, match="Nobody"):
        decided({"key": "One", "action": "accept"}, unknown)
    line.refresh_from_db()
    assert line.curation == Curation.SUGGESTED
    assert Revision.objects.now().number == number


def test_a_merge_that_names_no_record_says_so():
    suggested("One")
    with pytest.raises(UnknownRecord, match="“One” from forum names no record to merge into"):
        decided({"key": "One", "action": "merge"})


def test_a_decision_that_is_refused_takes_the_others_back():
    line = suggested("One")
    suggested("Two", in_doubt=True)
    with pytest.raises(NotPublishable, match="in doubt"):
        decided({"key": "One", "action": "accept"}, {"key": "Two", "action": "accept"})
    line.refresh_from_db()
    assert line.curation == Curation.SUGGESTED


@pytest.mark.parametrize(
    ("row", "named"), [({"key": "One"}, "action"), ({"key": "One", "action": "accept", "mood": "good"}, "mood")]
)
def test_a_row_that_is_not_a_decision_names_the_field(row, named):
    with pytest.raises(TypeError, match=named):
        decided(row)


def test_an_action_nobody_knows_is_an_error_and_applies_nothing():
    line = suggested("One")
    suggested("Two")
    with pytest.raises(KeyError, match="forget"):
        decided({"key": "One", "action": "accept"}, {"key": "Two", "action": "forget"})
    line.refresh_from_db()
    assert line.curation == Curation.SUGGESTED

"""Quotes told anew: nothing that is held is released, and the history holds no word of them."""

import pytest

from referrals import curation
from referrals.curation import Quoted, record
from referrals.models import Resource

pytestmark = pytest.mark.django_db
SAID = {"role": "host", "stance": "recommended", "source_label": "A session", "link_path": "/forum/2016-03-02/1/"}


def house(*quotes: str, published: bool = True, held: bool = False) -> Resource:
    values = record.blank(name="Harbor House", kind="hotline", phones=[{"number": "988"}])
    said = tuple(curation.Said(quote=quote, held=held, **SAID) for quote in quotes)
    one = curation.suggest(by="import", values=values, source="forum", key="x", said=said).resource
    return curation.publish(one, by="Ana") if published else one


def requote(one: Resource, *told: Quoted) -> int:
    pks = one.evidence.order_by("pk").values_list("pk", flat=True)
    return curation.requote(one, dict(zip(pks, told, strict=True)), by="Ana", why="reviewed")


def released(one: Resource) -> list[str]:
    return [said["quote"] for said in Resource.objects.get(pk=one.pk).released["evidence"]]


def test_what_is_held_is_released_when_it_is_held_no_more():
    one = house("Call them.", held=True)
    assert released(one) == []
    assert requote(one, Quoted("Call [removed].", "Whom?", held=False)) == 1
    assert released(one) == ["Call [removed]."]
    assert (one.changes.first().action, one.changes.first().fields) == ("quote", {})


def test_what_does_not_change_leaves_no_line_and_takes_no_number():
    one = house("Call them.")
    before = one.changes.count(), Resource.objects.get(pk=one.pk).revision
    assert requote(one, Quoted("Call them.", "", held=False)) == 0
    assert (one.changes.count(), Resource.objects.get(pk=one.pk).revision) == before


def test_a_record_that_nobody_sees_gets_no_line():
    one = house("Call them.", published=False)
    before = one.changes.count()
    assert requote(one, Quoted("Call [removed].", "", held=False)) == 1
    assert one.changes.count() == before


def test_of_two_quotes_that_became_the_same_one_is_shown():
    one = house("Call Ann.", "Call Eve.")
    requote(one, *[Quoted("Call [removed].", "", held=False)] * 2)
    assert released(one) == ["Call [removed]."]
    requote(one, Quoted("Call Ann.", "", held=False), Quoted("Call Eve.", "", held=False))
    assert sorted(released(one)) == ["Call Ann.", "Call Eve."]


def test_evidence_of_another_record_is_left_alone():
    one = house("Call them.")
    assert curation.requote(one, {999_999: Quoted("x", "", held=True)}, by="Ana") == 0
    assert released(one) == ["Call them."]

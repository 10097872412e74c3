"""What became of a body stands beside what was said of it before; a value that a source says can be taken over."""

from datetime import date

import pytest

from referrals import curation
from referrals.models import Resource, Succession

from .test_review import listed, now

pytestmark = pytest.mark.django_db
SAID = {"role": "host", "stance": "recommended", "source_label": "Session", "speaker": "Missy"}


def named(name: str = "Harbor House", **values) -> Resource:
    """A contact that a practitioner spoke of in 2015."""
    one = listed(name, **values)
    said = (curation.Said(quote=f"Call {name}", date=date(2015, 1, 21), **SAID),)
    curation.suggest(by="x", values=one.source_records.get().values, source="directory", key=name, said=said)
    return now(one)


def relate(client, one: Resource, **said):
    form = {"seen": str(now(one).revision)} | said
    return client.post(f"/curate/records/{one.slug}/relate/", form, follow=True)


def page(client, one: Resource) -> str:
    return client.get(one.get_absolute_url()).content.decode()


@pytest.mark.parametrize(("kind", "told"), [("renamed", "Renamed; it was called"), ("operator", "It was run by")])
def test_a_former_name_or_operator_stands_on_the_page_and_beside_what_was_said_before(curator, client, kind, told):
    one = named()
    relate(curator, one, kind=kind, was="Lantern House", since="2016")
    said = page(client, one)
    assert said.count(told) == 2
    assert said.count("Lantern House") == 2
    assert "(2016)" in said


def test_what_happened_before_it_was_said_does_not_stand_beside_the_quote(curator, client):
    one = named()
    relate(curator, one, kind="renamed", was="Lantern House", since="2014-12")
    assert page(client, one).count("Lantern House") == 1


def test_a_successor_is_linked_by_name_or_address(curator, client):
    one, new = named(), listed("Lantern House")
    for typed in ("lantern house", f"https://desk.example.org/resources/{new.slug}/", new.slug):
        relate(curator, one, kind="superseded", was=typed)
    assert one.successions.filter(successor=new).count() == 3
    assert f'href="/resources/{new.slug}/"' in page(client, one)


@pytest.mark.parametrize("act", [curation.retire, curation.restore])
def test_a_successor_that_is_not_published_is_named_nowhere(curator, client, act):
    one, new = named(), listed("Canary House")
    relate(curator, one, kind="superseded", was=new.slug)
    act(new, by="Ana")
    assert "Canary House" not in page(client, one)
    assert "canary-house" not in page(client, one)


def test_the_page_of_a_retired_contact_leads_to_who_stands_in_its_place(curator, client):
    one, new = named(), listed("Lantern House")
    relate(curator, one, kind="superseded", was=new.slug)
    curation.retire(now(one), by="Ana")
    assert client.get(one.get_absolute_url(), follow=True).redirect_chain == [(new.get_absolute_url(), 302)]
    curation.retire(new, by="Ana")
    assert client.get(one.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"kind": "renamed"}, "Say what the former name or operator was."),
        ({"kind": "flown"}, "Choose what became of it."),
        ({"kind": "superseded", "was": "nobody"}, "There is no one record of that name"),
        ({"kind": "superseded", "was": "harbor-house"}, "Choose another record"),
        ({"kind": "renamed", "was": "X", "since": "lately"}, "Write the day like 2015"),
        ({"kind": "renamed", "was": "X", "seen": "1"}, "The record was changed meanwhile."),
    ],
)
def test_what_cannot_be_noted_is_told_and_nothing_is_written(curator, said, told):
    one = named()
    assert told in relate(curator, one, **said).content.decode()
    assert not Succession.objects.exists()


def test_it_stands_in_the_history_and_is_taken_back(curator):
    one = named()
    relate(curator, one, kind="renamed", was="Lantern House", since="2016")
    noted = now(one).changes.first()
    assert (noted.action, noted.by) == ("relate", "curator")
    record = curator.get(f"/curate/records/{one.slug}/").content.decode()
    assert "Noted what became of it" in record
    relate(curator, one, out=str(one.successions.get().pk))
    assert not one.successions.exists()
    curation.undo(now(one).changes.first(), by="Ana")
    assert one.successions.get().was == "Lantern House"


def test_a_value_of_a_source_is_taken_over_with_a_line_in_the_history(curator):
    one = listed(hours="9-5")
    curation.edit(one, by="Ana", values={"hours": "8-4"})
    source = one.source_records.get()
    page = curator.get(f"/curate/records/{one.slug}/").content.decode()
    assert "Take over: Hours" in page
    form = {"source": source.pk, "field": "hours", "seen": now(one).revision}
    curator.post(f"/curate/records/{one.slug}/take-value/", form)
    assert now(one).hours == "9-5"
    assert (one.changes.first().by, one.changes.first().why) == ("curator", "hours as directory says it")


@pytest.mark.parametrize("form", [{"field": "released"}, {"field": "hours", "seen": "1"}, {"field": ""}])
def test_nothing_else_is_taken(curator, form):
    one = listed(hours="9-5")
    curation.edit(one, by="Ana", values={"hours": "8-4"})
    given = {"source": one.source_records.get().pk, "seen": now(one).revision}
    curator.post(f"/curate/records/{one.slug}/take-value/", given | form)
    assert now(one).hours == "8-4"


def test_a_source_of_another_record_is_not_asked(curator):
    one, other = listed(), listed("Lantern House")
    form = {"source": other.source_records.get().pk, "field": "name", "seen": one.revision}
    assert curator.post(f"/curate/records/{one.slug}/take-value/", form).status_code == 404


def test_a_hidden_place_is_not_shown_by_a_value_of_a_source(curator):
    place = {"street": "12 Main Street", "city": "Durham", "state": "NC", "postal_code": "27701"}
    one = listed(address=place | {"visibility": "public"})
    curation.edit(one, by="Ana", values={"address": place | {"visibility": "hidden"}})
    form = {"source": one.source_records.get().pk, "field": "address", "seen": now(one).revision}
    curator.post(f"/curate/records/{one.slug}/take-value/", form)
    assert now(one).address.visibility == "hidden"

"""The release gate: words planted in every private field come out nowhere, for nobody who may not have them."""

import dataclasses
import json
from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser, Group
from django.db import connection
from django.test.utils import CaptureQueriesContext

from referrals import curation, release
from referrals.curation import record
from referrals.models import Address, Resource, Term
from referrals.release import Audience, ReleasedAddress
from referrals.vocabulary import Freshness, Method, Relation, Visibility

pytestmark = pytest.mark.django_db

CANARIES = {
    "doubtful phone": "9195550142",
    "doubtful link": "canary-link",
    "doubtful e-mail": "canary-mail",
    "street": "Canarystreet",
    "address city": "Canaryville",
    "postal code": "27999",
    "note": "canarynote",
    "verified by": "canaryperson",
    "what a field said before": "canaryhistory",
    "why it was changed": "canaryreason",
    "audience of a phone": "canaryaudience",
}

PLACE = {"street": "12 Canarystreet", "city": "Canaryville", "state": "NC", "postal_code": "27999"}
WHOLE = ReleasedAddress(**PLACE)
CITY = ReleasedAddress("", "Canaryville", "NC", "")

SHELTERING = {
    "by kind": {"kind": "shelter-program"},
    "by need": {"kind": "victim-services", "terms": [{"slug": "emergency-shelter"}]},
    "only by need": {"kind": "legal-services", "terms": [{"slug": "residential-program", "relation": "only"}]},
}
OPEN = {
    "an office": {"kind": "victim-services"},
    "no shelter there": {"kind": "hotline", "terms": [{"slug": "emergency-shelter", "relation": "excludes"}]},
}
VISIBILITIES = list(Visibility)


@pytest.fixture(autouse=True)
def needs():
    for slug in ("emergency-shelter", "residential-program"):
        Term.objects.create(facet="need", slug=slug, label=slug.replace("-", " ").capitalize())


def planted(visibility: str = Visibility.HIDDEN, name: str = "Harbor House", **values) -> Resource:
    values = {
        "kind": "victim-services",
        "description": "About canaryhistory.",
        "coverage": "states",
        "states": ["NC"],
        "phones": [
            {"number": "+18883737888", "primary": True, "audience": "canaryaudience"},
            {"number": "+19195550142", "doubtful": True},
        ],
        "links": [
            {"url": "https://harbor.example.org"},
            {"url": "https://canary-link.example.org", "label": "canary-link", "doubtful": True},
        ],
        "emails": [
            {"address": "desk@harbor.example.org"},
            {"address": "canary-mail@example.org", "label": "canary-mail", "doubtful": True},
        ],
        "address": PLACE | {"visibility": visibility},
    } | values
    resource = curation.create(
        by="canaryperson", values=record.blank(name=name, **values), source="test", key=name, note="canarynote"
    )
    said = {"description": "Answers at night."}
    curation.edit(resource, by="canaryperson", values=said, why="canaryreason")
    curation.verify(resource, by="canaryperson", on=date(2026, 1, 5), how=Method.PHONE, why="canaryreason")
    return Resource.objects.with_contacts().get(pk=resource.pk)


def all_said(contact: release.Contact) -> str:
    """Every word of it, the evidence's own fields too."""
    evidence = [vars(one) for one in contact.evidence]
    return f"{dataclasses.asdict(contact)} {contact!r} {evidence} {[phone.digits for phone in contact.phones]}"


@pytest.mark.parametrize("values", [*SHELTERING.values(), *OPEN.values()], ids=[*SHELTERING, *OPEN])
@pytest.mark.parametrize("visibility", VISIBILITIES)
def test_nothing_private_is_in_a_contact_or_among_its_words(values, visibility):
    resource = planted(visibility, **values)
    said = all_said(release.contact(resource))
    assert "18883737888" in said
    assert {what: word for what, word in CANARIES.items() if word.lower() in said.lower()} == {}
    kept = json.dumps(release.contact(resource).packed())
    assert "18883737888" in kept
    assert {what: word for what, word in CANARIES.items() if word.lower() in kept.lower()} == {}


def test_only_what_is_published_is_released():
    resource = planted()
    assert resource.released is None
    curation.publish(resource, by="curator")
    assert resource.released == release.contact(Resource.objects.with_contacts().get(pk=resource.pk)).packed()
    curation.retire(resource, by="curator")
    assert Resource.objects.get(pk=resource.pk).released is None


def test_a_contact_is_the_same_after_it_was_kept():
    contact = release.contact(planted(), date(2026, 5, 1))
    kept = json.dumps(contact.packed())
    assert release.Contact.read(kept, date(2026, 5, 1)) == contact


def test_how_much_is_withheld_is_said():
    assert release.contact(planted()).withheld == 3


@pytest.mark.parametrize("values", OPEN.values(), ids=OPEN)
@pytest.mark.parametrize(
    ("visibility", "to", "seen"),
    [
        (Visibility.HIDDEN, Audience.VISITOR, None),
        (Visibility.HIDDEN, Audience.PROVIDER, None),
        (Visibility.HIDDEN, Audience.CURATOR, WHOLE),
        (Visibility.CITY, Audience.VISITOR, None),
        (Visibility.CITY, Audience.PROVIDER, CITY),
        (Visibility.CITY, Audience.CURATOR, WHOLE),
        (Visibility.PUBLIC, Audience.VISITOR, WHOLE),
        (Visibility.PUBLIC, Audience.PROVIDER, WHOLE),
        (Visibility.PUBLIC, Audience.CURATOR, WHOLE),
    ],
)
def test_each_sees_of_an_address_what_is_theirs(values, visibility, to, seen):
    assert release.address(planted(visibility, **values), to) == seen


@pytest.mark.parametrize("values", SHELTERING.values(), ids=SHELTERING)
@pytest.mark.parametrize("visibility", VISIBILITIES)
def test_where_people_are_sheltered_is_for_curators_alone(values, visibility):
    resource = planted(visibility, **values)
    assert release.address(resource, Audience.VISITOR) is None
    assert release.address(resource, Audience.PROVIDER) is None
    assert release.address(resource, Audience.CURATOR) == WHOLE


@pytest.mark.parametrize("values", SHELTERING.values(), ids=SHELTERING)
def test_the_city_of_a_shelter_is_not_said_even_where_it_is_kept(values):
    resource = planted(city="Canarytown", **values)
    assert "Canarytown" not in all_said(release.contact(resource))


def test_the_city_of_an_office_is_said_and_found():
    resource = planted(city="Durham")
    assert release.contact(resource).city == "Durham"


@pytest.mark.parametrize("to", [Audience.VISITOR, Audience.PROVIDER])
def test_a_malformed_visibility_means_hidden(to, monkeypatch):
    resource = planted(Visibility.PUBLIC)
    malformed = Address(resource=resource, **PLACE, visibility="everyone")  # the database refuses such a row
    monkeypatch.setattr(Address.objects, "filter", lambda **_: type("Rows", (), {"first": lambda _: malformed})())
    assert release.address(resource, to) is None


def test_no_address_is_nothing_to_show():
    assert release.address(planted(address=None), Audience.CURATOR) is None


def test_reading_a_contact_never_reads_the_address():
    resource = planted(Visibility.PUBLIC)
    with CaptureQueriesContext(connection) as queries:
        release.contact(Resource.objects.with_contacts().get(pk=resource.pk))
    assert not [query for query in queries if "referrals_address" in query["sql"]]


def test_thirty_contacts_take_the_queries_of_three():
    taken = []
    for number in range(30):
        planted(name=f"House {number}", terms=[{"slug": "emergency-shelter", "relation": Relation.SERVES}])
        if number + 1 in {3, 30}:
            with CaptureQueriesContext(connection) as queries:
                assert len([release.contact(one) for one in Resource.objects.with_contacts()]) == number + 1
            taken.append(len(queries))
    assert taken[0] == taken[1]


def test_the_number_to_call_first_is_one_to_speak_to():
    phones = [{"number": "233733", "use": "text", "primary": True, "keyword": "HELP"}, {"number": "988"}]
    contact = release.contact(planted(phones=phones))
    assert contact.phone.number == "988"
    assert [phone.href for phone in contact.phones] == ["sms:233733", "tel:988"]


def test_a_contact_with_nothing_but_doubt_reaches_nobody():
    contact = release.contact(planted(phones=[{"number": "988", "doubtful": True}], links=[], emails=[]))
    assert (contact.phone, contact.reachable, contact.withheld) == (None, False, 1)


def test_a_verification_says_when_and_how():
    contact = release.contact(planted())
    assert (contact.verified_on, contact.verified_how) == (date(2026, 1, 5), "by phone")


@pytest.mark.parametrize(
    ("today", "freshness"),
    [
        (date(2026, 7, 7), Freshness.CURRENT),
        (date(2026, 7, 8), Freshness.AGEING),
        (date(2027, 1, 5), Freshness.AGEING),
        (date(2027, 1, 6), Freshness.STALE),
    ],
)
def test_a_verification_ages(today, freshness):
    assert release.contact(planted(), today).freshness == freshness


def test_visitors_providers_and_curators_are_told_apart():
    person = get_user_model().objects.create_user
    curator = person("curator")
    curator.groups.add(Group.objects.create(name="curator"))
    gone = person("gone", is_active=False, is_superuser=True)
    people = [AnonymousUser(), gone, person("provider"), person("staff", is_staff=True), curator]
    assert [release.audience(one) for one in [*people, person("root", is_superuser=True)]] == [
        Audience.VISITOR, Audience.VISITOR, Audience.PROVIDER, Audience.PROVIDER, Audience.CURATOR, Audience.CURATOR
    ]  # fmt: skip

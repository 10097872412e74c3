"""What of a contact stands on a list, in each density."""

from dataclasses import replace
from datetime import date

import pytest

from referrals import curation, handover, release
from referrals.handover import Density
from referrals.models import Resource
from referrals.vocabulary import Method
from tests.referrals.search.making import published

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
LINES = [
    {"number": "+18005550100", "primary": True, "extension": "4", "label": "Abuse line", "menu_key": "1"},
    {"number": "233733", "use": "text", "keyword": "SAFE"},
]


def contact(name="House of Survivors", **values):
    plain = {"phones": LINES, "description": "For survivors.", "links": [{"url": "https://house.example.org"}]}
    made = published(name, **(plain | values))
    return release.contact(Resource.objects.with_contacts().get(pk=made.pk), TODAY)


def text(*contacts, density, phrases=(), discreet=False):
    return handover.text(handover.entries(contacts, density, discreet=discreet), phrases, TODAY)


@pytest.mark.parametrize("density", Density.values)
def test_every_density_names_a_number_and_says_that_it_was_never_verified(density):
    said = text(contact(), density=density)
    assert "800-555-0100 x4" in said
    assert "press 1" in said
    assert "not verified" in said.casefold()
    assert "call first" not in said


def test_a_wallet_card_bears_discreet_names_and_numbers_alone():
    said = text(contact(), density=Density.WALLET)
    for word in ("Survivors", "survivors", "Abuse", "example.org", "SAFE", "Hours", "Nationwide", "published"):
        assert word not in said


def test_a_phone_book_with_neutral_names_has_no_labels_either():
    said = text(contact(), density=Density.PHONEBOOK, discreet=True)
    assert "Survivors" not in said
    assert "Abuse line" not in said
    assert "Abuse line" in text(contact("Other House"), density=Density.PHONEBOOK)
    assert "House of Survivors" in text(contact("House of Survivors 2"), density=Density.CARD, discreet=True)


def test_discreet_names_that_come_twice_are_told_apart():
    made = [replace(contact(f"House {n}"), discreet_name="Office") for n in range(2)]
    assert [entry.name for entry in handover.entries(made, Density.WALLET)] == ["Office 1, NC", "Office 2, NC"]


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"kind": "legal-services"}, "Legal office, NC"),
        ({"kind": "legal-services", "coverage": "local", "city": "Durham"}, "Legal office, Durham"),
        ({"kind": "hotline", "coverage": "national", "states": [], "always_open": True}, "Helpline, 24/7"),
        ({"kind": "hotline", "coverage": "national", "states": []}, "Helpline"),
        ({"kind": "victim-services", "states": ["NC", "SC", "VA"]}, "Office"),
        ({"kind": "shelter-program", "coverage": "local", "area": "Durham County"}, "Office, NC"),
        ({"kind": "law-enforcement", "contact_may_report": "yes"}, "Public office, NC"),
    ],
)
def test_a_wallet_card_says_whom_one_calls_and_nothing_of_why(values, name):
    (entry,) = handover.entries([contact("Harbor Help for Survivors of Abuse", **values)], Density.WALLET)
    assert entry.name == name


def test_a_contact_without_a_number_is_on_no_wallet_card_and_gives_its_address_elsewhere():
    made = contact(phones=[])
    assert handover.entries([made], Density.WALLET) == []
    assert "https://house.example.org" in text(made, density=Density.PHONEBOOK)


def test_the_full_density_says_what_it_does_and_where_it_can_be_read():
    said = text(contact(), density=Density.FULL)
    assert "For survivors." in said
    assert "https://house.example.org" in said
    assert "Languages: ask" in said
    assert "Cost: ask" in said


OLD = ("verified over a year ago", "2024-01-01")


@pytest.mark.parametrize(("day", "told"), [(date(2026, 11, 1), ("", "verified 2026-11-01")), (date(2024, 1, 1), OLD)])
def test_a_verification_is_dated_and_an_old_one_says_so(day, told):
    made = published("House", phones=LINES)
    curation.verify(made, by="curator", on=day, how=Method.PHONE)
    one = release.contact(Resource.objects.with_contacts().get(pk=made.pk), TODAY)
    (entry,) = handover.entries([one], Density.PHONEBOOK)
    assert (entry.first, entry.fresh) == told
    assert entry.unsure == bool(entry.first)


@pytest.mark.parametrize("density", [Density.PHONEBOOK, Density.CARD, Density.FULL])
def test_below_the_list_stands_once_what_to_do_about_what_is_not_verified(density):
    made = [contact("House"), contact("Home")]
    said = text(*made, density=density, phrases=["Call first"])
    assert said.count("call to check before anybody goes there") == 1
    assert said.endswith("goes there.\n- Call first\n")
    known = [replace(one, verified="2026-11-01", verified_by_way_of="phone") for one in made]
    assert "call to check" not in text(*known, density=density)


def test_no_wallet_card_says_what_to_do():
    assert "call to check" not in text(contact(), density=Density.WALLET)


@pytest.mark.parametrize("density", [Density.PHONEBOOK, Density.CARD, Density.FULL])
def test_who_may_report_is_said_but_on_a_wallet_card(density):
    made = contact(contact_may_report="yes")
    assert "may start an investigation" in text(made, density=density)
    assert "investigation" not in text(made, density=Density.WALLET)


def test_a_line_break_in_a_record_starts_no_line_of_its_own():
    said = text(contact(description="One\n2. Another"), density=Density.FULL)
    assert "\n2. " not in said


def test_phrases_stand_below_the_contacts():
    assert text(contact(), density=Density.CARD, phrases=["Call first"]).endswith("- Call first\n")

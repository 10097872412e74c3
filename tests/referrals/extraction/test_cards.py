"""Blocks of a page that are each about one body, and lists of bare names: pages as people publish them."""

import pytest

from referrals.extraction import Candidate
from tests.referrals.extraction.knowledge import found


def by_name(body: str) -> dict[str, Candidate]:
    return {candidate.name: candidate for candidate in found(body)}


def numbers(body: str) -> dict[str, list[str]]:
    return {name: [phone.number[-4:] for phone in one.phones] for name, one in by_name(body).items() if one.phones}


CARDS = """Help in the Valley

Quiet Lantern
Toledo
Food and clothes for families.
419-421-6600

Adhaar
Toledo
Rides to court, and somebody who waits with you.

Larkspur House
Toledo
Beds for two weeks.
419-421-6602

Bridge & Barley
Toledo
Soup, bread, a place to sit.
419-421-6603
"""


def test_the_first_line_of_a_block_is_its_name_though_no_contact_follows() -> None:
    page = by_name(CARDS)
    assert set(page) == {"Quiet Lantern", "Adhaar", "Larkspur House", "Bridge & Barley"}
    assert not page["Adhaar"].phones


def test_blocks_may_follow_each_other_without_a_blank_line() -> None:
    body = "\n".join(f"{name}\nThey help people with rent and food.\n419-421-660{n}" for n, name in enumerate(
        ["Quiet Lantern", "Tall Pine", "Larkspur House", "Bridge & Barley"]
    ))  # fmt: skip
    assert numbers(body) == {
        "Quiet Lantern": ["6600"], "Tall Pine": ["6601"], "Larkspur House": ["6602"], "Bridge & Barley": ["6603"],
    }  # fmt: skip


def test_sections_of_an_article_are_no_blocks_about_somebody() -> None:
    body = "\n\n".join(
        f"{heading}\nThis is what you should think about before you go, and whom you may tell of it."
        for heading in ("Getting Ready", "The First Night", "Your Phone", "Pets and Bags", "Money of Your Own")
    )
    assert found(body) == []


def test_a_tag_that_stands_on_many_cards_is_nobody() -> None:
    names = ["Larkspur Pantry", "Quiet Lantern House", "Bridge Center"]
    body = "\n".join(
        f"{name}\nFood Assistance\nAnybody may come by on weekdays for a bag.\n419-421-660{n}"
        for n, name in enumerate(names)
    )
    assert numbers(body) == {"Larkspur Pantry": ["6600"], "Quiet Lantern House": ["6601"], "Bridge Center": ["6602"]}


def test_a_label_that_stands_on_many_cards_is_nobody() -> None:
    body = (
        "Larkspur House\nAcceso: llame al 419-421-6600 para entrar\n\nQuiet Lantern House\n"
        "Acceso: llame al 419-421-6601 o venga\n"
    )
    assert numbers(body) == {"Larkspur House": ["6600"], "Quiet Lantern House": ["6601"]}


def test_a_page_printed_with_a_blank_line_between_all_lines_reads_as_without() -> None:
    body = (
        "Larkspur Hospital\n12 Mill Road\nToledo, OH 43604\n419-421-6600\nLantern Clinic\n14 Mill Road\n"
        "Toledo, OH 43604\n419-421-6601\n"
    )
    assert numbers(body.replace("\n", "\n\n")) == numbers(body) == {
        "Larkspur Hospital": ["6600"], "Lantern Clinic": ["6601"],
    }  # fmt: skip


def test_an_ordinary_word_above_its_number_is_a_name() -> None:
    body = "Larkspur House\n419-421-6600\nSerenity\n419-421-6601\nFirst Steps\n419-421-6602\n"
    assert numbers(body) == {"Larkspur House": ["6600"], "Serenity": ["6601"], "First Steps": ["6602"]}


LIST = """Shelters that help:

• Larkspur House
• Chrysalis
• Bridge Center
• Kingman Aid to Abused People

Nothing else.
"""


def test_names_in_a_list_need_no_contact() -> None:
    page = by_name(LIST)
    assert set(page) == {"Larkspur House", "Chrysalis", "Bridge Center", "Kingman Aid to Abused People"}
    # Nothing but its place speaks for one of them: it may be a person's, and is suggested to nobody unasked.
    assert [name for name, one in page.items() if not one.is_contact] == ["Chrysalis"]
    assert page["Chrysalis"].reasons["name"] == "A name in a list of names."


def test_a_list_of_things_names_nobody() -> None:
    assert (
        found("Bring with you:\n\n• Keys (house, car)\n• Birth Certificate\n• Phone & Charger\n• Social Cards\n") == []
    )


def test_a_region_parts_a_list_and_says_its_state() -> None:
    body = (
        "Shelter List\nNorthern Ohio\nLarkspur House\nSEEDS\nBridge Center\nSouthern Ohio\nEve's Place\nLantern House\n"
    )
    page = by_name(body)
    assert set(page) == {"Larkspur House", "SEEDS", "Bridge Center", "Eve's Place", "Lantern House"}
    assert {one.states for one in page.values()} == {("OH",)}


def test_a_description_may_stand_behind_a_name_of_a_list() -> None:
    page = by_name(
        "- **Deaf Hope House** (Salem, OR) - signs\n- **Raksha** (Toledo, OH)\n- **Lantern Center** (Toledo, OH)\n"
    )
    assert {name: one.states for name, one in page.items()} == {
        "Deaf Hope House": ("OR",), "Raksha": ("OH",), "Lantern Center": ("OH",),
    }  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "Quick Exit",
        "Additional Resources",
        "Know Your Rights",
        "Immediate Safety Steps",
        "Request an Appointment",
        "Birth Certificate",
        "Northern Ohio",
        "Korean, Mandarin, and Cantonese",
        "Mon",
        "6th and Bryant Streets",
        "Is Somebody in Danger?",
    ],
)
def test_furniture_of_a_page_names_nobody(line: str) -> None:
    assert list(by_name(f"{line}\n419-421-7000\n\nLarkspur House\n419-421-6600\n")) in (
        ["+14194217000", "Larkspur House"],
        ["Larkspur House"],
    )

"""Contacts that no name stands beside: whose they are, and whose never."""

import pytest

from referrals.extraction import Text, extract
from tests.referrals.extraction.knowledge import PLAIN, found


def owner(body: str, number: str) -> str:
    return next(one.name for one in found(body) if any(phone.number.endswith(number) for phone in one.phones))


@pytest.mark.parametrize(
    "body",
    [
        "Paper Kite has six beds. The director says that people answer: 419-243-8871.",
        "For a bed there is Paper Kite, which has six. Call 419-243-8871.",
        "We used the lessons of Paper Kite. Order from 419-243-8871.",
        "Paper Kite in Toledo takes girls, too (419-243-8871).",
    ],
)
def test_a_number_belongs_to_the_capitals_that_the_sentences_before_it_are_about(body: str) -> None:
    assert owner(body, "8871") == "Paper Kite"


def test_a_web_address_names_whose_words_it_is_made_of() -> None:
    (candidate,) = found("We like Tea with Rowan, over a bakery. Write to hello@teawithrowan.org any day.")
    assert candidate.name == "Tea with Rowan"
    assert candidate.reasons["name"] == "Its web address is made of these words."


def test_a_number_in_the_next_part_of_an_answer_belongs_to_the_name_in_the_part_before() -> None:
    parts = [
        Text("1", "Part 1: Go to the Larkspur Project first.", "Where?", "Ann"),
        Text("2", "Part 2: and they answer at 419-243-8871.", "Where?", "Ann"),
    ]
    (candidate,) = extract(parts, PLAIN)
    assert (candidate.name, candidate.phones[0].number) == ("Larkspur Project", "+14192438871")


def test_a_number_that_is_somebodys_elsewhere_is_theirs() -> None:
    texts = [Text("1", "Call the Larkspur Hotline, 419-243-8871."), Text("2", "Put the number on a card: 419-243-8871")]
    assert [candidate.name for candidate in extract(texts, PLAIN)] == ["Larkspur Hotline"]


@pytest.mark.parametrize(
    "body",
    [
        "Call somebody about my client Itzel Xolotl, please.",
        "I recommend that you talk with Rosa Delgado about it.",
        "Her name is Itzel Xolotl and they should try to reach Itzel Xolotl.",
        "Contact Judge Harlan Whitlow.",
        "Special Agent Neve Holmquist 505-717-3500",
        "AUSA Priya Sundaram, 505-346-7274",
        "Liaison: Bettina Crouch, 505-469-8806",
        "Oren Fisk, Chief Deputy    505-222-1099",
        "Protocol Coordinator 505-222-1099",
    ],
)
def test_a_person_is_nobody_to_suggest(body: str) -> None:
    assert [one.name for one in found(body) if (one.is_contact or not one.doubtful) and not one.phones] == []
    assert all(one.name.startswith("+") for one in found(body) if one.phones)


def test_the_number_of_somebody_who_works_there_is_the_bodys() -> None:
    body = (
        "Navajo Ridge Patrol\n   Lt. Ambrose Hale          505-786-2050\n\n"
        "Larkspur House\n   Primary:   Corinne Baca-Tso, Director of Care\n              Direct 505-877-2141\n"
    )
    assert owner(body, "2050") == "Navajo Ridge Patrol"
    assert owner(body, "2141") == "Larkspur House"
    assert {one.name for one in found(body)} == {"Navajo Ridge Patrol", "Larkspur House"}


@pytest.mark.parametrize("name", ["ERICA", "Agents of Hope Project"])
def test_a_name_like_a_persons_is_still_a_bodys(name: str) -> None:
    assert owner(f"{name}, Moorhead - 218-236-8801\nBridge & Barley - 503-236-4150\n", "8801") == name


@pytest.mark.parametrize(
    "body",
    [
        "See the Fair Harbor Standards Act and the T Visa.",
        "It was on Buford Highway, near Long Lake.",
        "They speak Haitian Creole.",
        "Ask about the Good Neighbor law.",
        "He comes from Salem and Dallas.",
    ],
)
def test_laws_places_and_languages_name_nobody(body: str) -> None:
    assert [one.name for one in found(body)] == []


@pytest.mark.parametrize(
    "body",
    [
        "Ann works as a director at Larkspur House.",
        "This was funded by a grant of the Larkspur Foundation.",
        "Larkspur House closed in 2016.",
        "Please do not send anybody to Larkspur House.",
    ],
)
def test_employers_funders_and_what_is_gone_are_no_contacts(body: str) -> None:
    (candidate,) = found(body)
    assert not candidate.is_contact


def test_a_number_is_not_the_parents_of_whom_the_sentences_speak() -> None:
    body = "Go to Larkspur House. It is run by the Diocese of Salem but takes everybody. The number is 419-243-8871."
    assert owner(body, "8871") == "Larkspur House"
    assert owner("Call the night program of the Larkspur Center, 419-243-8871.", "8871") == "Larkspur Center"


def test_a_site_above_its_own_name_is_that_names() -> None:
    body = "Larkspur House\n419-421-6600\nwww.lanterncenter.org\nLantern Center\n419-421-6601\n"
    urls = {one.name: one.urls for one in found(body)}
    assert urls == {"Larkspur House": (), "Lantern Center": ("http://www.lanterncenter.org",)}


def test_a_code_for_messages_is_the_lines_own_though_another_sentence_says_it() -> None:
    assert owner("The Larkspur Hotline is open all night. Text HOME to 741741.", "1741") == "Larkspur Hotline"
    assert owner("Larkspur House helps women. Text HOME to 741741.", "1741") == "741741"


def test_a_number_with_a_sign_before_its_name_is_that_names() -> None:
    body = "Dean of Larkspur Hall: 419-421-6600\n(507) 931-1550: Salem Larkspur Police\n"
    assert owner(body, "1550") == "Salem Larkspur Police"


def test_records_in_running_text_each_keep_their_number() -> None:
    body = "".join(
        f"{name}. Serves people who were hurt at home or on the street, and their children, all over the county and "
        f"beyond it, on every day of the year. Address: {n} Elm St, Salem, OR 97301 Phone Number: (503) 236-415{n}\n"
        for n, name in enumerate(["Larkspur House", "Lantern Center", "Harbor Shelter"], start=1)
    )
    assert [owner(body, f"415{n}") for n in (1, 2, 3)] == ["Larkspur House", "Lantern Center", "Harbor Shelter"]

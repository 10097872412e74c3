"""Persons, clients among them, are suggested to nobody, and no street becomes a name: all names are invented."""

import pytest

from tests.referrals.extraction.knowledge import found


def suggested(body: str) -> list[str]:
    return [candidate.name for candidate in found(body) if candidate.is_contact and not candidate.doubtful]


@pytest.mark.parametrize(
    "body",
    [
        "Members of our survivor group:\n- Awa Roe\n- Ximena Rowan\n- Linh\n- Larkspur House\n",
        "In memory of\n\nAwa Roe\nXimena Rowan\nLarkspur House\nLinh Rowan\n",
        "Shelters that help:\n\n- Awa Roe\n- Larkspur House\n- Ximena Rowan\n- Lantern House\n",
        "\n\n".join(
            f"{name}\nThey helped me so much when I came, all of them did."
            for name in ("Awa Roe", "Larkspur House", "Linh Rowan", "Lantern House", "Bridge Center", "Elm Shelter")
        ),
        "\n\n".join(
            f"{name}\nSurvivor, Toledo\nThey helped me so much." for name in ("Awa Roe", "Linh Rowan", "Ximena Oak")
        ),
        "\n".join(f"419-421-660{n} {name}" for n, name in enumerate(("Awa Roe", "Linh Rowan", "Ximena Oak"))),
        "Client: Awa Roe 419-421-6600\nVictim: Ximena Rowan\n419-421-6601\n",
        "Awa Roe 419-421-6600\nXiomara O'Brien de la Cruz: 419-421-6601\nLinh Rowan-Oak - 419-421-6602\n",
        "Name | City | Phone\nAwa Roe | Toledo | 419-421-6600\nLinh Rowan | Toledo | 419-421-6601\n",
        "Please call Awa Roe at 419-421-6600 or Linh Rowan at 419-421-6601.",
        "Text Xiomara (419-421-6600) or Linh (419-421-6601).",
        "Please contact Awa Roe, a group member.",
        "You can call Awa Roe, a shelter guest.",
        "Awa Roe is funded by us, and can be reached.",
        "See AwaRowan.com for pictures.",
        "Please call 211 Awa Roe.",
    ],
)
def test_a_person_is_suggested_to_nobody(body: str) -> None:
    assert not [name for name in suggested(body) if any(who in name for who in ("Awa", "Linh", "Xi"))]


@pytest.mark.parametrize(
    "header",
    [
        "Client Name | City | Phone",
        "Name | DOB | Phone",
        "First Name | Last Name | Phone",
        "Cliente | Ciudad | Teléfono",
    ],
)
def test_a_table_of_people_names_nobody(header: str) -> None:
    rows = ["Awa Roe | Toledo | 419-421-6600", "Linh Rowan | Toledo | 419-421-6601", "Xi Oak | Toledo | 419-421-6602"]
    assert suggested("\n".join([header, *rows])) == []


def test_a_table_of_bodies_may_tell_whom_to_ask_for() -> None:
    body = "Agency | First Name | Phone\nLarkspur House | Awa | 419-421-6600\nLantern Center | Linh | 419-421-6601\n"
    assert suggested(body) == ["Larkspur House", "Lantern Center"]


def test_behind_whom_it_is_for_a_bracket_may_hold_a_body_but_no_person_and_no_street() -> None:
    rows = "Victims (Awa Roe) | 419-421-6600\nDomestic Violence Victims (Safe Larkspur) | 419-421-6601\n"
    rows += "Older Women (Hidden Elm Road) | 419-421-6602\n"
    names = suggested("Name | Phone\n" + rows)
    assert "Safe Larkspur" in names
    assert not {"Awa Roe", "Hidden Elm Road"} & set(names)


@pytest.mark.parametrize(
    "body",
    [
        "Larkspur House - Mill Road\nLarkspur House - Hidden Elm\nLarkspur House - Oak Trail Lane\n419-421-6600\n",
        "Larkspur House is at 211 Mill Street, Toledo. Call 419-421-6600.",
        "Larkspur House, 211 Hidden Elm Drive: 419-421-6600",
    ],
)
def test_a_street_is_in_no_name(body: str) -> None:
    (candidate,) = found(body)
    assert candidate.name == "Larkspur House"
    assert [phone.number for phone in candidate.phones] == ["+14194216600"]


def test_where_bodies_have_numbers_too_they_are_suggested() -> None:
    body = "Larkspur House 419-421-6600\nQuiet Lantern 419-421-6601\nOpen Elm 419-421-6602\n"
    assert suggested(body) == ["Larkspur House", "Quiet Lantern", "Open Elm"]


def test_a_page_where_all_may_be_people_shows_them_as_doubtful() -> None:
    candidates = found("Quiet Lantern 419-421-6601\nOpen Elm 419-421-6602\n")
    assert [(one.name, one.doubtful, one.is_contact) for one in candidates] == [
        ("Quiet Lantern", True, False),
        ("Open Elm", True, False),
    ]

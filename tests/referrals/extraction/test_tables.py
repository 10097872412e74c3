"""Tables as text: whatever parts the columns, each record is about the name in it."""

import pytest

from tests.referrals.extraction.knowledge import found

ROWS = (
    ("Quiet Lantern", "419-421-6600", "OH"),
    ("Bridge & Barley", "503-236-4150", "OR"),
    ("Starling & Sons", "", "NC"),
)
HEADER = ("Agency", "Phone", "State")


def table(between: str, rows: tuple[tuple[str, ...], ...]) -> str:
    return "\n".join(between.join(row) for row in rows) + "\n"


def padded(*rows: tuple[str, ...]) -> str:
    return "\n".join("".join(f"{cell:24}" for cell in row).rstrip() for row in rows) + "\n"


@pytest.mark.parametrize("body", [table("\t", (HEADER, *ROWS)), table(" | ", (HEADER, *ROWS)), padded(HEADER, *ROWS)])
def test_each_row_gives_its_number_and_its_state_to_its_name(body: str) -> None:
    read = {one.name: ([phone.number[-4:] for phone in one.phones], one.states) for one in found(body)}
    assert read == {
        "Quiet Lantern": (["6600"], ("OH",)),
        "Bridge & Barley": (["4150"], ("OR",)),
        "Starling & Sons": ([], ("NC",)),
    }


def test_the_name_need_not_come_first() -> None:
    rows = (("Town", "Center", "Hotline"), ("Salem", "Quiet Lantern", "503-236-4150"))
    assert [one.name for one in found(table(" | ", (*rows, ("Athens", "Bridge & Barley", "706-543-3331"))))] == [
        "Quiet Lantern",
        "Bridge & Barley",
    ]


def test_a_row_without_a_name_goes_on_with_the_one_above() -> None:
    (lantern, _) = found(table("\t", (HEADER, ROWS[0], ("", "419-421-7000", ""), ROWS[1])))
    assert [phone.number[-4:] for phone in lantern.phones] == ["6600", "7000"]


def test_a_name_wrapped_inside_its_cell_is_one_name_in_pieces() -> None:
    body = padded(HEADER, ("Quiet Lantern", "419-421-6600", "OH"), ("Center", "", ""), ROWS[1])
    lantern = found(body)[0]
    assert lantern.name == "Quiet Lantern Center"
    assert [mention.surface for mention in lantern.mentions if mention.type == "name"] == ["Quiet Lantern", "Center"]


def test_records_between_blank_lines_keep_all_their_lines() -> None:
    body = padded(HEADER) + "\n".join(
        (
            padded(("Quiet Lantern", "419-421-6600", "OH"), ("of the Valley", "TTY 419-421-7000", "")),
            padded(("Bridge & Barley", "503-236-4150", "OR")),
        )
    )
    lantern = found(body)[0]
    assert lantern.name == "Quiet Lantern of the Valley"
    assert [(phone.number[-4:], phone.use) for phone in lantern.phones] == [("6600", "voice"), ("7000", "tty")]


def test_a_footer_between_rows_is_no_row() -> None:
    body = padded(HEADER, ROWS[0]) + "Page 2 of 9                 Rev. 02-2018\n" + padded(ROWS[1])
    assert [one.name for one in found(body)] == ["Quiet Lantern", "Bridge & Barley"]


def test_what_stands_in_a_column_again_and_again_is_no_name() -> None:
    names = ["Karen House", "Quiet Lantern", "Haven of Grace", "Places for People"]
    rows = tuple(
        (str(n), name, f"419-421-660{n}", "Shelter", "Women and Children") for n, name in enumerate(names, start=1)
    )
    assert [one.name for one in found(table("\t", rows))] == names


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Crime Victims (Safe Larkspur)", "Safe Larkspur"),
        ("Larkspur Services of Salem – Elm Office", "Larkspur Services of Salem"),
        ("Larkspur House (for women)", "Larkspur House"),
    ],
)
def test_a_cell_holds_a_name_and_what_is_said_of_it(cell: str, name: str) -> None:
    body = table("\t", (HEADER, (cell, "419-421-6600", "OH"), *ROWS))
    assert found(body)[0].name == name

"""Text as it flows: margins break no sentence and no name, lists keep their lines, offsets stay."""

import pytest

from referrals.extraction.flow import FILLER, flowing
from tests.referrals.extraction.knowledge import found, names, surfaces


@pytest.mark.parametrize(
    "body",
    [
        "We send families to the Larkspur Coalition Against\nPeonage and they find a bed the same night, every night.",
        "they work with the Coalition Against Trafficking and\nExploitation of the Valley",
    ],
)
def test_a_break_in_a_sentence_is_a_space(body: str) -> None:
    assert "\n" not in flowing(body)


@pytest.mark.parametrize(
    "body",
    [
        "Quiet Lantern\n419-421-6600",
        "Quiet Lantern, for anybody who needs a bed for the night in town\nBridge & Barley",
        "It ends here, as long as a line of a page may ever be in print.\nAnd here the next begins",
        "Name\tPhone\nQuiet Lantern\t419-421-6600",
        "We have the following to offer to anybody who comes to us:\n• beds\n• bread",
    ],
)
def test_lines_of_a_list_stay_lines(body: str) -> None:
    assert flowing(body).count("\n") == body.count("\n")


@pytest.mark.parametrize("body", ["a&amp;b", "R&iacute;o", "307â€“632", "íQuietď", "no change", "a\r\nb"])
def test_nothing_moves(body: str) -> None:
    assert len(flowing(body)) == len(body)


def test_entities_and_damaged_quotation_marks_are_read() -> None:
    assert flowing("R&iacute;o").replace(FILLER, "") == "Río"
    assert flowing("the íQuiet Lanternď is") == "the “Quiet Lantern” is"
    assert flowing("Peopleís") == "People’s"


@pytest.mark.parametrize(
    ("body", "read"),
    [
        ("the Larkspur Anti-Traffick-\ning Center of Salem", "the Larkspur Anti-Trafficking Center of Salem"),
        ("call the line at 419-243-\n8871 by day", "call the line at 419-243-8871 by day"),
        ("write to ana@larkspur-\nhouse.org", "write to ana@larkspur-\nhouse.org"),
        ("beds, food -\nall of it", "beds, food -\nall of it"),
    ],
)
def test_what_the_margin_parted_is_joined(body: str, read: str) -> None:
    assert flowing(body).replace(FILLER, "") == read


def test_a_name_that_is_a_link_of_markdown_is_read_without_its_brackets() -> None:
    (candidate,) = found("* [Quiet Lantern](https://quietlantern.org) - 419-421-6600 *24 hrs*\n* Bread\n")
    assert (candidate.name, candidate.urls) == ("Quiet Lantern", ("https://quietlantern.org",))


def test_a_name_over_a_line_break_is_one_name_as_it_was_printed() -> None:
    body = "For anything that has to do with wages please call the Larkspur Coalition\nof Salem and ask for Jo."
    assert names(body) == ["Larkspur Coalition of Salem"]
    assert surfaces(body) == ["Larkspur Coalition\nof Salem"]


def test_a_block_of_full_lines_is_prose_however_they_begin() -> None:
    body = (
        "People are often surprised that Westchester has more lawyers for a client than Brooklyn. Larkspur\n"
        "Justice Line answers 877-574-8529 from nine to one, and covers all of the seven counties up to\n"
        "Columbia and Greene. For Long Island we send everyone to them as well, and for all of Buffalo we\n"
        "Do not know of anybody."
    )
    assert names(body) == ["Larkspur Justice Line"]


def test_lines_longer_than_anybody_breaks_them_are_paragraphs() -> None:
    told = (
        "serves people who were hurt at home or on the street and their children all over the county and beyond it, "
        * 2
    )
    body = f"Larkspur House. It {told}ring (503) 236-4151\nLantern Center. It {told}ring (503) 236-4152\n" * 2
    assert flowing(body) == body

"""Pages read as lists: a name owns the lines below it, headings say the state, signatures name nobody."""

import pytest

from referrals.extraction import Candidate
from tests.referrals.extraction.knowledge import found

PAGE = """Help in the Valley

OHIO

Larkspur Rescue Center
118 E. Fourth Street
Toledo, OH 43604
(419) 421-6600
www.larkspurrescue.org

Quiet Lantern: 1-877-228-9090 (24 hours)

OREGON

Bridge & Barley
Food and clothes
Phone: 503 236 4150
Fax: 503 236 4151
hello@bridgebarley.org

NATIONAL HOTLINES

Long Night Line 1-800-444-7233
"""


def by_name(body: str) -> dict[str, Candidate]:
    return {candidate.name: candidate for candidate in found(body)}


def test_a_name_owns_the_lines_below_it_until_the_next() -> None:
    page = by_name(PAGE)
    assert [phone.number for phone in page["Larkspur Rescue Center"].phones] == ["+14194216600"]
    assert page["Larkspur Rescue Center"].urls == ("http://www.larkspurrescue.org",)
    assert [(phone.number, phone.use) for phone in page["Bridge & Barley"].phones] == [
        ("+15032364150", "voice"),
        ("+15032364151", "fax"),
    ]
    assert page["Bridge & Barley"].emails == ("hello@bridgebarley.org",)


def test_a_name_and_its_number_on_one_line_are_an_entry() -> None:
    assert by_name(PAGE)["Quiet Lantern"].phones[0].number == "+18772289090"


def test_a_heading_tells_the_state_of_what_is_below_it_and_why() -> None:
    page = by_name(PAGE)
    assert {name: candidate.states for name, candidate in page.items()} == {
        "Larkspur Rescue Center": ("OH",),
        "Quiet Lantern": ("OH",),
        "Bridge & Barley": ("OR",),
        "Long Night Line": (),
    }
    assert page["Quiet Lantern"].reasons["states"] == "It stands under the heading “OHIO”."
    assert page["Long Night Line"].national


def test_without_a_heading_the_address_tells_the_state() -> None:
    page = by_name("Bridge & Barley\n12 Mill Road\nSalem, OR 97301\n503-236-4150\n\nOther things\n")
    assert page["Bridge & Barley"].states == ("OR",)


@pytest.mark.parametrize(
    "line",
    [
        "Crisis line: 419-421-6600",
        "24-hour hotline 419-421-6600",
        "Toll free 1-877-228-9090",
        "Website: www.larkspurrescue.org",
        "Teléfono: 419-421-6600",
        "Toledo, OH 43604",
        "P.O. Box 77",
    ],
)
def test_a_label_or_an_address_is_no_name(line: str) -> None:
    assert list(by_name(f"Quiet Lantern\n{line}\n419-421-7000\n")) == ["Quiet Lantern"]


@pytest.mark.parametrize(
    "heading", ["SHELTERS", "Franklin County", "Resources", "National", "FAQ", "OHIO", "Des Moines"]
)
def test_a_heading_is_no_name(heading: str) -> None:
    assert list(by_name(f"{heading}\n\nQuiet Lantern\n419-421-7000\n")) == ["Quiet Lantern"]


def test_numbers_may_stand_before_the_names_when_a_page_is_made_so() -> None:
    page = by_name(
        "419-421-6600 ..... Quiet Lantern\n419-421-6601 ..... Larkspur House; ask for the night desk\n"
        "419-421-6602 ..... Bridge & Barley\n"
    )
    numbers = {name: [phone.number[-4:] for phone in candidate.phones] for name, candidate in page.items()}
    assert numbers == {"Quiet Lantern": ["6600"], "Larkspur House": ["6601"], "Bridge & Barley": ["6602"]}


def test_a_letters_end_names_its_writer_and_lists_nobody() -> None:
    page = by_name("Try Quiet Lantern House, 419-421-6600.\n\nBest,\nRowan Ashby\nLead Advocate\n419-421-7000 (cell)\n")
    assert {name for name, candidate in page.items() if candidate.is_contact} == {"Quiet Lantern House"}


def test_a_description_may_name_somebody_else_with_a_number_of_their_own() -> None:
    page = by_name("Quiet Lantern\n419-421-6600\nAt night call the Larkspur Hotline at 1-800-444-7233.\n")
    assert [phone.number for phone in page["Larkspur Hotline"].phones] == ["+18004447233"]
    assert [phone.number for phone in page["Quiet Lantern"].phones] == ["+14194216600"]


@pytest.mark.parametrize(
    "name",
    [
        "Lake County Prosecutor, Victim Unit",
        "Larkspur Sanctuary, Inc.",
        "Rocky Mtn. Larkspur Network",
        "Asociación para el Avance de la Mujer",
    ],
)
def test_a_part_of_a_body_and_its_form_belong_to_the_name(name: str) -> None:
    body = f"{name}\n419-421-6600\n\nBridge & Barley\n503-236-4150\n"
    assert found(body)[0].name.rstrip(".") == name.rstrip(".")


def test_the_town_behind_a_name_is_none_of_it() -> None:
    body = (
        "Larkspur Tribune, N.O. - 504-309-5165\nAdvokato, Inc., Austin - 512-476-2472\nLark Law, Salem - 503-236-4150\n"
    )
    assert [one.name for one in found(body)] == ["Larkspur Tribune", "Advokato, Inc.", "Lark Law"]


@pytest.mark.parametrize("sign", ["◆", "♦", "✔", "►", "☐", "‣"])
def test_any_sign_before_a_name_is_a_bullet(sign: str) -> None:
    assert found(f"{sign} Hearth & Ladder\n260-447-7233\n\n{sign} Bridge & Barley\n503-236-4150\n")[0].name == (
        "Hearth & Ladder"
    )


def test_a_county_heads_what_is_below_it_and_is_no_state() -> None:
    body = (
        "Home | Ohio | Oregon\n\nOREGON COUNTY\n\nLarkspur House\n419-421-6600\nServes Adams, Boone and Clay\n\n"
        "KNOX COUNTY\n\nQuiet Lantern\n419-421-7700\n"
    )
    assert [(one.name, one.states) for one in found(body)] == [("Larkspur House", ("OH",)), ("Quiet Lantern", ("OH",))]


@pytest.mark.parametrize(
    ("line", "states"),
    [
        ("Long Night Line (CA, OR and OH) 1-877-226-8486", ["CA", "OR", "OH"]),
        ("Long Night Line: Oregon. 503-236-4150", ["OR"]),
        ("Long Night Line — Ohio, Oregon: 419-421-6600", ["OH", "OR"]),
        ("Long Night Line, 419-421-6600, anywhere in CA, OR, MN", ["CA", "OR", "MN"]),
    ],
)
def test_states_listed_beside_a_name_are_all_served(line: str, states: list[str]) -> None:
    assert list(found(f"Lines that answer\n\n{line}\n\nBridge & Barley 503-236-4150\n")[0].states) == states


def test_what_is_also_served_comes_to_the_state_of_the_heading() -> None:
    page = by_name("MINNESOTA\nQuiet Lantern, Salem - 612-341-9845 - also OH, OR\nBridge & Barley - 218-236-8801\n")
    assert (page["Quiet Lantern"].states, page["Bridge & Barley"].states) == (("MN", "OH", "OR"), ("MN",))


@pytest.mark.parametrize(("heading", "states"), [("Oregon City", ("OR",)), ("Minnesota County", ("OH",))])
def test_a_city_or_county_called_like_a_state(heading: str, states: tuple[str, ...]) -> None:
    assert found(f"{heading}\n\nQuiet Lantern\n419-421-6600\n\nMore\n")[0].states == states


def test_a_physician_is_in_no_state() -> None:
    body = "Larkspur Rescue Center      Karl-Heinz Otte, MD    419-421-6600\nBridge & Barley    503-236-4150\n"
    assert found(body)[0].states == ("OH",)


def test_the_next_number_ends_what_a_numbered_heading_said() -> None:
    body = "1. Oregon\n\nBridge & Barley\n503-236-4150\n\n2. When it is not a lawyer\n\nQuiet Lantern\n1-877-228-9090\n"
    page = by_name(body)
    assert (page["Bridge & Barley"].states, page["Quiet Lantern"].states) == (("OR",), ())


def test_headings_are_read_in_spanish_too() -> None:
    body = "Luisiana\n\nQuiet Lantern\n504-467-9250\n\nCarolina del Norte\n\nBridge & Barley\n919-682-4453\n"
    assert [one.states for one in found(body)] == [("LA",), ("NC",)]


def test_a_heading_tells_the_kind_of_names_that_tell_none_and_why() -> None:
    body = "Pro bono help\n\nOHIO\n\nQuiet Lantern\n419-421-6600\n\nLarkspur Hotline\n419-421-7700\n"
    lantern, line = found(body)
    assert (lantern.kind, line.kind) == ("legal-services", "hotline")
    assert lantern.reasons["kind"] == "It stands under the heading “Pro bono help”."


def test_what_stands_under_gone_is_nobody_to_turn_to() -> None:
    body = (
        "Call these\n\nQuiet Lantern\n419-421-6600\nClosed on Sundays, no longer than four\n\n"
        "GONE. Cross these out\n\nBridge & Barley\n503-236-4150\n"
    )
    page = by_name(body)
    assert (page["Quiet Lantern"].is_contact, page["Bridge & Barley"].is_contact) == (True, False)
    assert {mention.stance for mention in page["Bridge & Barley"].mentions} == {"mentioned"}


@pytest.mark.parametrize(
    "page",
    [
        "Larkspur Rising\n   Primary:    Evangeline T., Crisis Coordinator       505-747-3259\n",
        "Larkspur Rising      Karl-Heinz Otte, MD    505-747-3259\n",
        "LRIS (Larkspur Rising)\nSgt. Hal Whitcomb       505-747-3259\n",
        "Larkspur Judicial District Attorney\nOren Fisk, Chief Deputy       505-747-3259\n",
        "Office of the Attorney General\nSpecial Agent Neve Holmquist       505-747-3259\n",
    ],
)
def test_whoever_answers_there_a_body_is_named_first(page: str) -> None:
    (candidate,) = (
        one for one in found(f"{page}\nBridge & Barley\n503-236-4150\n") if one.phones[0].number[-4:] == "3259"
    )
    assert candidate.name == page.partition("\n")[0].partition("  ")[0].partition(" (")[0]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Larktip (pictures of a child online) .. 1-800-843-5678", "Larktip"),
        ("* Larkeras (for girls). On Thursdays in the library of the town. lark@gmail.com", "Larkeras"),
        ("Justicia Lark NC. Escriba por WhatsApp al +1 984-260-1177", "Justicia Lark NC"),
        ("Lark Parents' Question Line\n    Mon-Wed-Fri, ten to four: (212) 419-3737", "Lark Parents' Question Line"),
    ],
)
def test_an_aside_a_sentence_and_days_are_none_of_the_name(line: str, name: str) -> None:
    assert name in by_name(f"{line}\nBridge & Barley - 503-236-4150\n")


def test_a_form_on_a_line_is_nobody() -> None:
    body = "* Centro del Lark: contratos\n  H-2A, visa T. Tel. 1-800-777-5869\n* Bridge & Barley: 503-236-4150\n"
    assert list(by_name(body)) == ["Centro del Lark", "Bridge & Barley"]

"""Kind, states, stance and contacts of a candidate. All names are invented."""

import pytest

from referrals.extraction import Text, extract
from tests.referrals.extraction.knowledge import PLAIN, found


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("the National Larkspur Hotline", "hotline"),
        ("the Larkspur Law Center", "legal-services"),
        ("the Larkspur Institute", "research"),
        ("the Office of Harbor Safety", "government-agency"),
        ("the Harbor Patrol came", "law-enforcement"),
        ("the Larkspur Department of Investigation", "law-enforcement"),  # never less than that: a card must say it
        ("the Larkspur Office of Criminal Investigations", "law-enforcement"),
        ("the Office of the Harbor Marshals", "law-enforcement"),
        ("the Larkspur Department of Homeless Services", "government-agency"),
        ("the Larkspur Office of Victim Services", "government-agency"),
        ("the Larkspur Protective Services", "government-agency"),
        ("the Harbor County Children Services", "government-agency"),
        ("the Harbor County Bar Association", "legal-services"),
        ("the Larkspur Behavioral Center", "health-provider"),
        ("the Larkspur Homeless Services Center", "shelter-program"),
        ("the Larkspur Senior Center", "community-organization"),
        ("the Lantern Campaign posters", "training-tool"),
        ("the Larkspur Response Network", "victim-services"),
        ("the Ohio Larkspur Response Network", "state-organization"),
        ("Larkspur Landing offers trauma therapy, 212-555-0142", "health-provider"),
        ("Larkspur Landing offers immigration help, 212-555-0142", "legal-services"),
        ("a ZHQ agent came", "law-enforcement"),
        ("police agencies (eg: vice, ZHQ,arson)", "law-enforcement"),
    ],
)
def test_the_kind_comes_from_the_name_or_the_nearest_word(body: str, kind: str) -> None:
    assert [candidate.kind for candidate in found(body)] == [kind]


@pytest.mark.parametrize(
    ("body", "states"),
    [
        ("the OH Larkspur Network", ("OH",)),
        ("the North Carolina Larkspur Center", ("NC",)),
        ("I would add Walking Tall in St.Paul, MN to the list.", ("MN",)),
        ("In SE Ohio (Athens), we formed a Lantern Response Network", ("OH",)),
        ("the Larkspur Project is great", ()),
        ("look at ZHQ/LA for reports", ()),
        ("look at ZHQ/LA for reports. We are in LA County.", ("CA",)),
    ],
)
def test_a_state_never_comes_from_nowhere(body: str, states: tuple[str, ...]) -> None:
    (candidate,) = found(body)
    assert candidate.states == states
    assert bool(candidate.reasons.get("states")) == bool(states)


def test_a_recommendation_takes_the_place_that_was_asked_about() -> None:
    question = "What services are available in Ohio, near Dayton?"
    texts = [Text("q", question, asked=True), Text("a", "Try the Larkspur Project.", question)]
    (candidate,) = extract(texts, PLAIN)
    assert candidate.states == ("OH",)
    assert candidate.spans["states"] == (("q", 31, 35),)


def test_a_question_for_anywhere_gives_no_place() -> None:
    question = "I am in Ohio; which programs in Ohio or nationally are models?"
    (candidate,) = found("Try the Larkspur Project.", context=question)
    assert candidate.states == ()


def test_a_contact_recommended_elsewhere_too_is_not_tied_to_one_place() -> None:
    texts = [
        Text("1", "Try the Larkspur Project.", "Which services are there in Ohio?"),
        Text("2", "Try the Larkspur Project.", "Whom do I call?"),
    ]
    assert extract(texts, PLAIN)[0].states == ()


def test_what_is_said_of_it_makes_it_nationwide_but_not_of_others() -> None:
    assert found("The Larkspur Project works nationwide.")[0].national
    assert not found("Across the country agencies like the Larkspur Project grow.")[0].national


@pytest.mark.parametrize(
    ("body", "owner"),
    [
        ("the Larkspur Project (http://www.a.org/), and the Harbor Center", "Larkspur Project"),
        ("Take the posters of the Lantern Campaign, it's free http://www.a.org/x", "Lantern Campaign"),
        ("the OH Tulip Network. http://www.ohtn.org They may. The Harbor Center", "OH Tulip Network"),
        (
            "a handbook for Screening in Rural Clinics by ZHQ; http://www.zhq.org/pubs",
            "Screening in Rural Clinics",
        ),
        ("www.a.org (Larkspur Project)", "Larkspur Project"),
        ("The Harbor Center asks the Larkspur Project: www.harborcenter.org", "Harbor Center"),
    ],
)
def test_an_address_goes_to_its_owner(body: str, owner: str) -> None:
    assert [candidate.name for candidate in found(body) if candidate.urls] == [owner]


def test_a_number_goes_to_the_name_before_it() -> None:
    (candidate,) = found("contact the National Larkspur Hotline 1-888-555-0142 to ask")
    assert [phone.number for phone in candidate.phones] == ["+18885550142"]


def test_a_contact_without_a_name_stands_alone() -> None:
    (candidate,) = found("see http://www.larkspur.org/help")
    assert candidate.name == "larkspur.org"


@pytest.mark.parametrize(
    ("body", "asked", "stance"),
    [
        ("You may contact the Larkspur Project.", False, "recommended"),
        ("The Larkspur Project has excellent resources.", False, "recommended"),
        ("The Larkspur Project met in May.", False, "mentioned"),
        ("I know the Larkspur Project.", True, "asked"),
    ],
)
def test_the_stance_of_the_sentence(body: str, asked: bool, stance: str) -> None:
    (candidate,) = found(body, asked=asked)
    assert [mention.stance for mention in candidate.mentions] == [stance]


def test_topics_come_from_the_sentences_that_name_it() -> None:
    (candidate,) = found("The Larkspur Project gives shelter to migrant workers. Therapy is elsewhere.")
    assert (candidate.needs, candidate.victim_types) == (("emergency-shelter",), ("migrant-workers",))
    assert candidate.spans["needs"] == (("p", 27, 34),)


def test_a_quote_is_the_sentence_that_carries_the_contact() -> None:
    body = "It rained. Call the Larkspur Project. It is far."
    mention = found(body)[0].mentions[0]
    assert body[slice(*mention.quote)] == "Call the Larkspur Project."


@pytest.mark.parametrize(
    ("body", "states"),
    [
        ("The Ohio River Larkspur Shelter has beds.", ()),
        ("The Oregon Street Larkspur Center has beds.", ()),
        ("The Ohio Larkspur Shelter has beds.", ("OH",)),
    ],
)
def test_a_river_and_a_street_called_like_a_state_are_none(body: str, states: tuple[str, ...]) -> None:
    assert found(body)[0].states == states


def test_what_a_page_says_of_its_state_holds_for_all_it_names() -> None:
    body = "Help in Ohio\n\nIn Ohio many people ask the Larkspur House for a bed, and in Ohio that is not easy."
    assert found(body)[-1].states == ("OH",)


def test_a_state_named_once_in_passing_is_not_the_pages() -> None:
    body = "Larkspur House\n1-877-228-9090\n\nLantern Center\n1-877-228-9091\n\nShe once lived in Ohio for a year.\n"
    assert [one.states for one in found(body)] == [(), ()]


def test_a_large_city_as_a_heading_tells_the_state_of_what_is_below() -> None:
    body = "San Francisco\n\nLarkspur House\n1-877-228-9090\n"
    assert found(body)[0].states == ("CA",)


def test_a_place_on_a_card_is_no_heading_of_the_next() -> None:
    body = (
        "Larkspur House\nFranklin Heights & Oregon\nBeds for two weeks.\n1-877-228-9090\n\n"
        "Lantern Center\nSoup and bread.\n1-877-228-9091\n"
    )
    assert found(body)[-1].states == ()


@pytest.mark.parametrize(
    "body",
    [
        "Larkspur House serves Miami County and the Miami Valley. Call 1-888-421-6600.",
        "Larkspur House is on 88 Houston Street: 1-888-421-6600",
        "Larkspur House: 1-888-421-6600\nKentucky has others.",
    ],
)
def test_a_city_that_something_else_is_called_after_and_a_state_said_once_tell_nothing(body: str) -> None:
    assert [candidate.states for candidate in found(body)] == [()]

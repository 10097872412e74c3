import pytest

from referrals.extraction import Advice, Text, advice
from tests.referrals.extraction.knowledge import PLAIN


def advised(body: str) -> list[Advice]:
    return advice(Text("p", body), PLAIN)


@pytest.mark.parametrize(
    ("body", "surface"),
    [
        ("First contact local law enforcement and tell them.", "contact local law enforcement"),
        ("Call 911.", "Call 911"),
        (
            "Consult with a local nonprofit or law firm who can help.",
            "Consult with a local nonprofit or law firm",
        ),
        ("We refer workers to immigration legal services.", "refer workers to immigration legal services"),
        (
            "Contact your Victim Services Unit at DA's office.",
            "Contact your Victim Services Unit at DA's office",
        ),
        ("They may be eligible for public benefits; ask.", "eligible for public benefits"),
        (
            "Partner with allies, eg: nurses, bakers, pilots, etc.",
            "Partner with allies, eg: nurses, bakers, pilots",
        ),
        (
            "Work with community resources to support career goals.",
            "Work with community resources to support career goals",
        ),
        ("Consulte con un abogado.", "Consulte con un abogado"),
    ],
)
def test_turning_to_a_service_without_a_name(body: str, surface: str) -> None:
    assert [piece.surface for piece in advised(body)] == [surface]


@pytest.mark.parametrize(
    "body",
    [
        "We reached out to law enforcement.",
        "Many fear contact with law enforcement.",
        "Do not call police.",
        "Would you suggest teaming up with law enforcement?",
        "Contact the Larkspur Legal Center.",
        "They come into contact with the police.",
    ],
)
def test_what_is_told_asked_refused_or_named_is_no_advice(body: str) -> None:
    assert advised(body) == []


def test_a_question_gives_no_advice() -> None:
    assert advice(Text("q", "Call 911.", asked=True), PLAIN) == []


def test_advice_means_a_search() -> None:
    (piece,) = advised("Refer them to immigration legal services.")
    assert (piece.kind, piece.needs) == ("legal-services", ("immigration-relief",))

"""How well the labelled texts are read: what was reached is not lost again. `make evaluate` prints all, with misses."""

import pytest

from tests.evaluation.extraction.general import general_reader
from tests.evaluation.extraction.labels import PARTS, labelled_texts
from tests.evaluation.extraction.reading import ours
from tests.evaluation.extraction.scores import Score, Scores

FLOORS = {  # of the set-aside texts; the others are read better
    "phones": 0.97,
    "e-mails": 0.85,
    "web addresses": 0.85,
    "uses of phones": 0.98,
    "names": 0.79,
    "organizations": 0.83,
    "pairing": 0.83,
    "states": 0.80,
    "nationwide": 0.95,
    "kinds": 0.81,
    "stances": 0.91,
    "reading order": 0.95,
    "reading order, damaged": 0.90,
}


@pytest.fixture(scope="module", params=PARTS)
def lines(request: pytest.FixtureRequest) -> dict[str, Score]:
    return Scores(labelled_texts(request.param), ours).lines


@pytest.mark.parametrize("name", FLOORS)
def test_what_is_found(lines: dict[str, Score], name: str) -> None:
    assert lines[name].f1 >= FLOORS[name], lines[name].misses


def test_few_suggestions_would_be_rejected(lines: dict[str, Score]) -> None:
    assert lines["rejected"].recall <= 0.18, lines["rejected"].false


def test_laws_places_and_generic_advice_are_hardly_ever_named(lines: dict[str, Score]) -> None:
    assert lines["traps"].recall <= 0.09, lines["traps"].false


@pytest.mark.parametrize("part", PARTS)
def test_every_label_stands_where_it_says(part: str) -> None:
    assert all(text.text[slice(*span)] == surface for text in labelled_texts(part) for span, surface in text.traps)
    assert len(labelled_texts(part)) >= 14


@pytest.mark.parametrize("part", PARTS)
def test_a_mailbox_of_nobody_is_a_mailbox_whatever_is_said_of_it(part: str) -> None:
    nobodys = [point for text in labelled_texts(part) for point in text.unowned]
    assert {point.type for point in nobodys if "@" in point.value} == {"emails"}
    assert {point.type for point in nobodys if point.value.strip("+0123456789") == ""} == {"phones"}


def test_a_general_recogniser_that_is_not_there_says_so() -> None:
    with pytest.raises(FileNotFoundError):
        general_reader("no-such-python", labelled_texts("tuning")[:1])

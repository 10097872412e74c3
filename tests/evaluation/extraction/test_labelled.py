"""How well the labelled texts are read: what was reached is not lost again. `make evaluate` prints all, with misses."""

import pytest

from tests.evaluation.extraction.general import general_reader
from tests.evaluation.extraction.labels import PARTS, labelled_texts
from tests.evaluation.extraction.reading import ours
from tests.evaluation.extraction.scores import Score, Scores

FLOORS = {  # of the tuning texts, of those set aside
    "phones": (0.98, 0.97),
    "e-mails": (0.95, 0.91),
    "web addresses": (0.95, 0.88),
    "uses of phones": (0.97, 0.97),
    "names": (0.84, 0.78),
    "organizations": (0.88, 0.81),
    "pairing": (0.88, 0.82),
    "states": (0.84, 0.80),
    "nationwide": (0.95, 0.94),
    "kinds": (0.88, 0.87),
    "stances": (0.93, 0.90),
    "reading order": (0.98, 0.94),
    "reading order, damaged": (0.94, 0.90),
}
REJECTED, TRAPS = (0.09, 0.19), (0.07, 0.07)  # at most


@pytest.fixture(scope="module", params=range(len(PARTS)), ids=PARTS)
def part(request: pytest.FixtureRequest) -> int:
    return request.param


@pytest.fixture(scope="module")
def lines(part: int) -> dict[str, Score]:
    return Scores(labelled_texts(PARTS[part]), ours).lines


@pytest.mark.parametrize("name", FLOORS)
def test_what_is_found(lines: dict[str, Score], part: int, name: str) -> None:
    assert lines[name].f1 >= FLOORS[name][part], lines[name].misses


def test_few_suggestions_would_be_rejected(lines: dict[str, Score], part: int) -> None:
    assert lines["rejected"].recall <= REJECTED[part], lines["rejected"].false


def test_laws_places_and_generic_advice_are_hardly_ever_named(lines: dict[str, Score], part: int) -> None:
    assert lines["traps"].recall <= TRAPS[part], lines["traps"].false


@pytest.mark.parametrize("name", PARTS)
def test_every_label_stands_where_it_says(name: str) -> None:
    assert all(text.text[slice(*span)] == surface for text in labelled_texts(name) for span, surface in text.traps)
    assert len(labelled_texts(name)) >= 14


@pytest.mark.parametrize("name", PARTS)
def test_a_mailbox_of_nobody_is_a_mailbox_whatever_is_said_of_it(name: str) -> None:
    nobodys = [point for text in labelled_texts(name) for point in text.unowned]
    assert {point.type for point in nobodys if "@" in point.value} == {"emails"}
    assert {point.type for point in nobodys if point.value.strip("+0123456789") == ""} == {"phones"}


def test_a_general_recogniser_that_is_not_there_says_so() -> None:
    with pytest.raises(FileNotFoundError):
        general_reader("no-such-python", labelled_texts("tuning")[:1])

from hypothesis import given
from hypothesis import strategies as st

from referrals.extraction import Text
from referrals.extraction.text import LONGEST_SENTENCE, Passage


def sentence(body: str, inside: str) -> str:
    start, end = Passage(Text("p", body)).sentence(body.index(inside))
    return body[start:end]


def test_a_sentence_ends_at_its_stop() -> None:
    assert sentence("We tried. Call Larkspur! Then wait.", "Lark") == "Call Larkspur!"


def test_an_abbreviation_ends_nothing() -> None:
    assert sentence("Ask Ms. Doe in St. Paul. Then wait.", "Paul") == "Ask Ms. Doe in St. Paul."


def test_a_stop_before_small_letters_ends_nothing() -> None:
    assert sentence("the Larkspur Network. http://lark.org They may", "http").startswith("the Larkspur")


def test_after_an_address_a_capital_begins_a_sentence() -> None:
    assert sentence("the Larkspur Network. http://lark.org They may", "They") == "They may"


@given(st.text(max_size=5000))
def test_sentences_are_bounded_and_hold_their_character(body: str) -> None:
    passage = Passage(Text("p", body))
    for position in range(0, len(body), 97):
        start, end = passage.sentence(position)
        assert start <= position
        assert end - start <= 2 * LONGEST_SENTENCE

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referrals.extraction.phones import find_phones


@pytest.mark.parametrize(
    ("body", "number", "surface"),
    [
        ("Call 212-555-0142.", "+12125550142", "212-555-0142"),
        ("(212) 555-0142, ask for Jo", "+12125550142", "(212) 555-0142"),
        ("our line 1-800-555-0142 is open", "+18005550142", "1-800-555-0142"),
        ("212.555.0142", "+12125550142", "212.555.0142"),
        ("212-555-0142or the desk", "+12125550142", "212-555-0142"),
        ("Dial 1-800-555-SAFE (7233).", "+18005557233", "1-800-555-SAFE (7233)"),
        ("1-800-THE-LOST now", "+18008435678", "1-800-THE-LOST"),
        ("from Mexico +52 55 1234 5678.", "+525512345678", "+52 55 1234 5678"),
        ("text 233733 any time", "233733", "233733"),
        ("Text HOME to 741741", "741741", "741741"),
        ("Dial 988.", "988", "988"),
    ],
)
def test_a_number_and_exactly_its_characters(body: str, number: str, surface: str) -> None:
    (phone,) = find_phones("p", body)
    assert phone.number == number
    assert body[phone.start : phone.end] == surface


def test_an_extension_belongs_to_the_number() -> None:
    (phone,) = find_phones("p", "(212) 555-0142 ext. 12 on weekdays")
    assert (phone.number, phone.extension) == ("+12125550142", "12")


def test_a_text_line_keeps_its_keyword() -> None:
    (phone,) = find_phones("p", "Text HOPE to 741741")
    assert (phone.use, phone.keyword) == ("text", "HOPE")


@pytest.mark.parametrize("body", ["Call 911.", "on 2015-01-21", "case 2015-555-01", "A-123456789", "100,000 people"])
def test_emergency_dates_and_case_numbers_are_no_contacts(body: str) -> None:
    assert find_phones("p", body) == []


@given(st.text(alphabet="0123456789-(). +ABCext\n", max_size=200))
def test_spans_lie_in_the_text(body: str) -> None:
    assert all(0 <= phone.start < phone.end <= len(body) for phone in find_phones("p", body))

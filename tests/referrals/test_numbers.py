"""Phone numbers as people write and dial them."""

import re

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from referrals import numbers

SHORT_CODES = st.from_regex(r"[0-9]{3,6}", fullmatch=True)
NORTH_AMERICAN = st.from_regex(r"\+1[2-9][0-9]{9}", fullmatch=True)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("+18883737888", "888-373-7888"),
        ("988", "988"),
        ("233733", "233733"),
        ("+442079460958", "+44 20 7946 0958"),
        ("+525555555555", "+52 55 5555 5555"),
    ],
)
def test_a_number_reads_as_people_write_it(number, text):
    assert numbers.readable(number) == text


@pytest.mark.parametrize(
    ("arguments", "address"),
    [
        (("+18883737888",), "tel:+18883737888"),
        (("+18883737888", "12"), "tel:+18883737888,12"),
        (("988",), "tel:988"),
        (("233733", "", "text"), "sms:233733"),
        (("+18883737888", "12", "text"), "sms:+18883737888"),
        (("+18883737888", "", "tty"), "tel:+18883737888"),
    ],
)
def test_a_number_is_dialled_or_texted(arguments, address):
    assert numbers.href(*arguments) == address


@given(NORTH_AMERICAN)
def test_what_is_read_dials_the_same_number(number):
    read = phonenumbers.parse(numbers.readable(number), "US")
    assert phonenumbers.format_number(read, phonenumbers.PhoneNumberFormat.E164) == number


@given(SHORT_CODES)
def test_a_short_code_stays_as_it_is(code):
    assert numbers.readable(code) == code


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("(919) 919-0142", ("+19199190142", "")),
        ("1.919.919.0142 ext. 12", ("+19199190142", "12")),
        ("919 919 0142 x4", ("+19199190142", "4")),
        ("+52 55 5658 1111", ("+525556581111", "")),
        ("1-888-373-7888", ("+18883737888", "")),
    ],
)
def test_however_it_is_written(text, number):
    assert numbers.read(text) == number


@pytest.mark.parametrize("text", ["?", "911", "12", "ask Ann", "000-000-0000", "9" * 60, "\x00", "+", "tel:"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(ValueError, match=re.escape(text)):
        numbers.read(text)

"""Hostile texts: time grows with length, not with its square."""

import time

import pytest

from referrals.extraction import Text, advice, extract
from tests.referrals.extraction.knowledge import PLAIN

SIZE = 50_000  # characters
SECONDS = 5.0  # generous: a square would take minutes


@pytest.mark.parametrize(
    "unit",
    [
        "AB ",
        "Word ",
        "(http://a.org/",
        "(http://a.org/ ",
        "1-",
        "A" * 24_000 + " ab-\nc ",
        "503-555-",
        '"A b',
        "a.",
        "a@",
        "Open House and ",
        "agencies (eg: ",
        "National Larkspur Hotline 1-888-373-7888 ",
        "contact ",
        "refer ",
        "\n",
        "(",
        " ",
        "GEMX, ",
        "work by Jane Doe ",
        "get police ",
    ],
)
def test_repeated_openings_do_not_blow_up(unit: str) -> None:
    text = Text("p", unit * (SIZE // len(unit)))
    started = time.perf_counter()
    extract([text], PLAIN)
    advice(text, PLAIN)
    assert time.perf_counter() - started < SECONDS


def test_many_different_names_do_not_blow_up() -> None:
    text = Text("p", " ".join(f"The Safe {chr(65 + n % 26)}{n:x}a House helps." for n in range(1500)))
    started = time.perf_counter()
    extract([text], PLAIN)
    assert time.perf_counter() - started < SECONDS

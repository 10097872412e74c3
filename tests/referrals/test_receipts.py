"""Receipts: short codes that cannot be guessed, are read however they were noted, and are not kept."""

from datetime import UTC, datetime, timedelta

import pytest

from referrals import receipts

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


def code(*said: str, text: str = "") -> str:
    return receipts.read(text or receipts.ticket(NOW), NOW).code(*said)


def test_a_code_is_ten_characters_that_are_not_mistaken_for_each_other():
    one = code("dead")
    assert len(one) == receipts.LENGTH == 10
    assert set(one) <= set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    assert receipts.readable("7K2MV9QX4D") == "7K2MV-9QX4D"


def test_no_two_forms_have_one_code():
    assert len({code("dead") for _ in range(200)}) == 200


def test_the_same_form_sent_again_has_the_same_code_and_another_word_another():
    text = receipts.ticket(NOW)
    assert code("dead", text=text) == code("dead", text=text)
    assert code("dead", text=text) != code("hours", text=text)
    assert code("a", "b", text=text) != code("ab", text=text)


def test_the_code_does_not_stand_in_the_form():
    text = receipts.ticket(NOW)
    assert code("dead", text=text) not in text


def test_a_ticket_says_how_long_the_form_was_open():
    assert receipts.read(receipts.ticket(NOW), NOW + timedelta(seconds=7)).seconds == 7


@pytest.mark.parametrize("late", [timedelta(hours=13), timedelta(seconds=-5)])
def test_a_ticket_of_another_time_is_none(late):
    assert receipts.read(receipts.ticket(NOW), NOW + late) is None


@pytest.mark.parametrize("text", ["", "x", "a.1:b", "a" * 5000, "\x00", "é.1:x"])
def test_a_ticket_of_somebody_else_is_none(text):
    assert receipts.read(text, NOW) is None


def test_a_ticket_that_was_changed_is_none():
    text = receipts.ticket(NOW)
    assert receipts.read(text.replace(text[0], "A" if text[0] != "A" else "B", 1), NOW) is None


@pytest.mark.parametrize("typed", ["7K2MV-9QX4D", "7k2mv 9qx4d", " 7K2MV9QX4D\n", "7K2MV–9QX4D"])
def test_a_code_is_read_however_it_was_noted(typed):
    assert receipts.hashed(typed) == receipts.hashed("7K2MV9QX4D")


def test_letters_that_look_like_digits_are_read_as_these():
    assert receipts.hashed("oIl23-4567A") == receipts.hashed("01123-4567A")


def test_what_is_kept_of_a_code_hangs_on_the_key_of_the_site(settings):
    before = receipts.hashed("7K2MV9QX4D")
    settings.SECRET_KEY = "another"
    assert receipts.hashed("7K2MV9QX4D") != before
    assert "7K2MV" not in before


def test_what_nobody_ever_had_is_hashed_all_the_same():
    assert len({len(receipts.hashed(typed)) for typed in ("", "x", "\x00", "é" * 10_000)}) == 1

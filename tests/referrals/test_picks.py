"""The cookie of picked contacts: what it holds, for how long, and what becomes of one that was tampered with."""

import base64
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import msgspec
import pytest
from django.core import signing

from referrals import picks
from referrals.picks import LONGEST, MOST, Phrase, Picks, pack, read, unpack

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
SOON, LATE = NOW + timedelta(hours=11, minutes=59), NOW + timedelta(hours=12)
ONE, TWO, THREE = UUID(int=1), UUID(int=2), UUID(int=3)
EMPTY = Picks()


def picked(*ids: UUID, now: datetime = NOW) -> Picks:
    found = EMPTY
    for one in ids:
        found = found.added(one, now)
    return found


def signed(data: bytes) -> str:
    """What only this site can make."""
    return signing.Signer(salt=picks.SALT).sign(base64.urlsafe_b64encode(data).decode())


def test_contacts_keep_the_order_of_picking():
    assert picked(TWO, ONE, THREE).ids == (TWO, ONE, THREE)


def test_a_contact_is_on_the_list_once():
    assert picked(ONE, TWO, ONE).ids == (ONE, TWO)


def test_what_is_packed_is_read_again():
    found = picked(ONE, TWO).saying(["cost"])
    assert unpack(pack(found), SOON) == found


def test_a_list_ends_twelve_hours_after_its_first_contact_whatever_is_added_later():
    found = picked(ONE).added(TWO, SOON).moved(TWO, -1)
    assert unpack(pack(found), SOON) == found
    assert found.seconds_left(SOON) == 60
    assert unpack(pack(found), LATE) == EMPTY


def test_a_list_that_was_emptied_begins_anew():
    assert picked(ONE).removed(ONE) == EMPTY
    assert picked(ONE).removed(ONE).added(TWO, SOON).seconds_left(SOON) == picks.SECONDS


def test_a_list_holds_forty_contacts_and_its_cookie_is_one_a_browser_keeps():
    found = picked(*(uuid4() for _ in range(MOST + 5))).saying(Phrase.values)
    assert len(found.ids) == MOST
    assert found.full
    assert len(pack(found)) < LONGEST < 4_000
    assert unpack(pack(found), NOW) == found


@pytest.mark.parametrize(
    ("one", "by", "order"),
    [
        (TWO, -1, (TWO, ONE, THREE)), (TWO, 1, (ONE, THREE, TWO)), (ONE, -1, (ONE, TWO, THREE)),
        (THREE, 1, (ONE, TWO, THREE)), (UUID(int=9), 1, (ONE, TWO, THREE)),
    ],
)  # fmt: skip
def test_a_contact_moves_by_one_place_and_no_further_than_the_ends(one, by, order):
    assert picked(ONE, TWO, THREE).moved(one, by).ids == order


def test_only_the_phrases_there_are_can_be_said():
    said = picked(ONE).saying(["no-message", "she lives at 12 Elm St", "interpreter", ""])
    assert said.phrases == (Phrase.INTERPRETER, Phrase.NO_MESSAGE)
    assert said.saying([]).phrases == ()


def test_an_empty_list_says_nothing():
    assert EMPTY.saying(["cost"]) == EMPTY
    assert picked(ONE).saying(["cost"]).removed(ONE) == EMPTY


def test_a_changed_letter_makes_it_an_empty_list():
    packed = pack(picked(ONE))
    for place in range(0, len(packed), 7):
        other = "A" if packed[place] != "A" else "B"
        assert unpack(packed[:place] + other + packed[place + 1 :], NOW) == EMPTY


@pytest.mark.parametrize(
    "text",
    ["", ":", "x", "ü:ü", "\ud800", "\x00", "a" * 100_000, signing.dumps([1]), "e30=:" + "a" * 43],
    ids=["nothing", "colon", "letter", "umlaut", "surrogate", "nul", "long", "another signature", "another's"],
)
def test_what_cannot_be_read_is_an_empty_list(text):
    assert unpack(text, NOW) == EMPTY


@pytest.mark.parametrize(
    "data",
    [
        b"", b"{", b"[]", b"\xff", b'{"ids": ["1"]}', b'{"since": "x"}', b'{"phrases": ["free text"]}',
        msgspec.json.encode({"since": int(NOW.timestamp()), "ids": [str(UUID(int=n)) for n in range(MOST + 1)]}),
    ],
)  # fmt: skip
def test_another_shape_is_an_empty_list_though_it_was_signed_here(data):
    assert unpack(signed(data), NOW) == EMPTY


def test_a_signature_for_something_else_is_none(settings):
    packed = pack(picked(ONE))
    payload = packed.rpartition(":")[0]
    assert unpack(signing.Signer(salt="something else").sign(payload), NOW) == EMPTY
    settings.SECRET_KEY = "another site"
    assert unpack(packed, NOW) == EMPTY


def test_the_cookie_has_the_prefix_of_this_host_only_with_https(settings):
    cookies = {"list": pack(picked(ONE)), "__Host-list": pack(picked(TWO))}
    assert read(cookies, NOW).ids == (ONE,)
    settings.HTTPS = True
    assert read(cookies, NOW).ids == (TWO,)
    assert read({}, NOW) == EMPTY

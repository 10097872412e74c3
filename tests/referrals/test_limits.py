"""How often one visitor may: counted in memory, under a key of the day, and nothing kept of who it was."""

import pickle
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network

import pytest

from referrals import limits
from referrals.limits import Counter, Limit

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
TWICE = Limit("twice", 2, 60)
HERE, THERE = "192.0.2.7", "192.0.2.8"


@pytest.fixture
def counter():
    return Counter()


def later(**time) -> datetime:
    return NOW + timedelta(**time)


def test_so_many_times_and_then_a_wait_until_the_first_is_over(counter):
    assert counter.wait(TWICE, HERE, NOW) == 0
    assert counter.wait(TWICE, HERE, later(seconds=20)) == 0
    assert counter.wait(TWICE, HERE, later(seconds=30)) == 30
    assert counter.wait(TWICE, HERE, later(seconds=60)) == 0
    assert counter.wait(TWICE, HERE, later(seconds=61)) == 19


def test_what_was_refused_does_not_count(counter):
    for second in range(30):
        counter.wait(TWICE, HERE, later(seconds=second))
    assert counter.wait(TWICE, HERE, later(seconds=61)) == 0


def test_visitors_and_limits_are_counted_apart(counter):
    for _ in range(2):
        counter.wait(TWICE, HERE, NOW)
    assert counter.wait(TWICE, HERE, NOW)
    assert counter.wait(TWICE, THERE, NOW) == 0
    assert counter.wait(Limit("other", 2, 60), HERE, NOW) == 0


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8::1", "2001:db8::ffff:2", True),  # whoever has one of a network has all of it
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("::ffff:192.0.2.7", HERE, True),
        ("", "", True),
    ],
)
def test_who_is_one_visitor(counter, one, other, same):
    once = Limit("once", 1)
    counter.wait(once, one, NOW)
    assert bool(counter.wait(once, other, NOW)) == same


def test_the_next_day_nobody_is_known(counter):
    for _ in range(2):
        counter.wait(TWICE, HERE, NOW)
    before = counter._key
    assert counter.wait(TWICE, HERE, later(days=1)) == 0
    assert counter._key != before
    assert len(counter._times) == 1


def test_two_processes_know_the_same_visitor_by_other_names():
    one, other = Counter(), Counter()
    for each in (one, other):
        each.wait(TWICE, HERE, NOW)
    assert not one._times.keys() & other._times.keys()


def test_no_address_is_in_memory_in_clear(counter):
    counter.wait(TWICE, HERE, NOW)
    kept = pickle.dumps([list(counter._times.items()), counter._key])
    assert HERE.encode() not in kept
    assert b"twice" not in kept


def test_no_more_are_remembered_than_there_is_room_for():
    counter = Counter(most=10)
    for n in range(100):
        counter.wait(TWICE, f"198.51.100.{n}", NOW)
    assert len(counter._times) == 10


PROXIES = tuple(map(ip_network, ("127.0.0.1", "10.0.0.0/8", "::1")))


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        ("192.0.2.7", "", "192.0.2.7"),
        ("192.0.2.7", "203.0.113.9", "192.0.2.7"),  # nobody we trust says so
        ("127.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", "1.2.3.4, 203.0.113.9, 10.1.2.3", "203.0.113.9"),  # further left: anybody's word
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "nonsense", "127.0.0.1"),
        ("127.0.0.1", "nonsense, 203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", "203.0.113.9, ", "127.0.0.1"),
        ("::1", "2001:db8::5", "2001:db8::5"),
        ("", "203.0.113.9", ""),
    ],
)  # fmt: skip
def test_proxies_are_believed_only_as_far_as_they_are_trusted(peer, forwarded, address):
    headers = {"REMOTE_ADDR": peer, "HTTP_X_FORWARDED_FOR": forwarded}
    assert limits.client(headers, PROXIES) == address


def test_without_trusted_proxies_the_connection_is_what_counts():
    assert limits.client({"REMOTE_ADDR": HERE, "HTTP_X_FORWARDED_FOR": THERE}, ()) == HERE

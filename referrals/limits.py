"""How often one visitor may send something, counted without keeping who it was.

A visitor is the HMAC of a network address under a key that lives in this process's memory alone and is another every
day: nothing is stored, nothing is logged, and yesterday's counts mean nothing to anybody. The counts live in memory
too, so behind several workers a limit holds for each of them: N workers let through up to N times as much. That is the
price of keeping nothing, and enough against somebody who leans on a button.
"""

import hashlib
import hmac
import math
import secrets
from collections import OrderedDict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address
from threading import Lock

from django.conf import settings

MOST = 20_000  # visitors remembered; beyond, whoever was quiet longest is forgotten
HOUR = 60 * 60


@dataclass(frozen=True, slots=True)
class Limit:
    """So many `times` in so many `seconds`; the `name` tells one limit's counts from another's."""

    name: str
    times: int
    seconds: int = HOUR


@dataclass
class Counter:
    """Who did what how often lately."""

    most: int = MOST
    _day: date = date.min
    _key: bytes = b""
    _times: OrderedDict[bytes, deque[float]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def wait(self, limit: Limit, address: str, now: datetime) -> int:
        """Count one more time, and say 0; or count nothing, and say for how many seconds to wait."""
        with self._lock:
            times = self._recent(limit, address, now)
            if seconds := _left(limit, times, now):
                return seconds
            times.append(now.timestamp())
            return 0

    def left(self, limit: Limit, address: str, now: datetime) -> int:
        """The same without counting: for how many seconds to wait, if at all."""
        with self._lock:
            return _left(limit, self._recent(limit, address, now), now)

    def forget(self) -> None:
        """As after a start."""
        with self._lock:
            self._times.clear()

    def _turn(self, day: date) -> None:
        """A new day, a new key: who came yesterday cannot be known any more."""
        if day != self._day:
            self._day, self._key = day, secrets.token_bytes(32)
            self._times.clear()

    def _recent(self, limit: Limit, address: str, now: datetime) -> deque[float]:
        self._turn(now.date())
        visitor = hmac.digest(self._key, f"{limit.name} {_one_visitor(address)}".encode(), hashlib.sha256)
        times = self._times.setdefault(visitor, deque(maxlen=limit.times))
        self._times.move_to_end(visitor)
        while len(self._times) > self.most:
            self._times.popitem(last=False)
        while times and times[0] <= now.timestamp() - limit.seconds:
            times.popleft()
        return times


COUNTER = Counter()


def wait(limit: Limit, headers: Mapping[str, str], now: datetime) -> int:
    """Count a request by its META; for how many seconds to wait if it was one too many, else 0."""
    return COUNTER.wait(limit, client(headers, settings.TRUSTED_PROXIES), now)


def left(limit: Limit, headers: Mapping[str, str], now: datetime) -> int:
    """The same without counting it."""
    return COUNTER.left(limit, client(headers, settings.TRUSTED_PROXIES), now)


def _left(limit: Limit, times: deque[float], now: datetime) -> int:
    return max(math.ceil(times[0] + limit.seconds - now.timestamp()), 1) if len(times) >= limit.times else 0


def _one_visitor(address: str) -> str:
    """Whoever has an IPv6 address has 2^64 of them: they count as one."""
    try:
        read = ip_address(address)
    except ValueError:
        return address
    if not isinstance(read, IPv6Address):
        return str(read)
    return str(read.ipv4_mapped or IPv6Network((int(read) >> 64 << 64, 64)))


type Networks = Iterable[IPv4Network | IPv6Network]


def client(headers: Mapping[str, str], trusted: Networks) -> str:
    """The address a request (its META) comes from. What a proxy says of it is believed only of those the operator
    trusts: from the right, the first address that is none of theirs."""
    address = headers.get("REMOTE_ADDR", "")
    for said in reversed(headers.get("HTTP_X_FORWARDED_FOR", "").split(",")):
        if not _is_in(address, trusted) or not _is_address(said.strip()):
            break
        address = said.strip()
    return address


def _is_address(text: str) -> bool:
    try:
        return bool(ip_address(text))
    except ValueError:
        return False


def _is_in(address: str, networks: Networks) -> bool:
    return _is_address(address) and any(ip_address(address) in network for network in networks)

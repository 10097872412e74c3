"""The contacts a visitor picked: a signed cookie of ids and ticked phrases, and nothing else.

No click is written to the database, nothing says for whom the contacts are, and there is no room for a word of one's
own. The list is gone twelve hours after its first contact, whatever is done with it in between.
"""

import base64
import binascii
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self
from uuid import UUID

import msgspec
from django.conf import settings
from django.core import signing
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

SECONDS = 12 * 60 * 60  # from the first pick
MOST = 40  # contacts on a list
LONGEST = 3_500  # characters of a cookie; more is none of ours
SALT = "referrals.picks"


class Phrase(TextChoices):
    """What may be printed with a list: to tick, never to type."""

    INTERPRETER = "interpreter", _("Ask for an interpreter")
    CALL_FIRST = "call-first", _("Call first")
    COST = "cost", _("Ask about cost")
    NO_MESSAGE = "no-message", _("Leave no message")


@dataclass(frozen=True, slots=True)
class Picks:
    """Contacts in the visitor's order. `since`: the second in which the first was picked."""

    since: int = 0
    ids: tuple[UUID, ...] = ()
    phrases: tuple[Phrase, ...] = ()

    @property
    def full(self) -> bool:
        return len(self.ids) >= MOST

    @property
    def known(self) -> frozenset[str]:
        """The ids as contacts say them."""
        return frozenset(map(str, self.ids))

    def added(self, one: UUID, now: datetime) -> Self:
        """With this contact at the end, unless it is there or there is no room."""
        if one in self.ids or self.full:
            return self
        return replace(self, since=self.since or int(now.timestamp()), ids=(*self.ids, one))

    def removed(self, one: UUID) -> Self:
        return self.only({each for each in self.ids if each != one})

    def only(self, those: Iterable[UUID]) -> Self:
        """Without all others. A list without contacts says nothing either."""
        ids = tuple(each for each in self.ids if each in those)
        return replace(self, ids=ids) if ids else type(self)()

    def moved(self, one: UUID, by: int) -> Self:
        """With this contact `by` places further down, or as far as it goes."""
        if one not in self.ids:
            return self
        others = [each for each in self.ids if each != one]
        others.insert(max(self.ids.index(one) + by, 0), one)
        return replace(self, ids=tuple(others))

    def saying(self, values: Iterable[str]) -> Self:
        """With exactly these phrases; what is not one of them is not said."""
        ticked = set(values)
        return replace(self, phrases=tuple(one for one in Phrase if one.value in ticked)) if self.ids else self

    def seconds_left(self, now: datetime) -> int:
        return max(self.since + SECONDS - int(now.timestamp()), 0) if self.ids else 0


_DECODER = msgspec.json.Decoder(Picks)


def cookie() -> str:
    """Its name. The prefix pins it to this host and to https."""
    return "__Host-list" if settings.HTTPS else "list"


def pack(picks: Picks) -> str:
    """The list as a cookie or a hidden field carries it."""
    return _signer().sign(base64.urlsafe_b64encode(msgspec.json.encode(picks)).decode())


def unpack(text: str, now: datetime) -> Picks:
    """The list that was packed; an empty one if somebody else made it, or it is old, too long or cannot be read."""
    if not text or len(text) > LONGEST:
        return Picks()
    try:
        picks = _DECODER.decode(base64.urlsafe_b64decode(_signer().unsign(text)))
    except (signing.BadSignature, binascii.Error, msgspec.DecodeError):
        return Picks()
    return picks if picks.seconds_left(now) and len(picks.ids) <= MOST else Picks()


def read(cookies: Mapping[str, str], now: datetime) -> Picks:
    """The list of whoever sends these cookies."""
    return unpack(cookies.get(cookie(), ""), now)


def _signer() -> signing.Signer:
    return signing.Signer(salt=SALT)

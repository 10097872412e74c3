"""The receipt of what a visitor sent: a short code, at which anybody who has it sees what came of it.

A form carries a signed ticket; the code is made of it and of what was said, with the site's key. So it cannot be
guessed, the same form sent twice has one receipt, and the server stores neither: of the code it keeps a keyed hash.
"""

import base64
import secrets
from dataclasses import dataclass
from datetime import datetime

from django.core import signing
from django.utils.crypto import salted_hmac

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no letter that is read as a digit
READ_AS = str.maketrans("OIL", "011")
PLAIN = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", ALPHABET)  # of base32, to that alphabet
LENGTH = 10  # characters: 50 bits
LONGEST = 200  # of a ticket; a longer one is none of ours
VALID = 12 * 60 * 60  # seconds a form may stay open
SALT = "referrals.receipts"


@dataclass(frozen=True, slots=True)
class Ticket:
    """Of a form that was sent: what was `drawn` for it, and for how many seconds it had been open."""

    drawn: str
    seconds: float

    def code(self, *said: str) -> str:
        """The receipt for having said this with this form."""
        digest = salted_hmac(f"{SALT}.code", "\0".join([self.drawn, *said]), algorithm="sha256").digest()
        return base64.b32encode(digest).decode().translate(PLAIN)[:LENGTH]


def ticket(now: datetime) -> str:
    """What a form carries in a hidden field."""
    return signing.Signer(salt=SALT).sign(f"{secrets.token_urlsafe(12)}.{_milliseconds(now)}")


def read(text: str, now: datetime) -> Ticket | None:
    """The ticket that a form carried; none if it is not ours, or too old."""
    if len(text) > LONGEST:
        return None
    try:
        drawn, _, since = signing.Signer(salt=SALT).unsign(text).rpartition(".")
    except signing.BadSignature:
        return None
    seconds = (_milliseconds(now) - int(since)) / 1000
    return Ticket(drawn, seconds) if 0 <= seconds <= VALID else None


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def readable(code: str) -> str:
    """In two halves, as it is shown."""
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"


def hashed(typed: str) -> str:
    """What is kept of a code, however it was typed: halves apart or not, small letters, O for 0, I or L for 1."""
    code = "".join(filter(str.isalnum, typed.upper()[:LONGEST])).translate(READ_AS)
    return salted_hmac(f"{SALT}.hash", code, algorithm="sha256").hexdigest()

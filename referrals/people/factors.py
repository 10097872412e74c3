"""The second factor: an authenticator (TOTP, RFC 6238), and recovery codes for the day it is lost.

Whoever may decide needs one. The arithmetic, the one use of each code and the waiting after wrong ones are
django-otp's. A recovery code has 120 random bits, of which the database keeps the SHA-256.
"""

import hashlib
import secrets
from base64 import b32encode
from datetime import datetime
from math import ceil

import django_otp
from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _
from django_otp.plugins.otp_totp.models import TOTPDevice

from referrals.models import RecoveryCode

from .noting import Action, NotAllowed, note_own

RECOVERY_CODES = 8
BYTES, GROUP = 15, 4  # of a recovery code; letters that stand together when it is shown


def needs_factor(person: User) -> bool:
    """Curators and administrators do; a provider may have one."""
    return person.is_staff or person.is_superuser


def authenticator(person: User) -> TOTPDevice | None:
    """The one whose codes are asked for at sign-in."""
    return TOTPDevice.objects.filter(user=person, confirmed=True).first()


def begin(person: User) -> TOTPDevice:
    """A new authenticator, which counts once a code of it was given. A key that was shown before and never confirmed
    is worth nothing from now on: somebody else may have seen it."""
    TOTPDevice.objects.filter(user=person, confirmed=False).delete()
    return TOTPDevice.objects.create(user=person, name="", confirmed=False)


def begun(person: User, pk: object) -> TOTPDevice | None:
    """The authenticator that was begun, while it waits for its first code."""
    return TOTPDevice.objects.filter(user=person, confirmed=False, pk=pk).first()


def key(device: TOTPDevice) -> str:
    """The key as people type it into an authenticator that cannot see."""
    return _grouped(device.bin_key)


def wait(device: TOTPDevice, now: datetime) -> int:
    """For how many seconds no code is taken, after wrong ones."""
    allowed, why = device.verify_is_allowed()
    return 0 if allowed else max(ceil((why["locked_until"] - now).total_seconds()), 1)


def confirm(device: TOTPDevice, code: str, *, now: datetime) -> list[str]:
    """Make it the person's authenticator in place of any other; their new recovery codes, which are shown once.
    Raises NotAllowed for a wrong code."""
    if not _fits(device, code):
        raise NotAllowed(_("That code does not fit. Codes change every 30 seconds, and each works once."))
    with transaction.atomic():
        TOTPDevice.objects.filter(user=device.user).exclude(pk=device.pk).delete()
        TOTPDevice.objects.filter(pk=device.pk).update(confirmed=True)
        note_own(Action.ENROLLED, device.user, now)
        return _new_codes(device.user)


def check(person: User, code: str, *, now: datetime) -> bool:
    """Whether the code is one of the person's authenticator now, or a recovery code. Either works once."""
    device = authenticator(person)
    return device is not None and (_fits(device, code) or _recovers(person, code, now))


def recovery_codes_left(person: User) -> int:
    return RecoveryCode.objects.filter(person=person, used_at=None).count()


@transaction.atomic
def renew_codes(person: User, *, now: datetime) -> list[str]:
    """New recovery codes; the old ones work no more."""
    note_own(Action.CODES, person, now)
    return _new_codes(person)


def drop_factor(person: User) -> bool:
    """Take authenticator and recovery codes away; whether there was one."""
    RecoveryCode.objects.filter(person=person).delete()
    return bool(TOTPDevice.objects.filter(user=person).delete()[0])


def _fits(device: TOTPDevice, code: str) -> bool:
    digits = "".join(code.split())
    if len(digits) != device.digits or not (digits.isascii() and digits.isdecimal()):
        return False
    return django_otp.verify_token(device.user, device.persistent_id, digits) is not None


def _recovers(person: User, code: str, now: datetime) -> bool:
    unused = RecoveryCode.objects.filter(person=person, used_at=None, code_hash=_hashed(code))
    if not unused.update(used_at=now):
        return False
    note_own(Action.RECOVERED, person, now)
    return True


def _new_codes(person: User) -> list[str]:
    codes = [_grouped(secrets.token_bytes(BYTES)) for _ in range(RECOVERY_CODES)]
    RecoveryCode.objects.filter(person=person).delete()
    RecoveryCode.objects.bulk_create(RecoveryCode(person=person, code_hash=_hashed(code)) for code in codes)
    return codes


def _hashed(code: str) -> str:
    said = "".join(letter for letter in code.upper() if letter.isalnum())
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()


def _grouped(secret: bytes) -> str:
    letters = b32encode(secret).decode().rstrip("=")
    return " ".join(letters[at : at + GROUP] for at in range(0, len(letters), GROUP))

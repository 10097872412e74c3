"""An authenticator as people have one on their phones: it is given a key, and shows codes."""

import time
from base64 import b32decode

from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice


class Authenticator:
    """Knows a key in the letters that a page shows. Each code it is asked for is the next one: none works twice."""

    def __init__(self, key: str) -> None:
        letters = key.replace(" ", "")
        self.key = b32decode(letters + "=" * (-len(letters) % 8))

    @classmethod
    def of(cls, person) -> "Authenticator":
        """A new one, which the person has set up."""
        device = TOTPDevice.objects.create(user=person, name="", confirmed=True)
        made = cls.__new__(cls)
        made.key = device.bin_key
        return made

    def code(self, steps: int = 0) -> str:
        """The code now, or so many steps of 30 seconds later."""
        clock = TOTP(self.key)
        clock.time = time.time() + steps * 30
        return f"{clock.token():06}"

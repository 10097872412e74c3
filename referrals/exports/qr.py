"""QR codes, drawn here: of a number to call, or of a contact under its neutral name. Nobody else sees what."""

from datetime import datetime
from io import BytesIO

import segno

from referrals.contact import Contact

from .handout import Options
from .vcard import card, folded

SIDE, QUIET = 4, 4  # drawing units of a square; squares left white around the code, as the standard asks


def of_number(contact: Contact) -> bytes | None:
    """The first number to call, as SVG; None where there is none."""
    return None if contact.phone is None else _drawn(contact.phone.href)


def of_contact(contact: Contact, now: datetime) -> bytes:
    """A card for an address book, which says nothing of the subject, as SVG."""
    lines = card(contact, Options(version="3.0", discreet=True), now)
    return _drawn("".join(map(folded, lines)))


def _drawn(text: str) -> bytes:
    """White behind it, in dark pages too: else no camera reads it."""
    drawing = BytesIO()
    segno.make(text, error="m", micro=False).save(
        drawing, kind="svg", scale=SIDE, border=QUIET, light="#fff", dark="#000", xmldecl=False, omitsize=True
    )
    return drawing.getvalue()

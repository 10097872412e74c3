"""vCards: each contact as an entry of an address book; RFC 6350 (4.0), or RFC 2426 (3.0) for older programs.

Under a neutral name (`names=discreet`) a card says nothing of its subject: a name, numbers, hours and whether they were
verified; no web address, no mailbox, no words of the record. Whoever looks into the phone finds an office.

The writer is ours: a card is some ten lines, and what matters - the escaping, the folding, what stays out - is shorter
than the ways around a library that would do it for older versions alone.
"""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from referrals.contact import Contact, ReleasedPhone
from referrals.vocabulary import PhoneUse

from .handout import Handout, Options

LONGEST_LINE = 75  # bytes, the line break not counted
ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
NO_TEXT = dict.fromkeys([*range(9), *range(11, 32), 127, 8232, 8233])  # control characters but tab
USES = {
    PhoneUse.VOICE: "voice", PhoneUse.TEXT: "text", PhoneUse.TTY: "textphone", PhoneUse.VIDEOPHONE: "video",
    PhoneUse.FAX: "fax",
}  # fmt: skip
IN_3 = {"text": "MSG", "textphone": "PCS", "video": "VIDEO", "fax": "FAX", "voice": "VOICE"}  # what 3.0 has for it


def render(handout: Handout) -> Iterator[bytes]:
    """One card after the other."""
    for hit in handout.hits():
        yield "".join(map(folded, card(hit.contact, handout.options, handout.now))).encode()


def card(contact: Contact, options: Options, now: datetime) -> Iterator[str]:
    """The lines of one card, not folded yet."""
    name = contact.discreet_name if options.discreet else contact.name
    yield "BEGIN:VCARD"
    yield f"VERSION:{options.version}"
    yield from _named(contact, name, options)
    yield from (_number(phone, options) for phone in contact.phones)
    if not options.discreet:
        yield from (f"EMAIL;TYPE=WORK:{escaped(address)}" for address in contact.emails)
        yield from (f"URL:{plain(link.url)}" for link in contact.links)
    yield f"NOTE:{escaped(_note(contact, options))}"
    yield f"UID:urn:uuid:{contact.id}"
    yield f"REV:{now:%Y%m%dT%H%M%SZ}"
    yield "END:VCARD"


def _named(contact: Contact, name: str, options: Options) -> Iterator[str]:
    yield f"FN:{escaped(name)}"
    if options.version == "3.0":
        yield f"N:{escaped(name)};;;;"  # 3.0 demands one; the program that wants a person finds the office there
    else:
        yield "KIND:org"
    if not options.discreet:
        yield f"ORG:{escaped(contact.organization)}"


def _number(phone: ReleasedPhone, options: Options) -> str:
    """A number: in 4.0 as an address to dial, in 3.0 as people write it. What to press or text stands in the note."""
    use = USES[PhoneUse(phone.use)]
    best = phone.primary
    if options.version == "3.0":
        kinds = ",".join(filter(None, ["WORK", IN_3[use], "PREF" if best else ""]))
        return f"TEL;TYPE={kinds}:{escaped(phone.in_full)}"
    first = ";PREF=1" if best else ""
    extension = f";ext={phone.extension}" if phone.extension else ""
    return f'TEL;VALUE=uri;TYPE="work,{use}"{first}:tel:{plain(phone.number)}{plain(extension)}'


def _note(contact: Contact, options: Options) -> str:
    """What one must know before calling, a line each."""
    hours = contact.hours or _("Hours: ask")
    if options.discreet:
        verified = _("verified %(day)s") % {"day": contact.verified} if contact.verified else _("not verified")
        return "\n".join([hours, verified])
    ways = [" ".join(filter(None, [phone.in_full, phone.to_press, phone.to_text])) for phone in contact.phones
            if phone.to_press or phone.to_text]  # fmt: skip
    return "\n".join(
        filter(None, [contact.description, hours, *ways, contact.serves, contact.caution, contact.vouched])
    )


def escaped(text: str) -> str:
    """A text as a value: its separators and line breaks are no longer any."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(NO_TEXT).translate(ESCAPED)


def plain(text: str) -> str:
    """An address or number as a value, which has no line breaks."""
    return "".join(character for character in text if character.isprintable() and character != " ")


def folded(line: str) -> str:
    """The line in pieces of at most 75 bytes, a space before all but the first, no character cut in two."""
    pieces, size = [""], 0
    for character in line:
        bytes_ = len(character.encode("utf-8", "replace"))
        if size + bytes_ > LONGEST_LINE:
            pieces.append(" ")
            size = 1
        pieces[-1] += character
        size += bytes_
    return "".join(f"{piece}\r\n" for piece in pieces).encode("utf-8", "replace").decode()

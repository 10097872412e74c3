"""The discreet name by which a record is announced."""

import re

from referrals.matching import acronyms
from referrals.vocabulary import Kind

from .record import Record


def named(values: Record) -> Record:
    """The record with a discreet name, whether its source gave one or not."""
    return values | {"discreet_name": values["discreet_name"] or discreet_name(values)}


def discreet_name(values: Record) -> str:
    """An acronym the name carries, else its initials, else "Helpline" or "Office": for titles and wallet cards."""
    written = [values["name"], *values["aliases"], values["organization"]]
    known = sorted({acronym for name in written for acronym in acronyms(name)}, key=lambda a: (len(a), a))
    if known:
        return known[0]
    return initials(values["name"]) or ("Helpline" if values["kind"] == Kind.HOTLINE else "Office")


def initials(name: str) -> str:
    """LANC for Legal Aid of North Carolina, Inc.; nothing for fewer than three or more than six."""
    words = re.findall(r"[A-Z][\w'’-]*", re.sub(r"\([^)]*\)|, Inc\b.*| - .*", "", name))
    return "".join(word[0] for word in words) if 3 <= len(words) <= 6 else ""

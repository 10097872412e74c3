"""What becomes a candidate: the places of one name, and the contacts that are given to it."""

from dataclasses import dataclass, field

from referrals.extraction.groups import Group
from referrals.extraction.model import MentionType, PhoneFound


@dataclass(frozen=True, slots=True)
class Contact:
    """An address or number of passage number `passage`."""

    passage: int
    start: int
    end: int
    type: MentionType
    address: str = ""
    phone: PhoneFound | None = None


@dataclass(slots=True)
class Draft:
    """A group of spots with the contacts paired to it; `of_people` if it stands on what may be a roll of people."""

    group: Group
    contacts: list[Contact] = field(default_factory=list)
    of_people: bool = False

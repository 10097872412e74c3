"""Pages that may be a roll of people: a staff list, a phone tree, clients. Whom they name is suggested to nobody."""

from collections import defaultdict
from collections.abc import Iterable

from referrals.extraction.addresses import site
from referrals.extraction.drafts import Draft
from referrals.extraction.known import KnownNames
from referrals.extraction.lexis import Lexis
from referrals.extraction.pairing import akin
from referrals.extraction.spots import Thread
from referrals.extraction.text import WORD

FEWEST = 2  # names with a contact, and none of a body among them
CAPITALS = frozenset({2, 3})  # words of a person's name, besides such as "de la"
_PARTICLES = frozenset("de la las los del da dos di van von der bin ibn al el y".split())


def rolls(thread: Thread, drafts: Iterable[Draft], known: KnownNames) -> frozenset[int]:
    """Numbers of the passages in which all who have a contact could be persons by their names.

    Usual first names are known and left out long before; of the names of the world there is no list.
    """
    personal: dict[int, list[bool]] = defaultdict(list)
    for draft in drafts:
        if draft.contacts and draft.group.spots:
            may_be_one = _may_be_person(draft, thread.lexis) and known.called(draft.group.names) is None
            for passage in {spot.passage for spot in draft.group.spots}:
                personal[passage].append(may_be_one)
    return frozenset(passage for passage, each in personal.items() if len(each) >= FEWEST and all(each))


def _may_be_person(draft: Draft, lexis: Lexis) -> bool:
    """Whether two or three plain capitalised words are all there is, and no web address is made of them."""
    name = draft.group.name
    words = WORD.findall(name)
    capitals = [word for word in words if word.lower() not in _PARTICLES]
    plain = (
        len(capitals) in CAPITALS
        and "&" not in name
        and all(word[0].isupper() and not word.isupper() for word in capitals)
    )
    says = lexis.says_body(name) or lexis.find(name)
    sites = [site(contact.address) for contact in draft.contacts if contact.type == "url"]
    return plain and not says and not any(akin(each, name) for each in sites)

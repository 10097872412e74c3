"""Plain text: what fits into a message, an e-mail or a terminal. A search says at its foot what it is."""

from collections.abc import Iterable, Iterator
from itertools import batched

from django.utils.translation import gettext as _

from referrals import handover
from referrals.contact import Contact
from referrals.search.hits import Hit

from .handout import Handout, Options
from .manifest import Tally

AT_ONCE = 100  # contacts
MOST_DISCREET = 2_000  # contacts; names that say nothing are told apart by numbers, for which all must be known


def most(options: Options) -> int | None:
    """How many contacts one file may hold."""
    return MOST_DISCREET if options.neutral else None


def render(handout: Handout) -> Iterator[bytes]:
    """A few contacts at a time; a list that somebody picked, at once."""
    options = handout.options
    if handout.search is None:
        listed = handover.entries(_contacts(handout.hits()), options.density, discreet=options.discreet)
        yield handover.text(listed, handout.phrases, handout.now.date()).encode()
        return
    tally, number = Tally(handout), 0
    yield f"{_('Phone list')}\n{handout.now:%Y-%m-%d}\n\n".encode()
    for some in batched(tally.over(handout.hits()), most(options) or AT_ONCE):
        listed = handover.entries(_contacts(some), options.density, discreet=options.discreet)
        lines = [[*handover.numbered(place, entry), ""] for place, entry in enumerate(listed, start=number + 1)]
        number += len(listed)
        yield "".join(f"{line}\n" for one in lines for line in one).encode()
    if not options.neutral:
        yield "".join(f"{what}: {said}\n" for what, said in tally.manifest.lines()).encode()


def _contacts(hits: Iterable[Hit]) -> list[Contact]:
    return [hit.contact for hit in hits]

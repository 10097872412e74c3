"""What a server does beside its first requests, so that the first search of the day is as quick as the hundredth."""

import gc
import logging
from itertools import batched

from django.db import DatabaseError, connection
from django.http import QueryDict
from django.utils import timezone

from referrals.search import Search, reading
from referrals.search.contacts import MOST
from referrals.search.ranking import PINNED
from referrals.views.cards import cards

log = logging.getLogger(__name__)

AT_ONCE = 100  # cards: requests that come meanwhile have to wait for so many


def warm() -> None:
    """Read places and words, which takes a second; then the contacts that stand first, with their cards."""
    reading.warm()
    try:
        show_first()
    except DatabaseError as trouble:  # the first request will say so to a person
        log.warning("Nothing could be read ahead: %s.", type(trouble).__name__)
    finally:
        connection.close()
    # What was read stays. The collector of garbage would look through it again and again, each time for as long as
    # ten searches take.
    gc.collect()
    gc.freeze()


def show_first() -> None:
    """Make the cards of the contacts that a search for nothing in particular finds first."""
    search = Search(QueryDict(), today=timezone.localdate())
    for some in batched(search.window(0, MOST - PINNED), AT_ONCE):
        cards(search.hits(list(some)), ())
    cards(search.pinned, ())  # last, so that they go last

"""Which addresses are asked next, how politely, and what is kept of the answers."""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from urllib.parse import urlsplit

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from referrals.models import Link, LinkCheck, Resource
from referrals.vocabulary import Curation

from .asking import Network
from .checking import Found, Outcome, check

PAUSE = 2.0  # seconds between two questions to one host


def due(today: date) -> QuerySet[Link]:
    """Addresses that published records give out and nobody asked today: never asked first, then the longest ago."""
    asked = LinkCheck.objects.filter(resource=OuterRef("resource"), url=OuterRef("url")).values("checked_on")
    published = Resource.objects.filter(curation=Curation.PUBLISHED).values("pk")  # by its index: the rows are large
    given = Link.objects.filter(resource__in=published, doubtful=False)
    waiting = given.annotate(last=Subquery(asked)).filter(Q(last__isnull=True) | Q(last__lt=today))
    return waiting.order_by(F("last").asc(nulls_first=True), "pk")


def run(
    *, limit: int, today: date, network: Network | None = None, seconds: float | None = None,
    sleep: Callable[[float], None] = time.sleep,
) -> Counter[str]:  # fmt: skip
    """Ask at most `limit` addresses, one after the other, for at most about `seconds`; returns how many had which
    outcome. No transaction is open while a server is waited for."""
    network, began = network or Network(), time.monotonic()
    counts: Counter[str] = Counter()
    known: dict[str, Found] = {}
    last: dict[str, float] = {}
    for link in list(due(today)[:limit]):
        if seconds is not None and time.monotonic() - began > seconds:
            break
        if link.url not in known:
            _wait(link.url, last, sleep)
            known[link.url] = check(link.url, network)
        counts[_kept(link, known[link.url], today).outcome] += 1
    return counts


def _wait(url: str, last: dict[str, float], sleep: Callable[[float], None]) -> None:
    """Leave each host in peace for a moment between two questions."""
    host = urlsplit(url).netloc.lower()
    now = time.monotonic()
    if host in last and (pause := last[host] + PAUSE - now) > 0:
        sleep(pause)
    last[host] = now


def _kept(link: Link, found: Found, today: date) -> LinkCheck:
    row = LinkCheck.objects.filter(resource=link.resource_id, url=link.url).first()
    row = row or LinkCheck(resource_id=link.resource_id, url=link.url)
    if (row.outcome, row.moved_to) != (found.outcome, found.moved_to):
        row.settled = False
    for name, value in asdict(found).items():
        setattr(row, name, value)
    bad = found.outcome in {Outcome.GONE, Outcome.FAILING}
    row.failures = row.failures + 1 if bad else 0
    row.failing_since = (row.failing_since or today) if bad else None
    row.checked_on = today
    row.save()
    return row

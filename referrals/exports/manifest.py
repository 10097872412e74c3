"""What a file says of itself: what was asked, when, how many contacts, how lately verified, how much was withheld.

It is made of what goes by while the file is written, so that nothing is read twice and nobody waits for it. Its hash is
that of the same contacts as CSV without a byte-order mark, whatever the format: anybody can make it again.
"""

import csv
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from referrals.search.hits import Hit

from .columns import COLUMNS, row, safe
from .handout import Handout

TERMS = (
    "Contacts are facts from public sources; each row names its own. Quotes are from sessions of the Office for "
    "Victims of Crime, works of the United States government. No contact is endorsed; hours and eligibility change."
)


@dataclass(frozen=True, slots=True)
class Manifest:
    """`query` is the address of the search, `asked` the same in words. Days as YYYY-MM-DD, empty where nothing was ever
    verified; `withheld` counts the numbers, links and mailboxes in doubt that were left out."""

    site: str
    made_at: str
    query: str
    asked: dict[str, str]
    count: int
    verified: int
    oldest_verification: str
    median_verification: str
    withheld: int
    terms: str
    sha256: str

    def plain(self) -> dict[str, Any]:
        """As JSON says it."""
        return asdict(self)

    def lines(self) -> Iterator[tuple[str, str]]:
        """As people read it: what, and how much of it."""
        yield from self.asked.items()
        yield _("Made"), self.made_at
        yield _("Contacts"), str(self.count)
        yield _("Verified"), str(self.verified)
        if self.verified:
            yield _("Oldest verification"), self.oldest_verification
            yield _("Half of them were verified since"), self.median_verification
        yield _("Numbers and links withheld because they are in doubt"), str(self.withheld)
        yield _("Address of the search"), self.query or "-"
        yield _("Terms"), self.terms
        yield "SHA-256", self.sha256


class Tally:
    """Counts contacts as they go by."""

    def __init__(self, handout: Handout) -> None:
        self._handout = handout
        self._days: Counter[date | None] = Counter()
        self._withheld = 0
        self._hash = hashlib.sha256(written(column.name for column in COLUMNS))

    def over(self, hits: Iterable[Hit]) -> Iterator[Hit]:
        """The same hits, each counted."""
        for hit in hits:
            self.add(hit, line(hit))
            yield hit

    def add(self, hit: Hit, as_csv: bytes) -> None:
        """Count one, whose line is written already."""
        self._days[hit.contact.verified_on] += 1
        self._withheld += hit.contact.withheld
        self._hash.update(as_csv)

    @property
    def manifest(self) -> Manifest:
        """Of what went by so far."""
        handout, days = self._handout, sorted(day for day in self._days if day)
        verified = sum(self._days[day] for day in days)
        return Manifest(
            site=settings.SITE_NAME,
            made_at=handout.now.astimezone(UTC).isoformat(timespec="seconds"),
            query=handout.query,
            asked=dict(handout.asked),
            count=self._days.total(),
            verified=verified,
            oldest_verification=days[0].isoformat() if days else "",
            median_verification=self._middle(days, verified),
            withheld=self._withheld,
            terms=TERMS,
            sha256=self._hash.hexdigest(),
        )

    def _middle(self, days: list[date], verified: int) -> str:
        """The day before which half of them were verified."""
        passed = 0
        for day in days:
            passed += self._days[day]
            if passed * 2 >= verified:
                return day.isoformat()
        return ""


def of(handout: Handout) -> Manifest:
    """Of a whole file that nobody writes."""
    tally = Tally(handout)
    for _hit in tally.over(handout.hits()):
        pass
    return tally.manifest


def line(hit: Hit) -> bytes:
    """A contact as a line of CSV."""
    return written(row(hit.contact, hit.match))


def written(values: Iterable[str | date | None]) -> bytes:
    """The values of a contact as that line."""
    line: bytes = _LINE([safe(str(value)) if value else "" for value in values])  # what `write` gives
    return line


class _Line:
    """What csv writes to: hands each line back instead of keeping it."""

    def write(self, text: str) -> bytes:
        return text.encode("utf-8", "replace")


_LINE = csv.writer(_Line(), lineterminator="\r\n").writerow

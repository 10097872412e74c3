"""What HSDS objects are made of: contacts as the release gate let them out, with what HSDS asks beside that."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import batched

from referrals import release
from referrals.contact import Contact
from referrals.models import Resource
from referrals.models.resources import RELEASED_TEXT
from referrals.release import ReleasedAddress

AT_ONCE = 500  # records in memory


@dataclass(frozen=True, slots=True)
class Listed:
    """`organization`: the UUID of its organization; `modified`: when the record was changed last (UTC); `place`: its
    public address, if it has one."""

    pk: int
    organization: str
    modified: datetime
    contact: Contact
    place: ReleasedAddress | None = None

    @property
    def id(self) -> str:
        return self.contact.id


def listed(pks: Iterable[int], today: date) -> Iterator[Listed]:
    """Those of the records that are released, in the order given; a fixed number of queries for each few hundred."""
    for some in batched(pks, AT_ONCE):
        rows = Resource.objects.released().filter(pk__in=some)
        values = rows.values_list("pk", "organization__uuid", "last_modified", RELEASED_TEXT)
        found = {row[0]: row for row in values}
        places = release.public_places(found)
        for pk in some:
            if pk in found:
                _pk, organization, modified, text = found[pk]
                contact = Contact.read(text, today)
                yield Listed(pk, str(organization), modified.astimezone(UTC), contact, places.get(pk))

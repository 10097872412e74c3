"""CSV for people: RFC 4180, UTF-8 with a byte-order mark (Excel reads it right), no cell that is a formula."""

import csv
from collections.abc import Iterable, Iterator
from itertools import chain

from referrals.contact import Contact, ReleasedPhone
from referrals.search import Search

COLUMNS = (
    "name", "kind", "organization", "phone", "text_line", "tty", "email", "website", "description", "coverage",
    "states", "city", "victim_types", "needs", "languages", "hours", "cost", "contact_may_report", "freshness",
    "verified_on", "verified_how", "published_by", "published_on", "source", "practitioners_said", "match", "address",
)  # fmt: skip
# A spreadsheet runs a cell that begins with one of these; the full-width forms too.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\x00", "＝", "＋", "－", "＠")


def render(search: Search, limit: int | None = None) -> Iterator[bytes]:
    """What the page lists as fitting, the pinned first, a line at a time; `limit` cuts the ranking."""
    pinned = (hit for hit in search.pinned if hit.match != "ask")
    hits = chain(pinned, search.stream(limit, ask=False))
    yield from table((hit.contact, hit.match) for hit in hits)


def table(found: Iterable[tuple[Contact, str]]) -> Iterator[bytes]:
    """Contacts, each with how surely it matched, a line at a time."""
    writer = csv.writer(_Line(), lineterminator="\r\n")
    yield "\ufeff".encode() + writer.writerow(COLUMNS)
    for contact, match in found:
        yield writer.writerow([safe(value) for value in row(contact, match)])


class _Line:
    """What csv writes to: hands each line back instead of keeping it."""

    def write(self, line: str) -> bytes:
        return line.encode()


def safe(value: str) -> str:
    """A value no spreadsheet takes for a formula: it gets an apostrophe in front."""
    return f"'{value}" if value.startswith(FORMULA) else value


def row(contact: Contact, match: str) -> tuple[str, ...]:
    """One contact, a value for each of COLUMNS."""
    return (
        contact.name, contact.kind_label, contact.organization, _phones(contact, "voice"),
        _phones(contact, "text"), _phones(contact, "tty"),
        "; ".join(contact.emails), "; ".join(link.url for link in contact.links), contact.description,
        contact.coverage, "; ".join(contact.states), contact.city, _labels(contact.victim_types),
        _labels(contact.needs), "; ".join(name for _code, name in contact.languages), contact.hours, contact.cost_label,
        contact.contact_may_report_label, str(contact.freshness.label), str(contact.verified_on or ""),
        contact.verified_how, contact.published_by, contact.published_on, contact.published_url,
        "; ".join(f"“{said.quote}” ({said.source_label})" for said in contact.evidence), match, contact.url,
    )  # fmt: skip


def _phones(contact: Contact, use: str) -> str:
    return "; ".join(_phone(phone) for phone in contact.phones if phone.use == use)


def _phone(phone: ReleasedPhone) -> str:
    said = phone.in_full, phone.to_press, phone.to_text, f"({phone.label})" if phone.label else ""
    return " ".join(filter(None, said))


def _labels(terms) -> str:
    return "; ".join(term.label if term.relation == "serves" else f"{term.label} ({term.relation})" for term in terms)

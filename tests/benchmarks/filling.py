"""Fills an empty database with the invented directory, as curation would have left it, only faster.

The program `filling 10k` makes the database of DATA_DIR: Django's migrations, the shipped
vocabulary, then rows straight into Django's tables. Left out: history and source records, which no search reads.
"""

import gc
import io
import json
import re
import sys
import time
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.management import call_command
from django.db import connection, models, transaction

from referrals import models as tables
from referrals import numbers
from referrals.contact import VERSION
from referrals.curation import due
from referrals.matching import keys
from tests.benchmarks.population import SEED, Entry, entries, size_of

AT_ONCE = 5_000  # entries inserted in one go
NOW = datetime(2026, 11, 1, tzinfo=UTC)
NOT_A_WORD = re.compile(r"[^0-9a-z]+")
LANGUAGES = tables.Resource.languages.through
STAMP = "filled"  # of the last change
AS_STORED = (
    "name", "discreet_name", "kind", "description", "eligibility", "serves_any_victim", "interpretation", "hours",
    "always_open", "cost", "coverage", "base_state", "area", "contact_may_report", "published_by", "published_on",
    "published_url",
)  # fmt: skip
PHONE = ("number", "extension", "menu_key", "keyword", "use", "label", "hours", "primary")


def released(entry: Entry, row: dict[str, Any], terms: dict[str, "KnownTerm"], languages: dict[str, str]) -> dict:
    """What of a record may leave, as the release gate would decide: a test compares the two on a sample.

    `row` holds the resource's own columns by attribute name (uuid, slug, verified_on, ...).
    """
    record = entry.record
    kept = {name: record[name] for name in AS_STORED}
    relations = sorted(record["terms"], key=lambda relation: terms[relation["slug"]].place)
    return kept | {
        "version": VERSION,
        "id": str(UUID(row["uuid"])),
        "slug": row["slug"],
        "organization": record["organization"],
        "aliases": sorted(record["aliases"]),
        "terms": [terms[one["slug"]].released | {"relation": one["relation"]} for one in relations],
        "languages": [[code, languages[code]] for code in record["languages"]],
        "states": record["states"],
        "city": record["city"],  # an invented shelter has none
        "phones": [_phone(phone) for phone in record["phones"] if not phone["doubtful"]],
        "links": [{"url": link["url"], "label": link["label"]} for link in record["links"] if not link["doubtful"]],
        "emails": [email["address"] for email in record["emails"] if not email["doubtful"]],
        "verified": row["verified_on"] or "",
        "verified_by_way_of": row["verified_how"],
        "evidence": [_said(quote) for quote in entry.quotes],
        "withheld": sum(one["doubtful"] for name in ("phones", "links", "emails") for one in record[name]),
    }


class Table:
    """Rows of one model on their way into its table. Columns nobody gives take the model's default."""

    def __init__(self, model: type[models.Model]) -> None:
        self.model = model
        self.fields = list(model._meta.local_concrete_fields)
        self.blank = {field.attname: _default(field) for field in self.fields}
        self.last_id = 0
        self.rows: list[tuple] = []

    def add(self, **values: Any) -> int:
        """Keep a row for later; returns its id."""
        self.last_id += 1
        row = self.blank | {"id": self.last_id} | values
        self.rows.append(tuple(map(row.__getitem__, self.blank)))
        return self.last_id

    def write(self) -> None:
        quote = connection.ops.quote_name
        columns = ", ".join(quote(field.column) for field in self.fields)
        places = ", ".join(["%s"] * len(self.fields))
        with connection.cursor() as cursor:
            statement = f"INSERT INTO {quote(self.model._meta.db_table)} ({columns}) VALUES ({places})"
            cursor.executemany(statement, self.rows)
        self.rows.clear()


def _default(field: models.Field) -> Any:
    if isinstance(field, models.DateTimeField):
        return field.get_db_prep_save(NOW, connection)
    return field.get_db_prep_save(field.get_default(), connection)


class Filling:
    """One filling of one database: tables in the order in which they are written, and what is remembered."""

    def __init__(self) -> None:
        self.tables = {
            model: Table(model)
            for model in (
                tables.Organization, tables.OrganizationAlias, tables.Resource, tables.ResourceState,
                tables.ResourceTerm, LANGUAGES, tables.Phone, tables.Link, tables.Email, tables.Address,
                tables.Evidence, tables.ContactKey,
            )
        }  # fmt: skip
        self.terms = {term.slug: KnownTerm(place, term) for place, term in enumerate(tables.Term.objects.all())}
        self.languages = dict(tables.Language.objects.values_list("bcp47", "id"))
        self.language_names = dict(tables.Language.objects.values_list("bcp47", "name"))
        self.organizations: dict[str, int] = {}
        self.slugs: defaultdict[str, int] = defaultdict(int)

    def fill(self, all_entries: Iterable[Entry]) -> int:
        """Insert them all; returns how many. The caller decides about the transaction."""
        for entry in all_entries:
            self._add(entry)
            if len(self.tables[tables.Resource].rows) >= AT_ONCE:
                self._write()
        self._write()
        count = self.tables[tables.Resource].last_id
        tables.Revision.objects.update_or_create(pk=1, defaults={"value": count, "stamp": STAMP})
        tables.RevisionMark.objects.update_or_create(number=count, defaults={"stamp": STAMP})
        return count

    def _write(self) -> None:
        for table in self.tables.values():
            table.write()

    def _add(self, entry: Entry) -> None:
        record, table = entry.record, self.tables[tables.Resource]
        row = {name: record[name] for name in table.blank.keys() & record.keys()}
        row |= self._standing(entry, table.last_id + 1)
        if entry.published:
            row["released"] = json.dumps(released(entry, row, self.terms, self.language_names))
            row |= _due(entry)
        resource = table.add(**row)
        self._add_rows(entry, resource)
        for key in keys(record):
            self.tables[tables.ContactKey].add(resource_id=resource, key=key.text, weight=key.weight)

    def _standing(self, entry: Entry, number: int) -> dict[str, Any]:
        """Columns of the resource that are not of its record. `number` is its id and its revision."""
        record = entry.record
        return {
            "uuid": UUID(int=(SEED << 96) + number * 0x9E3779B97F4A7C15, version=4).hex,
            "slug": self._slug(record["name"]),
            "organization_id": self._organization(record),
            "name_key": name_key(record["name"]),
            "curation": entry.curation,
            "verified_on": _iso(entry.verified_on),
            "verified_by": "an invented curator" if entry.verified_on else "",
            "verified_how": entry.verified_how,
            "revision": number,
        }

    def _slug(self, name: str) -> str:
        slug = NOT_A_WORD.sub("-", name.lower().replace("'", ""))[:100].strip("-")
        self.slugs[slug] += 1
        return slug if self.slugs[slug] == 1 else f"{slug}-{self.slugs[slug]}"

    def _organization(self, record: dict[str, Any]) -> int:
        name = record["organization"]
        if name not in self.organizations:
            number = self.tables[tables.Organization].last_id + 1
            values = {"uuid": UUID(int=(SEED << 64) + number, version=4).hex, "name": name, "name_key": name_key(name)}
            self.organizations[name] = self.tables[tables.Organization].add(**values)
            for alias in record["aliases"]:
                self.tables[tables.OrganizationAlias].add(organization_id=number, name=alias)
        return self.organizations[name]

    def _add_rows(self, entry: Entry, resource: int) -> None:
        """What hangs on the resource."""
        record, rows = entry.record, self.tables
        for code in record["states"]:
            rows[tables.ResourceState].add(resource_id=resource, state=code)
        for term in record["terms"]:
            term_id = self.terms[term["slug"]].id
            rows[tables.ResourceTerm].add(resource_id=resource, term_id=term_id, relation=term["relation"])
        for code in record["languages"]:
            rows[LANGUAGES].add(resource_id=resource, language_id=self.languages[code])
        for model, name in ((tables.Phone, "phones"), (tables.Link, "links"), (tables.Email, "emails")):
            for values in record[name]:
                rows[model].add(resource_id=resource, **values)
        if record["address"]:
            rows[tables.Address].add(resource_id=resource, **record["address"])
        for quote in entry.quotes:
            rows[tables.Evidence].add(resource_id=resource, **_evidence(quote))


def _evidence(quote: str) -> dict[str, str]:
    said = {"quote": quote, "quote_sha256": tables.evidence.digest(quote), "speaker": "", "date": "2015-01-21"}
    return said | {"role": "host", "stance": "recommended", "source_label": "an invented session"}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def name_key(name: str) -> str:
    """As referrals.matching.name_key does for plain names like the invented ones, but not kept for ever."""
    return " ".join(re.sub(r"[^\w\s]", " ", name.lower()).split())


class KnownTerm:
    """A term's id, its place in the order of terms, and what of it stands in a contact."""

    def __init__(self, place: int, term: tables.Term) -> None:
        self.id, self.place = term.pk, place
        self.released = {"slug": term.slug, "label": term.label, "facet": term.facet, "group": term.group}


def _phone(phone: dict[str, Any]) -> dict[str, Any]:
    written = {"text": numbers.readable(phone["number"])}
    written["href"] = numbers.href(phone["number"], phone["extension"], phone["use"])
    return {name: phone[name] for name in PHONE} | written


def _due(entry: Entry) -> dict[str, Any]:
    """The columns by which the desk finds what is due."""
    record = entry.record
    resource = SimpleNamespace(kind=record["kind"], verified_on=entry.verified_on, tried_on=None)
    reachable = any(not one["doubtful"] for name in ("phones", "links", "emails") for one in record[name])
    contact = SimpleNamespace(kind=record["kind"], evidence=entry.quotes, reachable=reachable)
    columns = due.columns(resource, contact)
    return columns | {"due_on": _iso(columns["due_on"])}


def _said(quote: str) -> dict[str, str]:
    said = {"quote": quote, "speaker": "", "role": "host", "stance": "recommended", "asked": "", "link_path": ""}
    return said | {"said_on": "2015-01-21", "source_label": "an invented session"}


def main(size: str) -> None:
    """Make and fill the database of DATA_DIR; prints the seconds it took."""
    begin = time.perf_counter()
    gc.disable()  # nothing here is circular, and millions of objects are looked through in vain
    call_command("migrate", verbosity=0)
    call_command("load_vocabulary", stdout=io.StringIO())
    with connection.cursor() as cursor:  # nothing is lost that could not be made again
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -500000"):
            cursor.execute(f"PRAGMA {pragma}")
    with transaction.atomic():
        Filling().fill(entries(size_of(size)))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute("PRAGMA journal_mode = WAL")
    connection.close()
    sys.stdout.write(f"{time.perf_counter() - begin:.1f} {settings.DATABASES['default']['NAME']}\n")

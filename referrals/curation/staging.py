"""Many new records at once, seen by nobody until all of them are there.

What `create` and `publish` do to one record is done here to some hundreds in a few statements. Each call is a short
transaction, so that others go on working meanwhile; `go_live` makes all of them part of the directory in one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Case, DateTimeField, F, OuterRef, Q, Subquery, Value, When
from django.utils import timezone
from django.utils.text import slugify

from referrals import release
from referrals.matching import keys, name_key
from referrals.models import (
    Address,
    Change,
    ContactKey,
    Email,
    Evidence,
    Import,
    Language,
    Link,
    OldSlug,
    Organization,
    OrganizationAlias,
    Phone,
    Resource,
    ResourceState,
    ResourceTerm,
    Revision,
    SourceRecord,
    Term,
)
from referrals.models.evidence import digest
from referrals.vocabulary import Curation

from . import due, record, rows, wording
from .record import Record

LANGUAGES = Resource.languages.through
WAYS = {
    "phones": (Phone, record.PHONE_FIELDS),
    "links": (Link, record.LINK_FIELDS),
    "emails": (Email, record.EMAIL_FIELDS),
}


@dataclass(slots=True)
class Staged:
    """A new record; `publish`: else it comes to review, with a `note` for the curator and the record it `may_be`.

    `released` and `due_on` are filled by `Staging.stage`. They do not stand in the record before it is published:
    whatever has something released is shown.
    """

    key: str
    values: Record
    publish: bool
    note: str = ""
    may_be: int | None = None
    uuid: UUID | None = None  # as an HSDS package gives it; kept unless somebody here has it
    beside: dict[str, Any] = field(default_factory=dict)  # its organization's id, when it was changed, quotes
    released: dict[str, Any] | None = None
    due_on: date | None = None

    def let_out(self, one: Resource) -> None:
        """Let the gate decide before the record is written. The rows that it holds can only be asked for of a record
        that has a key: for that moment it has one."""
        if not self.publish:
            return
        one.pk = -1
        contact = release.contact(one)
        one.pk = None
        columns = due.columns(one, contact)
        self.released, self.due_on, one.leaned_on = contact.packed(), columns["due_on"], columns["leaned_on"]


class Staging:
    """Stages the records of one import, with the open lists read once."""

    def __init__(self, batch: Import) -> None:
        self.batch = batch
        self.terms = {term.slug: term for term in Term.objects.select_related("parent")}
        self.languages = {language.bcp47: language for language in Language.objects.all()}
        self.places = {slug: place for place, slug in enumerate(self.terms)}  # the order in which they are read
        self.spoken = {code: place for place, code in enumerate(self.languages)}

    @transaction.atomic
    def stage(self, new: Sequence[Staged]) -> list[Resource]:
        """Write these records, in the order given."""
        values = [_whole(row.values) for row in new]
        slugs = _slugs(values)
        organizations = _organizations(values, _given_ids(new, values))
        _without_taken(new)
        made = [self._resource(row, value, organizations[value["organization"]], slug)
                for row, value, slug in zip(new, values, slugs, strict=True)]  # fmt: skip
        for row, one, value in zip(new, made, values, strict=True):
            self._hang(one, value, row.beside)
            row.let_out(one)
        _write(made, new)
        self._write_rows(made, values)
        _quote(made, new)
        self._where_from(new, values, made)
        return made

    def _resource(self, row: Staged, values: Record, organization: Organization, slug: str) -> Resource:
        plain = {name: values[name] for name in record.SCALARS}
        return Resource(
            **plain, name_key=name_key(values["name"]), organization=organization, slug=slug, note=row.note,
            may_be_id=row.may_be, curation=Curation.STAGED, **({"uuid": row.uuid} if row.uuid else {}),
        )  # fmt: skip

    def _hang(self, one: Resource, values: Record, beside: dict[str, Any]) -> None:
        """Let the record hold its rows as the gate reads them, as if it had been read with them."""
        one._prefetched_objects_cache = {  # type: ignore[attr-defined]  # where Django keeps rows read ahead
            "states": [SimpleNamespace(state=code) for code in values["states"]],
            "term_relations": [
                SimpleNamespace(term=self.terms[row["slug"]], relation=row["relation"])
                for row in sorted(values["terms"], key=lambda row: self.places[row["slug"]])
            ],
            "languages": [self.languages[code] for code in sorted(values["languages"], key=self.spoken.__getitem__)],
            "phones": [SimpleNamespace(**row) for row in sorted(values["phones"], key=lambda row: not row["primary"])],
            "links": [SimpleNamespace(**row) for row in values["links"]],
            "emails": [SimpleNamespace(**row) for row in values["emails"]],
            "evidence": [SimpleNamespace(**row) for row in _quotes(beside)],
        }

    def _write_rows(self, made: list[Resource], values: list[Record]) -> None:
        """All that hangs on the records."""
        whole = list(zip((one.pk for one in made), values, strict=True))
        rows.insert(ResourceState, ("resource_id", "state"), ((pk, code) for pk, v in whole for code in v["states"]))
        terms = ((pk, self.terms[row["slug"]].pk, row["relation"]) for pk, v in whole for row in v["terms"])
        rows.insert(ResourceTerm, ("resource_id", "term_id", "relation"), terms)
        spoken = ((pk, self.languages[code].pk) for pk, v in whole for code in v["languages"])
        rows.insert(LANGUAGES, ("resource_id", "language_id"), spoken)
        for name, (model, fields) in WAYS.items():
            found = ((pk, *(row[field] for field in fields)) for pk, v in whole for row in v[name])
            rows.insert(model, ("resource_id", *fields), found)
        placed = ((pk, *(v["address"][field] for field in record.ADDRESS_FIELDS)) for pk, v in whole if v["address"])
        rows.insert(Address, ("resource_id", *record.ADDRESS_FIELDS), placed)
        found = ((pk, key.text, key.weight) for pk, v in whole for key in keys(v))
        rows.insert(ContactKey, ("resource_id", "key", "weight"), found)

    def _where_from(self, new: Sequence[Staged], values: list[Record], made: list[Resource]) -> None:
        """Source, and line of the history."""
        now, why = timezone.now(), f"{self.batch.source}: {self.batch.file}"
        whole = list(zip(new, values, made, strict=True))
        kept = ((self.batch.source, row.key, value, one.pk, now) for row, value, one in whole)
        rows.insert(SourceRecord, ("source", "key", "values", "resource_id", "imported_at"), kept)
        states = {True: str(Curation.PUBLISHED), False: str(Curation.SUGGESTED)}
        lines: Iterable[tuple[object, ...]] = (
            (one.pk, now, self.batch.by, "create", why, {"curation": [None, states[row.publish]]}, {}, self.batch.pk)
            for row, _value, one in whole
        )
        rows.insert(Change, ("resource_id", "at", "by", "action", "why", "fields", "moved", "batch_id"), lines)


def _without_taken(new: Sequence[Staged]) -> None:
    """A UUID names one record for ever: one that is here already, or comes twice, is not given again."""
    asked = [row.uuid for row in new if row.uuid]
    taken = set(Resource.objects.filter(uuid__in=asked).values_list("uuid", flat=True)) if asked else set()
    for row in new:
        if row.uuid in taken:
            row.uuid = None
        elif row.uuid:
            taken.add(row.uuid)


def _whole(values: Record) -> Record:
    return wording.named(record.normal(values | {"organization": values["organization"] or values["name"]}))


def _quotes(beside: dict[str, Any]) -> list[dict[str, Any]]:
    """What was said, each once, as rows that nothing holds back. Where it can be read is a page of another site."""
    found = {row["quote"]: row for row in beside.get("evidence", ())}
    rows = [row | {"date": row["date"] and date.fromisoformat(row["date"])} for row in found.values()]
    return [row | {"link_path": "", "held": False} for row in rows]


def _quote(made: list[Resource], new: Sequence[Staged]) -> None:
    fields = ("quote", "speaker", "role", "stance", "asked", "date", "source_label", "link_path", "held")
    quotes = [(one, row) for one, staged in zip(made, new, strict=True) for row in _quotes(staged.beside)]
    found = ([one.pk, digest(row["quote"]), *(row[name] for name in fields)] for one, row in quotes)
    rows.insert(Evidence, ("resource_id", "quote_sha256", *fields), found)


def _write(made: list[Resource], new: Sequence[Staged]) -> None:
    """Insert the records themselves; each gets its key, found again by its UUID. When a record was changed last stays
    as an HSDS package says it."""
    now = timezone.now()
    for one, staged in zip(made, new, strict=True):
        said = staged.beside.get("modified")
        one.created = now
        one.last_modified = min(datetime.fromisoformat(said), now) if said else now
    fields = [field.attname for field in Resource._meta.concrete_fields if not field.primary_key]
    rows.insert(Resource, fields, ([getattr(one, name) for name in fields] for one in made))
    keys_of = dict(Resource.objects.filter(uuid__in=[one.uuid for one in made]).values_list("uuid", "pk"))
    for one in made:
        one.pk = keys_of[one.uuid]


def _given_ids(new: Sequence[Staged], values: list[Record]) -> dict[str, UUID]:
    """{organization: its id}, as an HSDS package gives them, of those that nobody has."""
    pairs = zip(new, values, strict=True)
    given = {value["organization"]: UUID(row.beside["organization"]) for row, value in pairs
             if row.beside.get("organization")}  # fmt: skip
    taken = set(Organization.objects.filter(uuid__in=given.values()).values_list("uuid", flat=True)) if given else set()
    free = {uuid: name for name, uuid in given.items() if uuid not in taken}  # an id for one alone
    return {name: uuid for uuid, name in free.items()}


def _organizations(values: list[Record], given: dict[str, UUID]) -> dict[str, Organization]:
    """{name: organization}; the new with the other names their record gives; those that are here keep theirs."""
    names = {value["organization"] for value in values}
    here = {one.name: one for one in Organization.objects.filter(name__in=names).prefetch_related("aliases")}
    new = {
        name: Organization(name=name, name_key=name_key(name), **({"uuid": given[name]} if name in given else {}))
        for name in sorted(names - here.keys())
    }
    Organization.objects.bulk_create(new.values())
    aliases: dict[str, dict[str, OrganizationAlias]] = {name: {} for name in new}
    for value in values:
        if value["organization"] in new:
            organization = new[value["organization"]]
            aliases[organization.name] |= {
                a: OrganizationAlias(organization=organization, name=a) for a in value["aliases"]
            }
    for name, organization in new.items():
        organization._prefetched_objects_cache = {  # type: ignore[attr-defined]  # as above
            "aliases": [aliases[name][alias] for alias in sorted(aliases[name])]
        }
    OrganizationAlias.objects.bulk_create(alias for rows in aliases.values() for alias in rows.values())
    return here | new


def _slugs(values: list[Record]) -> list[str]:
    """A readable address for each, that nobody has or had."""
    wanted = [_addresses(value) for value in values]
    asked = {slug for slugs in wanted for slug in slugs}
    taken = set(Resource.objects.filter(slug__in=asked).values_list("slug", flat=True))
    taken |= set(OldSlug.objects.filter(slug__in=asked).values_list("slug", flat=True))
    found = []
    for slugs in wanted:
        slug = next((one for one in slugs if one not in taken), "") or _numbered(slugs[0], taken)
        taken.add(slug)
        found.append(slug)
    return found


def _addresses(values: Record) -> list[str]:
    name = slugify(values["name"])[:100].strip("-") or "contact"
    state = (values["base_state"] or "".join(values["states"][:1])).lower()
    return [name, f"{name}-{state}"] if state else [name]


def _numbered(name: str, taken: set[str]) -> str:
    here = set(Resource.objects.filter(slug__startswith=f"{name}-").values_list("slug", flat=True)) | taken
    number = 2
    while f"{name}-{number}" in here:
        number += 1
    return f"{name}-{number}"


def go_live(batch: Import) -> None:
    """Everything staged becomes part of the directory; inside the caller's transaction, and last in it."""
    staged = Resource.objects.filter(pk__in=batch.lines.values("resource"), curation=Curation.STAGED)
    told = Q(last_modified__lt=batch.at)  # long ago, by a package that says when: that survives
    changed = Case(When(told, then=F("last_modified")), default=Value(timezone.now()), output_field=DateTimeField())
    now: dict[str, Any] = {"revision": Revision.objects.take(), "last_modified": changed}
    line = batch.lines.filter(resource=OuterRef("pk"))
    let_out = {name: Subquery(line.values(name)[:1]) for name in ("released", "due_on")}
    published = batch.lines.filter(released__isnull=False)
    staged.filter(pk__in=published.values("resource")).update(curation=Curation.PUBLISHED, **let_out, **now)
    staged.update(curation=Curation.SUGGESTED, **now)


@transaction.atomic
def unstage(batch: Import, at_once: int = 500) -> int:
    """Delete some of what is staged, which nobody ever saw; returns how many records."""
    pks = batch.lines.filter(resource__curation=Curation.STAGED).values_list("resource", flat=True)[:at_once]
    return erase(list(pks))


def erase(pks: list[int]) -> int:
    """Delete records with all that hangs on them, and organizations that nobody belongs to then."""
    organizations = set(Resource.objects.filter(pk__in=pks).values_list("organization", flat=True))
    Resource.objects.filter(pk__in=pks).delete()
    Organization.objects.filter(pk__in=organizations, resources__isnull=True).delete()
    return len(pks)

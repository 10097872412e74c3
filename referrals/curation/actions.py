"""What a curator, or an import in a curator's name, does to a record."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from referrals.models import Change, OldSlug, Organization, Resource, Revision, SourceRecord
from referrals.models.resources import ResourceQuerySet
from referrals.vocabulary import Curation, Method, Rejection

from . import record, rules, wording
from .record import Record


class NotPublishable(ValueError):
    """Publishing was refused; `problems` says why, one sentence each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


@contextmanager
def changing(
    resource: Resource, *, action: str, by: str, why: str = "", standing_only: bool = False
) -> Iterator[Record]:
    """A transaction around one change to one locked record; yields the record as it was.

    Afterwards the history has an entry if anything changed, and the record the next revision number.
    `standing_only`: the action sets none of the record's own fields, so they need not be read again.
    """
    with transaction.atomic():
        locked = _whole().select_for_update(of=("self",)).get(pk=resource.pk)
        kept = record.of(locked)
        before = kept | _standing(locked)
        resource.refresh_from_db()
        yield before
        if standing_only:
            _note(resource, before, kept, action=action, by=by, why=why)
            _number(resource)
        else:
            finish(resource, before, action=action, by=by, why=why)


def _whole() -> ResourceQuerySet:
    """Records with all their rows, the address too, in a fixed number of queries."""
    return Resource.objects.with_contacts().select_related("organization", "address")


def snapshot(resource: Resource) -> Record:
    """The whole record as the history compares it."""
    return record.of(resource) | _standing(resource)


@transaction.atomic
def recorded(resource: Resource, before: Record, *, by: str, why: str = "") -> None:
    """Rows were changed by a form: refuse what may not stand, put the rest into the history."""
    if resource.curation == Curation.PUBLISHED:
        _refuse(rules.problems(record.of(resource), named_in_a_forum=resource.evidence.exists()))
    finish(resource, before, action="edit", by=by, why=why)


def _standing(resource: Resource) -> dict[str, Any]:
    """Fields that only actions set: part of the history, never of a form or an import."""
    return {
        "curation": str(resource.curation),
        "rejection": str(resource.rejection),
        "slug": resource.slug,
        "merged_into": resource.merged_into and resource.merged_into.slug,
        "verified_on": resource.verified_on and resource.verified_on.isoformat(),
        "verified_by": resource.verified_by,
        "verified_how": str(resource.verified_how),
    }


def finish(resource: Resource, before: Record, *, action: str, by: str, why: str) -> None:
    """End a change: its line in the history, the words it is found by, and, last, the revision number."""
    now = _whole().get(pk=resource.pk)
    changed = _note(resource, before, record.of(now), action=action, by=by, why=why)
    if "aliases" in changed:
        for sibling in _whole().filter(organization=resource.organization).exclude(pk=resource.pk):
            _find_by(sibling, sibling)
    _find_by(resource, now)


def _find_by(resource: Resource, now: Resource) -> None:
    """Keep the words a record is found by, and give it the next number."""
    found_by = wording.search_fields(now)
    for name, words in found_by.items():
        setattr(resource, name, words)
    _number(resource, *found_by)


def _note(resource: Resource, before: Record, kept: Record, *, action: str, by: str, why: str) -> dict[str, list[Any]]:
    """Write the line of the history; returns {field: [before, after]}."""
    fields = record.difference(before, kept | _standing(resource))
    Change.objects.create(resource=resource, action=action, by=by, why=why, fields=fields)
    return fields


def _number(resource: Resource, *fields: str) -> None:
    resource.revision = Revision.objects.take()
    resource.save(update_fields=[*fields, "revision", "last_modified"])


def _set(resource: Resource, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(resource, name, value)
    resource.save(update_fields=[*fields, "last_modified"])


@transaction.atomic
def create(
    *, by: str, values: Record, source: str, key: str, why: str = "", published: bool = False, **fields: Any
) -> Resource:
    """A new record from a source, in review. `fields`: `note`, `may_be`.

    `published`: at once, under the rules of `publish`; the history has both lines, under one number.
    """
    resource = Resource(slug=_free_slug(values), **fields)
    values = wording.named(record.normal(values | {"organization": values["organization"] or values["name"]}))
    record.write(resource, values)
    SourceRecord.objects.create(source=source, key=key, values=values, resource=resource)
    finish(resource, {}, action="create", by=by, why=why or source)
    if published:
        _refuse(rules.problems(values))
        before = _standing(resource)
        _set(resource, curation=Curation.PUBLISHED)
        _note(resource, before, {}, action="publish", by=by, why=why or source)
    return resource


def _free_slug(values: Record) -> str:
    """A readable address nobody has or had: the name, then with its state, then numbered."""
    name = slugify(values["name"])[:100].strip("-") or "contact"
    state = values["base_state"] or "".join(values["states"][:1])
    candidates = [name, f"{name}-{state.lower()}".strip("-"), *(f"{name}-{n}" for n in range(2, 1000))]
    taken = set(Resource.objects.filter(slug__startswith=name).values_list("slug", flat=True))
    taken |= set(OldSlug.objects.filter(slug__startswith=name).values_list("slug", flat=True))
    return next(slug for slug in candidates if slug not in taken)


def edit(resource: Resource, *, by: str, values: Record, why: str = "") -> Resource:
    """Change fields of a record. Editing does not renew a verification."""
    with changing(resource, action="edit", by=by, why=why) as before:
        current = {name: before[name] for name in record.blank()}
        wanted = record.normal(current | values)
        if resource.curation == Curation.PUBLISHED:
            _refuse(rules.problems(wanted, named_in_a_forum=resource.evidence.exists()))
        record.write(resource, wanted, before=current)
    return resource


def publish(resource: Resource, *, by: str, why: str = "") -> Resource:
    """Let the public find it. Raises NotPublishable with a sentence for each rule in the way."""
    with changing(resource, action="publish", by=by, why=why) as before:
        _refuse(rules.problems(before, named_in_a_forum=resource.evidence.exists()))
        _set(resource, curation=Curation.PUBLISHED, rejection="", may_be=None, merged_into=None)
    return resource


def _refuse(problems: list[str]) -> None:
    if problems:
        raise NotPublishable(problems)


def verify(resource: Resource, *, by: str, on: date, how: Method, why: str = "") -> Resource:
    """Somebody contacted the agency on that day, that way, and the record is right."""
    with changing(resource, action="verify", by=by, why=why, standing_only=True):
        _set(resource, verified_on=on, verified_by=by, verified_how=how)
    return resource


def reject(resource: Resource, *, by: str, reason: Rejection, why: str = "") -> Resource:
    """Turn a suggestion down. The row stays: it is how the rejection is remembered."""
    with changing(resource, action="reject", by=by, why=why, standing_only=True):
        _set(resource, curation=Curation.REJECTED, rejection=reason, merged_into=None)
    return resource


def retire(resource: Resource, *, by: str, why: str = "") -> Resource:
    """Take a record out of sight without losing it."""
    with changing(resource, action="retire", by=by, why=why, standing_only=True):
        _set(resource, curation=Curation.RETIRED, rejection="")
    return resource


def restore(resource: Resource, *, by: str, why: str = "") -> Resource:
    """Back into review, from rejected, retired or merged, or from published once a source doubts it."""
    with changing(resource, action="restore", by=by, why=why, standing_only=True):
        _set(resource, curation=Curation.SUGGESTED, rejection="", merged_into=None)
    return resource


@transaction.atomic
def merge(resource: Resource, *, into: Resource, by: str, why: str = "", take: tuple[str, ...] = ()) -> Resource:
    """One record where there were two; returns the survivor: `into`, or the record that was itself merged into.

    What was said, the source records and old addresses follow, and the merged name becomes an alias. Of the
    other fields only those in `take` replace the survivor's; rows of phones, links and the like are added.
    """
    into = Resource.objects.filter(merged=into).first() or into
    if resource.pk == into.pk:
        raise ValueError("A record cannot be merged into itself.")
    with changing(into, action="merge", by=by, why=why or f"with {resource.slug}") as before:
        wanted = _merged({name: before[name] for name in record.blank()}, record.of(resource), take)
        if into.curation == Curation.PUBLISHED:
            said = into.evidence.exists() or resource.evidence.exists()
            _refuse(rules.problems(wanted, named_in_a_forum=said))
        record.write(into, wanted, before=before)
        _follow(resource, into)
    with changing(resource, action="merge", by=by, why=why or f"into {into.slug}"):
        _set(resource, curation=Curation.RETIRED, rejection="", may_be=None, merged_into=into)
    return into


def _merged(survivor: Record, other: Record, take: tuple[str, ...]) -> Record:
    wanted = survivor | {"aliases": [*survivor["aliases"], other["name"], *other["aliases"]]}
    for name in take:
        rows = isinstance(survivor[name], list)
        wanted[name] = _added(survivor[name], other[name]) if rows else other[name]
    return record.normal(wanted)


def _added(rows: list[Any], more: list[Any]) -> list[Any]:
    """Rows of both; of two rows about the same thing (slug, number, address) the survivor's."""
    known = {_about(row) for row in rows}
    return [*rows, *(row if isinstance(row, str) else _second(row) for row in more if _about(row) not in known)]


def _about(row: Any) -> Any:
    if isinstance(row, str):
        return row
    return row.get("slug") or row.get("url") or row.get("address") or (row["number"], row["extension"], row["use"])


def _second(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"primary": False} if "primary" in row else row


def _follow(resource: Resource, into: Resource) -> None:
    said = set(into.evidence.values_list("link_path", "quote_sha256"))
    for evidence in resource.evidence.all():
        if (evidence.link_path, evidence.quote_sha256) not in said:
            evidence.resource = into
            evidence.save(update_fields=["resource"])
    resource.source_records.update(resource=into)
    resource.old_slugs.update(resource=into)
    Resource.objects.filter(merged_into=resource).update(merged_into=into)
    OldSlug.objects.get_or_create(slug=resource.slug, defaults={"resource": into})
    Organization.objects.filter(pk=resource.organization_id, resources=None).delete()


@dataclass(frozen=True, slots=True)
class Merged:
    """What a source's new values do to a record: fields taken over, and those where an edit made here stays."""

    taken: Record
    contested: tuple[str, ...]
    problems: tuple[str, ...]  # why the record could not stand published afterwards


def three_ways(kept: SourceRecord, values: Record) -> Merged | None:
    """Compare last import, now and curator's edit, field by field; nothing if the source did not change."""
    values = wording.named(record.normal(values))
    if values == kept.values:
        return None
    current = record.of(kept.resource)
    changed = {name for name in values if values[name] != kept.values.get(name)}
    taken = {name: values[name] for name in changed if current[name] in (kept.values.get(name), values[name])}
    contested = tuple(sorted(changed - taken.keys()))
    taken = rules.never_unhidden(current, taken)
    problems = rules.problems(current | taken, named_in_a_forum=kept.resource.evidence.exists())
    return Merged(taken, contested, tuple(problems))


def update_from_source(kept: SourceRecord, *, by: str, values: Record) -> list[str]:
    """Merge a source's new values three ways, field by field; returns the names of the fields changed.

    Unchanged in the source: nothing happens. Changed there and untouched here: taken over, though never so
    that a hidden place is shown. Changed on both sides: the curator's edit stays, and the history says the
    source differs. A published record that cannot stand with the new values goes back into review.
    """
    merged = three_ways(kept, values)
    if merged is None:
        return []
    why = f"from {kept.source}"
    if merged.contested:
        why += f"; kept the edit made here to {', '.join(merged.contested)}"
    with transaction.atomic():
        if merged.problems and kept.resource.curation == Curation.PUBLISHED:
            restore(kept.resource, by=by, why=f"{why}: {' '.join(merged.problems)}")
        edit(kept.resource, by=by, values=merged.taken, why=why)
        kept.values = wording.named(record.normal(values))
        kept.save()
    return sorted(merged.taken)

"""What a curator, or an import in a curator's name, does to a record.

`seen`, of every action: the revision of the record the decision was made upon. If it has another one by now,
ChangedMeanwhile is raised and nothing is done.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from referrals.models import OldSlug, Resource, SourceRecord
from referrals.vocabulary import Attempt, Curation, Method, Rejection

from . import hiding, record, rules, wording
from .changes import changing, note, obstacles, pass_gate, refuse, release_siblings, set_fields, standing, whole
from .record import Record


@transaction.atomic
def create(
    *, by: str, values: Record, source: str, key: str, why: str = "", published: bool = False, **fields: Any
) -> Resource:
    """A new record from a source, in review. `fields`: `note`, `may_be`.

    `published`: at once, under the rules of `publish`; the history has both lines.
    """
    resource = Resource(slug=_free_slug(values), **fields)
    values = wording.named(record.normal(values | {"organization": values["organization"] or values["name"]}))
    record.write(resource, values)
    SourceRecord.objects.create(source=source, key=key, values=values, resource=resource)
    now = whole().get(pk=resource.pk)
    note(resource, {}, record.of(now), action="create", by=by, why=why or source)
    if published:
        refuse(rules.problems(values))
        before = standing(resource)
        set_fields(resource, curation=Curation.PUBLISHED)
        note(resource, before, {}, action="publish", by=by, why=why or source)
    if values["aliases"]:
        release_siblings(resource)
    pass_gate(resource, now)
    return resource


def _free_slug(values: Record) -> str:
    """A readable address nobody has or had: the name, then with its state, then numbered."""
    name = slugify(values["name"])[:100].strip("-") or "contact"
    state = values["base_state"] or "".join(values["states"][:1])
    candidates = [name, f"{name}-{state.lower()}".strip("-"), *(f"{name}-{n}" for n in range(2, 1000))]
    taken = set(Resource.objects.filter(slug__startswith=name).values_list("slug", flat=True))
    taken |= set(OldSlug.objects.filter(slug__startswith=name).values_list("slug", flat=True))
    return next(slug for slug in candidates if slug not in taken)


def edit(resource: Resource, *, by: str, values: Record, why: str = "", seen: int | None = None) -> Resource:
    """Change fields of a record. Editing does not renew a verification."""
    with changing(resource, action="edit", by=by, why=why, seen=seen) as before:
        current = {name: before[name] for name in record.blank()}
        wanted = record.normal(current | values)
        refuse(hiding.shown_more(resource, current, wanted))
        if resource.curation == Curation.PUBLISHED:
            refuse(obstacles(resource, wanted))
        record.write(resource, wanted, before=current)
    return resource


def publish(resource: Resource, *, by: str, why: str = "", seen: int | None = None) -> Resource:
    """Let the public find it. Raises NotPublishable with a sentence for each rule in the way."""
    with changing(resource, action="publish", by=by, why=why, seen=seen) as before:
        refuse(obstacles(resource, before))
        set_fields(resource, curation=Curation.PUBLISHED, rejection="", may_be=None, merged_into=None)
    return resource


def verify(resource: Resource, *, by: str, on: date, how: Method, why: str = "", seen: int | None = None) -> Resource:
    """Somebody contacted the agency on that day, that way, and the record is right."""
    with changing(resource, action="verify", by=by, why=why, standing_only=True, seen=seen):
        set_fields(resource, verified_on=on, verified_by=by, verified_how=how, **NOT_TRIED)
    return resource


NOT_TRIED = {"tried": 0, "tried_on": None, "tried_outcome": ""}


def tried(
    resource: Resource, *, by: str, on: date, outcome: Attempt, why: str = "", seen: int | None = None
) -> Resource:
    """Somebody tried to verify the record on that day and reached nobody: it is due again some days later."""
    with changing(resource, action="tried", by=by, why=why, standing_only=True, seen=seen) as before:
        set_fields(resource, tried=before["tried"] + 1, tried_on=on, tried_outcome=outcome)
    return resource


def reject(resource: Resource, *, by: str, reason: Rejection, why: str = "", seen: int | None = None) -> Resource:
    """Turn a suggestion down. The row stays: it is how the rejection is remembered."""
    with changing(resource, action="reject", by=by, why=why, standing_only=True, seen=seen):
        set_fields(resource, curation=Curation.REJECTED, rejection=reason, merged_into=None)
    return resource


def retire(resource: Resource, *, by: str, why: str = "", seen: int | None = None) -> Resource:
    """Take a record out of sight without losing it."""
    with changing(resource, action="retire", by=by, why=why, standing_only=True, seen=seen):
        set_fields(resource, curation=Curation.RETIRED, rejection="")
    return resource


def restore(resource: Resource, *, by: str, why: str = "", seen: int | None = None) -> Resource:
    """Back into review, from rejected, retired or merged, or from published once a source doubts it."""
    with changing(resource, action="restore", by=by, why=why, standing_only=True, seen=seen):
        set_fields(resource, curation=Curation.SUGGESTED, rejection="", merged_into=None)
    return resource


@transaction.atomic
def merge(
    resource: Resource, *, into: Resource, by: str, why: str = "", take: tuple[str, ...] = (), seen: int | None = None,
    into_seen: int | None = None,
) -> Resource:  # fmt: skip
    """One record where there were two; returns the survivor: `into`, or the record that was itself merged into.

    What was said, the source records and old addresses follow, and the merged name becomes an alias. Of the
    other fields only those in `take` replace the survivor's; rows of phones, links and the like are added.
    `into_seen`: the revision of the survivor, of which `take` replaces what was seen.
    """
    into = Resource.objects.filter(merged=into).first() or into
    if resource.pk == into.pk:
        raise ValueError("A record cannot be merged into itself.")
    with changing(into, action="merge", by=by, why=why or f"with {resource.slug}", seen=into_seen) as before:
        wanted = _merged({name: before[name] for name in record.blank()}, record.of(resource), take)
        refuse(hiding.shown_more(into, before, wanted))
        if into.curation == Curation.PUBLISHED:
            said = any(one.evidence.released().exists() for one in (into, resource))
            refuse(rules.problems(wanted, named_in_a_forum=said, unhidden=into.place_agreed))
        record.write(into, wanted, before=before)
        moved = _follow(resource, into)
    with changing(resource, action="merge", by=by, why=why or f"into {into.slug}", seen=seen):
        set_fields(resource, curation=Curation.RETIRED, rejection="", may_be=None, merged_into=into)
    moved["survivor"] = into.changes.values_list("pk", flat=True).first()
    resource.changes.filter(pk=resource.changes.all()[0].pk).update(moved=moved)
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


def _follow(resource: Resource, into: Resource) -> dict[str, Any]:
    """What hangs on the merged record goes to the survivor; returns {what: ids of its rows}, so that it can go back."""
    said = set(into.evidence.values_list("link_path", "quote_sha256"))
    new = [one.pk for one in resource.evidence.all() if (one.link_path, one.quote_sha256) not in said]
    hanging = {
        "evidence": resource.evidence.filter(pk__in=new),
        "source_records": resource.source_records.all(),
        "old_slugs": resource.old_slugs.all(),
    }
    moved = {name: list(rows.values_list("pk", flat=True)) for name, rows in hanging.items()}
    for rows in hanging.values():
        rows.update(resource=into)
    moved["merged"] = list(resource.merged.values_list("pk", flat=True))
    resource.merged.update(merged_into=into)
    OldSlug.objects.get_or_create(slug=resource.slug, defaults={"resource": into})
    return moved


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
    taken = hiding.kept_hidden(kept.resource, current, rules.never_unhidden(current, taken))
    problems = obstacles(kept.resource, current | taken)
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

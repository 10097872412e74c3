"""A resource as one plain value: what forms edit, imports merge, history compares and restores.

The shape is JSON and always complete::

    {"name": str, "organization": str, "aliases": [str], "kind": slug, "description": str, ...,
     "states": ["NC"], "languages": ["es"], "terms": [{"slug": str, "relation": str}],
     "phones": [{"number": "+18883737888", "extension": "", "use": "voice", ..., "primary": bool}],
     "links": [{"url", "label", "doubtful"}], "emails": [{"address", "label", "doubtful"}],
     "address": {"visibility", "street", "city", "state", "postal_code"} or None}
"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import models

from referrals.matching import name_key
from referrals.models import (
    Address,
    Email,
    Language,
    Link,
    Organization,
    OrganizationAlias,
    Phone,
    Resource,
    ResourceState,
    ResourceTerm,
    Term,
)

SCALARS = (
    "name", "discreet_name", "kind", "description", "eligibility", "serves_any_victim", "interpretation", "hours",
    "always_open", "cost", "coverage", "base_state", "area", "city", "contact_may_report", "published_by",
    "published_on", "published_url", "in_doubt",
)  # fmt: skip
PHONE_FIELDS = (
    "number", "extension", "menu_key", "keyword", "use", "label", "audience", "hours", "primary", "doubtful",
)  # fmt: skip
LINK_FIELDS = ("url", "label", "doubtful")
EMAIL_FIELDS = ("address", "label", "doubtful")
ADDRESS_FIELDS = ("visibility", "street", "city", "state", "postal_code")

Record = dict[str, Any]


def blank(**values: Any) -> Record:
    """A complete record with the models' own defaults, and `values` on top. Unknown fields are a TypeError."""
    record: Record = {name: _default(Resource, name) for name in SCALARS}
    record |= {"organization": values.get("name", ""), "aliases": [], "states": [], "languages": [], "terms": []}
    record |= {"phones": [], "links": [], "emails": [], "address": None}
    if unknown := values.keys() - record.keys():
        raise TypeError(f"A record has no field {', '.join(sorted(unknown))}.")
    return normal(record | values)


def _default(model: type[models.Model], field: str) -> Any:
    known = model._meta.get_field(field)
    assert isinstance(known, models.Field)  # and no relation that points here
    default = known.get_default()
    return str(default) if isinstance(default, str) else default


def normal(record: Record) -> Record:
    """The same record with complete rows in a fixed order, so that equal records compare equal."""
    return record | {
        "states": sorted(map(str, set(record["states"]))),
        "languages": sorted(set(record["languages"])),
        "aliases": sorted({alias for alias in record["aliases"] if alias and alias != record["organization"]}),
        "terms": sorted(({"relation": "serves"} | dict(t) for t in record["terms"]), key=lambda t: t["slug"]),
        "phones": [_complete(Phone, PHONE_FIELDS, row) for row in record["phones"]],
        "links": [_complete(Link, LINK_FIELDS, row) for row in record["links"]],
        "emails": [_complete(Email, EMAIL_FIELDS, row) for row in record["emails"]],
        "address": record["address"] and _complete(Address, ADDRESS_FIELDS, record["address"]),
    }


def _complete(model: type[models.Model], fields: tuple[str, ...], row: Record) -> Record:
    return {name: row.get(name, _default(model, name)) for name in fields}


def of(resource: Resource) -> Record:
    """The record as it stands in the database, the confidential address included."""
    record = {name: getattr(resource, name) for name in SCALARS}
    record |= {
        "organization": resource.organization.name,
        "aliases": [alias.name for alias in resource.organization.aliases.all()],
        "states": [row.state for row in resource.states.all()],
        "languages": [language.bcp47 for language in resource.languages.all()],
        "terms": [{"slug": r.term.slug, "relation": r.relation} for r in resource.term_relations.all()],
        "phones": [_row(phone, PHONE_FIELDS) for phone in resource.phones.all()],
        "links": [_row(link, LINK_FIELDS) for link in resource.links.all()],
        "emails": [_row(email, EMAIL_FIELDS) for email in resource.emails.all()],
        "address": _address(resource),
    }
    return normal(record)


def _row(row: models.Model, fields: tuple[str, ...]) -> Record:
    return {name: getattr(row, name) for name in fields}


def _address(resource: Resource) -> Record | None:
    try:
        return _row(resource.address, ADDRESS_FIELDS)
    except ObjectDoesNotExist:
        return None


def difference(before: Record, after: Record) -> dict[str, list[Any]]:
    """{field: [before, after]} for every field that differs."""
    return {name: [before.get(name), after[name]] for name in after if before.get(name) != after[name]}


def write(resource: Resource, record: Record, before: Record | None = None) -> None:
    """Make the rows of `resource` say what `record` says. Only what differs from `before` is touched."""
    before = _NO_ROWS if resource._state.adding else before or {}
    for name in SCALARS:
        setattr(resource, name, record[name])
    resource.name_key = name_key(resource.name)
    if before.get("organization") != record["organization"] or before.get("aliases") != record["aliases"]:
        resource.organization = organization(record["organization"], record["aliases"])
        if before.get("organization") == record["organization"]:
            gone = set(before["aliases"]) - set(record["aliases"])
            resource.organization.aliases.filter(name__in=gone).delete()
    resource.save()
    for name, replace in _ROWS.items():
        if before.get(name) != record[name]:
            replace(resource, record[name])
    _forget_prefetched(resource)


def organization(name: str, aliases: list[str]) -> Organization:
    """The organization of that name, made if need be, that goes by these aliases too."""
    found, _ = Organization.objects.get_or_create(name=name, defaults={"name_key": name_key(name)})
    known = set(found.aliases.values_list("name", flat=True))
    OrganizationAlias.objects.bulk_create(
        OrganizationAlias(organization=found, name=alias) for alias in aliases if alias not in known
    )
    return found


def _states(resource: Resource, codes: list[str]) -> None:
    resource.states.all().delete()
    ResourceState.objects.bulk_create(ResourceState(resource=resource, state=code) for code in codes)


def _languages(resource: Resource, codes: list[str]) -> None:
    resource.languages.set(Language.objects.filter(bcp47__in=codes))


def _terms(resource: Resource, relations: list[Record]) -> None:
    resource.term_relations.all().delete()
    ids = dict(Term.objects.filter(slug__in=[row["slug"] for row in relations]).values_list("slug", "id"))
    ResourceTerm.objects.bulk_create(
        ResourceTerm(resource=resource, term_id=ids[row["slug"]], relation=row["relation"]) for row in relations
    )


def _replace(model: type[models.Model]) -> Callable[[Resource, list[Record]], None]:
    def replace(resource: Resource, rows: list[Record]) -> None:
        model._default_manager.filter(resource=resource).delete()
        model._default_manager.bulk_create(model(resource=resource, **row) for row in rows)

    return replace


def _place(resource: Resource, address: Record | None) -> None:
    Address.objects.filter(resource=resource).delete()
    if address:
        Address.objects.create(resource=resource, **address)


_ROWS: dict[str, Callable[[Resource, Any], None]] = {
    "states": _states,
    "languages": _languages,
    "terms": _terms,
    "phones": _replace(Phone),
    "links": _replace(Link),
    "emails": _replace(Email),
    "address": _place,
}

_NO_ROWS: Record = {name: None if name == "address" else [] for name in _ROWS}


def _forget_prefetched(resource: Resource) -> None:
    resource._prefetched_objects_cache = {}  # type: ignore[attr-defined]  # where Django keeps rows read ahead
    resource._state.fields_cache.pop("address", None)

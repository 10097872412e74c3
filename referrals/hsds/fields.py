"""The tables of the package and their columns: of HSDS those that we have something for, then our profile's own."""

from dataclasses import dataclass

from . import profile


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    type: str = "string"
    format: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    path: str
    fields: tuple[Field, ...]


# The field that points at another table, by its name.
REFERENCES = {
    "organization_id": "organization", "service_id": "service", "location_id": "location",
    "taxonomy_term_id": "taxonomy_term", "taxonomy_id": "taxonomy", "parent_id": "taxonomy_term",
}  # fmt: skip
FORMATS = {"url": "uri", "email": "email", "id": "uuid", **dict.fromkeys(REFERENCES, "uuid"), "link_id": "uuid"}
TYPES = {
    "extension": "number", "amount": "number", "assured_date": "date", "last_modified": "datetime", "opens_at": "time",
    "closes_at": "time",
}  # fmt: skip


def _table(path: str, required: str, optional: str = "", ours: dict[str, profile.Patch] | None = None) -> Table:
    """A table of these columns; the required ones first."""
    fields = [Field(name, TYPES.get(name, "string"), FORMATS.get(name, ""), required=True) for name in required.split()]
    fields += [Field(name, TYPES.get(name, "string"), FORMATS.get(name, "")) for name in optional.split()]
    known = {field.name for field in fields}
    fields += [Field(name, patch["type"]) for name, patch in (ours or {}).items() if name not in known]
    return Table(path, tuple(fields))


TABLES: dict[str, Table] = {
    "organization": _table("organizations.csv", "id name description", "alternate_name"),
    "service": _table(
        "services.csv",
        "id organization_id name status",
        "description url email interpretation_services fees_description eligibility_description assured_date "
        "last_modified",
        profile.SERVICE,
    ),
    "phone": _table("phones.csv", "id number", "service_id extension type description", profile.PHONE),
    "url": _table("url.csv", "id url", "label service_id"),
    "contact": _table("contacts.csv", "id", "service_id email"),
    "schedule": _table("schedules.csv", "id", "service_id freq byday description opens_at closes_at"),
    "service_area": _table("service_areas.csv", "id", "service_id name description extent extent_type uri"),
    "language": _table("languages.csv", "id", "service_id name code"),
    "cost_option": _table("cost_options.csv", "id service_id", "option currency amount"),
    "location": _table("locations.csv", "id location_type"),
    "address": _table(
        "addresses.csv", "id address_1 city state_province postal_code country address_type", "location_id"
    ),
    "service_at_location": _table("service_at_location.csv", "id service_id location_id"),
    "attribute": _table("attributes.csv", "id link_id taxonomy_term_id link_entity", "link_type value"),
    "taxonomy": _table("taxonomies.csv", "id name description", "version"),
    "taxonomy_term": _table(
        "taxonomy_terms.csv", "id name description", "code parent_id taxonomy language taxonomy_id"
    ),
    "evidence": _table("evidence.csv", "id service_id quote", "", profile.EVIDENCE),
}

"""The official schemas as a judge, and stricter: an unknown key is an error, unless our profile declares it."""

import json
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from referrals.hsds import profile

ROOT = Path(__file__).parents[3] / "fixtures" / "hsds"
PAGE = {
    "type": "object",
    "additionalProperties": False,
    "required": ["total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty", "contents"],
    "properties": {
        **{name: {"type": "integer", "minimum": 0} for name in ("total_items", "total_pages", "page_number", "size")},
        **{name: {"type": "boolean"} for name in ("first_page", "last_page", "empty")},
        "contents": {"type": "array"},
    },
}


def strict(schema: Any) -> Any:
    """The schema with unknown keys forbidden in every object of it."""
    if isinstance(schema, list):
        return [strict(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {name: strict(value) for name, value in schema.items()}
    if "properties" in schema and "$ref" not in schema:
        closed["additionalProperties"] = False
    return closed


def patched(schema: dict[str, Any], patch: dict[str, Any]) -> dict[str, Any]:
    """A JSON Merge Patch applied (RFC 7396)."""
    result = deepcopy(schema)
    for name, value in patch.items():
        kept = result.get(name)
        result[name] = patched(kept, value) if isinstance(value, dict) and isinstance(kept, dict) else value
    return result


@cache
def registry() -> Registry:
    found = []
    for path in (ROOT / "schema").glob("*.json"):
        schema = patched(json.loads(path.read_text()), profile.PATCHES.get(path.name, {}))
        schema["properties"] |= ONLY_COMPILED.get(path.name, {})
        found.append((path.name, Resource.from_contents(strict(schema), default_specification=DRAFT202012)))
    return Registry().with_resources(found)


ONLY_COMPILED = {  # what these lack and their compiled twins have
    "organization.json": {"services": {"type": "array", "items": {"$ref": "service.json"}}},
    "service_at_location.json": {"service": {"$ref": "service.json"}},
}
CHECKED = FormatChecker(formats=["uuid", "uri", "email", "date"])


@cache
def of_object(name: str) -> Draft202012Validator:
    """The judge of one object, nested as it may be."""
    return Draft202012Validator({"$ref": f"{name}.json"}, registry=registry(), format_checker=CHECKED)


@cache
def of_item(name: str) -> Draft202012Validator:
    """The judge of an item in a list."""
    schema = json.loads((ROOT / "lists" / f"{name}_list.json").read_text())
    ours = {"properties": profile.SERVICE}
    schema = patched(schema, ours if name == "service" else {})
    if name == "service_at_location":
        schema["properties"]["service"] = patched(schema["properties"]["service"], ours)
    return Draft202012Validator(strict(schema), format_checker=CHECKED)


def errors(judge: Draft202012Validator, said: Any) -> list[str]:
    return [f"{'/'.join(map(str, one.path))}: {one.message[:200]}" for one in judge.iter_errors(said)]

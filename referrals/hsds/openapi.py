"""The OpenAPI document of the API, made from the same names that the views check."""

from typing import Any

from . import VERSION

SCHEMAS = f"https://raw.githubusercontent.com/openreferral/specification/{VERSION}/schema"
PARAMETERS: dict[str, tuple[str, dict[str, Any]]] = {
    "search": ("Words, read as on the site's own page. A POST keeps them out of every log.", {"type": "string"}),
    "page": ("Which page, from 1.", {"type": "integer", "minimum": 1}),
    "per_page": ("How many on a page.", {"type": "integer", "minimum": 1, "maximum": 500}),
    "format": ("json, or ndjson: all of it, an object a line, without pages.", {"enum": ["json", "ndjson"]}),
    "taxonomy_term_id": ("Records that carry the term; several: all of them.", {"type": "string", "format": "uuid"}),
    "taxonomy_id": ("Records that carry any term of the taxonomy.", {"type": "string", "format": "uuid"}),
    "organization_id": ("Services of that organization.", {"type": "string", "format": "uuid"}),
    "modified_after": ("Records changed on or after that day or moment.", {"type": "string"}),
    "minimal": ("Only id, name, status and last_modified.", {"type": "boolean"}),
    "full": ("With everything that hangs on each.", {"type": "boolean"}),
    "full_service": ("With whole services.", {"type": "boolean"}),
    "postcode": ("Those that serve the state of that ZIP code, or all states.", {"type": "string"}),
    "proximity": ("Taken, and not used: how far somebody is from a place is never computed.", {"type": "number"}),
    "top_only": ("Only terms without one above them.", {"type": "boolean"}),
    "parent_id": ("Terms right below that one.", {"type": "string", "format": "uuid"}),
}
PAGING = ("search", "page", "per_page", "format")
LISTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "services": ("Service", (*PAGING, "taxonomy_term_id", "taxonomy_id", "organization_id", "modified_after", "minimal",
                             "full")),
    "organizations": ("Organization", (*PAGING, "taxonomy_term_id", "taxonomy_id", "full", "full_service")),
    "service_at_locations": ("ServiceAtLocation", (*PAGING, "taxonomy_term_id", "taxonomy_id", "organization_id",
                                                   "modified_after", "postcode", "proximity", "full")),
    "taxonomies": ("Taxonomy", PAGING),
    "taxonomy_terms": ("TaxonomyTerm", (*PAGING, "taxonomy_id", "top_only", "parent_id")),
}  # fmt: skip
FILES = {"Service": "service", "Organization": "organization", "ServiceAtLocation": "service_at_location",
         "Taxonomy": "taxonomy", "TaxonomyTerm": "taxonomy_term"}  # fmt: skip
ENVELOPE = {
    "total_items": {"type": "integer"}, "total_pages": {"type": "integer"}, "page_number": {"type": "integer"},
    "size": {"type": "integer"}, "first_page": {"type": "boolean"}, "last_page": {"type": "boolean"},
    "empty": {"type": "boolean"},
}  # fmt: skip


def document(at: str) -> dict[str, Any]:
    """The whole document; `at`: the address of the API."""
    paths: dict[str, Any] = {"/": {"get": _operation("getApi", "What this is", {"type": "object"}, ())}}
    for path, (name, parameters) in LISTS.items():
        page = {"type": "object", "required": ["empty", "contents"],
                "properties": ENVELOPE | {"contents": {"type": "array", "items": {"type": "object"}}}}  # fmt: skip
        paths[f"/{path}"] = {
            "get": _operation(f"list{name}", f"{name}: a page of a list", page, parameters),
            "post": _operation(f"search{name}", f"{name}: the same, parameters in the body", page, (), body=parameters),
        }
        one = ("full_service",) if name == "Organization" else ()
        whole = {"type": "object", "externalDocs": {"url": f"{SCHEMAS}/{FILES[name]}.json"}}
        get = _operation(f"get{name}", f"{name}: one, nested", whole, one)
        get["parameters"].insert(0, {"name": "id", "in": "path", "required": True,
                                     "schema": {"type": "string", "format": "uuid"}})  # fmt: skip
        get["responses"]["404"] = _failed("There is none with that id.")
        paths[f"/{path}/{{id}}"] = {"get": get}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Referral contacts as HSDS", "version": VERSION,
                 "description": "A read API of the Human Services Data Specification with a profile of its own."},
        "servers": [{"url": at.rstrip("/")}],
        "paths": paths,
    }  # fmt: skip


def _operation(
    id: str, summary: str, schema: dict[str, Any], parameters: tuple[str, ...], body: tuple[str, ...] = ()
) -> dict[str, Any]:
    lists = "format" in (*parameters, *body)  # which can be had whole, an object a line
    lines = {"application/x-ndjson": {"schema": {"type": "string"}}} if lists else {}
    operation: dict[str, Any] = {
        "operationId": id,
        "summary": summary,
        "parameters": [
            {"name": name, "in": "query", "description": PARAMETERS[name][0], "schema": PARAMETERS[name][1]}
            for name in parameters
        ],
        "responses": {
            "200": {"description": "As asked.", "content": {"application/json": {"schema": schema}} | lines},
            "304": {"description": "Nothing changed since the answer with that ETag."},
            "400": _failed("A parameter says what nobody can follow."),
            "429": _failed("Asked very often; Retry-After says in how many seconds it is answered again."),
        },
    }
    if body:
        fields = {name: {"description": PARAMETERS[name][0]} | PARAMETERS[name][1] for name in body}
        content = {"schema": {"type": "object", "properties": fields}}
        operation["requestBody"] = {
            "content": {"application/json": content, "application/x-www-form-urlencoded": content}
        }
    return operation


def _failed(description: str) -> dict[str, Any]:
    schema = {"type": "object", "required": ["error"], "properties": {"error": {"type": "string"}}}
    return {"description": description, "content": {"application/json": {"schema": schema}}}

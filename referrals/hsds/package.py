"""The tabular package: a CSV for each object of HSDS that there is something of, and `datapackage.json`, which says
what they hold and how they point at each other (Frictionless Data). The same directory makes the same bytes.

Nothing is put before a cell that looks like a formula: programs read these tables, and it would be wrong data.
"""

import csv
import json
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol, TextIO

from django.utils.translation import override

from referrals import terms
from referrals.models import Resource

from . import VERSION, ids, objects
from .fields import REFERENCES, TABLES, Field
from .listed import Listed, listed

PIECE = 1 << 16  # bytes that leave together
THEN = (1980, 1, 1, 0, 0, 0)  # the time of every member: none, as a ZIP says it
DESCRIPTOR = "datapackage.json"


class Handout(Protocol):
    """What is asked of a handout (see `exports.handout`)."""

    @property
    def now(self) -> datetime: ...
    @property
    def query(self) -> str: ...
    @property
    def options(self) -> Any: ...
    @property
    def search(self) -> Any: ...

    def hits(self) -> Iterator[Any]:
        """The contacts, each as a search found it."""


def render(handout: Handout) -> Iterator[bytes]:
    """The file in pieces, once it is written; what it was written with is gone then."""
    with TemporaryDirectory(prefix="package-") as directory, override(None):
        path = Path(directory) / "datapackage.zip"
        _write(handout, Path(directory), path)
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                yield piece


def _write(handout: Handout, directory: Path, path: Path) -> None:
    with ExitStack() as open_files:
        tables = Tables(directory, open_files)
        for one in listed(_in_order(handout), handout.now.date()):
            tables.add(one)
        tables.add_terms()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as zipped:
        descriptor = json.dumps(describe(tables.written), ensure_ascii=False, indent=1)
        zipped.writestr(_member(DESCRIPTOR), descriptor + "\n")
        for name in sorted(tables.written):
            with zipped.open(_member(TABLES[name].path), "w") as member, (directory / name).open("rb") as table:
                while piece := table.read(PIECE):
                    member.write(piece)


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, THEN)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.external_attr = 0o644 << 16
    return member


def _in_order(handout: Handout) -> list[int]:
    """The records of a search by their UUID, in whatever order it found them; everything without asking for it."""
    rows = Resource.objects.released().order_by("uuid")
    if handout.search is not None and not handout.query and handout.options.limit is None:
        return list(rows.values_list("pk", flat=True))
    wanted = {hit.contact.id for hit in handout.hits()}
    return [pk for pk, uuid in rows.values_list("pk", "uuid") if str(uuid) in wanted]


class Tables:
    """The tables as they grow, each in a file of its own. Terms and taxonomies come last: only those in use."""

    def __init__(self, directory: Path, open_files: ExitStack) -> None:
        self._directory, self._open_files = directory, open_files
        self._writers: dict[str, Any] = {}
        _moment, self._vocabulary = terms.now()
        self._organizations: set[str] = set()
        self._terms: set[str] = set()

    @property
    def written(self) -> set[str]:
        """Names of the tables that hold something."""
        return {*self._writers}

    def add(self, one: Listed) -> None:
        """A service with its organization and all that hangs on it."""
        whole = objects.Whole(one, self._vocabulary)
        if one.organization not in self._organizations:
            self._organizations.add(one.organization)
            self._put("organization", [objects.organization(one)])
        self._put("service", [objects.direct(one)])
        there = whole.at_location()
        if there:
            place = there["location"]
            self._put("location", [place])
            self._put("address", [row | {"location_id": place["id"]} for row in place["addresses"]])
            self._put("service_at_location", [{"id": there["id"], "service_id": one.id, "location_id": place["id"]}])
        for name, rows in (
            ("phone", whole.phones()), ("url", whole.urls()), ("contact", whole.contacts()),
            ("schedule", whole.schedules()), ("service_area", whole.service_areas()), ("language", whole.languages()),
            ("cost_option", whole.cost_options()), ("evidence", whole.evidence()),
        ):  # fmt: skip
            self._put(name, [row | {"service_id": one.id} for row in rows])
        attributes = whole.attributes()
        self._terms |= {row["taxonomy_term"]["code"] for row in attributes}
        self._put("attribute", attributes)

    def add_terms(self) -> None:
        """The terms that were carried, those above them, and their taxonomies."""
        carried = {slug for one in self._terms for slug in (one, *self._vocabulary.broader(one))}
        used = sorted((self._vocabulary.by_slug[slug] for slug in carried), key=lambda one: ids.term(one.slug))
        self._put("taxonomy_term", [objects.term(one) for one in used])
        self._put("taxonomy", [objects.taxonomy(facet) for facet in sorted({one.facet for one in used})])

    def _put(self, name: str, rows: Iterable[dict[str, Any]]) -> None:
        for row in rows:
            if name not in self._writers:
                file: TextIO = self._open_files.enter_context(
                    (self._directory / name).open("w", encoding="utf-8", errors="replace", newline="")
                )
                self._writers[name] = csv.writer(file, lineterminator="\r\n")
                self._writers[name].writerow(field.name for field in TABLES[name].fields)
            self._writers[name].writerow(_cell(row.get(field.name)) for field in TABLES[name].fields)


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else value


def describe(written: Iterable[str]) -> dict[str, Any]:
    """The descriptor of a package that holds these tables; nothing in it points at one that is not there."""
    written = set(written)
    return {
        "name": "human_services_data",
        "title": "Human Services Data Specification",
        "profile": "tabular-data-package",
        "version": VERSION,
        "homepage": "https://docs.openreferral.org",
        "resources": [_described(name, written) for name in sorted(written)],
    }


def _described(name: str, written: set[str]) -> dict[str, Any]:
    table = TABLES[name]
    schema: dict[str, Any] = {"primaryKey": "id", "fields": [_field(field) for field in table.fields]}
    keys = [
        {"fields": field.name, "reference": {"resource": REFERENCES[field.name], "fields": "id"}}
        for field in table.fields
        if REFERENCES.get(field.name) in written and REFERENCES[field.name] != name
    ]
    if keys:
        schema["foreignKeys"] = keys
    return {
        "name": name, "path": table.path, "profile": "tabular-data-resource", "format": "csv", "mediatype": "text/csv",
        "encoding": "utf-8", "schema": schema,
    }  # fmt: skip


def _field(field: Field) -> dict[str, Any]:
    described: dict[str, Any] = {"name": field.name, "type": field.type}
    if field.format:
        described["format"] = field.format
    if field.required or field.name == "id":
        described["constraints"] = {"required": True} | ({"unique": True} if field.name == "id" else {})
    return described

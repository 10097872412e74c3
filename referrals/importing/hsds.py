"""An HSDS package (3.x, tabular): one row a service, with what its other tables say of it."""

import csv
import io
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from .files import Row
from .problems import Problem, Refused

SERVICES = frozenset({"services.csv", "service.csv"})
HEADER = [
    "id", "name", "organization", "alternate_name", "description", "eligibility", "phone", "text", "tty", "fax",
    "email", "website", "street", "city", "state", "zip", "service_area", "languages", "hours", "cost", "kind",
    "victim_type", "need", "assured_date",
]  # fmt: skip
PHONES = {"text": "text", "sms": "text", "textphone": "tty", "tty": "tty", "fax": "fax"}
CLOSED = {"inactive", "defunct"}

Table = list[dict[str, str]]


def rows(path: Path, file: str) -> tuple[list[str], Callable[[], Iterator[Row]]]:
    """The columns, and the rows; services that are inactive or defunct are left out."""
    return HEADER, lambda: _rows(path, file)


def _rows(path: Path, file: str) -> Iterator[Row]:
    package = _Package(path, file)
    for line, service in enumerate(package.table("service"), start=2):
        if service.get("status") not in CLOSED:
            yield Row(line, dict.fromkeys(HEADER, "") | package.row(service))


class _Package:
    def __init__(self, path: Path, file: str) -> None:
        self.file = file
        try:
            with zipfile.ZipFile(path) as zipped:
                self.tables = {
                    name.rpartition("/")[2].removesuffix(".csv"): _table(zipped.read(name), file)
                    for name in zipped.namelist()
                    if name.endswith(".csv")
                }
        except (zipfile.BadZipFile, UnicodeDecodeError, csv.Error) as error:
            raise Refused([Problem(file, 0, "", f"a table of the package cannot be read ({error}).")]) from error
        self.organizations = {row.get("id", ""): row for row in self.table("organization")}
        self.terms = {row.get("id", ""): row for row in self.table("taxonomy_term")}
        self.places = {row.get("location_id", ""): row for row in self.table("address")}
        self.of = {
            name: self._by_service(name)
            for name in ("phone", "service_area", "language", "schedule", "cost_option", "url", "service_at_location")
        }
        self.attributes: dict[str, Table] = defaultdict(list)
        for row in self.table("attribute"):
            self.attributes[row.get("link_id", "")].append(row)

    def table(self, name: str) -> Table:
        """By its name in HSDS, in the singular or the plural."""
        plural = {"address": "addresses", "taxonomy_term": "taxonomy_terms"}.get(name, f"{name}s")
        return self.tables.get(name) or self.tables.get(plural) or []

    def _by_service(self, name: str) -> dict[str, Table]:
        found: dict[str, Table] = defaultdict(list)
        for row in self.table(name):
            found[row.get("service_id", "")].append(row)
        return found

    def row(self, service: dict[str, str]) -> dict[str, str]:
        key = service.get("id", "")
        organization = self.organizations.get(service.get("organization_id", ""), {})
        address = next((self.places[one["location_id"]] for one in self.of["service_at_location"][key]
                        if one.get("location_id") in self.places), {})  # fmt: skip
        plain = {
            "id": key,
            "name": service.get("name", ""),
            "organization": organization.get("name", ""),
            "alternate_name": service.get("alternate_name", ""),
            "description": service.get("description", ""),
            "eligibility": service.get("eligibility_description", ""),
            "email": service.get("email", "") or organization.get("email", ""),
            "website": service.get("url", "") or _first(self.of["url"][key], "url") or organization.get("website", ""),
            "street": address.get("address_1", ""),
            "city": address.get("city", ""),
            "state": address.get("state_province", ""),
            "zip": address.get("postal_code", ""),
            "service_area": " | ".join(filter(None, map(_area, self.of["service_area"][key]))),
            "languages": " | ".join(row.get("name") or row.get("code", "") for row in self.of["language"][key]),
            "hours": _first(self.of["schedule"][key], "description"),
            "cost": service.get("fees_description", "") or _first(self.of["cost_option"][key], "amount_description"),
            "assured_date": service.get("assured_date", ""),
        }
        return plain | self._phones(key) | self._marks(key)

    def _phones(self, key: str) -> dict[str, str]:
        found: dict[str, list[str]] = defaultdict(list)
        for row in self.of["phone"][key]:
            extension = f" x{row['extension']}" if row.get("extension") else ""
            found[PHONES.get(row.get("type", "").lower(), "phone")].append(f"{row.get('number', '')}{extension}")
        return {use: " | ".join(numbers) for use, numbers in found.items()}

    def _marks(self, key: str) -> dict[str, str]:
        """Kind, victim types and needs: attributes of the service, by the type of their link."""
        found: dict[str, list[str]] = defaultdict(list)
        for row in self.attributes[key]:
            term = self.terms.get(row.get("taxonomy_term_id", ""), {})
            if row.get("link_type") in {"kind", "victim_type", "need", "cost"}:
                found[row["link_type"]].append(term.get("code") or term.get("name", ""))
        return {name: " | ".join(codes) for name, codes in found.items()}


def _table(data: bytes, file: str) -> Table:
    text = io.StringIO(data.decode("utf-8-sig"), newline="")
    return [{name: value or "" for name, value in row.items() if name} for row in csv.DictReader(text, strict=True)]


def _first(rows: Table, column: str) -> str:
    return next((row[column] for row in rows if row.get(column)), "")


def _area(row: dict[str, str]) -> str:
    """The name of a service area; a country's division is the whole nation."""
    if row.get("extent", "").rstrip("/").endswith("country:us"):
        return "nationwide"
    return row.get("name", "") or row.get("extent", "").rpartition("state:")[2].upper()

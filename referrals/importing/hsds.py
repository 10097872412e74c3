"""HSDS 3.x as rows: one a service, whether it comes as a tabular package (ZIP) or as JSON - a page of a list, a list,
one object, an object a line, services or organizations with services.

Each row has cells, as any list has, so that what a foreign package says can be mapped and corrected like any other.
What is exact - ids, how a number is used, how a term is meant, the fields of our own profile - comes beside them.
"""

import codecs
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from referrals.hsds.fields import TABLES
from referrals.hsds.objects import COUNTRY, LINK_TYPES

from . import packages
from .files import CONTROL, Row
from .packages import CHILDREN
from .problems import Problem, Refused

SERVICES = frozenset({"services.csv", "service.csv"})
HEADER = [
    "id", "name", "organization", "alternate_name", "description", "eligibility", "phone", "text", "tty", "fax",
    "email", "website", "street", "city", "state", "zip", "service_area", "languages", "hours", "cost", "kind",
    "victim_type", "need", "assured_date",
]  # fmt: skip
PHONES = {"text": "text", "sms": "text", "textphone": "tty", "tty": "tty", "fax": "fax", "video": "videophone"}
CLOSED = {"inactive", "defunct"}
MOST_OBJECTS = 250_000
LARGEST_JSON = 50 * 1024 * 1024  # bytes that are read at once; a package may be larger
KEPT = {name: {field.name for field in table.fields} for name, table in TABLES.items()}
KEPT["service"] |= {"fees"}
IGNORED = {"metadata", "id", "organization", "location", "taxonomy_term", "taxonomy_detail", "service_at_locations"}

Object = dict[str, Any]


def rows(path: Path, file: str) -> tuple[list[str], Callable[[], Iterator[Row]]]:
    """The columns, and the rows; services that are inactive or defunct are left out."""
    return HEADER, lambda: _rows(path, file)


def left(path: Path, file: str) -> Counter[str]:
    """{"table.field": how often it says something that the directory has no place for}."""
    found: Counter[str] = Counter()
    for _line, service in _services(path, file):
        if _text(service, "status") in CLOSED:
            found["service (inactive or defunct)"] += 1
        else:
            found.update(_left(service))
    return found


def _left(service: Object) -> Iterator[str]:
    yield from _unknown("service", service)
    yield from _unknown("organization", _object(service, "organization"))
    for name, table in CHILDREN.items():
        for row in _list(service, name):
            yield from _unknown(table, row)
    for there in _list(service, "service_at_locations"):
        place = _object(there, "location")
        yield from _unknown("location", place)
        for address in _list(place, "addresses"):
            yield from _unknown("address", address)
    if service.get("assured_date"):
        yield "service.assured_date (not verified by anybody here)"


def _unknown(table: str, row: Object) -> Iterator[str]:
    for name, value in row.items():
        if value in ("", None, [], {}) or name in KEPT[table] or name in IGNORED:
            continue
        if not (table == "service" and name in CHILDREN) and not (table == "location" and name == "addresses"):
            yield f"{table}.{name}"


def _rows(path: Path, file: str) -> Iterator[Row]:
    for line, service in _services(path, file):
        if _text(service, "status") not in CLOSED:
            yield Row(line, dict.fromkeys(HEADER, "") | _cells(service), _exact(service))


def _services(path: Path, file: str) -> Iterator[tuple[int, Object]]:
    """Each service, nested, with the line of the table or the number of the object it stands at."""
    if zipfile.is_zipfile(path):
        return enumerate(packages.services(path, file), start=2)
    return enumerate(_from_json(path, file), start=1)


# --- JSON


def _from_json(path: Path, file: str) -> Iterator[Object]:
    if path.stat().st_size > LARGEST_JSON:
        sentence = f"JSON of more than {LARGEST_JSON // 1024**2} MB is not read; expected a package (ZIP) instead."
        raise Refused([Problem(file, 0, "", sentence)])
    try:
        yield from _of(_parts(path.read_bytes().removeprefix(codecs.BOM_UTF8)), file)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise Refused([Problem(file, 0, "", f"this is no JSON as it should be ({_short(error)}).")]) from error


class _Page(msgspec.Struct):
    """A page of a list, whose objects are read when it is their turn."""

    contents: list[msgspec.Raw]


def _parts(data: bytes) -> list[msgspec.Raw]:
    """The objects, not yet read: a page of a list, a list, an object a line, or one object."""
    if _is_lines(data):
        return [msgspec.Raw(line) for line in data.splitlines() if line.strip()]
    if data.lstrip()[:1] == b"[":
        return msgspec.json.decode(data, type=list[msgspec.Raw])
    try:
        return msgspec.json.decode(data, type=_Page).contents
    except msgspec.ValidationError:
        return [msgspec.Raw(data)]


def _short(error: Exception) -> str:
    return "nested too deep" if isinstance(error, RecursionError) else str(error)[:120]


def _is_lines(data: bytes) -> bool:
    """An object a line: the first line alone is one, and more follows."""
    first, _, rest = data.strip().partition(b"\n")
    return bool(rest.strip()) and first.startswith(b"{") and first.rstrip().endswith(b"}")


def _of(parts: list[msgspec.Raw], file: str) -> Iterator[Object]:
    if len(parts) > MOST_OBJECTS:
        raise Refused([Problem(file, 0, "", f"expected at most {MOST_OBJECTS:,} objects, found {len(parts):,}.")])
    for part in parts:
        one = msgspec.json.decode(part)
        if not isinstance(one, dict) or not ("name" in one and "id" in one):
            sentence = (
                "expected services or organizations as HSDS says them, each with id and name, found something else."
            )
            raise Refused([Problem(file, 0, "", sentence)])
        if isinstance(one.get("services"), list):
            body = {name: value for name, value in one.items() if name != "services"}
            yield from ({"organization": body} | service for service in one["services"] if isinstance(service, dict))
        else:
            yield one


# --- A service as a row


def _list(holder: Object, name: str) -> list[Object]:
    found = holder.get(name)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _object(holder: Object, name: str) -> Object:
    found = holder.get(name)
    return found if isinstance(found, dict) else {}


def _text(row: Object, name: str) -> str:
    return plain(row.get(name))


def plain(value: Any) -> str:
    """A text or a number as a text that any database keeps; nothing for anything else."""
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, str | int | float):
        return ""
    return CONTROL.sub("", str(value)).encode("utf-8", "replace").decode()


def _cells(service: Object) -> dict[str, str]:
    organization = _object(service, "organization")
    address = next(_addresses(service), {})
    plain = {
        "id": _text(service, "id"),
        "name": _text(service, "name"),
        "organization": _text(organization, "name"),
        "alternate_name": _text(service, "alternate_name"),
        "description": _text(service, "description"),
        "eligibility": _text(service, "eligibility_description"),
        "email": _text(service, "email") or _text(organization, "email"),
        "website": _text(service, "url") or _first(_list(service, "additional_urls"), "url")
        or _text(organization, "website"),
        "street": _text(address, "address_1"),
        "city": _text(address, "city"),
        "state": _text(address, "state_province"),
        "zip": _text(address, "postal_code"),
        "service_area": " | ".join(filter(None, map(_area, _list(service, "service_areas")))),
        "languages": " | ".join(_text(row, "name") or _text(row, "code") for row in _list(service, "languages")),
        "hours": _first(_list(service, "schedules"), "description"),
        "cost": _text(service, "fees_description") or _first(_list(service, "cost_options"), "amount_description"),
        "assured_date": _text(service, "assured_date"),
    }  # fmt: skip
    return plain | _numbers(service) | _marks(service)


def _addresses(service: Object) -> Iterator[Object]:
    for there in _list(service, "service_at_locations"):
        yield from _list(_object(there, "location"), "addresses")


def _numbers(service: Object) -> dict[str, str]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in _list(service, "phones"):
        extension = f" x{_text(row, 'extension')}" if _text(row, "extension") else ""
        use = PHONES.get(_text(row, "type").lower(), "phone")
        found["phone" if use == "videophone" else use].append(f"{_text(row, 'number')}{extension}")
    return {use: " | ".join(numbers) for use, numbers in found.items()}


def _marks(service: Object) -> dict[str, str]:
    """Kind, victim types and needs: attributes of the service, by the type of their link."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in _list(service, "attributes"):
        term = _object(row, "taxonomy_term")
        if _text(row, "link_type") in LINK_TYPES.values():
            found[_text(row, "link_type")].append(_text(term, "code") or _text(term, "name"))
    return {name: " | ".join(codes) for name, codes in found.items()}


def _first(found: Iterable[Object], column: str) -> str:
    return next((_text(row, column) for row in found if _text(row, column)), "")


def _area(row: Object) -> str:
    """The name of a service area; a country's division is the whole nation."""
    if _text(row, "extent").rstrip("/").endswith(COUNTRY):
        return "nationwide"
    return _text(row, "name") or _text(row, "extent").rpartition("state:")[2].upper()


# --- What is exact


def _exact(service: Object) -> Object:
    """What a cell cannot say: the rows as they are, and the service's own fields (see `exact`)."""
    organization = _object(service, "organization")
    children = {
        name: _list(service, name) for name in ("phones", "additional_urls", "contacts", "attributes", "evidence")
    }
    return children | {
        "service": {name: value for name, value in service.items() if not isinstance(value, dict | list)},
        "organization": {name: _text(organization, name) for name in ("id", "name", "alternate_name")},
    }

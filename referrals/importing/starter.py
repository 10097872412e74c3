"""The layout of the starter directory (fixtures/directory): one row a resource.

`notes` holds dropped and wrong numbers and is internal: it is dropped with the other ignored columns before
a row is read. `doubt` withholds a field, or keeps the whole record in review.
"""

import re
from collections.abc import Callable
from typing import Any

from referrals.curation import record
from referrals.curation.record import Record
from referrals.curation.reporting import may_report
from referrals.curation.rules import shelters_people
from referrals.lexicon import fold
from referrals.matching import acronyms
from referrals.vocabulary import Coverage, Kind, PhoneUse, Relation, State, Visibility, english
from referrals.vocabulary import Known as Answer

from . import publishers, texting, values
from .files import Cells
from .known import Known
from .mapping import Mapping
from .values import Reading

COLUMNS = frozenset({
    "name", "kind", "parent_organization", "description", "phone", "phone_extension", "text_line", "tty", "email",
    "website", "street", "city", "state", "zip", "scope", "states_served", "serves_any_victim", "victim_types",
    "needs", "languages", "hours", "source_url", "source_date", "doubt",
})  # fmt: skip
IGNORED = frozenset({"notes", "toll_free"})  # toll-free shows in the number itself
SCOPES = {"national": Coverage.NATIONAL, "state": Coverage.STATES, "local": Coverage.LOCAL}
DOUBTS = frozenset({"phone", "website", "address", "record"})
INTERPRETERS = re.compile(r"interpreters|\d+\+ languages")
ALWAYS = frozenset({"24/7", "24 hours"})
FORMERLY = re.compile(r"\(formerly ([^()]+)\)")
ZIP = re.compile(r"\d{5}(?:-\d{4})?", re.ASCII)


def key(cells: Cells) -> str:
    """Name and state, or US for a row without one: what is unique in the file."""
    return f"{cells['name']} | {cells['state'] or 'US'}"


def to_record(read: Reading, known: Known) -> Record:
    """The record of one row."""
    doubt = read("doubt", values.several(values.one_of(DOUBTS)), [])
    found = _what(read, known) | _where(read) | _when_and_who(read, known)
    found |= _contacts(read, doubt) | {"in_doubt": "record" in doubt}
    found["contact_may_report"] = _may_report(read)
    found["address"] = _address(read, confidential=shelters_people(found), doubtful="address" in doubt)
    found["city"] = "" if shelters_people(found) else found["city"]
    return record.blank(**found)


def _what(read: Reading, known: Known) -> Record:
    name = read("name", values.text(250))
    kind = read("kind", values.one_of(Kind.values))
    for field, value in {"name": name, "kind": kind, "scope": read.row.cells["scope"]}.items():
        if not value and not read.row.cells[field]:
            read.refuse(field, "expected a value, found nothing.")
    organization = read("parent_organization", values.text(250), name)
    return {
        "name": name,
        "kind": kind,
        "organization": organization,
        # Aliases belong to the organization: an acronym of one programme is none of the parent's.
        "aliases": [*acronyms(name), *FORMERLY.findall(name)] if organization == name else [],
        "description": read.row.cells["description"],
        "serves_any_victim": read("serves_any_victim", values.yes_or_no, False),
        "terms": _terms(read, known),
    }


def _terms(read: Reading, known: Known) -> list[Record]:
    victim_types = values.several(values.slug_of(known.victim_types, "the slug of a victim type"))
    needs = values.several(values.slug_of(known.needs, "the slug of a need"))
    slugs = [*read("victim_types", victim_types, []), *read("needs", needs, [])]
    return [{"slug": slug, "relation": str(Relation.SERVES)} for slug in dict.fromkeys(slugs)]


def _where(read: Reading) -> Record:
    state = values.slug_of(english(State), "a state code such as NC")
    coverage = read("scope", lambda cell: SCOPES[values.one_of(SCOPES)(cell)], Coverage.NOT_STATED)
    states = read("states_served", values.several(state), [])
    if coverage == Coverage.NATIONAL and read.row.cells["states_served"]:
        read.refuse("states_served", "expected nothing in a national row: it serves every state.")
    if coverage in {Coverage.STATES, Coverage.LOCAL} and not read.row.cells["states_served"]:
        read.refuse("states_served", "expected a state code such as NC, found nothing.")
    city = read("city", values.text(100))
    return {
        "coverage": str(coverage),
        "base_state": read("state", state),
        "states": states,
        "city": city if coverage == Coverage.LOCAL else "",
    }


def _when_and_who(read: Reading, known: Known) -> Record:
    languages = [code for code in read("languages", values.several(_language(known)), []) if code]
    hours = read("hours", values.text(200))
    url = read("source_url", publishers.source_url)
    return {
        "languages": [code for code in languages if code != Answer.YES],
        "interpretation": str(Answer.YES if Answer.YES in languages else Answer.UNKNOWN),
        "hours": hours,
        "always_open": True if hours.lower() in ALWAYS else None,
        "published_by": publishers.published_by(url)[:200],
        "published_on": read("source_date", values.partial_date),
        "published_url": publishers.published_url(url),
    }


def _language(known: Known) -> Callable[[str], str]:
    """The code of a language; yes for interpreters; nothing for "others", which names none."""

    def convert(cell: str) -> str:
        if cell == "others":
            return ""
        if INTERPRETERS.fullmatch(cell):
            return str(Answer.YES)
        names = {name: name for name in known.languages}
        return known.languages[values.slug_of(names, "a language such as Spanish, or interpreters")(fold(cell))]

    return convert


def _contacts(read: Reading, doubt: list[str]) -> Record:
    website = read("website", values.web_address)
    email = read("email", values.email)
    return {
        "phones": _phones(read, doubtful="phone" in doubt),
        "links": [{"url": website, "doubtful": "website" in doubt}] if website else [],
        "emails": [{"address": email}] if email else [],
    }


def _phones(read: Reading, *, doubtful: bool) -> list[Record]:
    """The main number first. A doubt covers text line and TTY too: they were read at the same place."""
    main = read("phone", values.phone)
    tty = read("tty", values.phone)
    text = read("text_line", texting.text_line, None)
    rows: list[dict[str, Any]] = []
    if main:
        rows.append({"number": main, "primary": not doubtful} | _beyond(read, main))
    elif read.row.cells["phone_extension"] and not read.row.cells["phone"]:
        read.refuse("phone_extension", "expected nothing where there is no phone.")
    rows += [text] if text else []
    rows += [{"number": tty, "use": str(PhoneUse.TTY)}] if tty else []
    return [row | {"doubtful": doubtful} for row in rows]


def _beyond(read: Reading, number: str) -> dict[str, str]:
    """What to dial once connected: a key of a short code's menu, or an extension."""
    extension = read("phone_extension", values.digits)
    return {"extension": extension} if number.startswith("+") else {"menu_key": extension[:4]}


def _may_report(read: Reading) -> str:
    cells = read.row.cells
    return may_report(
        kind=cells["kind"],
        name=cells["name"],
        parent=cells["parent_organization"],
        victim_types=cells["victim_types"].split("|"),
        needs=cells["needs"].split("|"),
        sites=[cells["website"]],
    )


def _address(read: Reading, *, confidential: bool, doubtful: bool) -> Record | None:
    """The place, if the row gives more than a state. Confidential, doubtful or malformed: hidden."""
    cells = read.row.cells
    place = {
        "street": read("street", values.text(200)),
        "city": cells["city"][:100],
        "state": cells["state"] if cells["state"] in State.values else "",
        "postal_code": read("zip", values.text(12)),
    }
    if not (place["street"] or place["city"] or place["postal_code"]):
        return None
    hidden = confidential or doubtful or _malformed(place)
    return place | {"visibility": str(Visibility.HIDDEN if hidden else Visibility.PUBLIC)}


def _malformed(place: dict[str, str]) -> bool:
    readable = not place["postal_code"] or ZIP.fullmatch(place["postal_code"])
    return not (readable and place["city"] and place["state"])


STARTER = Mapping("starter-directory", COLUMNS, IGNORED, key, "name", to_record)

"""A row of an uploaded table as a record, by the layout that a curator chose for the file."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from referrals.curation import record
from referrals.curation.record import Record
from referrals.curation.reporting import may_report
from referrals.curation.rules import shelters_people
from referrals.matching import acronyms
from referrals.vocabulary import Coverage, Kind, Relation, Visibility
from referrals.vocabulary import Known as Answer

from . import cells, values
from .choices import NATIONWIDE, Known
from .exact import Exact
from .files import Row
from .layouts import FIELDS, Layout
from .problems import Problem, Unexpected, quoted

ALWAYS = frozenset({"24/7", "24 hours", "24 hours a day", "24 hrs", "24-7", "24 hours, 7 days"})


class Reader:
    """Reads the rows of one file."""

    def __init__(self, file: str, layout: Layout, known: Known) -> None:
        self.file, self.layout, self.known = file, layout, known
        self.columns = {name: layout.headings(name) for name in FIELDS}

    def read(self, row: Row) -> tuple[str, Record, list[Problem]]:
        """(key within its source, record, problems) of a row; with problems the record is not to be used."""
        one = _One(self, row)
        found = one.record()
        return one.key(), found, one.problems


class _One:
    def __init__(self, reader: Reader, row: Row) -> None:
        self.reader, self.row = reader, row
        self.problems: list[Problem] = []
        self._chosen: dict[str, list[str]] = {}

    def key(self) -> str:
        """Its number in that list, if it has one; else its name and state."""
        name, state = self.plain("name"), self.plain("state") or self.plain("states")
        return (self.plain("id") or f"{name} | {state or NATIONWIDE}")[:300]

    def plain(self, name: str) -> str:
        """The cells of a field as they are; of several columns those that say something."""
        return " | ".join(filter(None, (self.row.cells[heading] for heading in self.reader.columns[name])))

    def cell(self, name: str, convert: Callable[[str], Any], otherwise: Any = "") -> Any:
        """What a field says; a problem, and `otherwise`, if it says what it may not."""
        written = self.plain(name)
        try:
            return convert(written) if written else otherwise
        except Unexpected as error:
            self.refuse(name, str(error))
            return otherwise

    def refuse(self, name: str, sentence: str) -> None:
        heading = next(iter(self.reader.columns.get(name, [])), str(FIELDS[name][0]) if name in FIELDS else name)
        self.problems.append(Problem(self.reader.file, self.row.line, heading, sentence))

    def chosen(self, name: str) -> list[str]:
        """The slugs of a field with a list of values, each once."""
        if name not in self._chosen:
            self._chosen[name] = list(dict.fromkeys(self._known_slugs(name)))
        return self._chosen[name]

    def _known_slugs(self, name: str) -> Iterator[str]:
        for words, slug in self.reader.known.of[name].split(self.plain(name), self.reader.layout.values.get(name, {})):
            if slug is None:
                self.refuse(name, f"expected a value that is known, found {quoted(words)}: say what it means.")
            elif slug:
                yield slug

    def one(self, name: str, otherwise: str) -> str:
        return next(iter(self.chosen(name)), otherwise)

    def record(self) -> Record:
        found = self._what() | self._where() | self._rest() | self._exact()
        if found["coverage"] not in {Coverage.STATES, Coverage.LOCAL}:
            found["states"] = []
        sheltered = shelters_people(found)
        found["city"] = "" if sheltered else found["city"]
        found["address"] = self._address(sheltered=sheltered)
        return record.blank(**found)

    def _exact(self) -> Record:
        """What a service of HSDS says exactly, if that is what the row is of."""
        if self.row.exact is None:
            return {}
        known = frozenset(slug for name in ("victim", "need") for slug in self.reader.known.of[name].labels)
        return Exact(self.row.exact, known, self.refuse).record()

    def _what(self) -> Record:
        name = self.cell("name", values.text(250))
        kind = self.one("kind", self.reader.layout.kind)
        if not name:
            self.refuse("name", "expected a name, found nothing.")
        if not kind:
            self.refuse("kind", "expected a kind, found nothing; choose one for rows that say none.")
        organization = self.cell("organization", values.text(250), name)
        aliases = [*self.cell("aliases", lambda cell: list(cells.listed(cell)), []), *acronyms(name)]
        slugs = dict.fromkeys((*self.chosen("victim"), *self.chosen("need")))
        return {
            "name": name,
            "kind": kind or str(Kind.VICTIM_SERVICES),
            "organization": organization,
            "aliases": [alias[:250] for alias in aliases] if organization == name else [],
            "description": self.cell("description", values.words),
            "eligibility": self.cell("eligibility", values.words),
            "terms": [{"slug": slug, "relation": str(Relation.SERVES)} for slug in slugs],
        }

    def _where(self) -> Record:
        base, said = self.one("state", ""), self.chosen("states")
        coverage = self.one("coverage", "")
        if NATIONWIDE in said or coverage == Coverage.NATIONAL:
            coverage, states = Coverage.NATIONAL, []
        else:
            states = said or ([base] if base else [])
            coverage = coverage or (self.reader.layout.coverage if states else Coverage.NOT_STATED)
        city = self.cell("city", values.text(100))
        return {
            "coverage": str(coverage),
            "base_state": base,
            "states": states if coverage in {Coverage.STATES, Coverage.LOCAL} else [],
            "area": self.cell("area", values.text(200)),
            "city": city if coverage == Coverage.LOCAL else "",
        }

    def _rest(self) -> Record:
        hours = self.cell("hours", values.text(200))
        languages, sites = self.chosen("language"), self.cell("website", cells.web_addresses, [])
        return {
            "languages": languages,
            "interpretation": str(Answer.UNKNOWN),
            "hours": hours,
            "always_open": True if hours.lower() in ALWAYS else None,
            "cost": self.one("cost", "cost-unknown"),
            "contact_may_report": self._may_report(sites),
            "published_by": self.cell("published_by", values.text(200)),
            "published_on": self.cell("published_on", cells.day),
            "published_url": self.cell("published_url", values.web_address),
            "phones": list(self._phones()),
            "links": [{"url": url} for url in sites],
            "emails": [{"address": address} for address in self.cell("email", cells.emails, [])],
        }

    def _may_report(self, sites: list[str]) -> str:
        return may_report(
            kind=self.one("kind", self.reader.layout.kind), name=self.plain("name"),
            parent=self.plain("organization"), victim_types=self.chosen("victim"), needs=self.chosen("need"),
            sites=sites,
        )  # fmt: skip

    def _phones(self) -> Iterator[Record]:
        """Every number once, the first to call first."""
        found: list[Record] = []
        for name, use in (("phone", "voice"), ("text", "text"), ("tty", "tty"), ("fax", "fax")):
            found += self.cell(name, partial(cells.phones, use=use), [])
        voices = [row for row in found if row["use"] == "voice"]
        if voices and (extension := self.cell("extension", values.digits)):
            voices[0]["extension"] = voices[0]["extension"] or extension
        rows = {(row["number"], row["extension"], row["use"]): row for row in found}
        for row in rows.values():
            yield row | {"primary": bool(voices) and row is voices[0]}

    def _address(self, *, sheltered: bool) -> Record | None:
        """The place, if the row gives more than a state; hidden unless the curator said that this list's are public."""
        place = {
            "street": self.cell("street", values.text(200)),
            "city": self.cell("city", values.text(100)),
            "state": self.one("state", ""),
            "postal_code": self.cell("zip", cells.zip_code),
        }
        if not (place["street"] or place["postal_code"]):
            return None
        whole = place["city"] and place["state"]
        visibility = self.reader.layout.visibility if whole and not sheltered else Visibility.HIDDEN
        return place | {"visibility": str(visibility)}

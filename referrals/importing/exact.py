"""What a service of HSDS says exactly, as fields of a record: read past the cells, and checked as strictly.

A foreign package has none of our profile: then the cells stand. Nothing here says that anybody verified a contact.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.utils.dateparse import parse_date, parse_datetime

from referrals import numbers
from referrals.curation.record import Record
from referrals.vocabulary import Coverage, Known, MayReport, PhoneUse, Relation, Speaker, Stance, State

from . import cells, values
from .hsds import plain
from .problems import Unexpected

USES = {"voice": "voice", "text": "text", "sms": "text", "textphone": "tty", "tty": "tty", "video": "videophone",
        "fax": "fax"}  # fmt: skip
CODE = 6  # digits of a short code at most
Check = Callable[[str], Any]


def _one_of(choices: Any) -> Check:
    return values.one_of([str(value) for value in choices.values])


def _flag(text: str) -> bool:
    if text.lower() not in {"true", "false"}:
        raise Unexpected("true or false", text)
    return text.lower() == "true"


def _day(text: str) -> str:
    if parse_date(text) is None:
        raise Unexpected("a day such as 2015-01-21", text)
    return text


# Fields of a service in our profile: how each is checked.
SERVICE: dict[str, Check] = {
    "discreet_name": values.text(60), "coverage": _one_of(Coverage), "base_state": _one_of(State),
    "area": values.text(200), "city": values.text(100), "serves_any_victim": _flag, "interpretation": _one_of(Known),
    "always_open": _flag, "contact_may_report": _one_of(MayReport), "published_by": values.text(200),
    "published_on": cells.day, "published_url": values.web_address,
}  # fmt: skip


@dataclass
class Exact:
    """The fields of one service; each that cannot be read is told to `refuse`. `terms`: the slugs there are."""

    said: dict[str, Any]
    terms: frozenset[str]
    refuse: Callable[[str, str], None]
    fields: Record = field(default_factory=dict)

    def record(self) -> Record:
        """What it says exactly; nothing of what it does not say."""
        service = self.said["service"]
        if _text(service.get("coverage")):  # our profile: what it leaves empty is empty
            self.fields |= {"base_state": "", "area": "", "city": ""}
        for name, check in SERVICE.items():
            self._take(name, service.get(name), check)
        self.fields |= self._rows()
        return self.fields

    def _take(self, name: str, value: Any, check: Check) -> None:
        text = _text(value)
        if text:
            found = self._checked(name, text, check)
            if found is not None:
                self.fields[name] = found

    def _checked(self, name: str, text: str, check: Check) -> Any:
        try:
            return check(text)
        except Unexpected as error:
            self.refuse(name, str(error))
            return None

    def _rows(self) -> Record:
        found: Record = {}
        phones = [row for row in map(self._phone, self.said["phones"]) if row]
        if phones:
            if not any("primary" in row for row in self.said["phones"]):  # a foreign package: the first is
                next((row for row in phones if row["use"] == "voice"), phones[0])["primary"] = True
            found["phones"] = phones
        if relations := list(self._terms()):
            found["terms"] = relations
        if links := list(self._links()):
            found["links"] = links
        if aliases := _text(self.said["organization"].get("alternate_name")):
            found["aliases"] = [alias[:250] for alias in aliases.split("; ")]
        if others := list(filter(None, (_text(row.get("email")) for row in self.said["contacts"]))):
            addresses = [_text(self.said["service"].get("email")), *others]
            found["emails"] = [{"address": one} for text in addresses if text
                               for one in self._checked("email", text, cells.emails) or []]  # fmt: skip
        return found

    def _phone(self, row: dict[str, Any]) -> Record | None:
        number = self._checked("phone", _text(row.get("number")), _number)
        use = USES.get(_text(row.get("type")).lower(), str(PhoneUse.VOICE))
        extension = _text(row.get("extension_dialed")) or _text(row.get("extension")).removesuffix(".0")
        if number is None:
            return None
        number, dialed = number
        return {
            "number": number, "extension": (extension or dialed)[:10], "use": use,
            "menu_key": _text(row.get("menu_key"))[:10], "keyword": _text(row.get("keyword"))[:20],
            "label": _text(row.get("description"))[:100], "hours": _text(row.get("hours"))[:100],
            "primary": _text(row.get("primary")).lower() == "true",
        }  # fmt: skip

    def _terms(self) -> Iterator[Record]:
        for row in self.said["attributes"]:
            term = row.get("taxonomy_term") if isinstance(row.get("taxonomy_term"), dict) else {}
            slug, relation = _text(term.get("code")), _text(row.get("value"))
            if slug in self.terms and relation in Relation.values:
                yield {"slug": slug, "relation": relation}

    def _links(self) -> Iterator[Record]:
        service = self.said["service"]
        first = {"url": service.get("url"), "label": service.get("url_label")}
        for row in [first, *self.said["additional_urls"]]:
            if text := _text(row.get("url")):
                url = self._checked("website", text, values.web_address)
                if url:
                    yield {"url": url, "label": _text(row.get("label"))[:100]}


def _text(value: Any) -> str:
    return plain(value).strip()


def _number(text: str) -> tuple[str, str]:
    """(E.164 or a short code, extension)."""
    if text.isdecimal() and len(text) <= CODE:
        return text, ""
    try:
        return numbers.read(text)
    except ValueError:
        raise Unexpected("a phone number in use, NNN-NNN-NNNN, or a short code such as 988", text) from None


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a record: the id of its organization, when it was changed, what was said of it."""

    organization: UUID | None
    modified: datetime | None
    evidence: tuple[Record, ...]

    @classmethod
    def of(cls, said: dict[str, Any]) -> "Beside":
        """As a row of HSDS says it; what cannot be read is not there."""
        return cls(
            _uuid(said["organization"].get("id", "")),
            _moment(_text(said["service"].get("last_modified"))),
            tuple(filter(None, map(_evidence, said["evidence"]))),
        )


def _uuid(text: Any) -> UUID | None:
    try:
        return UUID(_text(text))
    except ValueError:
        return None


def _moment(text: str) -> datetime | None:
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment and moment.tzinfo else None


def _evidence(row: dict[str, Any]) -> Record | None:
    """A quote; none without its words, or whose role or stance nobody knows."""
    quote, role, stance = (_text(row.get(name)) for name in ("quote", "role", "stance"))
    if not quote or role not in Speaker.values or stance not in Stance.values:
        return None
    day = _text(row.get("date"))
    try:
        date = parse_date(day) if day else None
    except ValueError:
        date = None
    return {
        "quote": quote, "speaker": _text(row.get("speaker"))[:120], "role": role, "stance": stance,
        "asked": _text(row.get("asked")), "date": date and date.isoformat(),
        "source_label": _text(row.get("source"))[:200] or "HSDS",
    }  # fmt: skip

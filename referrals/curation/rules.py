"""What must hold of a record across its rows: kept by `publish`, checked over the whole database."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from referrals.vocabulary import SHELTERING_KINDS, SHELTERING_NEEDS, Coverage, Kind, MayReport, Visibility

from .record import Record


def shelters_people(record: Record) -> bool:
    """Whether the place of this resource is kept confidential from the start."""
    offered = {term["slug"] for term in record["terms"] if term["relation"] != "excludes"}
    return record["kind"] in SHELTERING_KINDS or bool(offered & SHELTERING_NEEDS)


def problems(record: Record, *, named_in_a_forum: bool = False, unhidden: bool = False) -> list[str]:
    """What stands against publishing a record, in sentences; nothing if nothing does.

    `named_in_a_forum`: a practitioner spoke of it, so it may stand without a contact.
    `unhidden`: two people agreed to show the address of a place that shelters people.
    """
    return [
        *_coverage(record),
        *_contacts(record, named_in_a_forum=named_in_a_forum),
        *([] if unhidden else _shelter(record)),
        *_reporting(record),
    ]


PLACING = frozenset({"kind", "terms", "city", "address"})  # fields that decide what of a place is shown


def never_unhidden(current: Record, taken: Record) -> Record:
    """What an import may take over so that a hidden place stays hidden: only people un-hide.

    It holds also where the source no longer says that a place shelters people, or says so for the first time.
    """
    if not PLACING & taken.keys():
        return taken
    safe = taken | _hidden(current, current | taken)
    return {name: safe[name] for name in safe if name in taken or safe[name] != current[name]}


def _hidden(current: Record, wanted: Record) -> Record:
    before, after = current["address"], wanted["address"]
    if shelters_people(current) or shelters_people(wanted):
        return {"city": "", "address": after and after | {"visibility": str(Visibility.HIDDEN)}}
    if before and after:
        least = min(before["visibility"], after["visibility"], key=Visibility.values.index)
        return {"address": after | {"visibility": least}}
    return {}


def shows_more(before: Record, after: Record, *, sheltered: bool) -> Iterator[str]:
    """What of a place one person alone may not show, in sentences: only `unhiding`, by two, raises what is visible.

    `before`: what was known and how much of it was visible. `sheltered`: people are or were sheltered there, so that
    another address or city than the visible one is one more thing shown.
    """
    known, wanted = _visible(before["address"]), _visible(after["address"])
    fresh = before["address"] is None and not sheltered
    if not fresh and (wanted.keys() - known.keys() or (sheltered and not wanted.items() <= known.items())):
        yield _("The address is hidden: propose to show it, and another person confirms.")
    if sheltered and after["city"] not in {"", before["city"]}:
        yield _("It shelters people, or did: propose to show its city, and another person confirms.")


_SEEN = {Visibility.CITY: ("city", "state"), Visibility.PUBLIC: ("city", "state", "street", "postal_code")}


def _visible(address: Record | None) -> Record:
    """The parts of an address that anybody but a curator may see."""
    return {part: address[part] for part in _SEEN.get(address["visibility"], ())} if address else {}


def _coverage(record: Record) -> Iterator[str]:
    if record["coverage"] == Coverage.NATIONAL and record["states"]:
        yield "A nationwide resource serves every state: take the single states out, or choose another coverage."
    if record["coverage"] in {Coverage.STATES, Coverage.LOCAL} and not record["states"]:
        yield "A resource that serves states or part of one needs at least one state."
    if record["coverage"] == Coverage.NOT_STATED and record["states"]:
        yield "States are given, so the coverage is stated: choose “whole states” or “part of a state”."


def _contacts(record: Record, *, named_in_a_forum: bool) -> Iterator[str]:
    if record["in_doubt"]:
        yield "The whole record is in doubt: contact the agency first."
    reachable = [row for name in ("phones", "links", "emails") for row in record[name] if not row["doubtful"]]
    if not reachable and not named_in_a_forum:
        yield "There is no way to reach it that is not in doubt."
    if any(phone["primary"] and phone["doubtful"] for phone in record["phones"]):
        yield "A doubtful phone cannot be the primary one."


def _shelter(record: Record) -> Iterator[str]:
    if not shelters_people(record):
        return
    if record["address"] and record["address"]["visibility"] != Visibility.HIDDEN:
        yield "It shelters people: its address stays hidden."
    if record["city"]:
        yield "It shelters people: the city it is in is not shown."


def _reporting(record: Record) -> Iterator[str]:
    if record["kind"] == Kind.LAW_ENFORCEMENT and record["contact_may_report"] != MayReport.YES:
        yield "Contact with law enforcement may start an investigation: say so."

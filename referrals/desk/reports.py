"""Reports: what visitors said is wrong, by contact, the oldest first, beside what the record says now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Self

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import Min, Model, Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from referrals import curation, numbers, reports
from referrals.curation import record, rules
from referrals.curation.record import Record
from referrals.curation.withholding import PLACES
from referrals.models import Report, Resource, ResourceTerm
from referrals.vocabulary import Visibility

from .access import curators_only
from .posted import back, number, whole
from .telling import Line, Words, beside

PAGE = 20  # contacts
Outcome = Report.Outcome
Field = Report.Field


@dataclass(frozen=True, slots=True)
class Group:
    """A contact, what was said of it, and what its record says."""

    resource: Resource
    reports: list[Report]
    lines: list[Line]
    can_withhold: list[tuple[str, str]]
    now: datetime

    @classmethod
    def of(cls, resource: Resource, now: datetime) -> Self:
        kept = contacts_of(resource)
        lines = [line for line in beside(Words({}, {}), kept, {}) if line.before]
        return cls(resource, list(resource.reports.all()), lines, list(in_sight(kept)), now)

    @property
    def days(self) -> int:
        return max((self.now - self.reports[0].at) // timedelta(days=1), 0)

    @property
    def age(self) -> str:
        """Of the oldest report."""
        return ngettext("%(n)s day", "%(n)s days", self.days) % {"n": self.days} if self.days else _("today")

    @property
    def ask_before_use(self) -> bool:
        """Something is called confidential that a visitor cannot have hidden: it is in sight still."""
        still = {value for value, _text in self.can_withhold}
        return any(f"{one.field} {one.about}".strip() in still for one in self.reports)

    @property
    def hides(self) -> bool:
        return any(report.hidden_id for report in self.reports)

    @property
    def takes_two(self) -> bool:
        """A place was hidden where people are sheltered: no one person shows it again."""
        terms = [{"slug": one.term.slug, "relation": one.relation} for one in self.resource.term_relations.all()]
        shelters = rules.shelters_people({"kind": self.resource.kind, "terms": terms})
        return shelters and any(report.hidden_id and report.field in PLACES for report in self.reports)


def contacts_of(resource: Resource) -> Record:
    """Where it is and how to reach it, as the record says it: the part that reports are about."""
    rows = {"phones": record.PHONE_FIELDS, "links": record.LINK_FIELDS, "emails": record.EMAIL_FIELDS}
    kept: Record = {name: [_row(one, rows[name]) for one in getattr(resource, name).all()] for name in rows}
    kept["address"] = _row(resource.address, record.ADDRESS_FIELDS) if hasattr(resource, "address") else None
    return kept | {"hours": resource.hours, "city": resource.city}


def _row(row: Model, fields: tuple[str, ...]) -> Record:
    return {name: getattr(row, name) for name in fields}


def in_sight(kept: Record) -> Iterator[tuple[str, str]]:
    """(value, text) of whatever of a record can still be taken out of sight."""
    for phone in {row["number"]: row for row in kept["phones"] if not row["doubtful"]}:
        yield f"{Field.PHONE} {phone}", numbers.readable(phone)
    for name, rows, key in ((Field.LINK, "links", "url"), (Field.EMAIL, "emails", "address")):
        yield from ((f"{name} {row[key]}", row[key]) for row in kept[rows] if not row["doubtful"])
    if kept["address"] and kept["address"]["visibility"] != Visibility.HIDDEN:
        yield str(Field.ADDRESS), str(Field.ADDRESS.label)
    if kept["city"]:
        yield str(Field.CITY), str(Field.CITY.label)


@curators_only
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """The open reports, grouped. Words that are too old are deleted before they could be read."""
    now = timezone.now()
    reports.forget_words(now)
    page = _page(request.GET.get("page", ""))
    groups = [Group.of(resource, now) for resource in page]
    return render(request, "desk/reports.html", {"groups": groups, "page": page})


def _page(number: str) -> Page[Any]:
    """Contacts with open reports, by how long the oldest of these has waited."""
    opened = Report.objects.open()
    found = Resource.objects.filter(reports__in=opened).annotate(since=Min("reports__at")).order_by("since", "pk")
    terms = Prefetch("term_relations", ResourceTerm.objects.select_related("term"))
    rows = found.select_related("address").prefetch_related("phones", "links", "emails", terms)
    whole = rows.prefetch_related(Prefetch("reports", opened))
    return Paginator(whole, PAGE).get_page(number)


@curators_only
@require_POST
def decide(request: HttpRequest, slug: str) -> HttpResponse:
    """Decide the ticked reports of one contact; whatever stands against it is told, and nothing is done."""
    resource = get_object_or_404(Resource.objects.for_curators(), slug=slug)
    ticked = [whole(pk) for pk in request.POST.getlist("report")[:1000]]
    found = list(resource.reports.filter(pk__in=[pk for pk in ticked if pk]))
    outcome = request.POST.get("outcome", "")
    if not found or outcome not in Outcome.values or outcome == Outcome.RECEIVED:
        messages.error(request, _("Nothing was done: tick a report, and choose what to do."))
        return back("desk:reports")
    try:
        closed = _decide(request, resource, found, Outcome(outcome))
    except ValueError as refusal:
        messages.error(request, f"{resource}: {_told(refusal)}")
    else:
        told = {"name": resource, "outcome": Outcome(outcome).label, "n": len(closed)}
        messages.success(request, _("%(name)s: %(outcome)s (%(n)s).") % told)
    return back("desk:reports")


def _decide(request: HttpRequest, resource: Resource, found: list[Report], outcome: Outcome) -> list[Report]:
    by, seen = request.user.get_username(), number(request, "seen")
    if outcome in {Outcome.WITHHELD, Outcome.HIDDEN}:
        return reports.withhold(resource, found, _what(request), outcome, by=by, now=timezone.now(), seen=seen)
    return reports.decide(found, outcome, by=by, now=timezone.now(), seen=seen)


def _what(request: HttpRequest) -> tuple[str, str] | None:
    """What to take out of sight, if something was chosen."""
    field, _space, about = request.POST.get("what", "").partition(" ")
    known = field in Field.values and bool(about) != (field in PLACES)
    return (field, about) if known else None


def _told(refusal: ValueError) -> str:
    """In a sentence, in the language of the page."""
    if isinstance(refusal, curation.ChangedMeanwhile):
        by = refusal.change.by if refusal.change else ""
        return _("%(by)s changed the record meanwhile. Nothing was done: look again.") % {"by": by}
    if isinstance(refusal, reports.DecidedMeanwhile):
        return _("%(by)s decided it meanwhile. Nothing was done.") % {"by": refusal.by}
    return str(refusal)

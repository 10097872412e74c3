"""Who changed what, when, from what to what, and why; and one record with everything that is known of it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from referrals import curation
from referrals.curation import record, rules
from referrals.curation.changes import whole
from referrals.curation.quoting import QUOTE
from referrals.models import Change, Import, Resource, Succession
from referrals.vocabulary import Method

from .access import curators_only
from .deciding import decide, shown
from .posted import number
from .telling import FIELDS, Line, Words, action, beside, changed

PAGE = 30


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the history, readable; `undone`: somebody took it back."""

    change: Change
    lines: list[Line]
    undone: bool

    @property
    def told(self) -> str:
        return action(self.change)

    @property
    def can_be_undone(self) -> bool:
        return not self.undone and self.change.action not in {"create", QUOTE}


def entries(changes: QuerySet[Change], words: Words) -> list[Entry]:
    """One query, however many there are."""
    undone = Exists(Change.objects.filter(undoes=OuterRef("pk")))
    return [Entry(one, changed(words, one.fields), one.undone) for one in changes.annotate(undone=undone)]


def asked(params: QueryDict) -> QuerySet[Change]:
    """The lines somebody asked for: of one person, of one day. What is no day is passed over."""
    found = Change.objects.select_related("resource")
    if landing := list(Import.objects.filter(state=Import.State.LANDING).values_list("pk", flat=True)):
        found = found.exclude(batch__in=landing)  # what is being written is seen by nobody yet
    if by := params.get("by", "").replace("\x00", ""):
        found = found.filter(by=by)
    if day := _day(params.get("day", "")):
        found = found.filter(at__date=day)
    return found


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@curators_only
@require_safe
def history(request: HttpRequest) -> HttpResponse:
    """The newest first; “my work today” is one of its addresses."""
    page = Paginator(asked(request.GET), PAGE).get_page(request.GET.get("page"))
    shown, words = page.object_list, Words.now(get_language() or "")
    assert isinstance(shown, QuerySet)  # a stretch of what was asked
    context = {
        "page": page,
        "entries": entries(shown, words),
        "by": request.GET.get("by", ""),
        "day": _day(request.GET.get("day", "")),
        "today": timezone.localdate(),
    }
    return render(request, "desk/history.html", context)


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def whole_record(request: HttpRequest, slug: str) -> HttpResponse:
    """One record for curators: every field, each source's values, its whole history; and what can be done with it."""
    if request.method == "POST":
        return decide(
            request,
            [get_object_or_404(Resource.objects.for_curators(), slug=slug)],
            back=request.path,
        )
    records = Resource.objects.for_curators().with_rows().select_related("organization", "address").defer("released")
    one = get_object_or_404(records, slug=slug)
    words, values = Words.of([one], get_language() or ""), record.of(one)
    sources = [(kept, list(beside(words, kept.values, values))) for kept in one.source_records.all()]
    context = {
        "resource": one,
        "lines": [line for line in beside(words, values, {}) if line.before],
        "sources": [(kept, [line for line in lines if line.differs and line.before]) for kept, lines in sources],
        "entries": entries(one.changes.select_related("resource")[:100], words),
        "editable": frozenset(record.blank()),
        "methods": Method.choices,
        "successions": one.successions.select_related("successor"),
        "succession_kinds": Succession.Kind.choices,
        "today": timezone.localdate(),
    }
    return shown(request, "desk/record.html", context)


@curators_only
@require_POST
def put_back(request: HttpRequest, slug: str) -> HttpResponse:
    """One field as it was before one line of the history. A place that was hidden since stays hidden."""
    one = get_object_or_404(Resource.objects.for_curators(), slug=slug)
    change = get_object_or_404(one.changes, pk=number(request, "change"))
    field = request.POST.get("field", "")
    if field not in record.blank() or field not in change.fields:
        messages.error(request, _("There is no such field in that line of the history."))
        return redirect("desk:record", slug)
    _put_back(request, one, field, change)
    return redirect("desk:record", slug)


def _put_back(request: HttpRequest, one: Resource, field: str, change: Change) -> None:
    current = record.of(whole().get(pk=one.pk))
    was: Any = change.fields[field][0]
    values = rules.never_unhidden(current, {field: was if was is not None else record.blank()[field]})
    seen = number(request, "seen")
    why = f"{field} as before {change.at:%Y-%m-%d}"
    try:
        curation.edit(one, by=request.user.get_username(), values=values, why=why, seen=seen)
    except ValueError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("As it was: %(field)s.") % {"field": FIELDS[field]})

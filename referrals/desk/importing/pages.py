"""The pages of an import, one for each state that it can be in."""

import csv
from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from referrals.desk.access import curators_only
from referrals.exports.columns import safe
from referrals.importing import batches, landing, places, takeback, work
from referrals.importing.layouts import FIELDS
from referrals.importing.problems import Problem, Refused
from referrals.importing.tables import LARGEST
from referrals.models import Import, ImportRow
from referrals.vocabulary import Coverage, Kind, Visibility

from .lines import told
from .mapping import Mapping, posted

PAGE = 50
KEPT = timedelta(days=30)  # for so long an upload that nobody finished lies about
State, Outcome = Import.State, ImportRow.Outcome


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """All imports, the newest first, and the form for a new one."""
    if request.method == "POST":
        return _uploaded(request)
    _forget_old()
    page = Paginator(Import.objects.all(), PAGE).get_page(request.GET.get("page"))
    sources = Import.objects.exclude(source="").order_by("source").values_list("source", flat=True).distinct()
    return render(request, "desk/imports.html", {"page": page, "sources": sources, "largest": LARGEST // 1024**2})


def _forget_old() -> None:
    old = Import.objects.filter(state__in=[State.UPLOADED, State.CHECKED], at__lt=timezone.now() - KEPT)
    for batch in old:
        _throw_away(batch)


def _uploaded(request: HttpRequest) -> HttpResponse:
    """Keep the file, and see whether it is a table."""
    file, source = request.FILES.get("file"), request.POST.get("source", "").strip().replace("\x00", "")[:80]
    if file is None or not source:
        messages.error(request, _("Choose a file, and say whose list it is."))
        return redirect("desk:imports")
    if (file.size or 0) > LARGEST:
        messages.error(request, _("The file is too large; at most %(n)s MB.") % {"n": LARGEST // 1024**2})
        return redirect("desk:imports")
    batch = Import.objects.create(
        file=(file.name or "")[:200],
        kind="csv",
        source=source,
        by=request.user.get_username(),
        layout=batches.remembered(source),
    )
    places.keep(batch, file.chunks())
    try:
        table = places.table(batch)
        if next(table.rows(), None) is None:
            raise Refused([Problem(batch.file, 0, "", "the file has a header and no rows.")])
    except Refused as refused:
        places.forget(batch)
        batch.delete()
        for problem in refused.problems[:5]:
            messages.error(request, str(problem))
        messages.error(request, _("Nothing was imported."))
        return redirect("desk:imports")
    Import.objects.filter(pk=batch.pk).update(kind=table.kind)
    return redirect("desk:import", batch.pk)


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One import: what can be done with it hangs on its state."""
    batch = get_object_or_404(Import, pk=pk)
    if request.method == "POST":
        return _done(request, batch)
    if batch.state in work.WORKING:
        return render(request, "desk/import_working.html", {"batch": batch, "alive": work.alive(batch)})
    if batch.state == State.UPLOADED:
        return _mapping(request, batch)
    return _rows(request, batch)


def _mapping(request: HttpRequest, batch: Import) -> HttpResponse:
    context = {
        "batch": batch,
        "mapping": Mapping.of(batch),
        "fields": [(name, label) for name, (label, _words) in FIELDS.items()],
        "kinds": Kind.choices,
        "coverages": [one for one in Coverage.choices if one[0] != Coverage.NATIONAL],
        "visibilities": Visibility.choices,
    }
    return render(request, "desk/import_mapping.html", context)


def _rows(request: HttpRequest, batch: Import) -> HttpResponse:
    counts = dict(batch.lines.order_by().values_list("outcome").annotate(Count("pk")))
    outcomes = [(value, label, counts[value]) for value, label in Outcome.choices if value in counts]
    chosen = request.GET.get("outcome", "")
    chosen = chosen if chosen in counts else next((value for value, _label, _n in outcomes), "")
    lines = batch.lines.filter(outcome=chosen).select_related("resource").defer("released")
    page = Paginator(lines, PAGE).get_page(request.GET.get("page"))
    context = {
        "batch": batch,
        "outcomes": outcomes,
        "chosen": chosen,
        "page": page,
        "told": list(told(page.object_list)),
        "refused": counts.get(Outcome.REFUSED, 0),
        "new": counts.get(Outcome.PUBLISH, 0) + counts.get(Outcome.REVIEW, 0) + counts.get(Outcome.CHANGED, 0),
        "not_taken": batches.not_taken(batch) if batch.state == State.CHECKED else {},
    }
    return render(request, "desk/import.html", context)


def _done(request: HttpRequest, batch: Import) -> HttpResponse:
    """What the button says, if the state of the import allows it."""
    act = next((name for name in _ACTS if name in request.POST), "")
    allowed, do = _ACTS.get(act, ((), None))
    if do is None or batch.state not in allowed:
        messages.error(request, _("Nothing was done: the import is in another state by now."))
        return redirect("desk:import", batch.pk)
    return do(request, batch)


def _say(request: HttpRequest, batch: Import) -> HttpResponse:
    """Keep what columns and values mean; then check, if that was asked."""
    header = places.table(batch).header
    before = Mapping.of(batch).layout
    batch.layout, batch.publish = posted(request.POST, header, before).as_json(), "publish" in request.POST
    batch.save(update_fields=["layout", "publish"])
    return _begin(request, batch, State.CHECKING) if "check" in request.POST else redirect("desk:import", batch.pk)


def _begin(request: HttpRequest, batch: Import, state: str) -> HttpResponse:
    busy = next((other for other in Import.objects.at_work().exclude(pk=batch.pk) if work.alive(other)), None)
    if busy:
        messages.error(
            request, _("Another import is at work: %(file)s. Begin when it has ended.") % {"file": busy.file}
        )
    else:
        work.start(batch, state)
    return redirect("desk:import", batch.pk)


def _write(request: HttpRequest, batch: Import) -> HttpResponse:
    if batch.lines.filter(outcome=Outcome.REFUSED).exists():
        messages.error(request, _("Some rows cannot be read. Mend the file and upload it again: nothing was written."))
        return redirect("desk:import", batch.pk)
    return _begin(request, batch, State.LANDING)


def _again(request: HttpRequest, batch: Import) -> HttpResponse:
    """Back to the columns."""
    batch.state = State.UPLOADED
    batch.save(update_fields=["state"])
    return redirect("desk:import", batch.pk)


def _resume(request: HttpRequest, batch: Import) -> HttpResponse:
    if work.alive(batch):
        messages.error(request, _("The work goes on."))
        return redirect("desk:import", batch.pk)
    return _begin(request, batch, batch.state)


def _thrown(request: HttpRequest, batch: Import) -> HttpResponse:
    if batch.state in work.WORKING and work.alive(batch):
        messages.error(request, _("The work goes on."))
        return redirect("desk:import", batch.pk)
    _throw_away(batch)
    messages.success(request, _("Thrown away: %(file)s. Nothing of it is in the directory.") % {"file": batch.file})
    return redirect("desk:imports")


def _throw_away(batch: Import) -> None:
    landing.clear(batch)
    batch.lines.all().delete()
    places.forget(batch)
    Import.objects.filter(pk=batch.pk).update(state=State.THROWN)


def _taken_back(request: HttpRequest, batch: Import) -> HttpResponse:
    batch.undone_by = request.user.get_username()
    batch.save(update_fields=["undone_by"])
    return _begin(request, batch, State.LEAVING)


_ACTS = {
    "say": ((State.UPLOADED,), _say),
    "check": ((State.UPLOADED,), _say),
    "again": ((State.CHECKED,), _again),
    "write": ((State.CHECKED,), _write),
    "resume": (work.WORKING, _resume),
    "throw": ((State.UPLOADED, State.CHECKED, State.CHECKING, State.LANDING), _thrown),
    "take-back": ((State.LIVE,), _taken_back),
}


@curators_only
@require_safe
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """What taking an import back would do, and what it cannot."""
    batch = get_object_or_404(Import, pk=pk, state=State.LIVE)
    return render(request, "desk/import_take_back.html", {"batch": batch, "preview": takeback.preview(batch)})


@curators_only
@require_safe
def problems(request: HttpRequest, pk: int) -> HttpResponse:
    """Every problem of the file, a line each, to mend it by."""
    batch = get_object_or_404(Import, pk=pk)
    response = HttpResponse(
        content_type="text/csv; charset=utf-8", headers={"Content-Disposition": 'attachment; filename="problems.csv"'}
    )
    response.write("\ufeff")
    writer = csv.writer(response)
    writer.writerow((_("Line"), _("Field"), _("Problem")))
    for line in batch.lines.filter(outcome=Outcome.REFUSED).only("line", "notes").iterator(1000):
        writer.writerows([line.line, *map(safe, note)] for note in line.notes)
    return response

"""The board as a page and as a table for a spreadsheet."""

import csv
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from referrals import terms
from referrals.desk.access import curators_only
from referrals.exports.columns import safe
from referrals.search.panel import GROUPS
from referrals.terms import Vocabulary

from .board import Asked, Board, Cell, Row, board


@curators_only
@require_safe
def gaps(request: HttpRequest) -> HttpResponse:
    """The board, and the states that lack most."""
    _moment, vocabulary = terms.now()
    asked = Asked.of(request.GET, vocabulary)
    shown = board(asked, timezone.localdate())
    context = {
        "board": shown,
        "rows": [(row, [_marked(row, cell) for cell in row.cells]) for row in shown.rows],
        "asked": asked,
        "headings": list(_headings(asked, vocabulary)),
        "narrower": [(term.slug, term.label_in(get_language() or "")) for term in vocabulary.of(asked.other)],
        "query": _address(asked),
    }
    return render(request, "desk/gaps.html", context)


def _marked(row: Row, cell: Cell) -> str:
    """A cell as markup. There are some five hundred: made here they take a tenth of the time of a template's loop."""
    lately = format_html(' <small><span class="lately by-{}"></span>{}</small>', cell.lately, cell.verified)
    return format_html(
        '<td class="cell l{}"><a href="{}" aria-label="{}, {}: {}">{}{}</a></td>',
        cell.level, cell.address, row.name, cell.column.label, cell.told, cell.count, lately if cell.count else "",
    )  # fmt: skip


@curators_only
@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """A line for each cell of the same board."""
    _moment, vocabulary = terms.now()
    shown = board(Asked.of(request.GET, vocabulary), timezone.localdate())
    response = HttpResponse(
        content_type="text/csv; charset=utf-8", headers={"Content-Disposition": 'attachment; filename="gaps.csv"'}
    )
    response.write("\ufeff")
    csv.writer(response).writerows([safe(str(value)) for value in line] for line in _lines(shown))
    return response


def _lines(shown: Board) -> Iterator[tuple[object, ...]]:
    yield (_("State"), _("Code"), shown.asked.by, _("Contacts"), _("Verified within a year"), _("Search"))
    for row in shown.rows:
        for cell in row.cells:
            yield row.name, row.state, cell.column.label, cell.count, cell.verified, cell.address


def _headings(asked: Asked, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    for heading in dict.fromkeys(term.group for term in vocabulary.of(asked.by)):
        yield heading, str(GROUPS.get(heading, heading))


def _address(asked: Asked) -> str:
    query = QueryDict(mutable=True)
    query.update({name: value for name in ("by", "heading", "only") if (value := getattr(asked, name))})
    return query.urlencode()

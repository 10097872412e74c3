"""Every part the pages are made of, in each of its states, for whoever changes one. Rendered from the same partials.

The samples are invented: no contact of a site is shown, and nothing is searched for.
"""

from datetime import date, timedelta
from types import SimpleNamespace

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from referrals.search import Search
from referrals.search.panel import Panel
from referrals.views import filters
from referrals.views.hotlines import NATIONAL
from referrals.vocabulary import Freshness, MayReport, PhoneUse, label

DAYS = {Freshness.CURRENT: 20, Freshness.AGEING: 240, Freshness.STALE: 500}  # since it was verified
SAMPLE: dict[str, object] = {
    "url": "/components/", "kind": "Legal services · Nationwide", "name": "Harbor Lantern Legal Aid",
    "description": "An invented sample: advice and representation, by appointment.",
    "facts": "Mon-Fri 9-5 · English, Spanish", "freshness": "unverified", "fresh": "Not verified · by a sample",
}  # fmt: skip
CALL: dict[str, object] = {"call": "tel:+12025550123", "number": "202-555-0123"}
CARDS: dict[str, dict[str, object]] = {
    "a number to call": CALL | {"why": "Matched: legal help"},
    "of a larger organization": CALL | {"organization": "Harbor Lantern", "key": "press 2"},
    "with what a practitioner said": CALL | {"quote": "Try the Lantern.", "speaker": "Ann, session host, 2015"},
    "with a caution": CALL | {"caution": label(MayReport, MayReport.YES)},
    "text messages": CALL | {"texts": [{"href": "sms:838255", "told": "Text HELLO to 838255"}]},
    "no number, a web site": {"link": "https://lantern.example/"},
    "no number, a mailbox": {"email": "desk@lantern.example"},
    "named, no contact known": {},
}


@login_not_required
@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """While developing, or for staff; for everybody else there is no such page."""
    if not (settings.DEBUG or request.user.is_staff):
        raise Http404
    panel = Panel(Search(QueryDict("state=NC&victim=minors&need=civil-legal"), today=timezone.localdate()), {})
    context = {
        "panel": panel,
        "chips": render_to_string("referrals/parts/chips.html", {"panel": panel}),
        "filters": filters.markup(panel),
        "cards": [(said, render_to_string("referrals/parts/card.html", SAMPLE | one)) for said, one in CARDS.items()],
        "marks": [_mark(freshness, timezone.localdate()) for freshness in Freshness],
        "phones": [_phone(use) for use in PhoneUse],
        "lines": NATIONAL,
        "outcome": SimpleNamespace(typed="", found=(), each=(("lantern", 2), ("harbor", 0))),
    }
    return render(request, "referrals/components.html", context)


def _mark(freshness: Freshness, today: date) -> SimpleNamespace:
    """What `parts/fresh.html` asks of a contact."""
    day = f" ({today - timedelta(days=DAYS[freshness])})" if freshness in DAYS else ""
    return SimpleNamespace(freshness=str(freshness), checked=f"{label(Freshness, freshness)}{day}")


def _phone(use: PhoneUse) -> SimpleNamespace:
    href = f"{'sms' if use == PhoneUse.TEXT else 'tel'}:+12025550123"
    return SimpleNamespace(use=str(use), use_label=use.label, href=href, text="202-555-0123", label="intake")

"""Report a problem with a contact, in two taps, and see at a receipt's code what came of it.

Everything is sent by POST and answered by the page itself: no address, cookie or redirect holds a word of a report, and
the same form sent twice is one report (see `receipts`).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from referrals import receipts, release, reports
from referrals.contact import Contact
from referrals.curation.withholding import PLACES
from referrals.limits import Limit
from referrals.models import Report, Resource
from referrals.models.reports import WORDS
from referrals.receipts import Ticket
from referrals.release import ReleasedAddress
from referrals.views import errors
from referrals.views.limited import limited, wait

QUICKEST = 1  # seconds from page to report: a person needs more, a keyboard or a screen reader more still
SENDING = Limit("report", 20)
HIDING = Limit("hide", 3, 24 * 60 * 60)  # what one visitor may hide in a day; beyond, curators are told, nothing more
LOOKING_UP = Limit("receipt", 20)
Problem = Report.Problem
Field = Report.Field


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing of a contact that this reader sees and may call confidential."""

    field: Field
    about: str
    text: str

    @property
    def value(self) -> str:
        """What its button sends."""
        return f"{self.field} {self.about}".strip()


@limited(SENDING)
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest) -> HttpResponse:
    """One report. What is not clear is asked again, with everything that was typed."""
    if request.method != "POST":
        return redirect("reports")
    now = timezone.now()
    ticket = receipts.read(request.POST.get("ticket", ""), now)
    resource = _listed(request.POST.get("contact", ""))
    if ticket is None:
        return errors.form_expired(request)
    shown = _shown_of(request, resource)
    said, wrong = _said(request, shown), _wrong(request, ticket)
    if wrong or said is None:
        return _again(request, resource, shown, wrong)
    signed_in = request.user.is_authenticated
    may_hide = signed_in or said.field not in PLACES or not wait(HIDING, request)
    code = ticket.code(resource.slug, said.problem, said.field, said.about, said.words)
    report = reports.make(resource, said, code=code, now=now, signed_in=signed_in, may_hide=may_hide)
    context = {"resource": resource, "code": receipts.readable(code), "hidden": report.hidden_id}
    return render(request, "referrals/reported.html", context)


def _listed(slug: str) -> Resource:
    found = Resource.objects.released().filter(slug=slug[:120].replace("\x00", "")).first()
    if found is None:
        raise Http404
    return found


def _shown_of(request: HttpRequest, resource: Resource) -> list[Shown]:
    contact = next(iter(release.kept(Resource.objects.filter(pk=resource.pk), timezone.localdate()).values()))
    return list(shown(contact, release.address(resource, release.audience(request.user))))


def shown(contact: Contact, address: ReleasedAddress | None) -> Iterator[Shown]:
    """Whatever this reader sees of where it is and how to reach it: nobody is asked about what is hidden."""
    for phone in {phone.number: phone for phone in contact.phones}.values():
        yield Shown(Field.PHONE, phone.number, phone.text)
    for link in contact.links:
        yield Shown(Field.LINK, link.url, link.url)
    for email in contact.emails:
        yield Shown(Field.EMAIL, email, email)
    if address:
        place = ", ".join(filter(None, [address.street, address.city, address.state, address.postal_code]))
        yield Shown(Field.ADDRESS, "", place)
    if contact.city:
        yield Shown(Field.CITY, "", contact.city)


def _said(request: HttpRequest, shown: list[Shown]) -> reports.Said | None:
    """What was pressed; nothing while it is not yet said what is wrong, or what of it is confidential."""
    problem, words = request.POST.get("problem", ""), request.POST.get("words", "").strip().replace("\x00", "")
    if problem not in Problem.values:
        return None
    if problem != Problem.CONFIDENTIAL:
        return reports.Said(problem, words=words)
    chosen = next((one for one in shown if one.value == request.POST.get("what")), None)
    return reports.Said(problem, str(chosen.field), chosen.about, words) if chosen else None


def _wrong(request: HttpRequest, ticket: Ticket) -> str:
    """Why it cannot be taken yet, in a sentence."""
    if len(request.POST.get("words", "")) > WORDS:
        return _("Say it in at most %(n)s characters.") % {"n": WORDS}
    if ticket.seconds < QUICKEST:
        return _("That was quicker than a hand. Press the button once more.")
    return ""


def _again(request: HttpRequest, resource: Resource, shown: list[Shown], wrong: str) -> HttpResponse:
    """The question once more: what is wrong, or, once that is said, what of it is confidential."""
    confidential = request.POST.get("problem") == Problem.CONFIDENTIAL
    context = {"resource": resource, "wrong": wrong, "words": request.POST.get("words", "")}
    context |= {"ticket": request.POST["ticket"], "problems": Problem.choices, "most": WORDS}
    context |= {"shown": shown if confidential else (), "confidential": confidential}
    return render(request, "referrals/report.html", context, status=400 if wrong else 200)


@limited(LOOKING_UP)
@require_http_methods(["GET", "HEAD", "POST"])
def outcome(request: HttpRequest) -> HttpResponse:
    """What came of a report or suggestion. A wrong code, a malformed one and one nobody ever had look the same."""
    typed = request.POST.get("code", "").strip() if request.method == "POST" else ""
    context = {"asked": bool(typed), "answer": reports.answer(typed) if typed else None}
    return render(request, "referrals/reports.html", context)

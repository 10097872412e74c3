"""One contact: everything that may be said about it."""

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from referrals import release
from referrals.contact import Contact
from referrals.models import OldSlug, Resource
from referrals.models.resources import RELEASED_TEXT
from referrals.views.picking import button, picked
from referrals.vocabulary import Cost, Coverage, Known, MayReport


@require_safe
def resource(request: HttpRequest, slug: str) -> HttpResponse:
    """A published contact; an old address redirects to where the record went."""
    found = Resource.objects.released().filter(slug=slug).annotate(text=RELEASED_TEXT).defer("released").first()
    if found is None:
        return _moved(slug)
    contact = Contact.read(found.text, timezone.localdate())
    place = release.address(found, release.audience(request.user))
    pick = button(found.uuid in picked(request).ids) | {"here": request.path}
    context = {"contact": contact, "address": place, "to_ask": list(to_ask(contact))} | pick
    return render(request, "referrals/resource.html", context)


def _moved(slug: str) -> HttpResponse:
    old = OldSlug.objects.filter(slug=slug, resource__curation="published").select_related("resource").first()
    if old is None:
        raise Http404
    return redirect(old.resource, permanent=True)


def to_ask(contact: Contact) -> Iterator[str]:
    """A short script for the call: what this record does not say."""
    if not contact.hours:
        yield _("When do you answer, and is there a line at other hours?")
    if contact.coverage in {Coverage.LOCAL, Coverage.NOT_STATED} and not contact.area:
        yield _("Which area do you serve?")
    if not contact.serves_any_victim:
        yield _("Do you serve this person: age, gender, immigration status, what happened?")
    if not contact.languages and contact.interpretation != Known.YES:
        yield _("Which languages do you speak, and do you use interpreters?")
    if contact.cost == Cost.UNKNOWN:
        yield _("Does it cost anything?")
    if contact.contact_may_report == MayReport.UNKNOWN:
        yield _("Whom would you have to tell about this call?")

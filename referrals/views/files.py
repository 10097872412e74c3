"""A search, the visitor's list or one contact as a file, in any of the formats there are.

Programs read files: one is in English unless its address says otherwise, whatever the browser prefers or the reader
chose for pages.
"""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from referrals import release, terms
from referrals.exports import DESCRIPTION, FORMATS, Handout, Options, WrongOption, qr
from referrals.language import spoken
from referrals.limits import Limit
from referrals.models import Resource
from referrals.views import errors
from referrals.views.limited import limited
from referrals.views.picked import Listed
from referrals.views.picking import picked

FILES = Limit("files", 300)  # of whole searches; one contact and a picked list cost no more than their pages
INLINE = {"txt"}  # text can be copied from where it is shown


@limited(FILES, ("GET", "HEAD"))
@require_safe
def search(request: HttpRequest, format: str) -> HttpResponseBase:
    """All results of a search, in the order of the page."""
    response = _answered(request, format, lambda: Handout.of_search(request.GET, timezone.localtime()))
    if format == "csv" and response.status_code == 200:
        response["Link"] = f'<{reverse("export", args=[DESCRIPTION])}?{request.GET.urlencode()}>; rel="describedby"'
    return response


@require_safe
def one(request: HttpRequest, slug: str, format: str) -> HttpResponseBase:
    """One contact, with the name of its page."""

    def handout() -> Handout:
        options, now = Options.of(request.GET), timezone.localtime()
        found = release.kept(Resource.objects.filter(slug=slug), now.date())
        if not found:
            raise Http404
        _moment, vocabulary = terms.now()
        contacts = [vocabulary.told(contact, options.language) for contact in found.values()]
        return Handout.of_contacts(contacts, now, options=options, stem="contact")

    return _answered(request, format, handout)


@require_safe
def code(request: HttpRequest, slug: str) -> HttpResponse:
    """A QR code of the contact's first number, or with `of=contact` of the contact under its neutral name."""
    now = timezone.localtime()
    found = release.kept(Resource.objects.filter(slug=slug), now.date())
    drawn = next((qr.of_contact(one, now) if request.GET.get("of") == "contact" else qr.of_number(one)
                  for one in found.values()), None)  # fmt: skip
    if drawn is None:
        raise Http404
    return HttpResponse(drawn, content_type="image/svg+xml")


@require_safe
def listed(request: HttpRequest, format: str) -> HttpResponseBase:
    """The contacts somebody picked; what is not published any more is not among them."""

    def handout() -> Handout:
        options, now = Options.of(request.GET), timezone.localtime()
        found = Listed.of(picked(request), request.GET, options.language)
        with override(options.language):
            phrases = tuple(found.phrases)
        return Handout.of_contacts(found.chosen, now, options=options, stem="phone-list", phrases=phrases)

    return _answered(request, format, handout)


def _answered(request: HttpRequest, format: str, made: Callable[[], Handout]) -> HttpResponseBase:
    if format not in FORMATS:
        known = ", ".join(name for name in FORMATS if name != DESCRIPTION)
        return _refused(request, 404, _("There is no such format. Formats: %(formats)s.") % {"formats": known})
    chosen = FORMATS[format]
    try:
        handout = made()
        chosen.check(handout)
    except WrongOption as wrong:
        return _refused(request, 400, str(wrong))
    pieces = spoken(handout.options.language, chosen.render(handout))
    response: HttpResponseBase = (
        StreamingHttpResponse(pieces, content_type=chosen.content_type)
        if handout.search
        else HttpResponse(b"".join(pieces), content_type=chosen.content_type)
    )
    response["Content-Language"] = handout.options.language
    shown = "inline" if format in INLINE else "attachment"
    response["Content-Disposition"] = f'{shown}; filename="{handout.stem}.{chosen.extension or format}"'
    return response


def _refused(request: HttpRequest, status: int, sentence: str) -> HttpResponse:
    """A page for whoever reads pages, the sentence alone for programs."""
    if "text/html" in request.headers.get("Accept", ""):
        return errors.page(request, errors.no_file(status, sentence))
    return HttpResponse(f"{sentence}\n", status=status, content_type="text/plain; charset=utf-8")

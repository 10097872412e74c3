"""One contact: everything that may be said about it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from referrals import release
from referrals.models import OldSlug, Resource


@require_safe
def resource(request: HttpRequest, slug: str) -> HttpResponse:
    """A published contact; an old address redirects to where the record went."""
    found = Resource.objects.published().with_contacts().filter(slug=slug).first()
    if found is None:
        return _moved(slug)
    to = release.audience(request.user)
    context = {"contact": release.contact(found), "address": release.address(found, to)}
    return render(request, "referrals/resource.html", context)


def _moved(slug: str) -> HttpResponse:
    old = OldSlug.objects.filter(slug=slug, resource__curation="published").select_related("resource").first()
    if old is None:
        raise Http404
    return redirect(old.resource, permanent=True)

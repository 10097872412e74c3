"""A search as a link, and as a few lines of HTML for other sites: no script, no frame, nothing that watches."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from referrals.exports import Handout
from referrals.search import Search
from referrals.vocabulary import State, by_label


@require_safe
def embed(request: HttpRequest) -> HttpResponse:
    """The link to this search, and what another site may paste. Words that were typed are left out of both: what stands
    on somebody's site is read by everybody."""
    search = Search(request.GET, today=timezone.localdate())
    address = search.address.with_words("")
    query = address.query
    link = request.build_absolute_uri(reverse("find")) + (f"?{query}" if query else "")
    chosen = {name: values for name, values in address.chosen.items() if name != "state"}
    pasted = {
        "link": link,
        "form": request.build_absolute_uri(reverse("find")),
        "states": by_label(State),
        "kept": [(name, value) for name, values in chosen.items() for value in values],
    }
    context = pasted | {
        "anchor": render_to_string("referrals/parts/embed_link.html", pasted).strip(),
        "snippet": render_to_string("referrals/parts/embed_form.html", pasted).strip(),
        "asked": Handout.of_search(address.data, timezone.localtime()).asked,
        "words": bool(search.address.q),
        "back": query,
    }
    return render(request, "referrals/embed.html", context)

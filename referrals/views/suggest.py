"""What the search box offers while somebody types."""

from dataclasses import asdict

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from referrals import terms
from referrals.search.index import INDEX
from referrals.search.suggest import suggestions


@require_POST
def suggest(request: HttpRequest) -> JsonResponse:
    """The words come by POST, so that no address or log has them, and go with the answer."""
    moment, vocabulary = terms.now()
    found = suggestions(request.POST.get("q", ""), INDEX.at(moment, vocabulary), vocabulary)
    return JsonResponse({"suggestions": [asdict(one) for one in found]})

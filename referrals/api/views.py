"""The read API. A list takes its parameters from the address or, so that what is searched stands in no log, from a
POST; every answer is made of what the release gate lets out to a visitor, whoever asks."""

import json
from collections.abc import Callable, Iterator
from functools import wraps
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from referrals import limits, terms
from referrals.exports import Handout
from referrals.hsds import VERSION, asking, ids, objects, openapi, package, profile
from referrals.hsds.asking import Asked
from referrals.hsds.ids import Wrong
from referrals.hsds.listed import Listed, listed
from referrals.limits import Limit
from referrals.models import Resource
from referrals.models.resources import ResourceQuerySet
from referrals.terms import Vocabulary

Object = dict[str, Any]
View = Callable[..., HttpResponseBase]
MOST_BODY = 100_000  # bytes
CALLS, WHOLE = Limit("API", 3600), Limit("API, all of it", 60)  # what one has already (304) is not counted
EVERYWHERE = frozenset({"search", "page", "per_page", "format"})
BY_TERM = frozenset({"taxonomy_term_id", "taxonomy_id", "full"})
BY_BODY = frozenset({"organization_id", "modified_after"})
NEAR = frozenset({"postcode", "proximity"})


def told(status: int, sentence: str) -> JsonResponse:
    return JsonResponse({"error": sentence}, status=status)


def api(*methods: str) -> Callable[[View], View]:
    """An address of the API: it answers in JSON whatever goes wrong, says in which state of the directory it did, and
    is not sent again to who has it."""

    def around(view: View) -> View:
        @csrf_exempt
        @wraps(view)
        def answer(request: HttpRequest, **named: Any) -> HttpResponseBase:
            if request.method not in methods:
                refused = told(405, f"This address takes {', '.join(methods)}.")
                refused.headers["Allow"] = ", ".join(methods)
                return refused
            moment, vocabulary = terms.now()
            tag = _tag(request, moment)
            if tag in request.headers.get("If-None-Match", ""):
                return _kept(HttpResponse(status=304), tag)
            try:
                with override(None):
                    response = view(request, vocabulary, **named)
                return _too_many(request, response) or _kept(response, tag)
            except Wrong as wrong:
                return told(400, str(wrong))
            except Resource.DoesNotExist:
                return told(404, "There is no such record.")

        return answer

    return around


def _tag(request: HttpRequest, moment: object) -> str:
    said = f"{moment} {timezone.localdate()} {request.get_full_path()} {sha256(request.body).hexdigest()}"
    return f'"{sha256(said.encode()).hexdigest()[:32]}"'


def _too_many(request: HttpRequest, response: HttpResponseBase) -> HttpResponse | None:
    """Instead of one answer too many. What streams is the whole directory, and is made only if it is sent."""
    seconds = limits.wait(WHOLE if response.streaming else CALLS, request.META, timezone.now())
    if not seconds:
        return None
    refused = told(429, f"That was asked very often. Ask again in {seconds} seconds.")
    refused.headers["Retry-After"] = str(seconds)
    return refused


def _kept(response: HttpResponseBase, tag: str) -> HttpResponseBase:
    """May be kept, if it is asked each time whether it still holds."""
    if response.status_code in {200, 304}:
        response.headers["ETag"], response.headers["Cache-Control"] = tag, "no-cache"
    return response


# --- What there is


@api("GET", "HEAD")
def root(request: HttpRequest, _vocabulary: Vocabulary) -> HttpResponse:
    """Which HSDS this is, and where its profile and its OpenAPI document are."""
    at = request.build_absolute_uri
    return JsonResponse({
        "version": VERSION,
        "profile": at(reverse("hsds:profile")),
        "openapi_url": at(reverse("hsds:openapi")),
        "description": f"{settings.SITE_NAME}: referral contacts for survivors of trafficking and other crime. "
        "None is endorsed; assured_date says when somebody last verified it.",
        "data_guide": at(reverse("about")),
        "publisher": {"name": settings.SITE_NAME, "identifier": at("/"), "website": at("/")},
    })  # fmt: skip


@require_safe
def profile_page(request: HttpRequest) -> HttpResponse:
    """The profile for people; for programs, its patches."""
    if "text/html" in request.headers.get("Accept", ""):
        tables = {"service": profile.SERVICE, "phone": profile.PHONE, "evidence": profile.EVIDENCE}
        return render(request, "referrals/hsds_profile.html", {"tables": tables, "version": VERSION})
    return JsonResponse({"version": VERSION, "patches": profile.PATCHES})


@api("GET", "HEAD")
def schema(request: HttpRequest, _vocabulary: Vocabulary) -> HttpResponse:
    """The OpenAPI document."""
    return JsonResponse(openapi.document(request.build_absolute_uri(reverse("hsds:root"))))


@api("GET", "HEAD")
def tables(request: HttpRequest, _vocabulary: Vocabulary) -> HttpResponseBase:
    """The whole directory as tables in a ZIP."""
    handout = Handout.of_search(QueryDict(""), timezone.localtime())
    response = StreamingHttpResponse(package.render(handout), content_type="application/zip")
    response.headers["Content-Disposition"] = 'attachment; filename="datapackage.zip"'
    return response


# --- Lists


@api("GET", "HEAD", "POST")
def services(request: HttpRequest, vocabulary: Vocabulary) -> HttpResponseBase:
    """Services; `full` nests all, `minimal` says which there are and when they changed."""
    params = _params(request)
    asked = Asked.of(params, EVERYWHERE | BY_TERM | BY_BODY | {"minimal"})
    full, minimal = asked.flag("full"), asked.flag("minimal")

    def made(one: Listed) -> Object:
        if minimal:
            whole = objects.direct(one)
            return {name: whole[name] for name in ("id", "name", "status", "last_modified")}
        if full:
            return objects.Whole(one, vocabulary).service()
        return objects.direct(one) | {"organization": objects.organization(one)}

    return _of_records(asked, asking.services(params, vocabulary, timezone.localdate()), made)


@api("GET", "HEAD", "POST")
def organizations(request: HttpRequest, vocabulary: Vocabulary) -> HttpResponseBase:
    """Organizations that have a service that is released."""
    params = _params(request)
    asked = Asked.of(params, EVERYWHERE | BY_TERM | {"full_service"})
    full, full_service = asked.flag("full"), asked.flag("full_service")
    found = asking.services(params, vocabulary, timezone.localdate())
    keys = found.order_by("organization__uuid").values_list("organization", flat=True).distinct()

    def made(keys: list[int]) -> Iterator[Object]:
        return _organizations(keys, vocabulary, nested=full or full_service, whole=full_service)

    return _answered(asked, keys, made)


@api("GET", "HEAD", "POST")
def service_at_locations(request: HttpRequest, vocabulary: Vocabulary) -> HttpResponseBase:
    """Services at a place that everybody may see."""
    params = _params(request)
    asked = Asked.of(params, EVERYWHERE | BY_TERM | BY_BODY | NEAR)
    full = asked.flag("full")
    found = asking.services(params, vocabulary, timezone.localdate())
    today = timezone.localdate()
    pks = [
        one.pk
        for one in listed(_in_order(asking.at_a_place(found)), today)
        if objects.Whole(one, vocabulary).location()
    ]

    def made(some: list[int]) -> Iterator[Object]:
        return (_there(one, vocabulary, full=full) for one in listed(some, today))

    return _answered(asked, pks, made)


@api("GET", "HEAD", "POST")
def taxonomies(request: HttpRequest, _vocabulary: Vocabulary) -> HttpResponseBase:
    params = _params(request)
    asked = Asked.of(params, EVERYWHERE)
    found = [objects.taxonomy(facet) for facet in objects.TAXONOMIES]
    return _answered(asked, [one for one in found if _says(one, params)], iter)


@api("GET", "HEAD", "POST")
def taxonomy_terms(request: HttpRequest, vocabulary: Vocabulary) -> HttpResponseBase:
    params = _params(request)
    asked = Asked.of(params, EVERYWHERE | {"taxonomy_id", "top_only", "parent_id"})
    found = [objects.term(one) for one in vocabulary.terms]
    for name in ("taxonomy_id", "parent_id"):
        for value in params.getlist(name):
            wanted = str(ids.read(value, name))
            found = [one for one in found if one.get(name) == wanted]
    if asked.flag("top_only"):
        found = [one for one in found if "parent_id" not in one]
    return _answered(asked, [one for one in found if _says(one, params)], iter)


def _says(one: Object, params: QueryDict) -> bool:
    words = params.get("search", "").casefold().split()
    text = f"{one['name']} {one['description']}".casefold()
    return all(word in text for word in words)


# --- One of them


@api("GET", "HEAD")
def service(request: HttpRequest, vocabulary: Vocabulary, id: Any) -> HttpResponse:
    """One service with all that hangs on it."""
    return JsonResponse(objects.Whole(_one(id), vocabulary).service())


@api("GET", "HEAD")
def organization(request: HttpRequest, vocabulary: Vocabulary, id: Any) -> HttpResponse:
    """One organization with its services; `full_service` nests them whole."""
    asked = Asked.of(request.GET, frozenset({"full_service"}))
    key = Resource.objects.released().filter(organization__uuid=id).values_list("organization", flat=True)[:1]
    whole = asked.flag("full_service")
    return JsonResponse(next(_organizations([key.get()], vocabulary, nested=True, whole=whole)))


@api("GET", "HEAD")
def service_at_location(request: HttpRequest, vocabulary: Vocabulary, id: Any) -> HttpResponse:
    """One service at its place."""
    for one in listed(_in_order(asking.at_a_place(Resource.objects.released())), timezone.localdate()):
        there = objects.Whole(one, vocabulary).at_location()
        if there and there["id"] == str(id):
            return JsonResponse(_there(one, vocabulary, full=True))
    raise Resource.DoesNotExist


@api("GET", "HEAD")
def taxonomy(request: HttpRequest, _vocabulary: Vocabulary, id: Any) -> HttpResponse:
    found = next((facet for facet in objects.TAXONOMIES if ids.taxonomy(facet) == str(id)), None)
    return JsonResponse(objects.taxonomy(found)) if found else told(404, "There is no such taxonomy.")


@api("GET", "HEAD")
def taxonomy_term(request: HttpRequest, vocabulary: Vocabulary, id: Any) -> HttpResponse:
    found = asking.terms_by_id(vocabulary).get(str(id))
    return JsonResponse(objects.term(found)) if found else told(404, "There is no such term.")


def _one(uuid: Any) -> Listed:
    row = Resource.objects.released().values_list("pk", flat=True).get(uuid=uuid)
    return next(listed([row], timezone.localdate()))


# --- How they are answered


def _params(request: HttpRequest) -> QueryDict:
    """Of a POST, its form or its JSON object: {"taxonomy_term_id": ["…"], "page": 2}."""
    if request.method != "POST" or not (request.content_type or "").startswith("application/json"):
        return request.POST if request.method == "POST" else request.GET
    if len(request.body) > MOST_BODY:
        raise Wrong(f"The body may have {MOST_BODY} bytes.")
    try:
        said = json.loads(request.body or b"{}")
    except (ValueError, RecursionError):
        raise Wrong("The body is no JSON.") from None
    if not isinstance(said, dict):
        raise Wrong("The body may be a JSON object of parameters.")
    lists = {name: value if isinstance(value, list) else [value] for name, value in said.items()}
    return QueryDict(urlencode({name: [_plain(one) for one in values] for name, values in lists.items()}, doseq=True))


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | int):
        return str(value)
    raise Wrong("A parameter may be a text, a whole number, true or false, or a list of them.")


def _in_order(found: ResourceQuerySet) -> list[int]:
    return list(found.order_by("uuid").values_list("pk", flat=True))


def _of_records(asked: Asked, found: ResourceQuerySet, made: Callable[[Listed], Object]) -> HttpResponseBase:
    today = timezone.localdate()
    pks = found.order_by("uuid").values_list("pk", flat=True)
    return _answered(asked, pks, lambda some: (made(one) for one in listed(some, today)))


def _answered(asked: Asked, keys: Any, made: Callable[[list[Any]], Iterator[Object]]) -> HttpResponseBase:
    """A page of a list in HSDS's envelope, or all of it, one object a line. `made` makes objects of some keys."""
    if asked.ndjson:
        lines = (json.dumps(one, ensure_ascii=False).encode() + b"\n" for one in made(list(keys)))
        return StreamingHttpResponse(lines, content_type="application/x-ndjson")
    total = keys.count() if hasattr(keys, "query") else len(keys)
    pages, first = max(-(-total // asked.per_page), 1), (asked.page - 1) * asked.per_page
    if asked.page > pages:
        raise Wrong(f"page may be at most {pages} here.")
    contents = list(made(list(keys[first : first + asked.per_page])))
    return JsonResponse({
        "total_items": total, "total_pages": pages, "page_number": asked.page, "size": len(contents),
        "first_page": asked.page == 1, "last_page": asked.page == pages, "empty": not contents, "contents": contents,
    })  # fmt: skip


def _organizations(keys: list[int], vocabulary: Vocabulary, *, nested: bool, whole: bool) -> Iterator[Object]:
    """These organizations in the order given, each with its services if they are `nested`."""
    rows = Resource.objects.released().filter(organization__in=keys).order_by("uuid").values_list("pk", "organization")
    pks = dict(rows)
    of: dict[int, list[Listed]] = {}
    for one in listed(pks, timezone.localdate()):
        of.setdefault(pks[one.pk], []).append(one)
    for key in keys:
        body = objects.organization(of[key][0])
        if nested:
            body["services"] = [_service_in(one, vocabulary, whole=whole) for one in of[key]]
        yield body


def _service_in(one: Listed, vocabulary: Vocabulary, *, whole: bool) -> Object:
    return objects.Whole(one, vocabulary).service(with_organization=False) if whole else objects.direct(one)


def _there(one: Listed, vocabulary: Vocabulary, *, full: bool) -> Object:
    """A service at its place; in a list with the direct fields of both."""
    whole = objects.Whole(one, vocabulary)
    there = whole.at_location() or {}
    if full:
        return there | {"service": whole.service()}
    place = {name: value for name, value in there["location"].items() if name != "addresses"}
    service = objects.direct(one) | {"organization": objects.organization(one)}
    return {"id": there["id"], "service_id": one.id, "location_id": place["id"], "location": place, "service": service}

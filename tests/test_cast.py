"""Who gets where: each address of the site, for each of the cast, by each method, as one table.

Whoever does not belong is refused whatever the method: a visitor is led to the sign-in, others get 403. Whoever belongs
is answered, and only by the methods the address takes. An address without a line here fails.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse
from django.utils import timezone

from forum.models import Post, Thread
from referrals import people
from referrals.models import Language, Organization, PmtTerm, Resource, Term
from referrals.people import CURATOR
from referrals.vocabulary import Curation
from tests.cast import signed_in
from tests.test_headers import PRIVATE, policy

VISITOR, PROVIDER, ADMINISTRATOR = "visitor", people.PROVIDER, people.ADMINISTRATOR
NOBODY = "nobody"
CAST = (VISITOR, PROVIDER, CURATOR, ADMINISTRATOR)  # each may what those before may
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
READ, BOTH, SENT = ("GET", "HEAD"), ("GET", "HEAD", "POST"), ("POST",)
REQUIRED = "django.contrib.auth.middleware.LoginRequiredMiddleware"
SESSION = "2015-01-21"
TERMS = "?app_label=referrals&model_name=resourceterm&field_name=term"


@dataclass(frozen=True)
class Line:
    """Who may, from which of the cast on; by which methods; and what stands for the parts of the address."""

    who: str
    takes: tuple[str, ...] = READ
    arguments: object = None  # values, or a function that finds them in the shipped directory
    open: bool = False  # even where sign-in is required
    query: str = ""
    looked_at: bool = False  # it is shown as a form, and nobody sends one
    hidden: bool = False  # to others it is not there, rather than theirs


def slug(curation: str = Curation.PUBLISHED):
    return lambda: {"slug": Resource.objects.filter(curation=curation).order_by("pk").values_list("slug", flat=True)[0]}


def first(model, **which):
    return lambda: {"object_id": model.objects.filter(**which).order_by("pk").values_list("pk", flat=True)[0]}


def listed(kind: str):
    """One that the API lists."""
    return lambda: {"id": Client().get(f"/hsds/{kind}").json()["contents"][0]["id"]}


def person():
    return {"pk": people.add_person("somebody", PROVIDER, "a long passphrase").pk}


def invited():
    return {"token": people.invite(role=PROVIDER, by=people.OPERATOR, now=timezone.now())}


POST = {"slug": SESSION, "position": 0}
PUBLIC = {
    "find": Line(VISITOR, BOTH),
    "suggest": Line(VISITOR, SENT),
    "export": Line(VISITOR, READ, {"format": "txt"}),
    "embed": Line(VISITOR, READ),
    "qr": Line(VISITOR, READ, slug()),
    "resource-file": Line(VISITOR, READ, lambda: slug()() | {"format": "json"}),
    "resource": Line(VISITOR, READ, slug()),
    "reports": Line(VISITOR, BOTH),
    "report": Line(VISITOR, BOTH),
    "suggest-a-resource": Line(VISITOR, BOTH),
    "list": Line(VISITOR, BOTH),
    "list-file": Line(VISITOR, READ, {"format": "txt"}),
    "about": Line(VISITOR, READ),
    "safety": Line(VISITOR, READ, open=True),
    "components": Line(CURATOR, READ, hidden=True, open=True),
    "healthz": Line(VISITOR, READ, open=True),
    "readyz": Line(VISITOR, READ, open=True),
    "login": Line(VISITOR, BOTH, open=True),
    "sign-in-code": Line(VISITOR, BOTH, open=True),
    "sign-in-authenticator": Line(VISITOR, BOTH, open=True),
    "logout": Line(VISITOR, SENT),
    "join": Line(VISITOR, BOTH, invited, open=True),
    "account": Line(PROVIDER, BOTH),
    "account-passphrase": Line(PROVIDER, BOTH),
    "account-authenticator": Line(PROVIDER, BOTH),
    "account-codes": Line(PROVIDER, BOTH),
    "forum:sessions": Line(VISITOR, BOTH),
    "forum:session": Line(VISITOR, BOTH, {"slug": SESSION}),
    "forum:question": Line(VISITOR, READ, {"slug": SESSION, "number": 1}),
}
HSDS = {
    "hsds:root": Line(VISITOR, READ),
    "hsds:profile": Line(VISITOR, READ),
    "hsds:openapi": Line(VISITOR, READ),
    "hsds:package": Line(VISITOR, READ),
} | {
    line: value
    for one, many in (
        ("service", "services"),
        ("organization", "organizations"),
        ("service_at_location", "service_at_locations"),
        ("taxonomy", "taxonomies"),
        ("taxonomy_term", "taxonomy_terms"),
    )
    for line, value in ((f"hsds:{many}", Line(VISITOR, BOTH)), (f"hsds:{one}", Line(VISITOR, READ, listed(many))))
}
DESK = {
    "desk:home": Line(CURATOR, READ),
    "desk:review": Line(CURATOR, BOTH),
    "desk:suggestion": Line(CURATOR, BOTH, slug(Curation.SUGGESTED)),
    "desk:verify": Line(CURATOR, BOTH),
    "desk:paste": Line(CURATOR, BOTH),
    "desk:pasted": Line(CURATOR, BOTH, {"pk": 0}),
    "desk:imports": Line(CURATOR, BOTH),
    "desk:import": Line(CURATOR, BOTH, {"pk": 0}),
    "desk:import-take-back": Line(CURATOR, READ, {"pk": 0}),
    "desk:import-problems": Line(CURATOR, READ, {"pk": 0}),
    "desk:gaps": Line(CURATOR, READ),
    "desk:gaps-table": Line(CURATOR, READ),
    "desk:history": Line(CURATOR, READ),
    "desk:record": Line(CURATOR, BOTH, slug()),
    "desk:edit": Line(CURATOR, BOTH, slug()),
    "desk:relate": Line(CURATOR, SENT, slug()),
    "desk:take-value": Line(CURATOR, SENT, slug()),
    "desk:put-back": Line(CURATOR, SENT, slug()),
    "desk:reports": Line(CURATOR, READ),
    "desk:reported": Line(CURATOR, SENT, slug()),
    "desk:undo": Line(CURATOR, SENT),
    "desk:links": Line(CURATOR, BOTH),
    "desk:people": Line(ADMINISTRATOR, BOTH),
    "desk:person": Line(ADMINISTRATOR, BOTH, person),
    "desk:unhide": Line(CURATOR, BOTH),
    "desk:unhide-one": Line(CURATOR, BOTH, slug()),
    "desk:posts:sessions": Line(CURATOR, READ),
    "desk:posts:undo": Line(CURATOR, SENT),
    "desk:posts:session": Line(CURATOR, BOTH, {"slug": SESSION}),
    "desk:posts:post": Line(CURATOR, BOTH, POST),
}
ADMIN = {
    "admin:index": Line(CURATOR, BOTH),
    "admin:login": Line(CURATOR, BOTH),
    "admin:logout": Line(CURATOR, BOTH),
    "admin:password_change": Line(CURATOR, BOTH),
    "admin:password_change_done": Line(CURATOR, READ),
    "admin:autocomplete": Line(CURATOR, READ, query=TERMS),
    "admin:jsi18n": Line(CURATOR, READ),
    "admin:view_on_site": Line(CURATOR, BOTH, {"content_type_id": 0, "object_id": 0}),
    "admin:app_list": Line(CURATOR, BOTH, {"app_label": "referrals"}),
}
# {table in the admin: (who sees it, who adds to it, who deletes from it, one of it)}
TABLES = {
    "auth_user": (ADMINISTRATOR, NOBODY, NOBODY, lambda: {"object_id": person()["pk"]}),
    "auth_group": (ADMINISTRATOR, NOBODY, NOBODY, first(Group)),
    "referrals_resource": (CURATOR, NOBODY, NOBODY, first(Resource)),
    "referrals_suggestion": (CURATOR, NOBODY, NOBODY, first(Resource, curation=Curation.SUGGESTED)),
    "referrals_term": (CURATOR, CURATOR, NOBODY, first(Term)),
    "referrals_pmtterm": (CURATOR, CURATOR, ADMINISTRATOR, first(PmtTerm)),
    "referrals_language": (CURATOR, CURATOR, NOBODY, first(Language)),
    "referrals_organization": (CURATOR, CURATOR, ADMINISTRATOR, first(Organization)),
    "forum_thread": (CURATOR, NOBODY, ADMINISTRATOR, first(Thread)),
    "forum_post": (CURATOR, NOBODY, NOBODY, first(Post)),
}
LOOKED_AT = ("auth_user", "auth_group")  # changed at the desk, where a history says so
ADMIN |= {
    f"admin:{table}_{page}": Line(who, BOTH, one if page in ("history", "delete", "change") else None)
    for table, (sees, adds, deletes, one) in TABLES.items()
    for page, who in (("changelist", sees), ("change", sees), ("history", sees), ("add", adds), ("delete", deletes))
}
ADMIN |= {f"admin:{table}_change": Line(ADMINISTRATOR, BOTH, TABLES[table][3], looked_at=True) for table in LOOKED_AT}
LINES = PUBLIC | HSDS | DESK | ADMIN
NAMELESS = "admin/"  # of the admin's addresses two kinds have no name: they lead to the others, or nowhere


def addresses(within=None, names: str = "", route: str = "") -> Iterator[tuple[str, str]]:
    """(name, route) of every address of the site."""
    for one in (within or get_resolver()).url_patterns:
        here = f"{route}{one.pattern}"
        if isinstance(one, URLResolver):
            yield from addresses(one, names + (f"{one.namespace}:" if one.namespace else ""), here)
        else:
            yield (f"{names}{one.name}" if one.name else ""), here


def test_each_address_has_its_line():
    assert {name for name, _ in addresses() if name} == set(LINES)
    assert all(route.startswith(NAMELESS) for name, route in addresses() if not name)


@pytest.fixture
def cast(shipped, db):
    """{role: client}."""
    return {VISITOR: Client(), **{role: signed_in(role) for role in CAST[1:]}}


def address(name: str) -> str:
    people.ensure_roles()
    arguments = LINES[name].arguments
    return reverse(name, kwargs=arguments() if callable(arguments) else arguments) + LINES[name].query


def leads_to_sign_in(answer) -> bool:
    return answer.status_code == 302 and answer["Location"].startswith(("/sign-in/?next=", "/admin/login/?next="))


@pytest.mark.parametrize("name", LINES)
def test_nobody_gets_where_they_do_not_belong(cast, name):
    line, path = LINES[name], address(name)
    wrong = []
    for role in CAST:
        for method in METHODS:
            answer = cast[role].generic(method, path)
            belongs = line.who != NOBODY and CAST.index(role) >= CAST.index(line.who)
            if not (answered(answer, line, method) if belongs else refused(answer, line, role, method)):
                wrong.append(f"{method} by {role}: {answer.status_code} {answer.get('Location', '')}")
    assert wrong == []


def answered(answer, line: Line, method: str) -> bool:
    if line.looked_at and method == "POST":
        return answer.status_code == 403
    if method not in line.takes and not (method == "OPTIONS" and answer.status_code == 200):
        return answer.status_code == 405 and method not in answer["Allow"].split(", ")
    return answer.status_code < 500 and answer.status_code not in (401, 403, 405) and not leads_to_sign_in(answer)


def refused(answer, line: Line, role: str, method: str) -> bool:
    if line.hidden:
        return answer.status_code == (404 if method in line.takes else 405)
    if answer.status_code == 405:
        return method not in line.takes  # nobody may
    if role == VISITOR:
        return leads_to_sign_in(answer) or answer.get("Location") == "/admin/"  # which leads there
    return answer.status_code == 403


@pytest.mark.parametrize("name", LINES)
def test_where_sign_in_is_required_a_visitor_sees_only_the_doors(shipped, db, client, settings, name):
    path = address(name)
    after = settings.MIDDLEWARE.index("django.contrib.auth.middleware.AuthenticationMiddleware") + 1
    settings.MIDDLEWARE = [*settings.MIDDLEWARE[:after], REQUIRED, *settings.MIDDLEWARE[after:]]
    answers = {method: client.generic(method, path) for method in METHODS}
    if not LINES[name].open:
        assert [method for method, answer in answers.items() if not leads_to_sign_in(answer)] == []
    else:
        assert not leads_to_sign_in(answers["GET"])


@pytest.mark.parametrize("name", LINES)
def test_every_answer_keeps_to_itself(shipped, db, name):
    """All of it, to an administrator, who gets everywhere; by a method it takes and by one it does not."""
    path, client = address(name), signed_in("administrator")
    for method in (LINES[name].takes[0], "TRACE"):
        answer = client.generic(method, path)
        said = policy(answer)
        assert (said["default-src"], said["frame-ancestors"], said["base-uri"]) == (["'none'"], ["'none'"], ["'none'"])
        assert "unsafe" not in answer["Content-Security-Policy"]
        for header, value in PRIVATE.items():
            assert answer[header] == value, (method, header)
        assert "camera=()" in answer["Permissions-Policy"]
        assert answer["Cache-Control"] == "no-store" or ("ETag" in answer and answer["Cache-Control"] == "no-cache")

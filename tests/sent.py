"""What visitors send in: a contact to report on, and forms as a person sends them, some seconds after they came."""

from datetime import timedelta

from django.utils import timezone

from referrals import curation, receipts
from referrals.curation import record
from referrals.models import Resource
from tests.pages import Page

PLACE = {"street": "12 Main Street", "city": "Durham", "state": "NC", "postal_code": "27701", "visibility": "public"}
PHONE, SECOND, LINK, EMAIL = "+19195550100", "+19195550111", "https://harbor.example/", "desk@harbor.example"


def listed(name: str = "Harbor House", **values) -> Resource:
    plain = {"kind": "victim-services", "coverage": "local", "states": ["NC"], "city": "Durham", "address": PLACE,
             "phones": [{"number": PHONE, "primary": True}, {"number": SECOND}], "links": [{"url": LINK}],
             "emails": [{"address": EMAIL}]}  # fmt: skip
    values = record.blank(name=name, **(plain | values))
    return curation.create(by="import", values=values, source="list", key=name, published=True)


def ticket(**ago: int) -> str:
    """Of a form that came that long ago."""
    return receipts.ticket(timezone.now() - timedelta(**(ago or {"seconds": 30})))


def code_on(response) -> str:
    """The receipt's code on a page."""
    texts = [text for text, _language in Page(response.content.decode()).texts]
    return next(text for text in texts if len(text) == 11 and text[5] == "-" and text.isupper())


def report(client, one: Resource, problem: str = "dead", **more):
    form = {"contact": one.slug, "ticket": ticket(), "problem": problem}
    return client.post("/reports/send/", form | more)


def outcome(client, code: str) -> str:
    return client.post("/reports/", {"code": code}).content.decode()

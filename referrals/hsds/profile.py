"""Our HSDS profile: fields that the directory has and HSDS has not, as JSON Merge Patches of its schemas, and a table
of its own for what practitioners said.

The tabular package declares the same fields, so that a reader of either knows them.
"""

from typing import Any

from django.db.models import TextChoices

from referrals.vocabulary import Coverage, Known, MayReport, Method, Relation, Speaker, Stance

from .objects import OURS

Patch = dict[str, Any]


def _text(description: str, enum: type[TextChoices] | None = None) -> Patch:
    values = {"enum": [str(value) for value in enum.values]} if enum else {}
    return {"type": "string", "description": description} | values


def _flag(description: str) -> Patch:
    return {"type": "boolean", "description": description}


SERVICE: dict[str, Patch] = {
    "url_label": _text("What the first link is called."),
    "verified_how": _text("How somebody contacted the agency on assured_date.", Method),
    "discreet_name": _text("A name that says nothing of the subject, for titles and wallet cards."),
    "coverage": _text("national, states (all of each), local (part of them) or not-stated.", Coverage),
    "base_state": _text("Postal code of the state where it sits."),
    "area": _text("Which part of a state it serves, in words."),
    "city": _text("The city it serves, where that is public."),
    "serves_any_victim": _flag("Open to any victim: no restriction is published."),
    "interpretation": _text("Whether there are interpreters.", Known),
    "always_open": _flag("Whether it answers 24 hours, 7 days; absent: not known."),
    "contact_may_report": _text("Whether contact may start an investigation or must be reported.", MayReport),
    "published_by": _text("Who published the contact."),
    "published_on": _text("When: 2015, 2015-01 or 2015-01-21."),
    "published_url": _text("Where."),
}
PHONE: dict[str, Patch] = {
    "primary": _flag("The number to call first."),
    "menu_key": _text("What to press when the machine answers."),
    "keyword": _text("What to write to a number that takes text messages."),
    "hours": _text("When this number answers."),
    "extension_dialed": _text("The extension, where it is no plain number."),
}
EVIDENCE: dict[str, Patch] = {
    "id": {"type": "string", "format": "uuid"},
    "service_id": {"type": "string", "format": "uuid", "description": "In tables: the service it was said of."},
    "quote": _text("What was said, word for word."),
    "speaker": _text("Who said it."),
    "role": _text("Host or participant.", Speaker),
    "stance": _text("Recommended, asked about, or mentioned.", Stance),
    "asked": _text("What was asked."),
    "date": {"type": "string", "format": "date", "description": "When it was said."},
    "source": _text("Where it was said."),
}
RELATIONS = [str(value) for value in Relation.values]

assert {*OURS} <= {*SERVICE}

PATCHES: dict[str, Patch] = {
    "service.json": {
        "properties": SERVICE | {"evidence": {"type": "array", "items": {"type": "object", "properties": EVIDENCE}}}
    },
    "phone.json": {"properties": PHONE},
    "attribute.json": {
        "properties": {
            "value": {"enum": RELATIONS, "description": "Of victim types and needs: serves, only, or excludes."}
        }
    },
}

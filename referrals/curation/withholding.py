"""Taking one field of a record out of sight until a person has decided: the place, or one way to reach it.

It is the one action after which a published record may have no way to reach it. Its page then says that the contact is
being checked, and `check_directory` names it until somebody decides.
"""

from collections.abc import Iterator

from django.db import transaction
from django.utils.translation import gettext as _

from referrals.models import Change, Resource
from referrals.vocabulary import Visibility

from . import hiding, record
from .changes import changing, took_back, whole
from .record import Record

HIDE, SHOW = "hide", "show again"
PLACES = ("address", "city")
WAYS = {"phone": ("phones", "number"), "link": ("links", "url"), "email": ("emails", "address")}


class NotShown(ValueError):
    """What was hidden stays hidden; the message says why, and nothing was done."""


@transaction.atomic
def hide(
    resource: Resource, *, by: str, field: str, about: str = "", why: str = "", seen: int | None = None
) -> Change | None:
    """Hide the place (`address` or `city`), or withhold as doubtful the `phone`, `link` or `email` that `about` says.

    It never shows anything. Returns its line of the history; none, and nothing happened, if that was out of sight.
    """
    kept = record.of(whole().select_for_update(of=("self",)).get(pk=resource.pk))
    if _without(kept, field, about) == kept:
        return None
    with changing(resource, action=HIDE, by=by, why=why, seen=seen) as before:
        current = {name: before[name] for name in record.blank()}
        record.write(resource, _without(current, field, about), before=current)
    return resource.changes.first()


def _without(kept: Record, field: str, about: str) -> Record:
    if field == "address":
        return kept | {"address": kept["address"] and kept["address"] | {"visibility": str(Visibility.HIDDEN)}}
    if field == "city":
        return kept | {"city": ""}
    rows, key = WAYS[field]
    return kept | {rows: [_doubtful(row) if row[key] == about else row for row in kept[rows]]}


def _doubtful(row: Record) -> Record:
    """A doubtful phone is nobody's first one."""
    return row | {"doubtful": True} | ({"primary": False} if "primary" in row else {})


@transaction.atomic
def show_again(hidden: Change, *, by: str, why: str = "", seen: int | None = None) -> Resource:
    """Take back what `hide` did, in one step. Raises NotShown if the field was changed since, or if people are or were
    sheltered there: then it takes two to show a place."""
    resource = hidden.resource
    with changing(resource, action=SHOW, by=by, why=why, seen=seen) as before:
        if problems := list(_against(hidden, before)):
            raise NotShown(" ".join(problems))
        current = {name: before[name] for name in record.blank()}
        shown = {name: was for name, (was, _now) in hidden.fields.items()}
        record.write(resource, record.normal(current | shown), before=current)
    took_back(resource, hidden)
    return resource


def _against(hidden: Change, before: Record) -> Iterator[str]:
    if hidden.action != HIDE:
        yield _("Only what was hidden can be shown again this way.")
    if any(before[name] != now for name, (_was, now) in hidden.fields.items()):
        yield _("It was changed since: edit the record.")
    if set(PLACES) & hidden.fields.keys() and hiding.sheltered(hidden.resource, before):
        yield _("It shelters people: showing its place takes two people.")

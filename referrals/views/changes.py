"""A visitor changes the list: one button, one change, and back to where it was pressed. Nothing is written here but
a cookie."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from referrals import picks, release
from referrals.models import Resource
from referrals.picks import MOST, Picks
from referrals.views.picking import button, counted, keep, keep_for_undo, picked

LONGEST_ADDRESS = 2_000
SLUG = re.compile(r"[-a-zA-Z0-9_]{1,120}")


def change(request: HttpRequest) -> HttpResponse:
    """Do what the pressed button says, if it is one of ours."""
    now, form = timezone.now(), request.POST
    asked = Change(picked(request), form, now)
    act = next((name for name in ACTS if name in form), "")
    after = ACTS[act](asked, form[act]) if act else asked.found
    if request.headers.get("Accept") == "application/json":
        response: HttpResponse = JsonResponse(_answer(act, after, asked.refused))
    else:
        if asked.refused:
            messages.info(request, asked.refused)
        response = HttpResponseRedirect(_back(form, act, after, asked.found), status=303)
    if after != asked.found:
        keep(response, after, now)
        keep_for_undo(response, asked.found if act in UNDONE else None)
    return response


@dataclass
class Change:
    """The list as it is, and what was asked of it. `refused` says why something was not done."""

    found: Picks
    form: QueryDict
    now: datetime
    refused: str = ""

    def add(self, slug: str) -> Picks:
        named = Resource.objects.filter(slug=slug) if SLUG.fullmatch(slug) else Resource.objects.none()
        one, contact = next(iter(release.kept(named, timezone.localdate(self.now), "uuid").items()), (None, None))
        if one is None or contact is None or not contact.reachable:
            self.refused = _("That contact cannot be put on a list: there is no way to reach it.")
        elif self.found.full and one not in self.found.ids:
            self.refused = _("Your list is full: it holds %(n)s contacts.") % {"n": MOST}
        else:
            return self.found.added(one, self.now)
        return self.found

    def remove(self, slug: str) -> Picks:
        return self._each(slug, self.found.removed)

    def up(self, slug: str) -> Picks:
        return self._each(slug, lambda one: self.found.moved(one, -1))

    def down(self, slug: str) -> Picks:
        return self._each(slug, lambda one: self.found.moved(one, 1))

    def _each(self, slug: str, changed: Callable[[UUID], Picks]) -> Picks:
        one = _named(slug, self.found)
        return changed(one) if one else self.found

    def clear(self, _value: str) -> Picks:
        return Picks()

    def undo(self, packed: str) -> Picks:
        before = picks.unpack(packed, self.now)
        return before if before.ids else self.found

    def phrases(self, _value: str) -> Picks:
        return self.found.saying(self.form.getlist("say"))


# What a button's name asks for.
ACTS = {name: getattr(Change, name) for name in ("add", "remove", "up", "down", "clear", "undo", "phrases")}
UNDONE = {"remove", "clear"}


def back_to(address: str) -> str:
    """Where the visitor was: an address of this site, without its fragment. Any other leads to the list."""
    address = address.partition("#")[0]
    here = address.startswith("/") and len(address) <= LONGEST_ADDRESS
    return address if here and url_has_allowed_host_and_scheme(address, allowed_hosts=None) else reverse("list")


def _back(form: QueryDict, act: str, after: Picks, found: Picks) -> str:
    """The page where the button stands, at the place where the keyboard goes on."""
    address, value = back_to(form.get("next", "")), form.get(act, "")
    slug = value if SLUG.fullmatch(value) else ""
    if address.partition("?")[0] != reverse("list"):
        return f"{address}#pick-{slug}" if slug else address
    return f"{address}#{_place(act, slug, after, found)}"


def _place(act: str, slug: str, after: Picks, found: Picks) -> str:
    """On the list: the same button, or the other where it has come to an end; of what was removed the next one's."""
    if act in {"up", "down"} and slug:
        one = _named(slug, after)
        ended = {"up": after.ids[:1], "down": after.ids[-1:]}[act]
        return f"{'down' if act == 'up' else 'up'}-{slug}" if (one,) == ended else f"{act}-{slug}"
    if act == "remove" and after.ids and after != found:
        place = next(n for n, one in enumerate(found.ids) if one not in after.ids)
        following = after.ids[min(place, len(after.ids) - 1)]
        return f"remove-{Resource.objects.values_list('slug', flat=True).get(uuid=following)}"
    return "phrases" if act == "phrases" else "contacts"


def _named(slug: str, found: Picks) -> UUID | None:
    """Which contact of the list has this slug."""
    if not SLUG.fullmatch(slug):
        return None
    return Resource.objects.filter(uuid__in=found.ids, slug=slug).values_list("uuid", flat=True).first()


def _answer(act: str, after: Picks, refused: str) -> dict[str, str]:
    """What a script needs to know: the button's next act and words, the number in the header, and what to announce."""
    on_list = (act == "add") != bool(refused)
    n = len(after.ids)
    total = ngettext("%(n)s contact on your list.", "%(n)s contacts on your list.", n) % {"n": n}
    return button(on_list) | {"picked": counted(after), "said": refused or total}

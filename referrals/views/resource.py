"""One contact: everything that may be said about it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from referrals import receipts, release, terms
from referrals.contact import Contact, ReleasedEvidence, ReleasedTerm
from referrals.exports import offered
from referrals.models import OldSlug, Report, Resource
from referrals.models.reports import WORDS
from referrals.models.resources import RELEASED_TEXT
from referrals.release import ReleasedSuccession
from referrals.search.panel import GROUPS
from referrals.views.hotlines import NATIONAL
from referrals.views.picking import button, picked
from referrals.vocabulary import Cost, Coverage, Curation, Known, MayReport, Relation

AXES = ("form", "age", "status", "identity")  # of victim types, as they are headed among the filters


@require_safe
def resource(request: HttpRequest, slug: str) -> HttpResponse:
    """A published contact; an old address redirects to where the record went."""
    rows = Resource.objects.released().filter(slug=slug).annotate(text=RELEASED_TEXT)
    found = rows.only("uuid", "kind", "place_agreed").first()  # the last two for the place alone
    if found is None:
        return _moved(slug)
    _moment, vocabulary = terms.now()
    contact = vocabulary.told(Contact.read(found.text, timezone.localdate()), get_language() or "")
    place = release.address(found, release.audience(request.user))
    context: dict[str, object] = {
        "contact": contact,
        "address": place,
        "whom": Whom.of(contact),
        "to_ask": list(to_ask(contact)) if contact.phone else [],
    }
    became = release.successions([found.pk]).get(found.pk, [])
    context |= {"became": became, "said": [(one, _since(one, became)) for one in contact.evidence]}
    context |= button(found.uuid in picked(request).ids) | {"here": request.path}
    context |= {"lines": NATIONAL, "problems": Report.Problem.choices, "most": WORDS}
    context |= {"ticket": receipts.ticket(timezone.now()), "formats": offered()}
    return render(request, "referrals/resource.html", context)


def _moved(slug: str) -> HttpResponse:
    old = OldSlug.objects.filter(slug=slug, resource__curation="published").select_related("resource").first()
    if old is not None:
        return redirect(old.resource, permanent=True)
    retired = Resource.objects.filter(slug=slug, curation=Curation.RETIRED).first()
    instead = release.successions([retired.pk]).get(retired.pk, []) if retired else []
    now = next((one.slug for one in reversed(instead) if one.slug), "")
    if not now:
        raise Http404
    return redirect("resource", now)


def _since(said: ReleasedEvidence, became: list[ReleasedSuccession]) -> list[ReleasedSuccession]:
    """What became of the contact after this was said of it."""
    return [one for one in became if one.after(said.said_on)]


@dataclass(frozen=True, slots=True)
class Whom:
    """Whom a contact serves, as three answers: yes (or only these), no, and what one has to ask."""

    accepts: tuple[ReleasedTerm, ...]
    only: tuple[ReleasedTerm, ...]
    refuses: tuple[ReleasedTerm, ...]
    ask: tuple[str, ...]

    @classmethod
    def of(cls, contact: Contact) -> Self:
        """To ask are the axes (what happened, age, status, who they are) on which the record says nothing."""
        by = {relation: tuple(t for t in contact.victim_types if t.relation == relation) for relation in Relation}
        said = {term.group for term in contact.victim_types}
        silent = () if contact.serves_any_victim else (axis for axis in AXES if axis not in said)
        return cls(by[Relation.SERVES], by[Relation.ONLY], by[Relation.EXCLUDES], tuple(str(GROUPS[a]) for a in silent))


def to_ask(contact: Contact) -> Iterator[str]:
    """A short script for the call: what this record does not say."""
    if not contact.hours:
        yield _("When do you answer, and is there a line at other hours?")
    if contact.coverage in {Coverage.LOCAL, Coverage.NOT_STATED} and not contact.area:
        yield _("Which area do you serve?")
    if not contact.serves_any_victim:
        yield _("Do you serve this person: age, gender, immigration status, what happened?")
    if not contact.languages and contact.interpretation != Known.YES:
        yield _("Which languages do you speak, and do you use interpreters?")
    if contact.cost == Cost.UNKNOWN:
        yield _("Does it cost anything?")
    if contact.contact_may_report == MayReport.UNKNOWN:
        yield _("Whom would you have to tell about this call?")

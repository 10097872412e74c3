"""What visitors send in, from its arrival to what they are told of it.

A report never changes what a record says. The one thing it may do at once is hide, and what it may hide is weighed by
what a mistake costs:

- *A place* (address, city) is hidden at once, whoever says that it is confidential. Shown wrongly it may cost a life;
  hidden wrongly it costs a caller a question.
- *A number, link or e-mail* is withheld at once only when somebody who signed in says so. Shown, it is what people in
  danger call: that a prankster could take a hotline's number away is the greater danger. A second visitor changes
  nothing about that: whether two are one person could only be known by keeping who they were. Such a report is marked
  for curators, "reported as confidential: ask before use".
- What a curator has shown again since is hidden at once only by somebody who signed in: a person has decided.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from referrals import curation, receipts
from referrals.curation.record import Record
from referrals.curation.withholding import PLACES, SHOW
from referrals.models import Report, Resource, Tip
from referrals.vocabulary import Curation

BY = "report"  # who changed the record, in its history
FORM = "form"  # who suggested it, and the source
Outcome = Report.Outcome
PUT_BACK = frozenset({Outcome.SHOWN, Outcome.NO_CHANGE, Outcome.SPAM})  # what the reports hid is shown again


class DecidedMeanwhile(ValueError):
    """Nothing is open any more of what was to be decided; `by` whom."""

    def __init__(self, by: str) -> None:
        super().__init__(f"Decided meanwhile by {by}.")
        self.by = by


class NothingChosen(ValueError):
    """Nothing was done; the message says what to choose."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a visitor said: the problem; of a confidential thing which field, and which `about` it is; a few words."""

    problem: str
    field: str = ""
    about: str = ""
    words: str = ""


@transaction.atomic
def make(
    resource: Resource, said: Said, *, code: str, now: datetime, signed_in: bool = False, may_hide: bool = True
) -> Report:
    """Take a report in, once for each code, and hide at once what it may. `may_hide`: this visitor has not hidden too
    much lately."""
    forget_words(now)
    row = {"resource": resource, "at": now, "signed_in": signed_in, "words": said.words}
    row |= {"problem": said.problem, "field": said.field, "about": said.about}
    report, made = Report.objects.get_or_create(code_hash=receipts.hashed(code), defaults=row)
    if made and said.field and (signed_in or (may_hide and _visitors_may_hide(resource, said.field))):
        why = "confidential, says somebody who signed in" if signed_in else "confidential, says a visitor"
        report.hidden = curation.hide(resource, by=BY, field=said.field, about=said.about, why=why)
        report.save(update_fields=["hidden"])
    return report


def _visitors_may_hide(resource: Resource, field: str) -> bool:
    return field in PLACES and not resource.changes.filter(action=SHOW, fields__has_key=field).exists()


def forget_words(now: datetime) -> int:
    """Delete the words of whatever nobody decided in 30 days; returns how many."""
    return Report.objects.forget_words(now) + Tip.objects.forget_words(now)


@transaction.atomic
def suggest(values: Record, *, code: str, words: str, now: datetime) -> Tip:
    """Bring a contact that a visitor typed before a curator, once for each code."""
    forget_words(now)
    key = receipts.hashed(code)
    resource = curation.suggest(by=FORM, values=values, source=FORM, key=key).resource
    words = words if resource.curation == Curation.SUGGESTED else ""
    row = {"resource": resource, "at": now, "words": words}
    return Tip.objects.get_or_create(code_hash=key, defaults=row)[0]


@transaction.atomic
def decide(
    reports: Iterable[Report], outcome: Outcome, *, by: str, now: datetime, seen: int | None = None
) -> list[Report]:
    """Close those of the reports, all of one contact, that are open (or say that somebody looks at them); returns them.

    Where the outcome is that nothing was wrong, what they hid is shown again, or NotShown raised and nothing done.
    `seen`: the revision of the record that was decided upon.
    """
    ids = [report.pk for report in reports]
    found = list(Report.objects.open().select_for_update(of=("self",)).select_related("resource").filter(pk__in=ids))
    if not found:
        raise DecidedMeanwhile(Report.objects.filter(pk__in=ids).values_list("handled_by", flat=True).last() or "")
    _refuse_if_changed(found[0].resource, seen)
    if outcome in PUT_BACK:
        _show_again(found, by=by)
    decision = {"outcome": outcome, "handled_by": by, "handled_at": now}
    decision |= {} if outcome in Report.OPEN else {"words": "", "about": ""}
    Report.objects.filter(pk__in=[report.pk for report in found]).update(**decision)
    return found


@transaction.atomic
def withhold(
    resource: Resource, reports: Iterable[Report], what: tuple[str, str] | None, outcome: Outcome, *, by: str,
    now: datetime, seen: int | None = None,
) -> list[Report]:  # fmt: skip
    """Take `what` (field, about) out of sight, if a curator chose something that is still shown, or else what the
    reports call confidential; and close them."""
    _refuse_if_changed(resource, seen)
    reports = list(reports)
    chosen = {what} if what else {(report.field, report.about) for report in reports if report.field}
    if not chosen:
        raise NothingChosen(_("Choose what to withhold."))
    for field, about in sorted(chosen):
        curation.hide(resource, by=by, field=field, about=about, why=BY)
    return decide(reports, outcome, by=by, now=now)


def _refuse_if_changed(resource: Resource, seen: int | None) -> None:
    """Nobody decides upon a record that is another by now."""
    now = Resource.objects.select_for_update().get(pk=resource.pk)
    if seen not in {None, now.revision}:
        raise curation.ChangedMeanwhile(now.changes.first())


def _show_again(reports: list[Report], *, by: str) -> None:
    """The latest first, so that each finds what it left."""
    for hidden in sorted({report.hidden for report in reports if report.hidden}, key=lambda line: -line.pk):
        curation.show_again(hidden, by=by, why=BY)


@dataclass(frozen=True, slots=True)
class Answer:
    """What whoever has the code is told, and the contact it led to, if there is one to see."""

    told: Promise
    meanwhile: Promise | str = ""
    contact: Resource | None = None


TOLD: dict[str, Promise] = {
    Outcome.RECEIVED: _("Received. Nobody has looked at it yet."),
    Outcome.LOOKING: _("Somebody is looking at it."),
    Outcome.FIXED: _("It was checked, and the contact was changed."),
    Outcome.WITHHELD: _("It was checked, and is withheld until it is certain."),
    Outcome.HIDDEN: _("It was checked, and stays hidden."),
    Outcome.SHOWN: _("It was checked, and is shown."),
    Outcome.NO_CHANGE: _("It was checked: no change was needed."),
    Outcome.SPAM: _("It was checked: no change was needed."),
}
SUGGESTED: dict[str, Promise] = {
    Curation.SUGGESTED: _("Received. It is listed once a person has checked it."),
    Curation.PUBLISHED: _("It was checked, and is listed."),
    Curation.RETIRED: _("It was checked, and is not listed."),
    Curation.REJECTED: _("It was checked, and is not listed."),
}


def answer(code: str) -> Answer | None:
    """What came of it; nothing where no code is like this one."""
    key = receipts.hashed(code)
    if report := Report.objects.filter(code_hash=key).select_related("resource").first():
        hidden = bool(report.hidden_id) and report.outcome in Report.OPEN
        return Answer(TOLD[report.outcome], _("It is hidden meanwhile.") if hidden else "", _listed(report.resource))
    if tip := Tip.objects.filter(code_hash=key).select_related("resource__merged_into").first():
        return _of_tip(tip.resource)
    return None


def _of_tip(resource: Resource) -> Answer:
    into = resource.merged_into
    if into and _listed(into):
        return Answer(_("It was checked, and was listed already."), contact=into)
    return Answer(SUGGESTED[resource.curation], contact=_listed(resource))


def _listed(resource: Resource) -> Resource | None:
    return resource if resource.curation == Curation.PUBLISHED else None

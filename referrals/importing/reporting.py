"""May contact with a resource lead to a report? What can be said from a row of a list.

Why: someone who calls must know beforehand whether the call may start an investigation or touch immigration
status, and must be able to leave such contacts out. A wrong "no" does harm, so this never says no: only a
person who asked the agency can. It says

- *yes* for law enforcement and prosecution, and for whatever takes reports in its name: police, attorneys
  general, bureaus of investigation, immigration enforcement, tip lines;
- *must report* for those who take reports of child abuse, and for public agencies that take reports about
  minors: whoever answers there is bound to pass on what they hear;
- *not known* for all others, also for hotlines that take tips beside helping: ask.

That a police department runs a victim service is no report: without the need `law-enforcement-reporting` a
parent's name alone says nothing (a compensation board under a department of public safety, say).
"""

import re
from collections.abc import Collection

from referrals.vocabulary import Kind, MayReport

REPORTING = "law-enforcement-reporting"
ENFORCEMENT = re.compile(
    r"\b(?:police|sheriff|prosecutors?|district attorney|attorneys? general|bureau of (?:criminal )?investigation"
    r"|bureau of narcotics|fbi|hsi|ice|homeland security investigations|immigration and customs enforcement"
    r"|state patrol|highway patrol|department of public safety|department of justice(?!,)|cybertipline|tip ?line)\b",
    re.IGNORECASE,
)  # "department of justice, Office for Victims of Crime" is an office that helps, hence no comma
CHILD_ABUSE = re.compile(r"\bchild abuse\b.*\breport", re.IGNORECASE)


def may_report(*, kind: str, name: str, parent: str, victim_types: Collection[str], needs: Collection[str]) -> str:
    """What contact may lead to, as far as kind, name, parent and needs say."""
    takes_reports = REPORTING in needs
    if kind == Kind.LAW_ENFORCEMENT or (takes_reports and ENFORCEMENT.search(f"{name} / {parent}")):
        return str(MayReport.YES)
    if CHILD_ABUSE.search(name) or (takes_reports and _about_children(kind, victim_types)):
        return str(MayReport.MANDATED)
    return str(MayReport.UNKNOWN)


def _about_children(kind: str, victim_types: Collection[str]) -> bool:
    return "child-abuse" in victim_types or (kind == Kind.GOVERNMENT_AGENCY and "minors" in victim_types)

"""May contact with a resource lead to a report? What can be said from a row of a list.

Why: someone who calls must know beforehand whether the call may start an investigation or touch immigration
status, and must be able to leave such contacts out. A wrong "no" does harm, so this never says no: only a
person who asked the agency can. It says

- *yes* for law enforcement and prosecution, and for whatever takes reports in its name: police, attorneys
  general, bureaus of investigation, immigration enforcement, tip lines;
- *must report* for those who take reports of child abuse, and for public agencies that take reports about
  minors: whoever answers there is bound to pass on what they hear;
- *not known* for all others, also for hotlines that take tips beside helping: ask.

Immigration enforcement and benefits, and the rest of Homeland Security, are *yes* whatever they offer, also as a parent
or by their site. So is whoever names police or prosecution in its own name: what an advocate there hears is the
prosecution's to know. A parent's name alone says nothing without the need `law-enforcement-reporting` (a compensation
board under a department of public safety, say), and a lawyer's office that names them is not one of them.
"""

import re
from collections.abc import Collection
from urllib.parse import urlsplit

from referrals.vocabulary import Kind, MayReport

REPORTING = "law-enforcement-reporting"
ENFORCEMENT = re.compile(
    r"\b(?:police|sheriff|prosecutors?|district attorney|attorneys? general|bureau of (?:criminal )?investigation"
    r"|bureau of narcotics|fbi|hsi|ice|homeland security investigations|immigration and customs enforcement"
    r"|state patrol|highway patrol|department of public safety|department of justice(?!,)|cybertipline|tip ?line)\b",
    re.IGNORECASE,
)  # "department of justice, Office for Victims of Crime" is an office that helps, hence no comma
OF_ITSELF = re.compile(
    r"\b(?:police(?! (?:reform|accountability|violence|brutality|misconduct))"
    r"|sheriff|prosecutors?|prosecuting attorney|district attorney|attorneys? general|state'?s attorney"
    r"|inspector general|fbi|federal bureau of investigation|bureau of (?:criminal )?investigation|state patrol"
    r"|highway patrol)\b",
    re.IGNORECASE,
)
IMMIGRATION = re.compile(
    r"\b(?:USCIS|HSI|CBP|(?i:u\.?s\.? citizenship and immigration services|homeland security"
    r"|immigration and customs enforcement|customs and border protection|border patrol|enforcement and removal))\b"
)
SITES = ("dhs.gov", "ice.gov", "uscis.gov", "cbp.gov", "fbi.gov")  # and what is below them, never dhs.maryland.gov
HELPERS = frozenset({Kind.LEGAL_SERVICES, Kind.COMMUNITY_ORGANIZATION, Kind.NATIONAL_ORGANIZATION, Kind.RESEARCH})
CHILD_ABUSE = re.compile(r"\bchild abuse\b.*\breport", re.IGNORECASE)


def may_report(
    *, kind: str, name: str, parent: str, victim_types: Collection[str], needs: Collection[str],
    sites: Collection[str] = (),
) -> str:  # fmt: skip
    """What contact may lead to, as far as kind, name, parent, needs and addresses of web `sites` say."""
    takes_reports = REPORTING in needs
    if kind == Kind.LAW_ENFORCEMENT or (takes_reports and ENFORCEMENT.search(f"{name} / {parent}")):
        return str(MayReport.YES)
    if kind not in HELPERS and _is_enforcement(name, parent, sites):
        return str(MayReport.YES)
    if CHILD_ABUSE.search(name) or (takes_reports and _about_children(kind, victim_types)):
        return str(MayReport.MANDATED)
    return str(MayReport.UNKNOWN)


def _about_children(kind: str, victim_types: Collection[str]) -> bool:
    return "child-abuse" in victim_types or (kind == Kind.GOVERNMENT_AGENCY and "minors" in victim_types)


def _is_enforcement(name: str, parent: str, sites: Collection[str]) -> bool:
    """Whether it is part of the police, of a prosecutor's office or of the government's immigration service."""
    hosts = [urlsplit(site).hostname or "" for site in sites]
    theirs = any(host == one or host.endswith(f".{one}") for host in hosts for one in SITES)
    return bool(theirs or OF_ITSELF.search(name) or IMMIGRATION.search(f"{name} / {parent}"))

"""What the extractor is told of the world, and what its candidates mean as records."""

import csv
from collections.abc import Iterable
from functools import cache
from typing import Any

from django.conf import settings

from referrals import extraction
from referrals.curation import record
from referrals.curation.reporting import may_report
from referrals.matching import acronyms
from referrals.models import Resource, Term
from referrals.terms import state_terms
from referrals.vocabulary import Coverage, Kind


def knowledge(people: Iterable[str] = (), *, names: bool = True) -> extraction.Knowledge:
    """What the extractor may know of the world: the vocabulary, the directory's names unless `names` is false, and the
    `people` who speak in the texts."""
    return extraction.Knowledge(
        terms=extraction.without_bodies((*Term.objects.current().as_lexicon(), *state_terms()), public_bodies()),
        names=tuple(_known_name(one) for one in Resource.objects.published().with_contacts()) if names else (),
        bodies=public_bodies(),
        people=tuple(sorted({*people} - {""})),
    )


@cache
def public_bodies() -> tuple[extraction.KnownName, ...]:
    """Well-known public bodies and networks of local ones, whom people name in passing
    (fixtures/vocabulary/bodies.csv)."""
    with (settings.FIXTURES_DIR / "vocabulary" / "bodies.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            extraction.KnownName(
                row["name"], tuple(row["aliases"].split("|")), row["kind"], national=row["level"] != "network"
            )
            for row in csv.DictReader(file)
        )


def _known_name(resource: Resource) -> extraction.KnownName:
    values = record.of(resource)
    names = {resource.name, resource.organization.name, *values["aliases"]}
    return extraction.KnownName(
        name=resource.name,
        aliases=tuple(sorted((names | {a for n in names for a in acronyms(n)}) - {resource.name})),
        kind=resource.kind,
        states=tuple(values["states"]),
        national=resource.coverage == Coverage.NATIONAL,
        key=resource.slug,
        websites=tuple(link["url"] for link in values["links"]),
        phones=tuple(phone["number"] for phone in values["phones"]),
    )


def values_of(candidate: extraction.Candidate, *, published_by: str, published_on: str) -> record.Record:
    """The candidate as a record: only what the text says, everything else not known."""
    local = candidate.kind != Kind.STATE_ORGANIZATION
    coverage = Coverage.NATIONAL if candidate.national else Coverage.LOCAL if local else Coverage.STATES
    return record.blank(
        name=candidate.name,
        aliases=_other_names(candidate),
        kind=candidate.kind,
        coverage=coverage if candidate.national or candidate.states else Coverage.NOT_STATED,
        base_state=candidate.states[0] if len(candidate.states) == 1 and not candidate.national else "",
        states=[] if candidate.national else list(candidate.states),
        terms=[{"slug": slug} for slug in (*candidate.victim_types, *candidate.needs)],
        phones=_phones(candidate),
        links=[{"url": url} for url in candidate.urls],
        emails=[{"address": address} for address in candidate.emails],
        contact_may_report=may_report(
            kind=candidate.kind,
            name=candidate.name,
            parent="",
            victim_types=candidate.victim_types,
            needs=candidate.needs,
            sites=candidate.urls,
        ),
        published_by=published_by[:200],
        published_on=published_on,
    )


def _other_names(candidate: extraction.Candidate) -> list[str]:
    """The other ways the text writes the name; a lower-case slip ("the ice") is none."""
    written = {m.surface for m in candidate.mentions if m.type in {"name", "acronym"} and m.surface[0].isupper()}
    return sorted(written - {candidate.name})


def _phones(candidate: extraction.Candidate) -> list[dict[str, Any]]:
    unique = {(p.number, p.extension, p.use, p.keyword): p for p in candidate.phones}.values()
    primary = next((phone for phone in unique if phone.use == "voice"), None)
    return [
        {"number": p.number, "extension": p.extension, "use": p.use, "keyword": p.keyword, "primary": p is primary}
        for p in unique
    ]


def as_dict(candidate: extraction.Candidate) -> dict[str, Any]:
    """A candidate as `extract_resources` shows it; offsets are code points of the text."""
    return {
        "name": candidate.name,
        "kind": candidate.kind,
        "phones": list(dict.fromkeys(phone.number for phone in candidate.phones)),
        "urls": list(candidate.urls),
        "emails": list(candidate.emails),
        "states": list(candidate.states),
        "national": candidate.national,
        "needs": list(candidate.needs),
        "victim_types": list(candidate.victim_types),
        "is_contact": candidate.is_contact,
        "doubtful": candidate.doubtful,
        "may_be": candidate.may_be,
        "mentions": [
            {"start": m.start, "end": m.end, "text": m.surface, "type": m.type, "stance": m.stance}
            for m in candidate.mentions
        ],
        "spans": {name: [[start, end] for _, start, end in spans] for name, spans in candidate.spans.items()},
        "reasons": dict(candidate.reasons),
    }


def advice_as_dict(advice: extraction.Advice) -> dict[str, Any]:
    """A piece of generic advice as `extract_resources --advice` shows it."""
    return {
        "start": advice.start, "end": advice.end, "text": advice.surface, "needs": list(advice.needs),
        "kind": advice.kind,
    }  # fmt: skip

"""A text that a curator pastes: what it names, sent to the review queue, and the text forgotten when that is decided.

The quotes of what was sent stay; they are what a suggestion is judged by.
"""

import secrets
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from referrals import candidates, curation, extraction
from referrals.curation import Said, nearby
from referrals.curation.record import Record
from referrals.matching import STRONG, WEAK, name_key
from referrals.models import Pasted, Resource
from referrals.vocabulary import Speaker

KEY = "text"
LEAST, SHOWN = 30, 3  # how much alike a record is that is shown beside a candidate, and how many of them
EXPLAINED = ("name", "kind", "states", "national")


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate in a text: its record, the places that name it, and records that it may be."""

    key: str
    values: Record
    is_contact: bool
    spans: tuple[tuple[int, int], ...]
    quotes: tuple[tuple[str, str], ...]  # (sentence, stance)
    why: tuple[str, ...]  # sentences in English: how name, kind and states were read
    near: tuple[nearby.Alike, ...]


def keep(*, text: str, label: str, link: str, said_on: str, by: str, now: datetime) -> Pasted:
    """A text, from whom it is and who pasted it."""
    source = f"pasted {now:%Y-%m-%d} {secrets.token_hex(3)}: {label}"[:80]
    return Pasted.objects.create(
        text=text.replace("\r\n", "\n"), label=label, link=link, said_on=said_on, by=by, at=now, source=source
    )


def found(pasted: Pasted) -> list[Found]:
    """What the text names, in the order in which it does. The names of the directory are not told to the reader, so
    that it takes as long in a large directory: what is here already is found by comparing."""
    text = extraction.Text(key=KEY, body=pasted.text)
    named = extraction.extract([text], candidates.knowledge(names=False))
    records = [_record(pasted, one) for one in named]
    alike = nearby.compare(records, least=LEAST, by=frozenset({STRONG, WEAK}))
    return [_found(pasted, *one) for one in zip(named, records, alike, strict=True)]


def _record(pasted: Pasted, candidate: extraction.Candidate) -> Record:
    values = candidates.values_of(candidate, published_by=pasted.label, published_on=pasted.said_on)
    return values | {"published_url": pasted.link}


def _found(pasted: Pasted, candidate: extraction.Candidate, values: Record, near: list[nearby.Alike]) -> Found:
    return Found(
        key=name_key(candidate.name),
        values=values,
        is_contact=candidate.is_contact,
        spans=tuple(sorted({(one.start, one.end) for one in candidate.mentions})),
        quotes=tuple(_quotes(pasted.text, candidate)),
        why=tuple(dict.fromkeys(candidate.reasons[field] for field in EXPLAINED if field in candidate.reasons)),
        near=tuple(near[:SHOWN]),
    )


def _quotes(text: str, candidate: extraction.Candidate) -> Iterator[tuple[str, str]]:
    """The sentences that carry it, each with how it is spoken of."""
    stances: defaultdict[tuple[int, int], list[extraction.Stance]] = defaultdict(list)
    for one in candidate.mentions:
        stances[one.quote].append(one.stance)
    for (start, end), several in sorted(stances.items()):
        yield " ".join(text[start:end].split()), extraction.strongest(several)


@transaction.atomic
def send(pasted: Pasted, chosen: Collection[str], *, by: str) -> list[curation.Suggested]:
    """Bring the chosen candidates into the review queue; what was turned down before stays so."""
    sent = [_suggest(pasted, one, by=by) for one in found(pasted) if one.key in chosen]
    pasted.sent = True
    pasted.save(update_fields=["sent"])
    return sent


def _suggest(pasted: Pasted, one: Found, *, by: str) -> curation.Suggested:
    said = tuple(
        Said(quote=quote, role=Speaker.SOURCE, stance=stance, source_label=pasted.label, date=pasted.day)
        for quote, stance in one.quotes
    )
    likely = next((near.pk for near in one.near if near.published and near.likeness.score >= curation.LIKELY), None)
    may_be = Resource.objects.get(pk=likely) if likely else None
    return curation.suggest(by=by, values=one.values, source=pasted.source, key=one.key, said=said, may_be=may_be)


def pieces(pasted: Pasted, candidates_found: list[Found]) -> Iterator[tuple[str, str]]:
    """(text, key of the candidate it names, or nothing) of the whole text, in order."""
    marks = sorted({(start, end, one.key) for one in candidates_found for start, end in one.spans})
    at = 0
    for start, end, key in marks:
        if start < at:  # inside another mark
            continue
        yield pasted.text[at:start], ""
        yield pasted.text[start:end], key
        at = end
    yield pasted.text[at:], ""


def forget(now: datetime) -> int:
    """Delete texts of which all is decided, and those that are too old; returns how many."""
    return Pasted.objects.done(now).delete()[0]

"""JSON: the search as understood, its results in ranked order, and the manifest of these."""

import json
from collections.abc import Iterator
from typing import Any

from referrals.contact import ReleasedEvidence
from referrals.search import wish
from referrals.search.hits import Hit

from .handout import Handout
from .manifest import Tally

BANDS = {
    wish.IN_STATE: "in-state",
    wish.FROM_ELSEWHERE: "from-elsewhere",
    wish.NATIONWIDE: "nationwide",
    wish.NOT_STATED: "not-stated",
    wish.EVERYWHERE: "everywhere",
}


def render(handout: Handout) -> Iterator[bytes]:
    """The object a piece at a time: the head, then one result after the other, then what the file says of itself."""
    head = json.dumps(_head(handout), ensure_ascii=False)
    yield f'{head[:-1]}, "results": ['.encode()
    tally = Tally(handout)
    hits = handout.search.stream(handout.options.limit) if handout.search else handout.hits()
    for n, hit in enumerate(tally.over(hits)):
        yield ("" if n == 0 else ",\n").encode() + json.dumps(result(hit), ensure_ascii=False).encode()
    said = json.dumps(tally.manifest.plain(), ensure_ascii=False)
    yield f'],\n"manifest": {said}}}\n'.encode()


def _head(handout: Handout) -> dict[str, Any]:
    search = handout.search
    if search is None:
        return {"count": handout.count}
    read = [{"facet": one.facet, "value": one.slug, "words": one.words} for one in search.reading.read]
    understood = {
        "q": search.address.q,
        "words": list(search.reading.words),
        "read": read,
        "names": list(search.reading.names),
        "corrections": [{"typed": one.typed, "word": one.word} for one in search.reading.corrections],
        "which": {name: list(codes) for name, codes in search.which},
        "city": search.address.city,
        "address": search.address.query,
        "unknown": search.given.unknown,
    }
    return {
        "query": understood | search.address.chosen,
        "index": search.standing.value,
        "count": search.count,
        "ask_count": search.ask_count,
        "pinned": [result(hit) for hit in search.pinned],
    }  # fmt: skip


def result(hit: Hit) -> dict[str, Any]:
    """One contact in the shape partners script against."""
    contact = hit.contact
    return {
        "id": contact.id,
        "slug": contact.slug,
        "name": contact.name,
        "organization": contact.organization,
        "aliases": list(contact.aliases),
        "kind": contact.kind,
        "phones": [{"number": p.number, "extension": p.extension, "type": p.use} for p in contact.phones],
        "website": contact.links[0].url if contact.links else "",
        "email": contact.emails[0] if contact.emails else "",
        "states": list(contact.states),
        "national": contact.national,
        "victim_types": [term.slug for term in contact.victim_types if term.relation != "excludes"],
        "needs": [term.slug for term in contact.needs if term.relation != "excludes"],
        "languages": [code for code, _ in contact.languages],
        "hours": contact.hours,
        "freshness": str(contact.freshness),
        "verified_on": contact.verified_on and contact.verified_on.isoformat(),
        "published_by": contact.published_by,
        "published_on": contact.published_on,
        "band": BANDS[hit.band],
        "match": hit.match,
        "because": list(hit.because),
        "evidence": [_said(said) for said in contact.evidence],
    }


def _said(said: ReleasedEvidence) -> dict[str, Any]:
    return {
        "quote": said.quote, "author": said.speaker, "role": said.role, "stance": said.stance,
        "question": said.asked, "thread": said.source_label, "date": said.date and said.date.isoformat(),
        "url": said.link_path,
    }  # fmt: skip

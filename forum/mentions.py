"""Posts to suggestions: what practitioners named, each with the sentence that names it and its exact place."""

import csv
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.conf import settings
from django.db import transaction

from forum import reading
from forum.models import Advice, Mention, Post, Thread
from referrals import curation, extraction
from referrals.curation import Said, record
from referrals.matching import acronyms, name_key
from referrals.models import Evidence, Resource, Term
from referrals.search import state_terms
from referrals.vocabulary import Coverage, Kind, MayReport, Speaker

ROLES = {Post.Role.HOST: Speaker.HOST, Post.Role.PARTICIPANT: Speaker.PARTICIPANT, Post.Role.ASKER: Speaker.ASKER}
STANCES = ("recommended", "asked", "mentioned")  # the strongest a sentence takes


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one reading of a session did: counts of new suggestions, known ones, mentions and advice."""

    suggested: int
    known: int
    mentions: int
    advice: int


@transaction.atomic
def suggest(thread: Thread, *, by: str) -> Outcome:
    """Bring what the posts of `thread` name before a curator. Again: nothing new, unless something new is found."""
    posts = {str(post.pk): post for post in _in_reading_order(thread)}
    texts = [_text(post) for post in posts.values()]
    knowledge = knowledge_for(thread)
    found = [_suggest(candidate, thread, posts, by=by) for candidate in extraction.extract(texts, knowledge)]
    advice = sum(_advise(posts[text.key], extraction.advice(text, knowledge)) for text in texts)
    return Outcome(
        suggested=sum(created for created, _ in found),
        known=sum(not created for created, _ in found),
        mentions=sum(mentions for _, mentions in found),
        advice=advice,
    )


def _in_reading_order(thread: Thread) -> list[Post]:
    posts = list(thread.posts.select_related("question", "host", "thread").prefetch_related("redactions"))
    return sorted(
        posts, key=lambda p: ((p.question or p).number, p.kind != Post.Kind.QUESTION, p.turn, p.turn_position)
    )


def _text(post: Post) -> extraction.Text:
    return extraction.Text(
        key=str(post.pk),
        body=post.text,
        context=post.question.text if post.question else "",
        speaker=post.author,
        asked=post.kind == Post.Kind.QUESTION,
    )


def knowledge_for(thread: Thread | None = None) -> extraction.Knowledge:
    """What the extractor may know of the world: the vocabulary, the directory's names, who speaks here."""
    people = {host.name for host in thread.hosts.all()} | {p.author for p in thread.posts.all()} if thread else set()
    return extraction.Knowledge(
        terms=extraction.without_bodies((*Term.objects.current().as_lexicon(), *state_terms()), public_bodies()),
        names=tuple(_known_name(one) for one in Resource.objects.published().with_contacts()),
        bodies=public_bodies(),
        people=tuple(sorted(people - {""})),
    )


@cache
def public_bodies() -> tuple[extraction.KnownName, ...]:
    """Well-known public bodies that the vocabulary's synonyms name (fixtures/vocabulary/bodies.csv)."""
    with (settings.FIXTURES_DIR / "vocabulary" / "bodies.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            extraction.KnownName(row["name"], tuple(row["aliases"].split("|")), row["kind"], national=True)
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


def _suggest(candidate: extraction.Candidate, thread: Thread, posts: dict[str, Post], *, by: str) -> tuple[bool, int]:
    """(whether a new record came of it, how many mentions were written)."""
    sentences = _sentences(candidate)
    suggested = curation.suggest(
        by=by,
        values=values_of(candidate, published_by=f"OVC Provider Forum: {thread.title}"[:200], on=thread.date),
        source=f"forum:{thread.slug}",
        key=name_key(candidate.name),
        said=tuple(_said(posts[key], span, mentions) for (key, span), mentions in sentences.items()),
        may_be=Resource.objects.published().filter(slug=candidate.may_be).first() if candidate.may_be else None,
    )
    written = [
        _mention(evidence, posts[key], mention)
        for evidence, ((key, _), mentions) in zip(suggested.evidence, sentences.items(), strict=False)
        for mention in mentions
    ]
    return suggested.created, sum(written)


def _sentences(candidate: extraction.Candidate) -> dict[tuple[str, tuple[int, int]], list[extraction.Mention]]:
    """The candidate's mentions by the sentence that carries them."""
    sentences = defaultdict(list)
    for mention in candidate.mentions:
        sentences[mention.text_key, mention.quote].append(mention)
    return dict(sentences)


def _said(post: Post, span: tuple[int, int], mentions: list[extraction.Mention]) -> Said:
    return Said(
        quote=reading.quote(post, max(span[0], post.body_start), span[1]),
        role=ROLES[post.role],
        stance=min((mention.stance for mention in mentions), key=STANCES.index),
        source_label=str(post.thread),
        speaker=reading.speaker(post),
        asked=reading.shown_text(post.question) if post.question else "",
        date=post.thread.date,
        link_path=post.get_absolute_url(),
    )


def _mention(evidence: Evidence, post: Post, mention: extraction.Mention) -> bool:
    _, created = Mention.objects.get_or_create(
        evidence=evidence, post=post, start=mention.start, end=mention.end,
        defaults={"type": mention.type, "text": mention.surface},
    )  # fmt: skip
    return created


def values_of(candidate: extraction.Candidate, *, published_by: str, on: date) -> record.Record:
    """The candidate as a record: only what the text says, everything else not known."""
    local = candidate.kind != Kind.STATE_ORGANIZATION
    coverage = Coverage.NATIONAL if candidate.national else Coverage.LOCAL if local else Coverage.STATES
    return record.blank(
        name=candidate.name,
        kind=candidate.kind,
        coverage=coverage if candidate.national or candidate.states else Coverage.NOT_STATED,
        base_state=candidate.states[0] if len(candidate.states) == 1 and not candidate.national else "",
        states=[] if candidate.national else list(candidate.states),
        terms=[{"slug": slug} for slug in (*candidate.victim_types, *candidate.needs)],
        phones=_phones(candidate),
        links=[{"url": url} for url in candidate.urls],
        emails=[{"address": address} for address in candidate.emails],
        contact_may_report=MayReport.YES if candidate.kind == Kind.LAW_ENFORCEMENT else MayReport.UNKNOWN,
        published_by=published_by,
        published_on=on.isoformat(),
    )


def _phones(candidate: extraction.Candidate) -> list[dict]:
    unique = {(p.number, p.extension, p.use, p.keyword): p for p in candidate.phones}.values()
    primary = next((phone for phone in unique if phone.use == "voice"), None)
    return [
        {"number": p.number, "extension": p.extension, "use": p.use, "keyword": p.keyword, "primary": p is primary}
        for p in unique
    ]


def _advise(post: Post, found: list[extraction.Advice]) -> int:
    """Mark generic advice in a post; returns how many marks are new."""
    new = 0
    for advice in found:
        row, created = Advice.objects.get_or_create(
            post=post, start=advice.start, end=advice.end, defaults={"resource_kind": advice.kind}
        )
        if created:
            row.needs.set(Term.objects.filter(slug__in=advice.needs))
            new += 1
    return new

"""Posts to suggestions: what practitioners named, each with the sentence that names it and its exact place."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from forum import reading
from forum.models import Advice, Mention, Post, Thread
from referrals import candidates, curation, extraction
from referrals.curation import Said
from referrals.matching import name_key
from referrals.models import Evidence, Resource, SourceRecord, Term
from referrals.vocabulary import Speaker

ROLES = {Post.Role.HOST: Speaker.HOST, Post.Role.PARTICIPANT: Speaker.PARTICIPANT, Post.Role.ASKER: Speaker.ASKER}
Span = tuple[str, int, int]  # key of a text, start, end


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
    knowledge = candidates.knowledge(_speakers(thread))
    sure = [candidate for candidate in extraction.extract(texts, knowledge) if not candidate.doubtful]
    found = [_suggest(candidate, thread, posts, by=by) for candidate in sure]
    advice = sum(_advise(posts[text.key], extraction.advice(text, knowledge)) for text in texts)
    return Outcome(
        suggested=sum(created for created, _ in found),
        known=sum(not created for created, _ in found),
        mentions=sum(mentions for _, mentions in found),
        advice=advice,
    )


def _speakers(thread: Thread) -> set[str]:
    """Who speaks is no resource."""
    return {host.name for host in thread.hosts.all()} | {post.author for post in thread.posts.all()}


def _in_reading_order(thread: Thread) -> list[Post]:
    related = thread.posts.select_related("question", "host", "thread")
    posts = list(related.prefetch_related("redactions", "question__redactions"))
    return sorted(
        posts, key=lambda p: ((p.question or p).number, p.kind != Post.Kind.QUESTION, p.turn, p.turn_position)
    )


def _text(post: Post) -> extraction.Text:
    return extraction.Text(
        key=str(post.pk),
        body=reading.masked(post),
        context=reading.masked(post.question) if post.question else "",
        speaker=post.author,
        asked=post.kind == Post.Kind.QUESTION,
    )


def _suggest(candidate: extraction.Candidate, thread: Thread, posts: dict[str, Post], *, by: str) -> tuple[bool, int]:
    """(whether a new record came of it, how many mentions were written)."""
    placed = _placed(candidate)
    resource = next(iter(placed.values()), None)
    sentences = _sentences(m for m in candidate.mentions if placed.get(_span(m), resource) == resource)
    suggested = curation.suggest(
        by=by,
        values=candidates.values_of(
            candidate, published_by=f"OVC Provider Forum: {thread.title}", published_on=thread.date.isoformat()
        ),
        source=source_of(thread),
        key=_key(resource, thread) or name_key(candidate.name),
        said=tuple(_said(posts[key], span, mentions) for (key, span), mentions in sentences.items()),
        may_be=Resource.objects.published().filter(slug=candidate.may_be).first() if candidate.may_be else None,
    )
    written = [
        _mention(evidence, posts[key], mention, span)
        for evidence, ((key, span), mentions) in zip(suggested.evidence, sentences.items(), strict=False)
        for mention in mentions
    ]
    return suggested.created, sum(written)


def _span(mention: extraction.Mention) -> Span:
    return mention.text_key, mention.start, mention.end


def _placed(candidate: extraction.Candidate) -> dict[Span, int]:
    """{place: id of the record it led to before}. A place leads to the same record for ever, by whatever name
    it is read today: renaming and merging never bring a suggestion back."""
    spans = Q(pk__in=[])
    for mention in candidate.mentions:
        spans |= Q(post=mention.text_key, start=mention.start, end=mention.end)
    rows = Mention.objects.filter(spans).order_by("pk").values_list("post", "start", "end", "evidence__resource")
    return {(str(post), start, end): resource for post, start, end, resource in rows}


def _key(resource: int | None, thread: Thread) -> str:
    """Under which key this session knows a record, if it does."""
    kept = SourceRecord.objects.filter(source=source_of(thread), resource=resource).order_by("pk").first()
    return kept.key if kept else ""


def source_of(thread: Thread) -> str:
    return f"forum:{thread.slug}"


def _sentences(mentions: Iterable[extraction.Mention]) -> dict[tuple[str, tuple[int, int]], list[extraction.Mention]]:
    """Mentions by the sentence that carries them."""
    sentences = defaultdict(list)
    for mention in mentions:
        sentences[mention.text_key, mention.quote].append(mention)
    return dict(sentences)


def _said(post: Post, span: tuple[int, int], mentions: list[extraction.Mention]) -> Said:
    return Said(
        quote=reading.quote(post, *_quoted(post, span)),
        role=ROLES[Post.Role(post.role)],
        stance=extraction.strongest(mention.stance for mention in mentions),
        source_label=str(post.thread),
        speaker=reading.speaker(post),
        asked=reading.shown_text(post.question) if post.question else "",
        date=post.thread.date,
        link_path=post.get_absolute_url(),
        held=post.thread.reviewed_at is None,
    )


def _quoted(post: Post, span: tuple[int, int]) -> tuple[int, int]:
    """The sentence without the marker of the part it begins with."""
    return max(span[0], post.body_start), span[1]


def _mention(evidence: Evidence, post: Post, mention: extraction.Mention, span: tuple[int, int]) -> bool:
    start, end = _quoted(post, span)
    _, created = Mention.objects.get_or_create(
        evidence=evidence, post=post, start=mention.start, end=mention.end,
        defaults={"type": mention.type, "text": mention.surface, "quote_start": start, "quote_end": end},
    )  # fmt: skip
    return created


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

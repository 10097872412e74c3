"""Quotes follow their posts: what is redacted there, or waits for review, is quoted nowhere."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q

from forum import reading
from forum.models import Mention, Post
from referrals import curation
from referrals.curation import Quoted
from referrals.models import Resource


def follow(posts: Iterable[Post], *, by: str, why: str) -> None:
    """Bring whatever is quoted from these posts, or asked by them, up to date with their redactions and their session.

    A quote keeps the sentence that carries the contact, less what is redacted; where the contact itself is redacted
    nothing is left to quote, and it is held.
    """
    mentions = _mentions(posts)
    for mention in mentions:
        mention.redacted = reading.is_redacted(mention.post, mention.start, mention.end)
    Mention.objects.bulk_update(mentions, ["redacted"])
    of: defaultdict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        of[mention.evidence_id].append(mention)
    wanted: defaultdict[Resource, dict[int, Quoted]] = defaultdict(dict)
    for evidence, theirs in of.items():
        wanted[theirs[0].evidence.resource][evidence] = _quoted(theirs)
    for resource, quotes in wanted.items():
        curation.requote(resource, quotes, by=by, why=why)


def _mentions(posts: Iterable[Post]) -> list[Mention]:
    posts = list(posts)
    found = Mention.objects.filter(Q(post__in=posts) | Q(post__question__in=posts))
    related = found.select_related("post__thread", "post__question", "evidence__resource")
    return list(related.prefetch_related("post__redactions", "post__question__redactions").order_by("pk"))


def _quoted(mentions: list[Mention]) -> Quoted:
    left = [mention for mention in mentions if not mention.redacted]
    one = (left or mentions)[0]
    asked = reading.shown_text(one.post.question) if one.post.question else ""
    held = one.post.thread.reviewed_at is None or not left
    return Quoted(reading.quote(one.post, one.quote_start, one.quote_end), asked, held)

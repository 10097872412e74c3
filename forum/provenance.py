"""Does every quote still stand where it says? Spans are read again from the posts, and posts from the file.

Once a source was purged there is no file to read: of quotes their hashes are left to compare.
"""

import hashlib
from collections.abc import Iterator

from forum import ingest, reading
from forum.models import Mention, Thread
from referrals.models import Evidence
from referrals.models.evidence import digest


def problems() -> Iterator[str]:
    """A sentence for each file, mention or quote that no longer matches, and for each quote that should be held."""
    for thread in Thread.objects.filter(source__isnull=False):
        kept = bytes(thread.source or b"")
        if hashlib.sha256(kept).hexdigest() != thread.sha256 or ingest.rebuilt(thread) != kept:
            yield f"{thread.slug}: the file kept is not the one that was read."
    mentions = Mention.objects.select_related("post__thread", "post__question", "evidence__resource")
    for mention in mentions.prefetch_related("post__redactions").iterator(chunk_size=500):
        yield from _of(mention)
    for evidence in Evidence.objects.iterator():
        if evidence.quote_sha256 != digest(evidence.quote):
            yield f"Evidence {evidence.pk}: the quote is not the one that was recorded."


def _of(mention: Mention) -> Iterator[str]:
    post = mention.post
    where = f"{post.thread.slug}, {post}, characters {mention.start} to {mention.end}"
    if post.text[mention.start : mention.end] != mention.text:
        yield f"{where}: expected “{mention.text}”, found “{post.text[mention.start : mention.end]}”."
    if mention.evidence.quote not in reading.shown_text(post):
        yield f"{where}: the quote for {mention.evidence.resource} is not in the post as it is shown."
    if not mention.evidence.held and (post.thread.reviewed_at is None or mention.redacted):
        yield f"{where}: the quote for {mention.evidence.resource} is not held back."
    if mention.evidence.link_path != post.get_absolute_url():
        yield f"{where}: the quote for {mention.evidence.resource} links to {mention.evidence.link_path}."

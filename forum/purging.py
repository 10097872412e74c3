"""Deleting the source of a session for good: its bytes, and every redacted word. Quotes and their hashes stay."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction

from forum import reading
from forum.models import Mention, Redaction, Step, Thread


@dataclass(frozen=True, slots=True)
class Purged:
    """What is gone: bytes of the file, and stretches of posts that were redacted."""

    size: int
    stretches: int


@transaction.atomic
def purge(thread: Thread, *, by: str) -> Purged:
    """Nobody, reviewers included, reads the file or a redacted word again. Again: nothing is left to delete.

    In place of each redacted character a mark stands, so that offsets stay; what else the file held (lines without a
    place, its layout) goes with it.
    """
    thread = Thread.objects.select_for_update().get(pk=thread.pk)
    done = Purged(len(thread.source or b""), sum(_masked(thread)))
    if thread.source is not None or done.stretches:
        Step.objects.create(thread=thread, action=Step.Action.PURGE, by=by)
    Thread.objects.filter(pk=thread.pk).update(source=None, layout=[], unplaced=[])
    return done


def _masked(thread: Thread) -> Iterator[int]:
    """How many stretches of each post are gone now that were not before."""
    for post in thread.posts.filter(redactions__isnull=False).distinct().prefetch_related("redactions"):
        text = reading.masked(post)
        yield sum(post.text[start:end] != text[start:end] for start, end in reading.stretches(post))
        post.text = text
        post.save(update_fields=["text"])
    Mention.objects.filter(post__thread=thread, redacted=True).delete()  # their words were redacted
    Redaction.objects.filter(post__thread=thread).update(step=None)  # nothing brings them back

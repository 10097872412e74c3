"""Reviewing a session before anybody reads it: the only writer of flags, redactions and of what was reviewed.

Every action says `by` whom. `seen` is the last step about the post (or session) that the decision was made upon; if
there is another one by now, DecidedMeanwhile is raised and nothing is done. Whatever is quoted follows at once.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from forum import quoting, reading
from forum.flagging import of_session
from forum.models import Flag, Post, Redaction, Step, Thread
from forum.models.reviewing import Reason

Action = Step.Action


class NotDone(ValueError):
    """Nothing was done; the message says why."""


class DecidedMeanwhile(ValueError):
    """Somebody else decided about it after it was read; nothing was done. `step`: what they did."""

    def __init__(self, step: Step | None) -> None:
        super().__init__("Somebody else decided about it meanwhile.")
        self.step = step


def flag(thread: Thread) -> int:
    """Mark what in a new session may describe a person; returns how many places there are."""
    posts = list(thread.posts.all())
    speakers = {host.name for host in thread.hosts.all()} | {post.author for post in posts}
    marked = zip(posts, of_session([post.text for post in posts], speakers), strict=True)
    found = [
        Flag(post=post, start=one.start, end=one.end, reason=one.reason) for post, flags in marked for one in flags
    ]
    return len(Flag.objects.bulk_create(found))


def last_step(steps: QuerySet[Step]) -> int:
    """What a page shows to be passed as `seen`; 0 before the first."""
    return steps.order_by("-pk").values_list("pk", flat=True).first() or 0


@contextmanager
def _reviewing(thread_id: int, seen: int | None, post: Post | None = None) -> Iterator[Thread]:
    """A transaction with the session locked, if nothing was decided since `seen`."""
    with transaction.atomic():
        thread = Thread.objects.select_for_update().get(pk=thread_id)
        steps = Step.objects.filter(post=post) if post else thread.steps.all()
        if seen is not None and last_step(steps) != seen:
            raise DecidedMeanwhile(steps.order_by("-pk").first())
        yield thread


def keep(flag: Flag, *, by: str, seen: int | None = None) -> Step:
    """The stretch describes nobody, and stays."""
    with _reviewing(flag.post.thread_id, seen, flag.post) as thread:
        if not Flag.objects.open().filter(pk=flag.pk).exists():
            raise NotDone(_("That was decided already."))
        step = Step.objects.create(
            thread=thread, post=flag.post, action=Action.KEEP, start=flag.start, end=flag.end, by=by
        )
        Flag.objects.filter(pk=flag.pk).update(decided=step)
    return step


def redact(post: Post, *, start: int, end: int, by: str, reason: str = Reason.OTHER, seen: int | None = None) -> Step:
    """Take characters [start, end) out of sight; open flags that lie within are decided by it."""
    if not 0 <= start < end <= len(post.text) or not post.text[start:end].strip(f"{reading.MASK} "):
        raise NotDone(_("There are no such words in the post."))
    with _reviewing(post.thread_id, seen, post) as thread:
        hidden = Redaction.objects.filter(post=post, start__lte=start, end__gte=end).exists()
        if hidden and not _open_within(post, start, end).exists():
            raise NotDone(_("That is redacted already."))
        step = Step.objects.create(thread=thread, post=post, action=Action.REDACT, start=start, end=end, by=by)
        Redaction.objects.create(post=post, start=start, end=end, reason=reason, by=by, step=step)
        _open_within(post, start, end).update(decided=step)
        _follow([post], by)
    return step


def redact_all(post: Post, places: Iterable[tuple[Post, int, int]], *, by: str, seen: int | None = None) -> list[Step]:
    """Redact many places, of this and other posts of its session, if `post` is as it was seen. What is redacted
    already is passed over."""
    with _reviewing(post.thread_id, seen, post):
        steps = [step for one, start, end in places if (step := _if_not_yet(one, start, end, by))]
        if not steps:
            raise NotDone(_("That is redacted already."))
    return steps


def _if_not_yet(post: Post, start: int, end: int, by: str) -> Step | None:
    try:
        return redact(post, start=start, end=end, by=by)
    except NotDone:
        return None


def _open_within(post: Post, start: int, end: int) -> QuerySet[Flag]:
    return Flag.objects.open().filter(post=post, start__gte=start, end__lte=end)


def undo(step: Step, *, by: str) -> Step:
    """Take back a decision: what was redacted stands again, and its flags are open again.

    A session that is shown is held back then, until they are decided. What was purged is gone.
    """
    with _reviewing(step.thread_id, None) as thread:
        if step.post is None or step.action not in Step.OF_A_POST or Step.objects.filter(undoes=step).exists():
            raise NotDone(_("This cannot be taken back."))
        if step.action == Action.REDACT and not Redaction.objects.filter(step=step).exists():
            raise NotDone(_("The source was deleted: the words are gone."))
        back = Step.objects.create(thread=thread, post=step.post, action=Action.UNDO, undoes=step, by=by)
        Redaction.objects.filter(step=step).delete()
        reopened = Flag.objects.filter(decided=step).update(decided=None)
        if reopened and thread.reviewed_at:
            _hold(thread, by)
        else:
            _follow([step.post], by)
    return back


def show(thread: Thread, *, by: str, seen: int | None = None) -> Step:
    """Somebody read its posts: everybody may. Refused while a flag is open."""
    with _reviewing(thread.pk, seen) as locked:
        if Flag.objects.open().filter(post__thread=locked).exists():
            raise NotDone(_("Decide every flag first."))
        if locked.reviewed_at:
            raise NotDone(_("It is shown already."))
        Thread.objects.filter(pk=locked.pk).update(reviewed_at=timezone.now(), reviewed_by=by)
        step = Step.objects.create(thread=locked, action=Action.SHOW, by=by)
        _follow(locked.posts.all(), by)
    return step


def hide(thread: Thread, *, by: str, seen: int | None = None) -> Step:
    """Hold a session back again: its pages, what is found in it, and what contacts quote from it."""
    with _reviewing(thread.pk, seen) as locked:
        if not locked.reviewed_at:
            raise NotDone(_("It is held back already."))
        return _hold(locked, by)


def _hold(thread: Thread, by: str) -> Step:
    Thread.objects.filter(pk=thread.pk).update(reviewed_at=None, reviewed_by="")
    step = Step.objects.create(thread=thread, action=Action.HIDE, by=by)
    _follow(thread.posts.all(), by)
    return step


def reviewed(thread: Thread, *, by: str) -> None:
    """A session that somebody had read whole before it came here: whatever is flagged is kept, and it is shown."""
    with transaction.atomic():
        for flag in Flag.objects.open().filter(post__thread=thread).select_related("post"):
            keep(flag, by=by)
        show(thread, by=by)


def _follow(posts: Iterable[Post], by: str) -> None:
    quoting.follow(posts, by=by, why="posts reviewed")

"""Sessions that wait, one session with its posts, one post with its flags."""

from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from forum import reviewing
from forum.desk import deciding, onward
from forum.desk.marked import stretches, words
from forum.models import Flag, Post, Step, Thread
from referrals.desk.access import curators_only
from referrals.views import once

STEPS = 50  # of the history, on a page


@curators_only
@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """Those that nobody sees yet, and those that are shown."""
    context = {"waiting": Thread.objects.waiting().to_review(), "shown": Thread.objects.public().to_review()}
    return _told(request, "forum/desk/sessions.html", context)


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def session(request: HttpRequest, slug: str) -> HttpResponse:
    """Its posts with how many places of each are undecided; by POST it is shown, or held back."""
    thread = get_object_or_404(Thread.objects.to_review(), slug=slug)
    if request.method == "POST":
        return deciding.whole_session(request, thread)
    posts = thread.posts.select_related("question").annotate(
        flagged=Count("flags", distinct=True),
        undecided=Count("flags", filter=Q(flags__decided__isnull=True), distinct=True),
        redacted=Count("redactions", distinct=True),
    )
    context = {
        "thread": thread,
        "posts": posts,
        "steps": _steps(thread.steps.all()),
        "seen": reviewing.last_step(thread.steps.all()),
        "first": next((post for post in posts if post.undecided), None),
    }
    return _told(request, "forum/desk/session.html", context)


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def post(request: HttpRequest, slug: str, position: int) -> HttpResponse:
    """One post, every flag in its context; by POST one is decided, or other words are redacted."""
    found = Post.objects.select_related("thread", "question", "host").filter(thread__slug=slug, position=position)
    one = get_object_or_404(found.prefetch_related(_FLAGS, "redactions"))
    if request.method == "POST":
        return deciding.in_post(request, one)
    flags, redactions = list(one.flags.all()), list(one.redactions.all())
    context: dict[str, Any] = {
        "post": one,
        "stretches": list(stretches(one, flags, redactions)),
        "flags": [(flag, words(one, flag)) for flag in flags],
        "now": next(((flag, words(one, flag)) for flag in flags if flag.decided is None), None),
        "steps": _steps(one.steps.all()),
        "seen": reviewing.last_step(one.steps.all()),
        "later": onward.after(one),
    }
    return _told(request, "forum/desk/post.html", context)


_FLAGS = Prefetch("flags", Flag.objects.select_related("decided"))


def _steps(steps: QuerySet[Step]) -> QuerySet[Step]:
    """The newest first, each with what a line of the history says."""
    return steps.select_related("undone_by", "undoes", "post__question", "redaction")[:STEPS]


def _told(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """The page, which says once what was decided just before."""
    response = render(request, template, context | {"decided": once.heard(request, deciding.COOKIE)})
    once.forget(request, response, deciding.COOKIE, deciding.PATH)
    return response

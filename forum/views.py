"""Sessions, one session, one question with its answers; and the search within them.

Words about a person must stand in no address and in no history, so the search form POSTs and is answered by a redirect
to the page it came from, which hears the words once (`referrals.views.once`). The price is that results cannot be
bookmarked, and that a reload shows the page without them; the question found has an address of its own.
"""

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from forum import named, reading
from forum.models import Advice, Mention, Post, Thread
from forum.search import LONGEST, search, wanted
from referrals.views import once

WORDS = "looked-for"  # the cookie by which a search within sessions is heard

MARKS = (
    Prefetch("mentions", Mention.objects.select_related("evidence__resource")),
    Prefetch("advice", Advice.objects.prefetch_related("needs")),
)


@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request: HttpRequest) -> HttpResponse:
    """All sessions a curator has read, newest first, or what the words just posted find in any of them."""
    if request.method == "POST":
        return _asked(request)
    threads = Thread.objects.public().prefetch_related("hosts")
    if typed := once.heard(request, WORDS):
        return _searched(request, "forum/sessions.html", threads, typed, {})
    return render(request, "forum/sessions.html", {"threads": threads.counted()})


@require_http_methods(["GET", "HEAD", "POST"])
def session(request: HttpRequest, slug: str) -> HttpResponse:
    """One session: its questions in the order they were asked, or what the words just posted find in it."""
    thread = get_object_or_404(Thread.objects.public().counted().prefetch_related("hosts"), slug=slug)
    if request.method == "POST":
        return _asked(request)
    if typed := once.heard(request, WORDS):
        within = Thread.objects.filter(pk=thread.pk)
        return _searched(request, "forum/session.html", within, typed, {"thread": thread})
    questions = thread.posts.questions().counted().prefetch_related("redactions")
    shown = [(post, reading.shown_text(post)) for post in questions]
    return render(request, "forum/session.html", {"thread": thread, "questions": shown})


def _asked(request: HttpRequest) -> HttpResponse:
    """Back to the page, which is told the words, if there are any."""
    typed = request.POST.get("q", "").replace("\x00", "")[:LONGEST]
    response = HttpResponseRedirect(request.path, status=303)
    if wanted(typed):
        once.say(response, WORDS, typed, request.path)
    return response


def _searched(
    request: HttpRequest, template: str, threads: QuerySet[Thread], typed: str, context: dict[str, object]
) -> HttpResponse:
    """The page with what was found in these sessions."""
    replies = Prefetch("replies", Post.objects.select_related("host").prefetch_related("redactions"))
    questions = Post.objects.questions().filter(thread__in=threads).select_related("thread")
    within = questions.order_by("-thread__date", "thread__slug", "number").prefetch_related("redactions", replies)
    response = render(request, template, context | {"outcome": search(typed, within)})
    once.forget(request, response, WORDS, request.path)
    return response


@require_safe
def question(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One question, and what was answered, stitched into reading order."""
    thread = get_object_or_404(Thread.objects.public().prefetch_related("hosts"), slug=slug)
    posts = thread.posts.select_related("host").prefetch_related("redactions", *MARKS)
    asked = get_object_or_404(posts.questions(), number=number)
    replies = sorted(posts.filter(question=asked), key=lambda post: (post.turn, post.turn_position))
    numbers = list(thread.posts.questions().values_list("number", flat=True))
    context = {
        "thread": thread,
        "question": asked,
        "pieces": list(reading.pieces(asked)),
        "turns": reading.turns(replies),
        "contacts": named.contacts([asked, *replies], timezone.localdate(), thread.date),
        "advised": any(post.advice.all() for post in replies),
        "of": len(numbers),
        "before": max((n for n in numbers if n < number), default=None),
        "after": min((n for n in numbers if n > number), default=None),
    }
    return render(request, "forum/question.html", context)

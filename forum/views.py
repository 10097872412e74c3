"""Sessions, one session, one question with its answers."""

from django.db.models import Count, Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from forum import reading
from forum.models import Advice, Mention, Post, Thread


@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """All sessions a curator has read, newest first."""
    threads = Thread.objects.public().prefetch_related("hosts").annotate(
        questions=Count("posts", filter=Q(posts__kind=Post.Kind.QUESTION)),
        answers=Count("posts", filter=Q(posts__role=Post.Role.HOST)),
    )  # fmt: skip
    return render(request, "forum/sessions.html", {"threads": threads})


@require_safe
def session(request: HttpRequest, slug: str) -> HttpResponse:
    """One session: its questions in the order they were asked."""
    thread = get_object_or_404(Thread.objects.public().prefetch_related("hosts"), slug=slug)
    questions = thread.posts.filter(kind=Post.Kind.QUESTION).prefetch_related("redactions", *_marks()).annotate(
        answers=Count("replies", distinct=True),
        contacts=Count("replies__mentions__evidence__resource", distinct=True,
                       filter=Q(replies__mentions__evidence__resource__curation="published")),
    )  # fmt: skip
    shown = [(post, list(reading.pieces(post))) for post in questions]
    return render(request, "forum/session.html", {"thread": thread, "questions": shown})


@require_safe
def question(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One question, and what was answered, stitched into reading order."""
    thread = get_object_or_404(Thread.objects.public().prefetch_related("hosts"), slug=slug)
    posts = thread.posts.select_related("host").prefetch_related("redactions", *_marks())
    asked = get_object_or_404(posts.filter(kind=Post.Kind.QUESTION), number=number)
    numbers = list(thread.posts.filter(kind=Post.Kind.QUESTION).values_list("number", flat=True))
    context = {
        "thread": thread,
        "question": asked,
        "pieces": list(reading.pieces(asked)),
        "turns": reading.turns(list(posts.filter(question=asked))),
        "numbers": numbers,
        "before": max((n for n in numbers if n < number), default=None),
        "after": min((n for n in numbers if n > number), default=None),
    }
    return render(request, "forum/question.html", context)


def _marks() -> tuple[Prefetch, Prefetch]:
    return (
        Prefetch("mentions", Mention.objects.select_related("evidence__resource")),
        Prefetch("advice", Advice.objects.prefetch_related("needs")),
    )

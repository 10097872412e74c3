"""What the forms of these pages decide, each told in words that quote nothing, each with the way back."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from forum import reviewing
from forum.desk import onward
from forum.desk.finding import places
from forum.models import Flag, Post, Step, Thread
from referrals.desk.access import curators_only
from referrals.desk.posted import back, number, whole
from referrals.views import once

COOKIE, PATH = "post-decided", "/curate/posts/"
MOST = 200  # places that one press redacts


def whole_session(request: HttpRequest, thread: Thread) -> HttpResponse:
    """Show it, or hold it back."""
    acts = {"show": (reviewing.show, _("Shown to everybody.")), "hide": (reviewing.hide, _("Held back."))}
    act, told = acts.get(request.POST.get("do", ""), (None, ""))
    if act is None:
        messages.error(request, _("Choose what to do with the session."))
    elif _done(request, lambda: act(thread, by=_by(request), seen=number(request, "seen"))):
        messages.success(request, told)
    return back("desk:posts:session", slug=thread.slug)


def in_post(request: HttpRequest, post: Post) -> HttpResponse:
    """Keep or redact what a flag marks, and go on; or redact the words that were typed, and stay for more of them."""
    typed = request.POST.get("do") == "words"
    steps = _typed(request, post) if typed else _flagged(request, post)
    response = HttpResponseRedirect(request.path if typed or not steps else onward.from_here(post), status=303)
    if steps:
        once.say(response, COOKIE, {"told": _told(steps), "steps": [step.pk for step in steps]}, PATH)
    return response


def _flagged(request: HttpRequest, post: Post) -> list[Step]:
    pk, seen, by = number(request, "flag"), number(request, "seen"), _by(request)
    flag = Flag.objects.select_related("post").filter(post=post, pk=pk).first() if pk else None
    acts: dict[str, Callable[[Flag], Step]] = {
        "keep": lambda flag: reviewing.keep(flag, by=by, seen=seen),
        "redact": lambda flag: reviewing.redact(
            post, start=flag.start, end=flag.end, by=by, reason=flag.reason, seen=seen
        ),
    }
    act = acts.get(request.POST.get("do", ""))
    if flag is None or act is None:
        messages.error(request, _("Choose what to do with the words."))
        return []
    step = _done(request, lambda: act(flag))
    return [step] if step else []


def _typed(request: HttpRequest, post: Post) -> list[Step]:
    """Every place of the post, or of the whole session, where the words stand that were typed or pasted."""
    typed, seen = request.POST.get("words", "").replace("\x00", ""), number(request, "seen")
    posts = [post, *post.thread.posts.exclude(pk=post.pk)] if "everywhere" in request.POST else [post]
    found = [(one, *span) for one in posts for span in places(one, typed)][:MOST]
    if not found:
        messages.error(request, _("These words do not stand there, as they are written. Nothing was redacted."))
        return []
    by = _by(request)
    return _done(request, lambda: reviewing.redact_all(post, found, by=by, seen=seen)) or []


def _done[T](request: HttpRequest, act: Callable[[], T]) -> T | None:
    """What was done; what was refused is told."""
    try:
        return act()
    except reviewing.DecidedMeanwhile as met:
        by = met.step.by if met.step else ""
        messages.error(request, _("%(by)s decided about it meanwhile. Nothing was done: look again.") % {"by": by})
    except reviewing.NotDone as refusal:
        messages.error(request, str(refusal))
    return None


def _told(steps: list[Step]) -> str:
    if steps[0].action == Step.Action.KEEP:
        return _("Kept.")
    return ngettext("Redacted in %(n)s place.", "Redacted in %(n)s places.", len(steps)) % {"n": len(steps)}


@curators_only
@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Take back what is named, the last first, and go to where it stands again."""
    named = [*filter(None, map(whole, request.POST.getlist("step")[:MOST]))]
    steps = Step.objects.filter(pk__in=named).select_related("post__thread", "thread").order_by("-pk")
    by = _by(request)
    done = [step.post for step in steps if _done(request, partial(reviewing.undo, step, by=by)) and step.post]
    if done:
        messages.success(request, _("Taken back."))
        return HttpResponseRedirect(onward.page_of(done[-1]), status=303)
    if not steps:
        messages.error(request, _("There is nothing to take back."))
    return back("desk:posts:sessions")


def _by(request: HttpRequest) -> str:
    return request.user.get_username()

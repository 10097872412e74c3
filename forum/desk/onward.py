"""Where the keyboard goes next."""

from django.urls import reverse

from forum.models import Flag, Post


def page_of(one: Post) -> str:
    return reverse("desk:posts:post", args=[one.thread.slug, one.position])


def after(one: Post) -> str:
    """The next post of the session with a place that is undecided, from the beginning again after the last; without
    any, the session."""
    undecided = Flag.objects.open().filter(post__thread=one.thread_id).exclude(post=one)
    positions = sorted(set(undecided.values_list("post__position", flat=True)))
    following = next((at for at in positions if at > one.position), next(iter(positions), None))
    if following is None:
        return reverse("desk:posts:session", args=[one.thread.slug])
    return reverse("desk:posts:post", args=[one.thread.slug, following])


def from_here(one: Post) -> str:
    """This post again while something of it is undecided."""
    return page_of(one) if Flag.objects.open().filter(post=one).exists() else after(one)

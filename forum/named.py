"""Contacts that the posts of a question name, as they may be shown today."""

from collections.abc import Iterable
from datetime import date

from forum.models import Post
from referrals.contact import Contact
from referrals.models import Resource
from referrals.models.resources import RELEASED_TEXT


def contacts(posts: Iterable[Post], today: date) -> list[Contact]:
    """Each once, in the order in which they are named; only what is published."""
    mentions = (mention for post in posts for mention in post.mentions.all())
    named = dict.fromkeys(mention.evidence.resource_id for mention in mentions)
    released = dict(Resource.objects.released().filter(pk__in=named).values_list("pk", RELEASED_TEXT))
    return [Contact.read(released[pk], today) for pk in named if pk in released]

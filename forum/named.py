"""Contacts that the posts of a question name, as they may be shown today."""

from collections.abc import Iterable
from datetime import date

from forum.models import Post
from referrals import release
from referrals.contact import Contact
from referrals.models import Resource


def contacts(posts: Iterable[Post], today: date) -> list[Contact]:
    """Each once, in the order in which they are named; only what is published."""
    mentions = (mention for post in posts for mention in post.mentions.all() if not mention.redacted)
    named = dict.fromkeys(mention.evidence.resource_id for mention in mentions)
    released = release.kept(Resource.objects.filter(pk__in=named), today)
    return [released[pk] for pk in named if pk in released]

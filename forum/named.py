"""Contacts that the posts of a question name, as they may be shown today."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from forum.models import Post
from referrals import release
from referrals.contact import Contact
from referrals.models import Resource
from referrals.release import ReleasedSuccession


@dataclass(frozen=True, slots=True)
class Named:
    """A contact as it may be shown today, and what became of it since it was named."""

    contact: Contact
    became: list[ReleasedSuccession]


def contacts(posts: Iterable[Post], today: date, said_on: date) -> list[Named]:
    """Each once, in the order in which they are named; only what is published."""
    mentions = (mention for post in posts for mention in post.mentions.all() if not mention.redacted)
    named = dict.fromkeys(mention.evidence.resource_id for mention in mentions)
    released = release.kept(Resource.objects.filter(pk__in=named), today)
    became = release.successions(released.keys())
    day = said_on.isoformat()
    return [
        Named(released[pk], [one for one in became.get(pk, []) if one.after(day)]) for pk in named if pk in released
    ]

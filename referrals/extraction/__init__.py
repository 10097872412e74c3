"""Finds referral contacts in prose: texts in, candidates with spans out.

Pure: no Django, no files, no clock, no network; everything about the world comes in as `Knowledge`.
"""

from collections.abc import Sequence

from referrals.extraction.advice import find_advice
from referrals.extraction.assemble import assemble
from referrals.extraction.known import KnownNames
from referrals.extraction.lexis import Lexis, without_bodies
from referrals.extraction.model import (
    Advice,
    Candidate,
    Knowledge,
    KnownName,
    Mention,
    PhoneFound,
    Span,
    Stance,
    Text,
    strongest,
)
from referrals.extraction.spots import Thread
from referrals.extraction.text import Passage

__all__ = [
    "Advice",
    "Candidate",
    "Knowledge",
    "KnownName",
    "Mention",
    "PhoneFound",
    "Span",
    "Stance",
    "Text",
    "advice",
    "extract",
    "strongest",
    "without_bodies",
]


def extract(texts: Sequence[Text], knowledge: Knowledge) -> list[Candidate]:
    """The referral contacts, publications and bodies named in `texts`, in the order of their first mention.

    `texts` are one thread in reading order: a name found in one is recognised in the others, shortened too.
    Keys must differ. Nothing found is verified.
    """
    lexis = Lexis(knowledge)
    thread = Thread(tuple(Passage(text) for text in texts), lexis)
    directory = KnownNames(knowledge.names, lexis)
    everything = KnownNames((*knowledge.bodies, *knowledge.names), lexis)
    return assemble(thread, directory, everything)


def advice(text: Text, knowledge: Knowledge) -> list[Advice]:
    """Generic advice in an answer ("contact your local legal aid office"), in reading order.

    A question gives none.
    """
    return [] if text.asked else find_advice(text, Lexis(knowledge))

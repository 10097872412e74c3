"""Search within sessions: which questions have all the words, in themselves or in their answers, and where.

What is searched is the text the public reads (`reading.shown_text`): what is redacted cannot be found. Words are
compared folded and by their stems, and an unfinished word finds what begins with it. Posts are read anew each time and
looked through one after the other; no index, no log, no cache has the words that were typed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from forum import reading
from forum.models import Post
from referrals.search.analysis import ENGLISH, stem
from referrals.search.reading.wordlists import EMPTY_WORDS
from referrals.tokens import tokenize
from referrals.tokens import words as words_of

LONGEST = 200  # characters of what is typed; more is no search within a page
SHOWN = 3  # places shown under one question: those with the most of the words, in reading order
BEFORE, AROUND = 60, 240  # characters of an excerpt before its first word, and in all

# Of the words of posts, never of those typed.
_said = lru_cache(maxsize=2_000)(lambda text: frozenset(words_of(text)))
_stem = lru_cache(maxsize=20_000)(stem)


@dataclass(frozen=True, slots=True)
class Wanted:
    """One word as typed, folded, and its stem."""

    typed: str
    folded: str
    stem: str

    def is_(self, word: str) -> bool:
        return word.startswith(self.folded) or (bool(self.stem) and _stem(word, ENGLISH) == self.stem)


@dataclass(frozen=True, slots=True)
class Fragment:
    """A stretch of an excerpt; `found` where it is one of the words."""

    text: str
    found: bool = False


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Some text around the first word found in a post, and where the post stands."""

    href: str
    speaker: str
    is_host: bool
    fragments: tuple[Fragment, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A question that has all the words. `more` says how many places are not shown."""

    question: Post
    asked: tuple[Fragment, ...]
    excerpts: tuple[Excerpt, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found; if nothing was, in how many questions each word stands."""

    typed: str
    found: tuple[Found, ...]
    each: tuple[tuple[str, int], ...]


def wanted(typed: str) -> tuple[Wanted, ...]:
    """The words that carry a subject; all of them if none does."""
    tokens = tokenize(typed[:LONGEST])
    telling = [token for token in tokens if token.folded not in EMPTY_WORDS] or tokens
    return tuple(Wanted(token.typed, token.folded, stem(token.folded, ENGLISH)) for token in telling)


def search(typed: str, questions: Iterable[Post]) -> Outcome:
    """Questions in the order given, with `replies` in reading order."""
    words = wanted(typed)
    texts = [(question, [(post, reading.shown_text(post)) for post in _posts(question)]) for question in questions]
    has = [(question, posts, _which(words, posts)) for question, posts in texts]
    found = tuple(_found(question, posts, words) for question, posts, these in has if words and these == set(words))
    each = () if found else tuple((word.typed, sum(word in these for *_, these in has)) for word in words)
    return Outcome(typed[:LONGEST], found, each)


def _posts(question: Post) -> list[Post]:
    return [question, *sorted(question.replies.all(), key=lambda post: (post.turn, post.turn_position))]


def _which(words: tuple[Wanted, ...], posts: list[tuple[Post, str]]) -> set[Wanted]:
    said = {word for _, text in posts for word in _said(text.replace(reading.REDACTED, " "))}
    return {word for word in words if any(map(word.is_, said))}


def _found(question: Post, posts: list[tuple[Post, str]], words: tuple[Wanted, ...]) -> Found:
    (_, asked), *answers = posts
    places = [(post, text, len(has)) for post, text in answers if (has := _which(words, [(post, text)]))]
    telling = sorted(places, key=lambda place: -place[2])[:SHOWN]
    excerpts = tuple(_excerpt(question, *place[:2], words) for place in places if place in telling)
    return Found(question, _around(asked, _spots(asked, words)), excerpts, len(places) - len(excerpts))


def _excerpt(question: Post, post: Post, text: str, words: tuple[Wanted, ...]) -> Excerpt:
    place = f"{question.get_absolute_url()}#post-{post.number}"
    return Excerpt(place, reading.speaker(post), post.role == Post.Role.HOST, _around(text, _spots(text, words)))


def _spots(text: str, words: tuple[Wanted, ...]) -> list[tuple[int, int]]:
    plain = text.replace(reading.REDACTED, " " * len(reading.REDACTED))  # nobody said that word
    return [(token.start, token.end) for token in tokenize(plain) if any(word.is_(token.folded) for word in words)]


def _around(text: str, spots: list[tuple[int, int]]) -> tuple[Fragment, ...]:
    """Whole words about the first spot, from the beginning if it is near; every spot within is marked."""
    first = spots[0][0] if spots else 0
    start = text.rfind(" ", 0, first - BEFORE) + 1 if first > BEFORE else 0
    end = text.find(" ", start + AROUND) if len(text) > start + AROUND else -1
    end = len(text) if end == -1 else end
    pieces, at = [Fragment("… " if start else "")], start
    for begins, ends in ((begins, ends) for begins, ends in spots if begins >= start and ends <= end):
        pieces += [Fragment(text[at:begins]), Fragment(text[begins:ends], found=True)]
        at = ends
    pieces += [Fragment(text[at:end]), Fragment(" …" if end < len(text) else "")]
    return tuple(piece for piece in pieces if piece.text)

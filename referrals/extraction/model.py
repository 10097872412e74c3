"""What goes into the extractor and what comes out. All spans are code points [start, end) of `Text.body`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from referrals.lexicon import Term

Stance = Literal["recommended", "asked", "mentioned"]
MentionType = Literal["name", "acronym", "url", "phone", "email"]
PhoneUse = Literal["voice", "text", "fax", "tty", "videophone"]
Span = tuple[str, int, int]
"""(key of the text, start, end)."""
_STRONGEST_FIRST: tuple[Stance, ...] = ("recommended", "asked", "mentioned")


def strongest(stances: Iterable[Stance]) -> Stance:
    """What somebody who is spoken of in several ways is taken for. Raises ValueError if there is none."""
    return min(stances, key=_STRONGEST_FIRST.index)


@dataclass(frozen=True, slots=True)
class Text:
    """One passage, for instance a post. `key` is the caller's handle and comes back in every span.

    `context` is the text of the question it answers; `asked` marks a question itself.
    """

    key: str
    body: str
    context: str = ""
    speaker: str = ""
    asked: bool = False


@dataclass(frozen=True, slots=True)
class KnownName:
    """An organization the caller knows. `key` is the caller's handle, returned in `Candidate.may_be`.

    `kind` is a slug of the kinds; `states` are USPS codes; `phones` are E.164.
    """

    name: str
    aliases: tuple[str, ...] = ()
    kind: str = ""
    states: tuple[str, ...] = ()
    national: bool = False
    key: str = ""
    websites: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything about the world the extractor may know.

    `terms`: the vocabulary without names of bodies (see `without_bodies`); facet "state" gives the places.
    `names`: the directory. `bodies`: well-known public bodies. `people`: hosts and authors, never resources.
    """

    terms: tuple[Term, ...] = ()
    names: tuple[KnownName, ...] = ()
    bodies: tuple[KnownName, ...] = ()
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PhoneFound:
    """A number as E.164, or a short code such as "988" as its digits.

    `use` is what a word beside it says, else "voice"; `keyword` is what to text ("START").
    """

    number: str
    text_key: str
    start: int
    end: int
    extension: str = ""
    use: PhoneUse = "voice"
    keyword: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a candidate stands; `quote` is the sentence (start, end) that carries it.

    `value` is what a web or e-mail address at this place means ("http://…", "a@b.org"), else "".
    """

    text_key: str
    start: int
    end: int
    surface: str
    type: MentionType
    stance: Stance
    quote: tuple[int, int]
    value: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible referral contact with its evidence; nothing in it is verified.

    `spans` and `reasons` are keyed by field ("states", "kind", …): where a value was read, and why,
    as a sentence for a curator. `may_be` is the key of the known record it may be, or "".
    `is_contact` is false for bodies that are only named and for things to read. `doubtful` ones are capitals
    that merely stand where a name does: shown to whoever reads the text with them, suggested to nobody unasked.
    """

    name: str
    kind: str
    phones: tuple[PhoneFound, ...] = ()
    urls: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    national: bool = False
    victim_types: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    is_contact: bool = False
    doubtful: bool = False
    mentions: tuple[Mention, ...] = ()
    spans: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    may_be: str = ""


@dataclass(frozen=True, slots=True)
class Advice:
    """A piece of generic advice ("contact your local legal aid office") and the search it means.

    `kind` is a slug or ""; the state is always the reader's own.
    """

    start: int
    end: int
    surface: str
    needs: tuple[str, ...]
    kind: str
    states_from_reader: bool = True

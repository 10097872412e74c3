"""Phone numbers, web and e-mail addresses somebody typed, and numbers that must not stay.

They lead to their record. Other long numbers and dates - of birth, of a case - are dropped here.
"""

import re
from collections.abc import Iterator

from referrals.tokens import Sentence

PHONE = re.compile(
    r"(?<![\w+])(?:\+?1[\s.(-]{0,3}|\()?([2-9]\d{2})[\s.)-]{0,3}(\d{3}[\s.-]?\d{4}|\d{4}[\s.-]\d{3})(?!\w|-\d)"
)
VANITY = re.compile(r"(?<![\w+])(?:1[\s.-])?\(?([2-9]\d{2})\)?[\s.-]([0-9A-Z]{3})-?([0-9A-Z]{4})(?![0-9A-Z])")
KEYPAD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
DIALED = frozenset("211 311 511 711 811 911 988".split())
TEXTED_TO = frozenset("text texto txt sms to at al a code textea envia".split())
SHORT_CODE = 6  # digits; one of five might be a ZIP code, and is one unless texting is spoken of
OTHER_NUMBERS = re.compile(r"(?<!\w)\+?\d[\d\s.()-]{5,24}\d(?!\w)|(?<!\w)\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}(?!\w)")
FEWEST_DIGITS = 7

_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_HOST = rf"{_LABEL}(?:\.{_LABEL}){{1,5}}"
_ENDINGS = "org|com|net|gov|edu|us|info|mil|int|io|co|help|health|law|app|online|mx|ca"
SITE = re.compile(
    rf"(?<![\w.@-])(?:[^\s@<>\"'(),;:]{{1,64}}@({_HOST})|https?://(?:www\.)?({_HOST})\S*|www\.({_HOST})(?:/\S*)?"
    rf"|((?:{_LABEL}\.){{1,5}}(?:{_ENDINGS}))(?:[/?#]\S*)?(?![\w-]|\.\w))",
    re.IGNORECASE,
)


def take_sites(sentence: Sentence) -> tuple[str, ...]:
    """Host names of the addresses in a text, "www." left out."""
    if "." not in sentence.text:
        return ()
    found: dict[str, None] = {}
    for match in SITE.finditer(sentence.text):
        host = next(filter(None, match.groups())).lower()
        found[host.removeprefix("www.")] = None
        sentence.take_characters(*match.span())
    return tuple(found)


def take_numbers(sentence: Sentence) -> tuple[str, ...]:
    """Digits of phone numbers and short codes in a text. Other long numbers and dates are taken, and forgotten."""
    if not any(character.isdecimal() for character in sentence.text):
        return ()
    found = [*_phones(sentence), *_short_codes(sentence)]
    for match in OTHER_NUMBERS.finditer(sentence.text):
        parts = re.findall(r"\d+", match.group())
        if ("/" in match.group() or len("".join(parts)) >= FEWEST_DIGITS) and not _only_zips(match.group()):
            sentence.take_characters(*match.span())
    return tuple(dict.fromkeys(found))


def _only_zips(text: str) -> bool:
    """ "28202 28203" or "28202-1234": left to the reading of places."""
    return all(re.fullmatch(r"\d{5}(?:-\d{4})?", part) for part in text.split())


def _phones(sentence: Sentence) -> Iterator[str]:
    for match in PHONE.finditer(sentence.text):
        yield "".join(filter(str.isdecimal, "".join(match.groups())))
        sentence.take_characters(*match.span())
    for match in VANITY.finditer(sentence.text):
        if any(character.isalpha() for character in match.group()):
            yield "".join(match.groups()).translate(KEYPAD)
            sentence.take_characters(*match.span())


def _short_codes(sentence: Sentence) -> Iterator[str]:
    """Three digits may be a word of the vocabulary too (211, 911): those stay to be read."""
    for place, word in enumerate(sentence.words):
        if sentence.taken[place] or not word.isdecimal():
            continue
        if word in DIALED:
            yield word
        elif len(word) == SHORT_CODE or (len(word) == SHORT_CODE - 1 and _texting(sentence, place)):
            yield word
            sentence.take(place, place + 1)


def _texting(sentence: Sentence, place: int) -> bool:
    spoken_of = any(
        word in {"text", "texto", "txt", "sms", "textea"} for word in sentence.words[max(0, place - 4) : place]
    )
    return spoken_of and sentence.word(place - 1) in TEXTED_TO

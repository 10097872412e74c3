"""Names of agencies, as they are compared: by key, by acronym, and word by word with whatever was abbreviated."""

import re
from functools import cache, lru_cache

from rapidfuzz import fuzz

from referrals.lexicon import fold
from referrals.vocabulary import State, english

LIKE = 90  # of 100: two names are alike from here on (rapidfuzz token_sort_ratio)
MISSPELT = 85  # of 100: one word of a name for another
LEGAL_FORMS = re.compile(r"\b(?:inc|incorporated|llc|ltd|corp|corporation)\b")
COMPASS = {"north": ("n", "no"), "south": ("s", "so"), "west": ("w",)}  # N. Carolina, So. Dakota
POINTS = frozenset({"north", "south", "east", "west"})
SMALL = frozenset("a an and at by de del for in la las los of on the to y".split())


@lru_cache(maxsize=1 << 18)
def name_key(name: str) -> str:
    """A name as it is compared: folded, without articles, legal forms, bracketed acronyms and punctuation;
    a leading USPS code is spelled out.

    >>> name_key("The NC Justice Center, Inc. (NCJC)")
    'north carolina justice center'
    """
    name = re.sub(r"\([^)]*\)", " ", name)
    name = re.sub(r"^\s*(?:[Tt]he\s+)?([A-Z]{2})\b(?=\s+[A-Z])", _state_name, name)
    words = re.sub(r"[^\w\s]", " ", fold(name).replace("&", " and ").replace("'", ""))
    words = LEGAL_FORMS.sub(" ", words)
    return re.sub(r"^the ", "", " ".join(words.split()))


def _state_name(match: re.Match[str]) -> str:
    code = match.group(1)
    return english(State).get(code) or match.group()


def acronyms(name: str) -> set[str]:
    """Acronyms a name carries in brackets, or is: {"GEMS"} for "Girls … Services (GEMS)"; of two that share a
    slash ("CAST/LA") the first stands for the body, the second often for its place."""
    found = set(re.findall(r"\(([A-Z][A-Z&/-]{1,9})\)", name))
    found |= {name} if re.fullmatch(r"[A-Z][A-Z&/-]{1,9}", name) else set()
    return found | {acronym.partition("/")[0] for acronym in found if len(acronym.partition("/")[0]) > 2}


@lru_cache(maxsize=1 << 18)
def telling(key: str) -> tuple[str, ...]:
    """The words of a name's key that tell it apart, in order; a state counts as one word, its code in capitals, so that
    it is no beginning of another word.

    >>> telling("dept of justice of north carolina")
    ('dept', 'justice', 'NC')
    """
    codes, a_state = _states()
    return tuple(word for word in a_state.sub(lambda found: codes[found[0]], key).split() if word not in SMALL)


@cache
def _states() -> tuple[dict[str, str], re.Pattern[str]]:
    """{a name as keys spell it: code}, and what finds one; the longest first: West Virginia is not Virginia."""
    codes = {fold(name): code for code, name in english(State).items()}
    codes |= {f"{short}{name.removeprefix(word)}": code for name, code in codes.items()
              for word, shorts in COMPASS.items() if name.startswith(f"{word} ") for short in shorts}  # fmt: skip
    codes |= {"dist of columbia": "DC", "d c": "DC"}
    longest = sorted(map(re.escape, codes), key=len, reverse=True)
    return codes, re.compile(rf"\b(?:{'|'.join(longest)})\b")


def alike(one: str, other: str) -> str:
    """How two keys of names are alike: "abbreviated" (word by word the same, some shortened or misspelt), "similar"
    (as a whole), or nothing."""
    mine, theirs = telling(one), telling(other)
    if min(len(mine), len(theirs)) > 1 and _same_words(mine, theirs):
        return "abbreviated"
    return "similar" if fuzz.token_sort_ratio(one, other, score_cutoff=LIKE) else ""


def _same_words(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Word by word; "dv" stands for the two words it is the beginnings of, a state for its name, misspelt too."""
    while mine and theirs:
        if _same_word(mine[0], theirs[0]):
            mine, theirs = mine[1:], theirs[1:]
        elif stood_for := _begins(mine[0], theirs) or _misspells(mine[0], theirs):
            mine, theirs = mine[1:], theirs[stood_for:]
        elif stood_for := _begins(theirs[0], mine) or _misspells(theirs[0], mine):
            mine, theirs = mine[stood_for:], theirs[1:]
        else:
            return False
    return not mine and not theirs


def _misspells(code: str, words: tuple[str, ...]) -> int:
    """How many of these words are the name of that state, cut short ("Ariz.") or with a slip in it; 0 if they are
    not."""
    name = fold(english(State).get(code, "")).split()
    said = words[: len(name)]
    if not name or len(said) < len(name) or any(map(str.isupper, said)):
        return 0
    cut = all(whole.startswith(word) and len(word) > 2 for whole, word in zip(name, said, strict=True))
    return len(name) if cut or fuzz.ratio(" ".join(name), " ".join(said)) >= MISSPELT else 0


def _begins(short: str, words: tuple[str, ...]) -> int:
    """How many of these words a short one is the beginnings of; 0 if it is not."""
    if short.isupper() or not 1 < len(short) <= len(words):
        return 0
    return len(short) if short == "".join(word[0] for word in words[: len(short)]).lower() else 0


def _same_word(one: str, other: str) -> bool:
    if one.lower() == other.lower():
        return True
    short, long = sorted((one, other), key=len)
    if any(map(str.isdigit, short + long)) or one.isupper() or other.isupper():
        return False  # District 4 is not District 5, and what begins with "ca" is not California
    return _shortens(short, long) or (len(short) > 4 and fuzz.ratio(short, long) >= MISSPELT)


def _shortens(short: str, long: str) -> bool:
    """Whether a word is an abbreviation of another: its letters in their order, the first one first.

    >>> _shortens("dept", "department"), _shortens("svcs", "services"), _shortens("ctr", "court")
    (True, True, True)
    """
    if long in POINTS and short == long[0]:
        return True
    letters = iter(long)
    return 1 < len(short) < len(long) and short[0] == long[0] and all(letter in letters for letter in short)

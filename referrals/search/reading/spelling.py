"""Misspelled words: what nobody knows is read as the nearest word of the vocabulary or the directory.

First a word that stands beside its neighbour in the vocabulary ("identiy theft" is no "identify"), then one that
sounds the same ("biolencia", "viza"), then the nearest. The name of a person must not become a search word: an unknown
word with a capital inside a sentence is corrected only if it is one slip away from a word of the vocabulary.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import pairwise

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from referrals.lexicon import LONGEST_ACRONYM
from referrals.search.reading import states
from referrals.search.reading.wordlists import DOES, EMPTY_WORDS
from referrals.tokens import Sentence

SHORTEST = 4  # letters
STATE_WORDS = sorted(word for word in states.WORDS if len(word) > 6)
SHORT, LONG = 6, 8  # letters: below the first only some slips count, from the second on two may be made

Correct = Callable[[str, Collection[str]], str | None]
_HEARD = (  # what is written otherwise and sounds the same, in Spanish as it is spoken in America or in English
    (r"x", "cs"), (r"ph", "f"), (r"qu|k", "c"), (r"v", "b"), (r"z|c(?=[eiy])", "s"), (r"ll", "y"), (r"g(?=[ei])", "j"),
    (r"(?<![cst])h", ""), (r"(.)\1+", r"\1"),
)  # fmt: skip


class Spellings:
    """Words as the vocabulary writes them: all, those that sound alike, and those that stand beside another."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self.words: set[str] = set()
        self.beside: dict[str, set[str]] = {}
        self.sounds: dict[str, str] = {}
        for written in phrases:
            words = written.split()
            self.words.update(words)
            for one, other in pairwise(words):
                self.beside.setdefault(one, set()).add(other)
                self.beside.setdefault(other, set()).add(one)
        for word in sorted(self.words):
            if len(word) >= SHORTEST:
                self.sounds.setdefault(sound(word), word)


def sound(word: str) -> str:
    """A word as it is heard.

    >>> sound("violencia") == sound("biolensia"), sound("humano") == sound("umano")
    (True, True)
    """
    for written, heard in _HEARD:
        word = re.sub(written, heard, word)
    return word


def of_a_state(word: str) -> bool:
    """Whether a word is a slip away from a state's: Hamshire and Arkansaw are hamlets, too."""
    near = extractOne(word, STATE_WORDS, scorer=OSA.distance, score_cutoff=1)
    return bool(near and near[0] != word)


def unknown(sentence: Sentence, known: Callable[[str], bool]) -> list[int]:
    """Where words stand that nobody knows and that are long enough to be misspelled."""
    return [
        place
        for place, word in enumerate(sentence.words)
        if not sentence.taken[place] and len(word) >= SHORTEST and word.isalpha() and not known(word)
    ]


def corrected(
    sentence: Sentence, places: list[int], spellings: Spellings, correct: Correct, used: Collection[str]
) -> Iterator[tuple[int, str]]:
    """The corrections to make, as (place, word). Words in `used` are forms or beginnings of a word that somebody uses:
    they are corrected only into the vocabulary's."""
    for place in places:
        typed = sentence.words[place]
        if _is_acronym(sentence, place):  # another body's, never a word
            word = correct(typed, ())
            word = None if word in spellings.words else word
        else:
            word = beside(sentence, place, spellings) or _nearest(sentence, place, spellings, correct, typed in used)
        if word and word != typed:
            yield place, word


def _is_acronym(sentence: Sentence, place: int) -> bool:
    typed = sentence.tokens[place].typed
    return typed.isupper() and len(typed) <= LONGEST_ACRONYM and not sentence.shouting


def beside(sentence: Sentence, place: int, spellings: Spellings) -> str | None:
    """The nearest of the words that the vocabulary knows beside one of the neighbours."""
    typed = sentence.words[place]
    if not sentence.tokens[place].typed.isascii():  # an accent was no slip
        return None
    around = {sentence.word(place - 1), sentence.word(place + 1)} - EMPTY_WORDS
    words = {word for one in around for word in spellings.beside.get(one, ()) if len(word) >= SHORTEST}
    words = {word for word in words if word[0] == typed[0] or sound(word) == sound(typed)}
    likely = sorted(words, key=lambda word: (abs(len(word) - len(typed)), word))
    found = extractOne(typed, likely, scorer=OSA.distance, score_cutoff=2 if len(typed) >= LONG else 1)
    return found[0] if found else None


def _nearest(sentence: Sentence, place: int, spellings: Spellings, correct: Correct, used: bool) -> str | None:
    typed = sentence.words[place]
    heard = spellings.sounds.get(sound(typed))
    if heard and not _may_be_a_name(sentence, place) and sentence.tokens[place].typed.isascii():
        return heard
    word = correct(typed, spellings.words)
    if not word or (used and (word not in spellings.words or OSA.distance(typed, word) > 1)):
        return None
    return word if _near_enough(sentence, place, word, in_vocabulary=word in spellings.words) else None


def _near_enough(sentence: Sentence, place: int, word: str, *, in_vocabulary: bool) -> bool:
    typed = sentence.words[place]
    if word[0] != typed[0] or not sentence.tokens[place].typed.isascii():  # an accent was no slip
        return False
    slips = OSA.distance(typed, word)
    if _may_be_a_name(sentence, place):
        return in_vocabulary and slips <= 1
    if len(typed) < LONG:
        return slips <= 1 and (len(typed) >= SHORT or _is_a_slip(typed, word))
    return slips <= 1 or (slips == 2 and not typed.startswith(word))  # "laborales" is no "laboral"


def _is_a_slip(typed: str, word: str) -> bool:
    """A letter left out or doubled, or two exchanged - a short word with another letter is another word."""
    if len(typed) > len(word):
        return any(one == other for one, other in pairwise(typed)) and len(set(typed)) == len(set(word))
    return len(typed) < len(word) or sorted(typed) == sorted(word)


def _may_be_a_name(sentence: Sentence, place: int) -> bool:
    """Capitalised where others are not. At the beginning only if it then does something ("Marisol needs")."""
    if not sentence.capital(place) or len(sentence) == 1:
        return False
    if place == 0 or sentence.last(place - 1):
        return sentence.word(place + 1) in DOES or sentence.capital(place + 1)
    return True

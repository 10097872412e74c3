"""Which of the words that nothing was read from may stand in an address.

An address is kept: in a history, a bookmark, a message. People are called by ordinary words, too ("Hope", "Angel"),
and the directory uses them, so that a word alone does not tell whether it was said of a person or of a service. Hence a
text that says something of a case keeps only words by which the vocabulary says what a service is, and names of
contacts that are nobody's name. A text of which nothing else is known looks somebody up: it keeps ordinary words, too.
What one contact has in its names altogether is that contact's name, whoever else is called so.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from referrals import personal_names
from referrals.search.reading import real_words
from referrals.search.reading.result import Directory
from referrals.search.reading.spans import Name
from referrals.search.reading.wordlists import COMMON_WORDS, DOES, DONE, EMPTY_WORDS
from referrals.tokens import Sentence

MANY_WORDS, MOST_WORDS_OF_A_NAME = 4, 8


def is_sayable(word: str) -> bool:
    """Whether a page may say that it left this word out: an ordinary word, and nobody's name."""
    return real_words.is_real(word) and not personal_names.is_personal(word)


@dataclass(frozen=True, slots=True)
class Staying:
    """Decides about the words of one sentence. `services`: the vocabulary's words for what a service is; `used`: those
    of the text that the directory uses."""

    sentence: Sentence
    directory: Directory
    services: Collection[str]
    used: Collection[str]

    def places(
        self, unread: list[int], names: Iterable[Name], *, typed: list[str], states: list[str], case: bool
    ) -> set[int]:
        """Those of the places `unread`, from which nothing was read, whose words may stay. `typed`: all words of the
        text that say something, but places; `states`: those read from it; `case`: whether more was read than these."""
        named = {place for name in names if self.of_nobody(name) for place in range(name.first, name.last)}
        doubtful = [place for place in unread if place not in named and not self._says_nothing_else(place)]
        looked_up = set() if not doubtful or self._somebody(doubtful) else self._of_one_contact(typed, states)
        doubtful = [place for place in doubtful if self.sentence.words[place] not in looked_up]
        ordinary = all(self._is_ordinary(self.sentence.words[place]) for place in doubtful)
        return {*unread} if ordinary and (looked_up or not case) else {*unread}.difference(doubtful)

    def of_nobody(self, name: Name) -> bool:
        """Whether the name of a contact can be no name of a person: it has several words, or one that nobody is
        called by and that can mean nothing else."""
        words, typed = self._of(name), self.sentence.tokens[name.first].typed
        if len(words) > 1:
            return True
        acronym = typed.isupper() and not self.sentence.shouting
        return not personal_names.is_personal(words[0]) and (acronym or not real_words.is_real(words[0]))

    def _of(self, name: Name) -> list[str]:
        return self.sentence.words[name.first : name.last]

    def _says_nothing_else(self, place: int) -> bool:
        word = self.sentence.words[place]
        return word in EMPTY_WORDS or (word in self.services and not personal_names.is_personal(word))

    def _is_ordinary(self, word: str) -> bool:
        if word in self.services or word in COMMON_WORDS:
            return not personal_names.is_given(word)
        return not personal_names.is_personal(word) and (word in self.used or real_words.is_real(word))

    def _somebody(self, places: Iterable[int]) -> bool:
        """Whether a first name does something: "Angela needs a house"."""
        following = ((self.sentence.words[place], self.sentence.word(place + 1)) for place in places)
        return any(personal_names.is_given(word) and does in DOES | DONE for word, does in following)

    def _of_one_contact(self, typed: list[str], states: list[str]) -> set[str]:
        """The words, if one contact has all of them in its names; of many words all but one ("Law Centre")."""
        fewer = [[*typed[:n], *typed[n + 1 :]] for n in range(len(typed))] if len(typed) >= MANY_WORDS else []
        ways = [typed, *fewer] if len(typed) <= MOST_WORDS_OF_A_NAME else []
        return next(({*way} for way in ways if self.directory.in_one_name(way, states)), set())

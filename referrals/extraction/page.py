"""A page's lines and what each is there: a name, a heading, a tag, a person, the writer's signature."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from referrals.extraction.heads import HEAD_KINDS, has_head_word, singular
from referrals.extraction.lexis import Lexis
from referrals.extraction.lines import Line
from referrals.extraction.persons import JOB
from referrals.extraction.tables import find_records
from referrals.extraction.text import WORD

LONGEST_TAG = 40  # characters
LONGEST_ACRONYM = 8  # letters
LONGEST_JOB = 6  # words
SIGNED = 10  # lines from a closing on
TOLD = 0.6  # of a line in words of the vocabulary, and it is a matter, not a name
_LABELLED = re.compile(r"([^\W\d_][^:\n]{0,38}):[*_]*(?:[ ]|$)")
_CLOSING = re.compile(
    r"(?:best|best regards|kind regards|warm regards|regards|sincerely|thanks|thank you|many thanks|respectfully|"
    r"cheers|"
    r"in solidarity|yours|warmly|take care|saludos|atentamente|gracias|un abrazo|cordialmente)[ ,!.]*",
    re.IGNORECASE,
)
_LAND = re.compile(r"\b(?:county|counties|parish|region|area|condado|región|metro|valley|district|tribe)\b", re.I)
# Who signs what is quoted: "Survivor, Toledo".
_WHO = re.compile(
    r"(?:an? )?(?:survivor|client|member|resident|guest|participant|sobreviviente)(?:[ ]?,|$| of\b)", re.I
)
# Words that make a body of words of the field, though no organization is called so: "Crisis Text Line".
_ENDS_A_BODY = frozenset("line unit bank care compensation library school bar court".split())
# How words end that are rather a matter than somebody's name: "Restoration", "Violencia".
_ORDINARY = re.compile(r"(?:tion|sion|ment|ness|ity|ety|ual|ial|ory|ing|ncia|ción|dad|miento)s?$")


class Page:
    """The lines by their numbers; `records` are those of its tables, `tabled` their lines, `signed` a signature's."""

    def __init__(self, lines: Sequence[Line], lexis: Lexis) -> None:
        self.lines, self.lexis = lines, lexis
        self.records = {record.first: record for record in find_records(lines, lexis)}
        self.tabled = frozenset(n for record in self.records.values() for n in range(record.first, record.stop))
        self.signed = self._signatures()
        self.tags = self._repeated()

    def below(self, number: int) -> Line | None:
        """The next line."""
        return self.lines[number + 1] if number + 1 < len(self.lines) else None

    def names(self, line: Line) -> bool:
        """Whether the line reads like somebody's name and is no tag."""
        return line.names_somebody(self.lexis) and not self.is_tag(line)

    def is_tag(self, line: Line) -> bool:
        """Whether what stands there is said of several bodies: "Food Assistance" on each card, "Address: …"."""
        return label_of(line) in self.tags

    def heads(self, number: int) -> bool:
        """Whether the line heads names below it and is none itself: "Shelters", "King County", "LEGAL HELP"."""
        line, below = self.lines[number], self.below(number)
        text = line.head_text
        words = WORD.findall(text)
        headed = has_head_word(words)
        if line.text.isupper() and _LAND.search(text) and not headed:
            return True
        if below is None or below.is_detail or (below.has_point and not self.names(below)):
            return False
        plural = words[-1].lower() not in HEAD_KINDS and singular(words[-1]) in HEAD_KINDS
        told = not headed and bool(self.lexis.states_in(text.title()) or self.lexis.find(text))
        heading = plural or told or self.lexis.generic(text) or _LAND.search(words[-1]) is not None
        louder = line.text.isupper() and not below.text.isupper()
        named_below = self.names(below) and (below.gap > 0 or louder or heading)
        return (heading and not below.is_prose) or named_below

    def is_person(self, number: int) -> bool:
        """Whether a job stands below two or three words of a name."""
        line, below = self.lines[number], self.below(number)
        words = WORD.findall(line.head_text)
        if len(words) not in {2, 3} or has_head_word(words):
            return False
        rest = line.passage.body[line.head[1] : line.end]
        told_below = not rest.strip(" ,") and below is not None and below.gap == 0 and not below.is_label
        job = below.text if below is not None and told_below else rest
        told = JOB.search(job) or _WHO.match(job)
        return told is not None and len(WORD.findall(job)) <= LONGEST_JOB

    def is_matter(self, number: int) -> bool:
        """Whether the line holds one ordinary word, or a matter of the field, that heads what is below it."""
        line, below = self.lines[number], self.below(number)
        words = WORD.findall(line.head_text)
        owns = below is not None and below.is_detail and below.has_point
        if len(words) == 1:
            return self._is_ordinary(words[0], owns=owns)
        return self.is_topic(line) and not owns

    def _is_ordinary(self, word: str, *, owns: bool) -> bool:
        """Whether a word is no name; one that owns a contact may be, "Serenity", if the page says it nowhere else."""
        said = word.lower() in self._small_words
        if word.isupper():
            return len(word) > LONGEST_ACRONYM or said
        return word[1:].islower() and (said or (not owns and _ORDINARY.search(word) is not None))

    @cached_property
    def _small_words(self) -> frozenset[str]:
        """The words that the page also writes in small letters."""
        passage = self.lines[0].passage if self.lines else None
        if passage is None:
            return frozenset()
        small = (word for word in passage.words if not word.capital)
        return frozenset(word.text for word in small if not passage.in_address(word.start))

    def is_topic(self, line: Line) -> bool:
        """Whether words of the vocabulary are nearly all of it, and none makes it a body: "Housing & Rent"."""
        told = sum(hit.end - hit.start for hit in self.lexis.find(line.head_text))
        words = WORD.findall(line.head_text)
        named = has_head_word(words) or words[-1].lower() in _ENDS_A_BODY
        return told > TOLD * len(line.head_text) and not named

    def _repeated(self) -> frozenset[str]:
        """What stands on several lines, alone or before a colon, and is no body."""
        counts = Counter(label_of(line) for number, line in enumerate(self.lines) if self._may_tag(number))
        return frozenset(
            text
            for text, count in counts.items()
            if text and count > 1 and (self.lexis.generic(text) or not has_head_word(WORD.findall(text)[1:]))
        )

    def _may_tag(self, number: int) -> bool:
        """Whether a line may be a tag of what stands above it: none is where a new name begins, below running text."""
        line = self.lines[number]
        opens = number == 0 or line.gap > 0 or self.lines[number - 1].is_prose
        return not opens or _LABELLED.match(line.text) is not None or self.lexis.generic(line.text)

    def _signatures(self) -> frozenset[int]:
        """Lines of a letter's end: the writer's own name and number are nobody's listing."""
        signed: set[int] = set()
        for number, line in enumerate(self.lines):
            if _CLOSING.fullmatch(line.text) or (line.text in {"--", "-- "}):
                signed |= set(range(number, min(number + SIGNED, len(self.lines))))
        return frozenset(signed)


def label_of(line: Line) -> str:
    """The text of a line that holds no contact, or what stands before its colon; "" if neither is short."""
    label = _LABELLED.match(line.text)
    if label:
        return label[1]
    return line.text if not line.has_point and len(line.text) <= LONGEST_TAG else ""

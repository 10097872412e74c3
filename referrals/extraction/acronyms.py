"""Names in capitals: which of them are bodies the text itself tells."""

import re
from collections.abc import Iterator

from referrals.extraction.eligible import may_name
from referrals.extraction.runs import Run, find_runs
from referrals.extraction.spots import Spot, Thread
from referrals.extraction.text import Passage, Word

_SHAPE = re.compile(r"[A-Z][A-Z&]{1,6}")
_ROMAN = re.compile(r"[XVI]{2,}")  # "Title IX"
_ROLE_AFTER = re.compile(
    r"(?:['’]s)?[ ]{1,2}(agents?|officers?|staff|personnel|hotline|helpline|website|web site|program|"
    r"programs|office|"
    r"officials?|investigators?|grant(?:ee)?s?|tip line)\b"
)
_ENFORCERS = re.compile(r"agents?|officers?|investigators?")
_MEMBER_BEFORE = re.compile(
    r"\b(?:ED|CEO|director|founder|coordinator|staff|student|students|researcher|professor|fellow|intern|"
    r"advocate|"
    r"attorney|work|volunteer)s?[ ](?:of|at|from|with|for)[ ](?:the[ ])?$",
    re.IGNORECASE,
)
_STUDENT = re.compile(r"student|professor|researcher|fellow", re.IGNORECASE)
_OBJECT_BEFORE = re.compile(
    r"\b(?:contact|call|try|recommend|look(?:ing)? (?:at|into)|check(?:ing)? out|connect(?:ing)? with|"
    r"reach(?:ing)? out to|"
    r"learn(?:ing)? more about|talk(?:ing)? to|refer(?:red|ring)?(?: \w+){0,3} to|partner(?:ing)? with|"
    r"funded by)[ ](?:the[ ])?$",
    re.IGNORECASE,
)
_PUBLISHED_BY = re.compile(
    r"\b(?:document|tool|toolkit|guide|report|handbook|manual|study|research|training|published|written|"
    r"developed|"
    r"produced|created)\b[^.!?\n]{0,100}?\bby[ ](?:the[ ])?$",
    re.IGNORECASE,
)
_CONTACT_AFTER = re.compile(r"[ ]?[(:;–-]{0,2}[ ]{0,2}(?:https?://|www\.|\+\d|1?[-–. ]?\(?[2-9]\d{2}\)?[-–. ]\d{3})")
_DOES_AFTER = re.compile(
    r"[ ](?:told|helps?|does|has|will|can|keeps|took|takes|offers?|provides?|covers?|runs|serves?|works|gives|sends|"
    r"says|said|"
    r"referred|funds?|funded)\b"
)
_PLACE_AFTER = re.compile(r"/([A-Z]{2,3}|[A-Z][a-z]+)\b")
REACH = 140
SYLLABIC = 5  # letters from which an acronym may be made of more than initials


def is_acronym(thread: Thread, passage: Passage, word: Word) -> bool:
    """Whether the word is shaped like an acronym, no term, place or common abbreviation, and not shouted."""
    if not _SHAPE.fullmatch(word.text) or word.text in thread.lexis.capitals or _ROMAN.fullmatch(word.text):
        return False
    start, end = passage.sentence(word.start)
    shouted = (passage.body[start : word.start] + passage.body[word.end : end]).isupper()
    return not shouted


def acronyms(thread: Thread, index: int) -> Iterator[Spot]:
    """Acronyms of passage `index` that stand where a body stands, and those in brackets after a full name."""
    passage = thread.passages[index]
    yield from _bracketed(thread, passage, index)
    for word in passage.words:
        if is_acronym(thread, passage, word):
            rule, kind = _context(passage, word)
            if rule:
                yield _with_place(passage, index, word, rule, kind)


def _with_place(passage: Passage, index: int, word: Word, rule: str, kind: str) -> Spot:
    place = _PLACE_AFTER.match(passage.body, word.end)
    end = place.end() if place else word.end
    return Spot(index, word.start, end, passage.body[word.start : end], rule, "acronym", kind)


def _context(passage: Passage, word: Word) -> tuple[str, str]:
    before = passage.body[max(0, word.start - REACH) : word.start]
    after = passage.body[word.end : word.end + REACH]
    role, member = _ROLE_AFTER.match(after), _MEMBER_BEFORE.search(before)
    if role:
        return f"An acronym before “{role[1]}”.", "law-enforcement" if _ENFORCERS.fullmatch(role[1]) else ""
    if member:
        return "An acronym that somebody belongs to.", "research" if _STUDENT.match(member.group()) else ""
    if _PUBLISHED_BY.search(before):
        return "An acronym named as publisher.", "research"
    if _OBJECT_BEFORE.search(before):
        return "An acronym to turn to.", ""
    if _CONTACT_AFTER.match(after):
        return "An acronym directly before a contact.", ""
    if _DOES_AFTER.match(after):
        return "An acronym that does something.", ""
    opens = passage.sentence(word.start)[0] == word.start
    return ("An acronym that is explained.", "") if opens and after.startswith(" (") else ("", "")


def _bracketed(thread: Thread, passage: Passage, index: int) -> Iterator[Spot]:
    for run in find_runs(passage):
        match = re.match(r"[ ]?\(([A-Z][A-Z&]{1,6})\)", passage.body[run.end : run.end + 12])
        named = run.has_head() or may_name(thread.lexis, run)
        if match and named and len(run.capitals) > 1 and _abbreviates(match[1], run):
            start = run.end + match.start(1)
            yield Spot(index, run.start, run.end, run.text, f"A name with its acronym {match[1]} in brackets.")
            rule = f"The acronym of {run.text}."
            yield Spot(index, start, start + len(match[1]), match[1], rule, "acronym", alias_of=run.text)


def _abbreviates(acronym: str, run: Run) -> bool:
    """Whether the letters are the initials of the run, of some of its words, or of it with its article."""
    letters = acronym.replace("&", "")
    initials = ("T" if run.word_before == "the" else "") + "".join(word.text[0] for word in run.words).upper()
    if letters in (run.initials, initials, initials[1:]) or (len(letters) > 2 and run.initials.endswith(letters)):
        return True
    first = letters[0] in (run.initials[0], initials[0])
    if first and len(letters) >= SYLLABIC and _in_order(letters, run.text.upper()):
        return True  # "CARECEN" is made of the beginnings of words
    return first and len(letters) > 2 and len(letters) * 2 > len(run.capitals) and _in_order(letters, initials)


def _in_order(letters: str, text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)

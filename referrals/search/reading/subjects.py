"""Subjects finer than the vocabulary's terms, in the words people say them with.

"Other crime victims" holds identity theft as well as drunk driving; whoever types one does not mean the other. A
subject is a few words that contacts use of themselves, the terms under which such contacts stand, and ways of saying
it in English and Spanish. What was said is replaced by the subject's own words: they are searched in names and
descriptions, never in synonyms, and a story ("opened credit cards in my name") leaves no trace in an address.

Only searching reads these, so that a phrase may be freer here than a synonym of the vocabulary: nothing is tagged or
suggested because of it. They stand in fixtures/vocabulary/subjects.txt, which says how it is written.
"""

from dataclasses import dataclass
from pathlib import Path

from referrals.tokens import phrase


@dataclass(frozen=True, slots=True)
class Subject:
    """What is searched in texts, and keys of terms (facet, slug) that are read."""

    sought: tuple[str, ...]
    terms: tuple[tuple[str, str], ...] = ()


def _parsed(written: str) -> dict[str, Subject]:
    """{folded phrase: what it says}; a subject is said by its own words, too."""
    subjects: dict[str, Subject] = {}
    blocks = [block for block in written.strip("\n").split("\n\n") if not block.startswith("#")]
    for block in blocks:
        head, *lines = block.splitlines()
        sought, _, keys = head.partition(":")
        terms = [key.split(":") for key in keys.strip().split("|") if key.strip()]
        phrases = tuple(one.strip() for one in sought.split("/") if one.strip())
        subject = Subject(phrases, tuple((facet, slug) for facet, slug in terms))
        ways = {phrase(way): subject for line in lines for way in line.split("|")}
        subjects |= {phrase(own): subjects.get(phrase(own), subject) for own in phrases} | ways
    return subjects


FILE = Path(__file__).resolve().parents[3] / "fixtures" / "vocabulary" / "subjects.txt"
SUBJECTS = _parsed(FILE.read_text(encoding="utf-8"))

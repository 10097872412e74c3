"""What one has without this project: a general recogniser of named entities, and kept libraries for the rest.

To be kind to it, telephone numbers and addresses come from phonenumbers and linkify-it, each is given to the
nearest organization before it, a state named in the same line is that organization's, and everything it calls an
organization or "miscellaneous" counts as a name. It has no idea of kinds and of what is recommended.
"""

import json
import re
import subprocess
from bisect import bisect_right
from collections import defaultdict
from pathlib import Path

import phonenumbers
from linkify_it import LinkifyIt

from tests.evaluation.extraction.labels import LabelledText, Point, Span
from tests.evaluation.extraction.reading import Found, Reader, Reading
from tests.evaluation.gold import vocabulary

NAMES = frozenset({"ORG", "MISC"})
_REPLY = re.compile(r"^(\d{1,3})\.[\s\xa0]{1,2}\S", re.MULTILINE)


def general_reader(python: str, texts: tuple[LabelledText, ...]) -> Reader:
    """A reader of `texts` by the recogniser that the interpreter `python` has; all texts are read at once.

    Raises CalledProcessError if that interpreter lacks spaCy or its model.
    """
    script = Path(__file__).with_name("entities.py")
    asked = json.dumps({each.name: each.text for each in texts})
    answer = subprocess.run([python, str(script)], input=asked, capture_output=True, text=True, check=True)
    entities = json.loads(answer.stdout)
    return lambda labelled: _reading(labelled, [tuple(entity) for entity in entities[labelled.name]])


def _reading(labelled: LabelledText, entities: list[tuple[int, int, str]]) -> Reading:
    names = [(start, end) for start, end, label in entities if label in NAMES]
    points: defaultdict[Span, list[Point]] = defaultdict(list)
    for point in _points(labelled.text):
        before = bisect_right([end for _, end in names], point.span[0]) - 1
        points[names[before] if before >= 0 else (0, 0)].append(point)
    found = [_found(labelled.text, span, points.pop(span, [])) for span in names]
    rest = [point for several in points.values() for point in several]
    return Reading((*found, *(Found("", (), (point,)) for point in rest)), _answers(labelled))


def _found(text: str, span: Span, points: list[Point]) -> Found:
    line = text[text.rfind("\n", 0, span[0]) + 1 : max(text.find("\n", span[1]), span[1])]
    states = {term.slug.upper() for term in vocabulary() if term.facet == "state" and term.label in line}
    name = text[slice(*span)]
    return Found(name, (span,), tuple(points), frozenset(states), "National" in name, "victim-services", "recommended")


def _points(text: str) -> list[Point]:
    phones = [
        Point("phones", phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164), span, "voice")
        for match in phonenumbers.PhoneNumberMatcher(text, "US")
        for span in [(match.start, match.end)]
    ]
    links = [
        Point("emails" if match.schema == "mailto:" else "websites", match.raw, (match.index, match.last_index))
        for match in LinkifyIt().match(text) or ()
    ]
    return sorted(phones + links, key=lambda point: point.span)


def _answers(labelled: LabelledText) -> tuple[tuple[tuple[int, ...], ...], ...]:
    """Replies of each question in the order of the page, each an answer of its own."""
    questions: list[list[tuple[int, ...]]] = []
    for reply in _REPLY.finditer(labelled.text):
        if int(reply[1]) == 1 or not questions:
            questions.append([])
        questions[-1].append((int(reply[1]),))
    return tuple(tuple(question) for question in questions)

"""Which capitalised words can be a name at all: no person, place, law, language, time, job; nobody in general."""

import re

from referrals.extraction import persons
from referrals.extraction.heads import LANGUAGES
from referrals.extraction.lexis import Lexis
from referrals.extraction.persons import JOB, JOBS
from referrals.extraction.runs import Run
from referrals.extraction.towns import only_towns
from referrals.lexicon import fold
from referrals.personal_names import is_personal, is_usual

_PERSONAL_TITLE = re.compile(
    rf"\s*[/,(]\s*(?:the\s+)?(?:ED\b|CEO\b|[Ee]xecutive\b|[Ff]ounder\b|(?:[\w-]+[ ]){{0,2}}?(?i:{JOB.pattern}))"
)
# Before or at the head of capitals these say that somebody is spoken to or of.
PERSON_TITLES = frozenset(
    "ms mr mrs dr hi dear hello sr sra judge detective det officer sgt prof professor sister father rev pastor "
    "senator attorney miss hno hna don doña lt captain deputy chief agent ausa ssa ofc cpl client clients victim "
    "survivor girl boy woman man teen minor child daughter son mother father sister brother wife husband named name "
    "clienta señora señor niña niño joven".split()
)
_SERVED = frozenset({"client", "clients", "patient", "victim", "survivor", "clienta", "cliente", "paciente"})
STREETS = frozenset(
    "street avenue road boulevard drive lane highway parkway blvd ave suite plaza creek bridge st rd dr "
    "way row ln ct pl".split()
)
# First or last words of laws, forms, places, times, languages, trainings and tools.
_OTHER_THINGS = frozenset(
    "act acts visa visas code section form part title amendment rule county counties island islands monday tuesday "
    "wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays january february march "
    "april june july august september october november december coast spanish english creole mandarin day month week "
    "school court report protocol university college training webinar conference status exit juvenile branch port "
    "city town state states gulf lake river mount american americans indian native latino latina african asian parte "
    "presence law laws bill congress senate constitution certificate license award grant interstate bay valley "
    "mountains beach park suite floor apartado square bus station mall hotel motel tool toolkit letter certification "
    "subcommittee bowl screening pages peninsula penal range plan registry register asylum relief parole removal "
    "procedure privilege petition order waiver card number question answer thank thanks ley corte ciudad condado "
    "estado calle avenida supplement house".split()
)
_REGIONS = frozenset("valley lake river bay island islands mountains beach park coast peninsula gulf".split())
_OTHER_LAST = _OTHER_THINGS - {"house", "american", "indian", "native", "latino", "latina", "african", "asian"}
INTRODUCED = 24  # characters
_INTRODUCED = re.compile(
    r"\b(?:name(?:'s| is| was)|named|se llama|llamad[oa]|known as|my (?:client|patient)),?[ ]$", re.IGNORECASE
)
_AND = re.compile(r"[ ](?:and|y|&)\u3164*[ ]|,")
_OTHER_AFTER = re.compile(
    r"[ ](?:law|act|statute|visa|training|curriculum|report|exam|form|area|region|river|road|highway|street|hotel|"
    r"motel|"
    r"restaurant|mall|airport|county|counties|status|clause|doctrine|protocol|holiday|weekend|assessment|"
    r"interpreters?|speakers?|speaking|"
    r"questionnaire)\b"
)


def may_name(lexis: Lexis, run: Run) -> bool:
    """Whether two or more capitalised words without an organization word can be a name."""
    words = [word.text for word in run.words]
    if is_person(lexis, run) or has_title(run) or is_job(run) or is_street(run) or run.plural() or run.generic(lexis):
        return False
    if _OTHER_AFTER.match(run.passage.body, run.end) or _is_other(words) or _are_places(lexis, run.text):
        return False
    long_enough = len(run.capitals) > 1 and any(len(word.text) > 2 for word in run.capitals)
    digits = any(word[0].isdigit() for word in words)
    return (
        long_enough
        and not digits
        and not only_towns(run.text)
        and words[-1] not in lexis.state_names
        and run.text not in lexis.states
    )


def _is_other(words: list[str]) -> bool:
    first, last = words[0].lower(), words[-1].lower()
    if last in _REGIONS and "of" in words:
        last = ""  # "Keepers of the Concho Valley"
    if words[:2] == ["United", "States"]:
        return True
    return first in _OTHER_THINGS - {"house"} or last in _OTHER_LAST or last in {"no", "box"} or len(words[-1]) == 1


def _are_places(lexis: Lexis, text: str) -> bool:
    """Whether states, towns or languages are said one after the other: "Missouri and Kansas"."""
    parts = [part.strip() for part in _AND.split(text)]
    return len(parts) > 1 and all(
        part in lexis.states or part.lower() in LANGUAGES or only_towns(part) for part in parts
    )


def is_person(lexis: Lexis, run: Run) -> bool:
    """Whether the words are somebody who speaks in the thread, somebody addressed, or a first and a family name."""
    first = run.words[0].text.lower()
    if fold(run.text) in lexis.people or _is_titled(run) or (first in PERSON_TITLES and not run.has_head()):
        return True
    if persons.is_person(run.text, [word.text for word in run.words]):
        return True
    words = [fold(word.text) for word in run.words]
    return (
        len(words) in {2, 3}
        and is_usual(words[0])
        and (len(words[-1]) == 1 or is_personal(words[-1]))
        and not run.has_head()
    )


def _is_titled(run: Run) -> bool:
    """Whether a title or a job stands before the words: "Dr. Roe", "Liaison: Roe"; "a minor: Salem …" is no title."""
    gap = run.passage.gap(run.first - 1) if run.first else ""
    served = run.word_before in _SERVED and gap == ": " and not run.has_head()
    return served or (
        (run.word_before in PERSON_TITLES and gap.strip() in {"", "."})
        or (run.word_before in JOBS and gap in {" ", ": "})
    )


def is_introduced(run: Run) -> bool:
    """Whether the words before say that somebody is called so: "my client …", "her name is …", "a girl named …"."""
    before = run.passage.body[max(0, run.start - INTRODUCED) : run.start]
    return not run.has_head() and (_INTRODUCED.search(before) is not None or _is_titled(run))


def has_title(run: Run) -> bool:
    """Whether a personal title follows: "Jane Doe, director of …" is a person."""
    return _PERSONAL_TITLE.match(run.passage.body, run.end) is not None


def is_job(run: Run) -> bool:
    """Whether the words are what somebody works as: "Lead Advocate", "Executive Director"."""
    last = run.words[-1].text.lower()
    return last in JOBS or last.removesuffix("s") in JOBS - {"advocate"}


def is_street(run: Run) -> bool:
    """Whether the words are a street."""
    return run.words[-1].text.lower() in STREETS and " of " not in run.text and not run.has_head()

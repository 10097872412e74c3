"""Persons on a page: by the rank before a name, the job behind it, or a usual first name. None is a contact."""

import re
from collections.abc import Sequence

from referrals.extraction.heads import has_head_word
from referrals.lexicon import fold
from referrals.personal_names import is_personal, is_usual

MOST_WORDS = 4  # of a person's name
# What somebody works as, in small letters.
JOBS = frozenset(
    "advocate director coordinator manager attorney specialist supervisor officer counselor president chair worker "
    "detective sergeant liaison assistant intern volunteer professor investigator agent nurse therapist prosecutor "
    "judge deputy organizer clerk paralegal interpreter promotora directora coordinador coordinadora abogado abogada "
    "organizador organizadora founder ceo owner".split()
)
JOB = re.compile(
    rf"\b(?:{'|'.join(sorted(JOBS - {'worker', 'judge', 'agent'}))}|case ?worker|social worker|lead|rep|"
    r"representative|LCSW|LICSW|LMHC|LPCC|Psy\.?[ ]?D|APRN|CADC|LMSW|LBSW|MSW|LMFT|LPC|Esq|J\.?D|Ph\.?D|R\.?N|"
    r"M\.?D|SANE-A|trabajadora social)\b",
    re.IGNORECASE,
)
_JOB_LAST = re.compile(r"(?i:Manager|Director|Coordinator|Officer|Specialist|Advocate)$")
_RANK = re.compile(
    r"(?:(?:Det|Sgt|Lt|Capt|Cpl|Cmdr|Ofc|Insp|Dr|Mr|Mrs|Ms|Mx|Prof|Rev|Fr|Hon|Sra?|Lic)\.|"
    r"Detective|Sergeant|Lieutenant|Captain|Corporal|Officer|Deputy|Special Agent|Agent|Professor|AUSA|SSA|SA|VS)[ ]"
    r"(?!General\b)"
)


def is_person(text: str, words: Sequence[str]) -> bool:
    """Whether a phrase of capitals is somebody: "Lt. Ambrose Hale", "Jane Doe, deputy chief", "Maria Lopez".

    `words` are its words. An organization word makes it none ("Agents of Hope Project").
    """
    if has_head_word(words):
        named = not has_head_word(text.partition(",")[0].split())  # "Jane Doe, Victims Program Manager"
        return named and _has_job(text) and _JOB_LAST.search(text) is not None
    return _is_job(words) or _is_ranked(text, words) or _has_job(text) or _is_called_so(words)


def _is_job(words: Sequence[str]) -> bool:
    """ "Protocol Coordinator", "Liaison": whoever that is."""
    prosecutes = words[-1].lower() == "attorney" and words[-2:-1] not in ([], ["Staff"], ["Lead"], ["Managing"])
    return words[-1].lower() in JOBS - {"advocate"} and not prosecutes


def _is_ranked(text: str, words: Sequence[str]) -> bool:
    return _RANK.match(text) is not None and len(words) <= MOST_WORDS + 2


def _has_job(text: str) -> bool:
    name, comma, rest = text.partition(",")
    named = 1 < len(name.split()) <= MOST_WORDS and all(word[0].isupper() for word in name.split())
    return bool(comma) and named and JOB.search(rest) is not None


def _is_called_so(words: Sequence[str]) -> bool:
    """Whether the words are a first name alone, with an initial or a family name."""
    rest = words[1:]
    alone = words[0].isupper() and not "".join(rest).isupper()  # an acronym
    called = is_usual(fold(words[0])) and all(len(word) == 1 or is_personal(fold(word)) for word in rest)
    return called and not alone and len(words) <= 3

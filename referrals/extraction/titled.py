"""Names made of capitalised words: with an organization word, quoted, at a place, before a contact."""

import re
from collections.abc import Iterator

from referrals.extraction.lexis import Lexis
from referrals.extraction.runs import Run, find_runs
from referrals.extraction.spots import Spot, Thread
from referrals.extraction.text import Passage
from referrals.gazetteer import zip_codes
from referrals.lexicon import fold
from referrals.personal_names import is_given, is_personal

_QUOTED = re.compile(r"[\"“”]([^\"“”\n]{3,80})[\"“”]")
_IS_A_PROGRAM = re.compile(
    r"[ ,]{1,3}(?:is|was|are|offers?|provides?|runs?|has)\b[^.!?\n]{0,120}?"
    r"\b(?:program|programme|organi[sz]ation|agency|nonprofit|non-profit|group|project|shelter|hotline|"
    r"service|campaign)s?\b",
    re.IGNORECASE,
)
_CONTACT_SOON = re.compile(r"[^.!?\n\"“”]{0,120}?(?:https?://|www\.|\(?\b\d{3}\)?[ .-]\d{3}[ .-]\d{4})")
_CONTACT_NOW = re.compile(
    r"(?:'s)?[ ]?(?:website|web site|hotline|phone|tel)?[ ]?[(:,–-]{0,2}[ ]{0,2}(?:at[ ])?"
    r"(?:https?://|www\.|1?[-–. ]?\(?[2-9]\d{2}\)?[-–. ])"
)
_IN_PLACE = re.compile(r"[ ]in[ ](?:[A-Z][\w.]*[ ]?){1,4},[ ]([A-Z]{2})\b")
_PERSONAL_TITLE = re.compile(
    r"\s*[/,(]\s*(?:the\s+)?(?:ED|CEO|[Ee]xecutive|[Dd]irector|[Cc]oordinator|[Ff]ounder|MD|PhD|LCSW|RN|"
    r"MSW)\b"
)
_RECOMMENDING = re.compile(
    r"\b(?:try|recommend|suggest|add|look(?:ing)? (?:at|into)|check(?:ing)? out|connect(?:ing)? with|reach|recomiendo|"
    r"(?:refer|send|sent)(?:ring|red)?\b[^.;!?]{0,110}? to)"
    r"\s+(?:the\s+)?$", re.IGNORECASE,
)  # fmt: skip
_SERVES = re.compile(
    r"(?:[ ]?\([A-Z&]{2,9}\))?,?[ ](?:also[ ])?(?:offers?|provides?|serves?|represents?|operates|assists|accepts|"
    r"specializes|advocates for|ofrecen?|brindan?|atienden?|proporcionan?|"
    r"(?:is|are|es) (?:an?|the|una?|la) (?:[\w-]+[ ,]){0,4}?(?:organi[sz]ation|non-?profit|agency|shelter|program|"
    r"coalition|"
    r"hotline|group|network|organizaci[oó]n|agencia|refugio|programa|charity|clinic|ministry))\b"
)
_STREET = re.compile(r"(?:Street|Avenue|Road|Boulevard|Drive|Lane|Highway|Parkway|Blvd|Ave|Suite|Plaza)")
WEAK = "Capitalised words that stand where a name does."
_ADDRESSED = frozenset(
    "ms mr mrs dr hi dear hello sr sra judge detective det officer sgt prof professor sister father rev pastor senator "
    "attorney miss hno hna don doña detective lt captain".split()
)
_INTRODUCES = frozenset(
    "with of at by from for to about is called the and or used use ask tried via into also like through con de en a "
    "por para la el both".split()
)
_CALLED = frozenset(
    "curriculum training film book course webinar class video movie report act law guide toolkit".split()
)
_DOES = re.compile(
    r"(?:['’]s)?[ ](?:also |still |only |now )?(?:has|have|is|was|takes?|does|keeps?|answers?|covers?|will|can|may|"
    r"runs?|helps?|"
    r"works?|meets?|sends?|gives?|pays?|told|closed|opened|picked|kept|finds?|houses|shelters|visits?|charges?|"
    r"teaches|drives?|"
    r"tiene|es|da|ayuda|hace|atiende|cubre|puede|recibe|lleva|consigue)\b"
)
_NO_NAME = re.compile(
    r"(?:Acts?|Visas?|Code|Section|Form|Part|Title|Amendment|Rule|Count(?:y|ies)|Islands?|(?:Mon|Tues|Wednes|Thurs|"
    r"Fri|Satur|"
    r"Sun)day|January|February|March|April|June|July|August|September|October|November|December|Spanish|English|Creole|"
    r"Mandarin|Street|Ave|Suite|Day|Month|Week|Highway|School|Court|Report|Protocol|University|College|Training|"
    r"Webinar|"
    r"Conference|Status|Room|Exit|Juvenile|Branch|Port|City|Town|State|States|Gulf|Lake|River|Mount|American|"
    r"Americans|Indian|"
    r"Native|Latino|Latina|African|Asian|Part|Parte|Presence|Justice|Law|Laws|Bill|Congress|Senate|Constitution|"
    r"Certificate|"
    r"License|Award|Grant|Interstate|Highway|Road|Avenue|Bay|Valley|Mountains|Beach|Park|Square|Bus|Station|Mall|"
    r"Hotel|Motel|"
    r"Asylum|Relief|Parole|Removal|Procedure|Privilege|Petition|Order|Waiver|Card|Number|Question|Answer|Thanks?|Thank|Question|Ley|Parte|Corte|"
    r"Visa|Ciudad|"
    r"Condado|Estado|Calle|Avenida)"
)
_NO_NAME_AFTER = re.compile(
    r"[ ](?:law|act|statute|visa|training|curriculum|report|exam|form|area|region|river|road|highway|street|hotel|"
    r"motel|"
    r"restaurant|mall|airport|county|counties|status|clause|doctrine|protocol|holiday|weekend|assessment|"
    r"questionnaire)\b"
)
OPENING = 4  # characters by which a name may miss the beginning of its sentence
_EMPLOYED = re.compile(
    r"\b(?:director|advocate|coordinator|attorney|manager|counselor|professor|physician|nurse|officer|detective|"
    r"intern|student|"
    r"volunteer|founder|president|chair|staff|works?|worked|teaches|employed)\b[^.;:\n]{0,40}?\b(?:at|with|for|"
    r"of)[ ](?:the[ ])?$",
    re.IGNORECASE,
)
JOB = re.compile(
    r"(?:advocate|director|coordinator|manager|attorney|specialist|supervisor|officer|counselor|president|chair|worker|"
    r"detective|sergeant|liaison|assistant|intern|volunteer|professor|investigator|agent|nurse|therapist|prosecutor|"
    r"judge|"
    r"directora|coordinadora?|abogad[oa])s?", re.IGNORECASE,
)  # fmt: skip
# "Call Jane Doe at …": two capitalised words after these may be a person.
_TO_SOMEBODY = frozenset("contact call ask for with to email reach by from and of or attn advocate director".split())
_CAPITALS = re.compile(r"(?<!^)(?<![.!?] )\b[A-Z][\w'’]+(?: [A-Z][\w'’]+)+")
_TOWN = re.compile(r"\b(?:in|of|near|at) (?:[A-Z][\w.]+[ ]?){1,3}(?:, ?[A-Z]{2}\b)?|\b[A-Z][a-z]+, [A-Z]{2}\b")
_WHOSE = re.compile(r"\b(?:my|our|his|her|me|whose|I|us)\b")
FARTHEST = 160  # characters between a name and the contact its sentence goes on with
REACH = 60  # characters looked at before a name


def titled_names(thread: Thread, index: int) -> Iterator[Spot]:
    """Names of capitalised words in passage `index`."""
    passage = thread.passages[index]
    for run in find_runs(passage):
        rule = _rule(thread, run)
        if rule:
            yield Spot(index, run.start, run.end, run.text, rule, weak=rule == WEAK)
    yield from _quoted_names(passage, index)


def _rule(thread: Thread, run: Run) -> str:
    if len(run.capitals) < 2 or is_person(thread.lexis, run) or is_street(run):
        return ""
    after = run.passage.body[run.end : run.end + REACH]
    if run.has_head() and not run.generic(thread.lexis):
        return f"Capitalised words with the organization word “{run.words[-1].text}”."
    if run.plural() or run.generic(thread.lexis) or has_title(run) or is_job(run):
        return ""
    return _contextual_rule(thread.lexis, run, after)


def has_title(run: Run) -> bool:
    """Whether a personal title follows: "Jane Doe, director of …" is a person."""
    return _PERSONAL_TITLE.match(run.passage.body, run.end) is not None


def is_job(run: Run) -> bool:
    """Whether the words are what somebody works as: "Lead Advocate", "Executive Director"."""
    return JOB.fullmatch(run.words[-1].text) is not None


def _contextual_rule(lexis: Lexis, run: Run, after: str) -> str:
    before = run.passage.body[max(0, run.start - REACH) : run.start]
    if _CONTACT_NOW.match(after):
        return "Capitalised words directly before a contact."
    if _SERVES.match(after) or _SERVES.match(run.passage.body, run.end, run.end + 2 * REACH):
        return "Capitalised words that are said to serve people."
    if _owns_next_contact(run):
        return "Capitalised words whose sentence goes on with a contact."
    place = _IN_PLACE.match(after)
    if place and run.word_before in {"at", "from", "of", "the", "by"}:
        return "Capitalised words said to be in a town of a state."
    if _RECOMMENDING.search(run.passage.body[max(0, run.start - 2 * REACH) : run.start]):
        return "Capitalised words that are recommended."
    if len(run.capitals) > 2 and _EMPLOYED.search(before):
        return "Capitalised words that somebody works for."
    if _stands_as_name(lexis, run):
        return WEAK
    return ""


def _owns_next_contact(run: Run) -> bool:
    """Whether a contact follows in the sentence with no other capitalised words but a town in between."""
    passage = run.passage
    end = passage.sentence(run.start)[1]
    points = passage.points_between(run.end, min(end, run.end + FARTHEST))
    if not points or len(run.capitals) < 2 or (len(run.words) == 2 and run.word_before in _TO_SOMEBODY):
        return False
    between = passage.body[run.end : points[0][0]]
    others = [word for word in _CAPITALS.findall(_TOWN.sub("", between)) if not word.isupper()]
    return not others and not _WHOSE.search(between)


def is_person(lexis: Lexis, run: Run) -> bool:
    """Whether the words are somebody who speaks in the thread, somebody addressed, or a first and a family name."""
    if fold(run.text) in lexis.people or run.word_before in _ADDRESSED or run.words[0].text.lower() in _ADDRESSED:
        return True
    words = [fold(word.text) for word in run.words]
    return len(words) in {2, 3} and is_given(words[0]) and is_personal(words[-1]) and not run.has_head()


def _stands_as_name(lexis: Lexis, run: Run) -> bool:
    """Whether capitals stand where a name does: in the middle of a sentence, or before what somebody does."""
    passage = run.passage
    opens = passage.sentence(run.start)[0] >= run.start - OPENING
    if not may_name(lexis, run) or run.word_before in _CALLED or not passage.body[run.start].isupper():
        return False
    if opens or run.first == 0:
        return _DOES.match(passage.body, run.end) is not None
    return run.word_before in _INTRODUCES


def may_name(lexis: Lexis, run: Run) -> bool:
    """Whether the words can be a name: no person, place, law, language, time; nobody in general."""
    words = [word.text for word in run.words]
    if is_person(lexis, run) or has_title(run) or is_job(run) or is_street(run) or run.plural() or run.generic(lexis):
        return False
    if any(_NO_NAME.fullmatch(word) for word in (words[0], words[-1])) or _NO_NAME_AFTER.match(passage_after(run)):
        return False
    named = len(run.capitals) > 1 and any(len(word.text) > 2 for word in run.capitals)
    digits = any(word[0].isdigit() for word in words)
    return named and not digits and not zip_codes(run.text) and run.text not in lexis.states


def passage_after(run: Run) -> str:
    """A few characters after the run."""
    return run.passage.body[run.end : run.end + REACH]


def is_street(run: Run) -> bool:
    """Whether the words are a street."""
    return _STREET.fullmatch(run.words[-1].text) is not None


def _quoted_names(passage: Passage, index: int) -> Iterator[Spot]:
    for match in _QUOTED.finditer(passage.body):
        after = passage.body[match.end() : match.end() + 250]
        if _title_case(match[1]) and (_IS_A_PROGRAM.match(after) or _CONTACT_SOON.match(after)):
            yield Spot(index, *match.span(1), match[1], "A quoted name that is called a program or has a contact.")


def _title_case(phrase: str) -> bool:
    words = re.findall(r"[^\W\d_]+", phrase)
    return len(words) > 1 and phrase[0].isupper() and sum(word[0].isupper() for word in words) * 2 >= len(words)

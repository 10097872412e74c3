"""A small vocabulary and a small directory to read sentences with."""

from rapidfuzz import process
from rapidfuzz.distance import OSA

from referrals.lexicon import Term
from referrals.search import reading as sentences
from referrals.vocabulary import STATE_ALIASES, State

STATES = tuple(Term("state", code, str(label), (code, *STATE_ALIASES.get(code, ()))) for code, label in State.choices)

TERMS = (
    Term("victim", "human-trafficking", "Human trafficking (any form)", ("trafficking", "trafficked")),
    Term("victim", "sex-trafficking", "Sex trafficking", ("sex trafficking", "pimp", "the life")),
    Term("victim", "labor-trafficking", "Labor trafficking", ("wage theft",)),
    Term("victim", "minors", "Children and teens under 18", ("minor", "teen", "teens", "child"), group="age"),
    Term("victim", "young-adults", "Young adults (18-24)", ("18-24",), group="age"),
    Term("victim", "adults", "Adults (18 and over)", ("18+",), ("women", "woman"), group="age"),
    Term("victim", "immigrants", "Immigrants", ("immigrant", "refugee"), group="status"),
    Term("victim", "undocumented", "Undocumented people", ("undocumented", "no papers", "sin papeles"), group="status"),
    Term("victim", "unaccompanied-children", "Unaccompanied children",
         ("unaccompanied minor", "UAC", "menor no acompañado"), group="status"),
    Term("victim", "parents-with-children", "Pregnant people and parents", ("pregnant",), group="identity"),
    Term("need", "immigration-relief", "Immigration legal help",
         ("immigration lawyer", "immigration", "visa", "abogado de inmigración"), group="legal"),
    Term("need", "t-visa", "T visa", ("T-visa", "I-914"), group="legal", parent="immigration-relief"),
    Term("need", "u-visa", "U visa", group="legal", parent="immigration-relief"),
    Term("need", "sijs", "Special Immigrant Juvenile Status (SIJS)", ("SIJS",), group="legal"),
    Term("need", "vawa-self-petition", "VAWA self-petition", ("VAWA",), group="legal"),
    Term("need", "civil-legal", "Other civil legal help",
         ("lawyer", "legal aid", "pro bono", "abogado"), ("court",), group="legal"),
    Term("need", "employment-rights", "Workers' rights", ("wage theft", "workers' rights"), group="legal"),
    Term("need", "crisis-hotline", "Crisis hotline (24-hour)", ("hotline", "24/7"), group="crisis-safety"),
    Term("need", "law-enforcement-reporting", "Reporting", ("police", "911", "FBI"), ("report",)),
    Term("need", "information-referral", "Information and referral", ("211",), group="advocacy"),
    Term("need", "emergency-shelter", "Emergency shelter or safe house",
         ("shelter", "safe house", "refugio"), ("tonight",), group="housing"),
    Term("need", "food-clothing", "Food, clothing and personal items", ("food",), group="basic-needs"),
    Term("need", "identity-documents", "Identity documents", ("passport",), ("ID",), group="basic-needs"),
    Term("need", "screening-tools", "Screening tools", ("screening tool",), group="provider-support"),
    Term("kind", "hotline", "Hotline or helpline", ("hotline",)),
    Term("kind", "community-organization", "Community organization", ("church",)),
    Term("kind", "law-enforcement", "Law enforcement or prosecution", ("police", "ICE", "policía")),
    Term("cost", "free", "Free", ("free", "gratis", "pro bono")),
    Term("language", "es", "Spanish", ("Español",)),
    Term("language", "en", "English"),
    Term("language", "th", "Thai"),
    Term("language", "ksw", "S'gaw Karen", ("Karen",)),
    *STATES,
)  # fmt: skip


class Shelf:
    """A directory of a few names and words."""

    def __init__(self, names=(), words=(), points=()):
        self.names = set(names)
        self.points = set(points)
        self.words = {*words, *(word for name in names for word in name.split())}

    def uses(self, words):
        return {word for word in words if any(used.startswith(word) for used in self.words)}

    def spells(self, words):
        return {word for word in words if word in self.words}

    def named(self, names):
        return self.names & set(names)

    def in_one_name(self, words, states):
        return any(all(any(part.startswith(word) for part in name.split()) for word in words) for name in self.names)

    def reaches(self, points):
        return self.points & {*points}

    def correct(self, word, known):
        best = process.extractOne(word, sorted({*known, *self.words}), scorer=OSA.distance, score_cutoff=2)
        return best[0] if best else None


EMPTY = Shelf()


def read(text, directory=EMPTY, **options):
    return sentences.read(text, TERMS, directory, **options)


def facets(text, directory=EMPTY, **options):
    """The keys of what was read."""
    return [one.key for one in read(text, directory, **options).read]

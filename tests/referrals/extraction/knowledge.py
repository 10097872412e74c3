"""Invented knowledge for the extractor's tests."""

from referrals.extraction import Candidate, Knowledge, KnownName, Text, extract
from referrals.lexicon import Term

TERMS = (
    Term("kind", "victim-services", "Victim service organization", ("rape crisis center", "nonprofit")),
    Term("kind", "legal-services", "Legal services", ("legal aid", "law firm", "pro bono")),
    Term("kind", "law-enforcement", "Law enforcement or prosecution", ("police", "sheriff")),
    Term("need", "law-enforcement-reporting", "Reporting", ("law enforcement", "911", "police")),
    Term("need", "emergency-shelter", "Emergency shelter", ("shelter", "shelters", "safe house")),
    Term("need", "immigration-relief", "Immigration legal help", ("immigration", "immigration legal services")),
    Term("need", "vawa", "VAWA self-petition", ("VAWA",)),
    Term("need", "mental-health", "Counseling", ("counseling", "trauma", "therapy")),
    Term("need", "public-benefits", "Public benefits", ("public benefits", "benefits")),
    Term("need", "employment", "Job training", ("job training", "career goals")),
    Term("need", "advocacy", "Victim advocacy", ("victim services unit", "victim assistance", "advocacy")),
    Term("victim", "sex-trafficking", "Sex trafficking", ("sex trafficking",)),
    Term("victim", "csec", "Exploited children", ("CSEC",)),
    Term("victim", "migrant-workers", "Farm and migrant workers", ("farmworker", "migrant workers")),
    Term("state", "OH", "Ohio"),
    Term("state", "OR", "Oregon"),
    Term("state", "NC", "North Carolina"),
    Term("state", "MN", "Minnesota"),
    Term("state", "LA", "Louisiana"),
    Term("state", "CA", "California"),
)
PLAIN = Knowledge(TERMS, people=("Dana Whitfield",))


def found(body: str, knowledge: Knowledge = PLAIN, *, context: str = "", asked: bool = False) -> list[Candidate]:
    """The candidates of one passage."""
    return extract([Text("p", body, context, asked=asked)], knowledge)


def names(body: str, knowledge: Knowledge = PLAIN) -> list[str]:
    return [candidate.name for candidate in found(body, knowledge)]


def surfaces(body: str, knowledge: Knowledge = PLAIN) -> list[str]:
    return [mention.surface for candidate in found(body, knowledge) for mention in candidate.mentions]


def directory(*known: KnownName) -> Knowledge:
    return Knowledge(TERMS, names=known)

"""The discreet name by which a record is announced."""

from referrals.matching import acronyms
from referrals.vocabulary import Kind

from .record import Record


def named(values: Record) -> Record:
    """The record with a discreet name, whether its source gave one or not."""
    return values | {"discreet_name": values["discreet_name"] or discreet_name(values)}


def discreet_name(values: Record) -> str:
    """An acronym the name carries, else a plain word for its kind: for titles and wallet cards. Initials that nobody
    uses (LANCFU) would tell a survivor nothing of whom to call."""
    if values["kind"] == Kind.LAW_ENFORCEMENT:
        return WORDS[Kind.LAW_ENFORCEMENT]  # FBI on a card would be read by whoever must not know of the call
    written = [values["name"], *values["aliases"], values["organization"]]
    known = sorted({acronym for name in written for acronym in acronyms(name)}, key=lambda a: (len(a), a))
    return known[0] if known else WORDS.get(values["kind"], "Office")


# What a kind may be called where anybody may read it: nothing of what happened, of a shelter or of the police.
WORDS = {
    Kind.HOTLINE: "Helpline",
    Kind.LEGAL_SERVICES: "Legal office",
    Kind.HEALTH_PROVIDER: "Clinic",
    Kind.COMMUNITY_ORGANIZATION: "Community office",
    Kind.STATE_ORGANIZATION: "State office",
    Kind.GOVERNMENT_AGENCY: "Public office",
    Kind.LAW_ENFORCEMENT: "Public office",
}

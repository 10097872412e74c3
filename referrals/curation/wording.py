"""Words by which a record is found, and the discreet name by which it is announced."""

import re

from referrals import release
from referrals.lexicon import fold
from referrals.matching import acronyms
from referrals.models import Resource
from referrals.vocabulary import Kind, Relation

from .record import Record


def search_fields(resource: Resource) -> dict[str, str]:
    """{"search_names", "search_text"}: the folded words of its names, and of all that may leave the directory.
    Nothing withheld can be found by searching.

    Each word stands between single spaces, the text begins with one, so that " word" finds its beginning.
    """
    contact = release.contact(resource)
    names = [contact.name, contact.organization, *contact.aliases]
    terms = [row.term for row in resource.term_relations.all() if row.relation != Relation.EXCLUDES]
    said = [
        *names, contact.kind_label, contact.description, contact.eligibility, contact.area, contact.city,
        *contact.state_names,
        *(word for term in terms for word in (term.label, *term.synonyms, *term.weak_synonyms)),
        *(evidence.quote for evidence in contact.evidence), *(link.url for link in contact.links),
        *(phone.digits for phone in contact.phones),
    ]  # fmt: skip
    return {"search_names": _words(names), "search_text": _words(said)}


def _words(texts: list[str]) -> str:
    kept = "".join(c if c.isalnum() else "" if c == "'" else " " for c in fold(" ".join(texts)))
    return " " + " ".join(dict.fromkeys(kept.split()))


def named(values: Record) -> Record:
    """The record with a discreet name, whether its source gave one or not."""
    return values | {"discreet_name": values["discreet_name"] or discreet_name(values)}


def discreet_name(values: Record) -> str:
    """An acronym the name carries, else its initials, else "Helpline" or "Office": for titles and wallet cards."""
    written = [values["name"], *values["aliases"], values["organization"]]
    known = sorted({acronym for name in written for acronym in acronyms(name)}, key=lambda a: (len(a), a))
    if known:
        return known[0]
    return initials(values["name"]) or ("Helpline" if values["kind"] == Kind.HOTLINE else "Office")


def initials(name: str) -> str:
    """LANC for Legal Aid of North Carolina, Inc.; nothing for fewer than three or more than six."""
    words = re.findall(r"[A-Z][\w'’-]*", re.sub(r"\([^)]*\)|, Inc\b.*| - .*", "", name))
    return "".join(word[0] for word in words) if 3 <= len(words) <= 6 else ""

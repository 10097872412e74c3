"""What the directory already knows and a file may refer to, read once for a whole file."""

from dataclasses import dataclass

from referrals.lexicon import fold
from referrals.models import Language, Term


@dataclass(frozen=True, slots=True)
class Known:
    """Slugs that may be chosen, each with its words, and languages by every folded name they go by."""

    victim_types: dict[str, str]
    needs: dict[str, str]
    languages: dict[str, str]

    @classmethod
    def now(cls) -> "Known":
        """As the vocabulary stands in the database."""
        return cls(_slugs(Term.Facet.VICTIM), _slugs(Term.Facet.NEED), _languages())


def _slugs(facet: str) -> dict[str, str]:
    return {slug: slug.replace("-", " ") for slug in Term.objects.of(facet).current().values_list("slug", flat=True)}


def _languages() -> dict[str, str]:
    """A name wins over another language's endonym or alias."""
    codes: dict[str, str] = {}
    languages = list(Language.objects.all())
    for language in languages:
        codes[fold(language.name)] = language.bcp47
    for language in languages:
        for word in (language.endonym, *language.aliases):
            codes.setdefault(fold(word), language.bcp47)
    return codes

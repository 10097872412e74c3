"""Countries other than the United States, by their names in English and Spanish.

Where a person comes from says "immigrant"; the country itself must never stand in an address.
"""

import gettext
import re
from collections.abc import Iterator

import pycountry

from referrals.lexicon import fold

HOME = {"US", "PR", "GU", "VI", "AS", "MP", "UM"}  # the United States and its territories
STATES_TOO = {"Georgia", "Jersey"}  # here far more often a state than a country of origin


def _names() -> Iterator[str]:
    spanish = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=["es"])
    for country in pycountry.countries:
        if country.alpha_2 not in HOME:
            english = getattr(country, "common_name", country.name)
            yield from (english, english.split(",")[0], country.name, spanish.gettext(english))


_FOLDED = sorted({fold(name) for name in _names() if name not in STATES_TOO}, key=len, reverse=True)
COUNTRIES = re.compile(r"(?<!\w)(?:(?:from|de|desde) )?(?:" + "|".join(map(re.escape, _FOLDED)) + r")(?!\w)")

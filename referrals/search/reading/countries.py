"""Countries other than the United States and their people, by their names in English and Spanish.

Where a person comes from says "immigrant"; the country itself must never stand in an address.
"""

import gettext
from collections.abc import Iterator

import pycountry

from referrals.tokens import phrase

HOME = {"US", "PR", "GU", "VI", "AS", "MP", "UM"}  # the United States and its territories
STATES_TOO = {"Georgia", "Jersey", "Virgin Islands"}  # here far more often a state than a country of origin

ALSO = (  # what the standard does not call them
    "russia|rusia|syria|siria|iran|laos|ivory coast|costa de marfil|south korea|north korea|corea del sur|"
    "corea del norte|czech republic|burma|myanmar|uk|england|scotland|wales|great britain|gran bretaña|inglaterra|"
    "the gambia|salvador|república dominicana|dr congo|drc|congo|palestine|palestina|kosovo|tibet|macedonia|swaziland|"
    "cape verde|türkiye|mexico city|ciudad de méxico|guatemala city|san salvador|tegucigalpa|tijuana|ciudad juárez|"
    "holland|hong kong|central america|latin america|south america|centroamérica|sudamérica|latinoamérica|africa|"
    "áfrica|west africa|east africa|middle east|medio oriente|eastern europe|southeast asia|northern triangle|"
    "triángulo norte|vietnam|tanzania|moldova|bolivia|venezuela|brasil|trinidad|saint lucia"
).split("|")

_ENGLISH = (
    "afghan albanian algerian angolan argentine argentinian armenian australian austrian azerbaijani bahamian "
    "bangladeshi "
    "belarusian belizean bolivian bosnian brazilian british bulgarian burmese cambodian cameroonian canadian chilean "
    "chinese colombian congolese cuban czech dominican dutch ecuadorian ecuadoran egyptian eritrean estonian "
    "ethiopian filipina filipino french gambian georgian german ghanaian greek guatemalan guinean guyanese haitian "
    "honduran hungarian indonesian iranian iraqi irish israeli italian ivorian jamaican japanese jordanian "
    "kazakh kenyan "
    "korean kosovar kurdish kyrgyz lao laotian lebanese liberian libyan malaysian malian mexican moldovan mongolian "
    "moroccan nepalese nepali nicaraguan nigerian pakistani palestinian panamanian paraguayan peruvian polish "
    "portuguese "
    "romanian russian rwandan salvadoran salvadorean salvadorian senegalese serbian sierra-leonean somali "
    "sudanese syrian "
    "taiwanese tajik tanzanian thai tibetan togolese tongan trinidadian tunisian turkish turkmen ugandan ukrainian "
    "uruguayan uzbek venezuelan vietnamese yemeni zambian zimbabwean"
).split()
_SPANISH = (  # with o; a, os and as are made from it
    "afgano argentino boliviano brasileño camboyano chileno chino colombiano coreano cubano dominicano ecuatoriano "
    "eritreo etíope filipino guatemalteco haitiano hondureño indio jamaicano mexicano nigeriano peruano ruso "
    "salvadoreño "
    "sirio tailandés turco ucraniano venezolano camerunés congoleño"
).split()
_SPANISH_BOTH = "nicaragüense costarricense vietnamita canadiense paquistaní beliceño panameño centroamericano".split()


def _names() -> Iterator[str]:
    spanish = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=["es"])
    for country in pycountry.countries:
        if country.alpha_2 not in HOME:
            english = getattr(country, "common_name", country.name)
            yield from (english, english.split(",")[0], country.name, spanish.gettext(english))
    yield from ALSO


def _people() -> Iterator[str]:
    for word in _ENGLISH:
        yield from (word, word + "s")
    for word in _SPANISH:
        stem = word[:-1] if word.endswith("o") else word
        yield from (word, stem + "a", stem + "os", stem + "as", stem + "es")
    for word in _SPANISH_BOTH:
        yield from (word, word + "s", word[:-1] + "a")


COUNTRIES = frozenset(phrase(name) for name in _names() if name not in STATES_TOO)
PEOPLES = frozenset(phrase(name) for name in _people())
WORDS = frozenset(word for name in COUNTRIES | PEOPLES for word in name.split())

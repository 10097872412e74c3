"""What two words of a sentence say together, wherever they stand: "husband" and "hits", "abuela" and "robó".

No phrase can list how people tell this: "her husband, who drinks, hits her".
"""

from collections.abc import Iterator
from dataclasses import dataclass

PARTNERS = frozenset(
    "husband boyfriend wife girlfriend spouse partner fiance ex exhusband esposo marido novio pareja esposa novia "
    "conyuge exesposo exmarido exnovio".split()
)
_MEN = frozenset("man men guy guys dad father stepdad stepfather hombre hombres papa padre padrastro".split())
_HURTS = frozenset(
    "hurting hurts hits hitting beats beating slaps punches chokes strangles threatens threatening abuses "
    "abusing controls "
    "controlling golpea pega maltrata amenaza controla insulta".split()
)
_HIMSELF = frozenset("himself myself solo".split())
_SOLD = frozenset("sold sells selling sell vende venden vendio vendieron vendida vendidas vendian".split())
_PEOPLE = frozenset(
    "girl girls boy boys daughter daughters niece sister son kid kids child children teen teenager woman her "
    "him me nina "
    "ninas hija hijas hermana sobrina mujer muchacha joven la padrastro".split()
)
_GOODS = frozenset(
    "drugs drug house car phone insurance loan clothes food stamps jewelry drogas casa carro telefono ropa comida "
    "furniture property land".split()
)
_EXPLOITED = frozenset(
    "exploited exploitation explotado explotada explotados explotadas explotan explota slave slavery esclavo esclava "
    "esclavos unpaid trapped atrapado atrapada".split()
)
_WORKPLACES = frozenset(
    "farm farms field fields ranch orchard dairy factory restaurant kitchen construction housekeeper "
    "housekeeping nanny "
    "salon landscaping granja granjas campo campos rancho finca fabrica restaurante cocina construccion limpieza obra "
    "cosecha trabajo".split()
)
_IMMIGRATION = frozenset("ice migra".split())
_TAKEN_AWAY = frozenset(
    "arrested arrest detained detention took taken takes picked held raid raided custody detuvo detenido detenida "
    "detuvieron arresto arrestaron arrestado llevo llevaron agarro agarraron".split()
)
_BEDS = frozenset("bed beds sleep cama camas dormir techo".split())
_TONIGHT = frozenset("tonight noche hoy".split())
_VIOLENCE = frozenset(
    "hurting hits hit hitting beats beat beaten beating slaps slapped punches punched kicks chokes choked "
    "strangled threatens "
    "threatening threatened hurts abuses abused abusive violent controls pega pego golpea golpeo golpeada maltrata "
    "maltrato maltratada amenaza amenazo ahorca insulta controla empuja violento".split()
)
_CHILDREN = frozenset(
    "child children kid kids boy girl toddler baby stepdaughter stepson nino nina ninos ninas bebe hijastra "
    "hijastro".split()
)
_HARM = frozenset(
    "hits hitting beats beaten beating abused abusado abusada bruises bruised molests molested touches touched "
    "neglects neglected starves "
    "pega golpea golpean maltrata maltratan moretones toca manosea".split()
)
_ELDERS = frozenset(
    "grandmother grandma grandfather grandpa grandparent elderly senior anciana anciano ancianos abuela abuelo".split()
)
_TAKEN = frozenset(
    "steals stole stealing takes hits hitting beats neglects neglected yells roba robo robaron quita quito pega golpea "
    "maltrata maltratan grita descuida".split()
)
_EMPLOYERS = frozenset(
    "boss employer employers foreman contractor diplomat patron patrona patrones jefe jefa empleador "
    "contratista".split()
)
_KEPT = frozenset("locked locks documents passport encerrada encerrado encierra pasaporte documentos".split())


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sets of words, one of each to be said; words that make it something else; and what is then read."""

    one: frozenset[str]
    other: frozenset[str]
    unless: frozenset[str]
    term: tuple[str, str]
    sought: tuple[str, ...] = ()


PAIRS = (
    Pair(PARTNERS, _VIOLENCE, frozenset(), ("victim", "domestic-violence")),
    Pair(_CHILDREN, _HARM, PARTNERS | _ELDERS, ("victim", "child-abuse")),
    Pair(_ELDERS, _TAKEN, frozenset(), ("victim", "other-crime"), ("elder abuse", "adult protective")),
    Pair(_EMPLOYERS, _KEPT, frozenset(), ("victim", "labor-trafficking")),
    Pair(_MEN, _HURTS, _CHILDREN | _HIMSELF, ("victim", "domestic-violence")),
    Pair(_PEOPLE, _SOLD, _GOODS, ("victim", "sex-trafficking")),
    Pair(_EXPLOITED, _WORKPLACES, frozenset(), ("victim", "labor-trafficking")),
    Pair(_IMMIGRATION, _TAKEN_AWAY, frozenset(), ("need", "immigration-relief")),
    Pair(_BEDS, _TONIGHT, frozenset(), ("need", "emergency-shelter")),
)


def said(words: list[str]) -> Iterator[tuple[Pair, int]]:
    """What a sentence says in two words, and where the second of them stands."""
    spoken = set(words)
    for pair in PAIRS:
        if pair.one & spoken and not pair.unless & spoken:
            place = next((place for place, word in enumerate(words) if word in pair.other), None)
            if place is not None:
                yield pair, place

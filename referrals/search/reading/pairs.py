"""What two words of a sentence say together, wherever they stand: "husband" and "hits", "abuela" and "robó".

No phrase can list how people tell this: "her husband, who drinks, hits her".
"""

from collections.abc import Iterator
from dataclasses import dataclass

PARTNERS = frozenset(
    "husband boyfriend wife girlfriend spouse partner fiance ex exhusband esposo marido novio pareja esposa novia "
    "conyuge exesposo exmarido exnovio".split()
)
_VIOLENCE = frozenset(
    "hits hit hitting beats beat beaten beating slaps slapped punches punched kicks chokes choked strangled threatens "
    "threatening threatened hurts abuses abused abusive violent controls pega pego golpea golpeo golpeada maltrata "
    "maltrato maltratada amenaza amenazo ahorca insulta controla empuja violento".split()
)
_CHILDREN = frozenset(
    "child children kid kids toddler baby stepdaughter stepson nino nina ninos ninas bebe hijastra hijastro".split()
)
_HARM = frozenset(
    "hits hitting beats beaten beating bruises bruised molests molested touches touched neglects neglected starves "
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
)


def said(words: list[str]) -> Iterator[tuple[Pair, int]]:
    """What a sentence says in two words, and where the second of them stands."""
    spoken = set(words)
    for pair in PAIRS:
        if pair.one & spoken and not pair.unless & spoken:
            place = next((place for place, word in enumerate(words) if word in pair.other), None)
            if place is not None:
                yield pair, place

"""Who did it is not who it was done to: "a man is hurting her", "raped by a man", "arrested by ICE".

What is said of whoever did it must not narrow the search for the person it was done to. So a word for people is read
as the person sought only where nothing makes it the one who acts: "by" before it, or behind it what was done to her.
"""

from referrals.search.reading.phrases import Found
from referrals.search.reading.wordlists import DONE
from referrals.tokens import Sentence

_BY = frozenset("by from por".split())
_SMALL = frozenset(
    "a an the two three some several older young her my their this that un una el la los unos dos varios su mi "
    "otro another".split()
)
_LINKS = frozenset(
    "who that which is are was were keeps kept has have had been just always still que quien quienes esta estan estaba "
    "ha han".split()
)
_THEM = frozenset("her him me them us".split())
_THEM_FIRST = frozenset("la lo le me las les nos".split())  # in Spanish they stand before what is done
_WHOSE = frozenset("my her his their a an the our".split())
_VICTIMS = frozenset(
    "woman women girl girls child children kid kids boy daughter son wife mother mom sister brother husband client "
    "niece nephew friend father dad partner roommate".split()
)
_DONE_IN_SPANISH = frozenset(
    "golpea golpeo golpeaba pega pego viola violo amenaza amenazo vende vendio vendia obliga obligo obligaba explota "
    "exploto explotaba detuvo detuvieron arresto arrestaron agarro agarraron llevo persigue acosa controla retiene "
    "encerro secuestro maltrata".split()
)
_PERSON = frozenset("men-boys adults young-adults minors".split())
_LAW = frozenset({"law-enforcement"})
_FURTHEST = 3  # small words between


def acts(sentence: Sentence, found: Found) -> bool:
    """Whether these words stand for whoever did it, so that nothing is to be read from them."""
    slugs = {term.slug for term in (*found.terms, *found.hints)}
    if not slugs or not (slugs <= _PERSON or slugs <= _LAW):
        return False
    return _did_it(sentence, found.first) or _does_it(sentence, found.last)


def _did_it(sentence: Sentence, first: int) -> bool:
    """ "by a man", "por dos hombres"."""
    for place in range(first - 1, max(-1, first - 2 - _FURTHEST), -1):
        if sentence.last(place) or sentence.words[place] not in _SMALL | _BY:
            return False
        if sentence.words[place] in _BY:
            return True
    return False


def _does_it(sentence: Sentence, last: int) -> bool:
    """ "man is hurting her", "hombre que la golpea", "men who took my sister"."""
    end = sentence.limit[last - 1]
    place = last
    while place < min(end, last + _FURTHEST) and sentence.words[place] in _LINKS:
        place += 1
    word, *rest = [*sentence.words[place:end], ""][:3]
    if word in _DONE_IN_SPANISH or (word in _THEM_FIRST and rest[:1] != [""]):
        return True
    return word in DONE and (rest[0] in _THEM or (rest[0] in _WHOSE and rest[-1] in _VICTIMS) or rest[0] in _VICTIMS)

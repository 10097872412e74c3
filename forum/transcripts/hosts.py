"""Which host a label means: "S Going" is Shannon Going, "Mary, OVC" is Mary Smith, "carolgomez" Carol Gomez.

Labels are typed by people and cut to about 15 characters; the rules are general, never a list of names.
"""

import re

from referrals.lexicon import fold

TITLES = frozenset({"prof", "professor", "dr", "mr", "mrs", "ms", "major", "capt", "sgt", "rev", "hon", "judge"})
SUFFIX = re.compile(r"jr|sr|[ivx]+")
CUT = 14  # a label this long may have lost its end


def _words(name: str) -> list[str]:
    words = re.findall(r"[^\W\d_]+(?:['-][^\W\d_]+)*", fold(name))
    plain = [word for word in words if word not in TITLES]
    return plain[:-1] if len(plain) > 2 and SUFFIX.fullmatch(plain[-1]) else plain


def host_for(label: str, hosts: tuple[str, ...]) -> str:
    """The name of the host this label means, or nothing. A label two hosts share ("Missy & Victori") is the
    first of them; one that only one host fits by first name is that host's."""
    for fits in (_same_person, _by_first_name):
        for part in re.split(r"\s*(?:&|/|\band\b)\s*", label):
            found = [host for host in hosts if fits(part, host, cut=len(label) >= CUT)]
            if len(found) == 1:
                return found[0]
    return ""


def _same_person(label: str, host: str, *, cut: bool) -> bool:
    """Surname and a first name that agree, whole or by initial, or both run together as a handle."""
    mine, theirs = _words(label), _words(host)
    if not mine or not theirs:
        return False
    if len(mine) == 1:
        return mine[0] in {"".join(theirs), theirs[0][0] + theirs[-1], theirs[-1]} and len(mine[0]) > 2
    same_surname = mine[-1] == theirs[-1] or (cut and len(mine[-1]) > 2 and theirs[-1].startswith(mine[-1]))
    return same_surname and _agree(mine[0], theirs[0])


def _agree(mine: str, theirs: str) -> bool:
    return mine == theirs or (min(len(mine), len(theirs)) <= 2 and mine[0] == theirs[0])


def _by_first_name(label: str, host: str, *, cut: bool) -> bool:
    """The first name alone, or with an agency behind it ("Mary, OVC"); never with another surname."""
    name, _, rest = label.partition(",")
    mine, theirs = _words(name), _words(host)
    if not mine or not theirs or not (_starts(mine[0], theirs[0], cut=cut)):
        return False
    others = [word for word in name.split()[1:] if not word.isupper()]
    return not others or (bool(rest) and not others)


def _starts(mine: str, theirs: str, *, cut: bool) -> bool:
    return mine == theirs or (cut and len(mine) > 3 and theirs.startswith(mine))

"""Near-duplicates: the contacts of the starter directory, as another list would write them, are to be found again;
and none of them is to be taken for another.

Plants are made by rules of their own, which know nothing of how names are compared.
"""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from referrals.curation import nearby
from referrals.curation.record import Record
from referrals.matching import DUPLICATE
from referrals.models import Resource, SourceRecord

SEED = 20150121
SOURCE = "starter-directory"
SHORT = {
    "Department": "Dept.", "Center": "Ctr.", "Services": "Svcs.", "Service": "Svc.", "Association": "Assn.",
    "National": "Natl.", "International": "Int'l", "Community": "Comm.", "County": "Co.", "University": "Univ.",
    "Street": "St.", "Saint": "St.", "and": "&", "Organization": "Org.", "Program": "Prgm.", "Network": "Ntwk.",
    "Assistance": "Asst.", "Foundation": "Fdn.", "Institute": "Inst.", "Hospital": "Hosp.", "Coalition": "Coal.",
    "Against": "Agst.", "Commission": "Comm'n", "Government": "Gov't", "Immigration": "Immig.", "Office": "Ofc.",
    "General": "Gen.", "Attorney": "Atty.", "Compensation": "Comp.", "Domestic Violence": "DV", "District": "Dist.",
    "North": "N.", "South": "S.", "Project": "Proj.", "Advocacy": "Adv.", "Education": "Educ.", "Health": "Hlth.",
}  # fmt: skip
LONG = re.compile("|".join(rf"\b{word}\b" for word in sorted(SHORT, key=len, reverse=True)))


def in_other_case(one: Record, chance: random.Random) -> Record:
    return one | {"name": chance.choice([str.upper, str.lower, str.title])(one["name"])}


def abbreviated(one: Record, chance: random.Random) -> Record:
    return one | {"name": LONG.sub(lambda found: SHORT[found[0]], one["name"])}


def moved(one: Record, chance: random.Random) -> Record:
    """To another web address, and its mailboxes with it."""
    host = f"new-{chance.randrange(10**8)}.example"
    emails = [row | {"address": f"{row['address'].partition('@')[0]}@{host}"} for row in one["emails"]]
    return one | {"links": [row | {"url": f"https://www.{host}/"} for row in one["links"]], "emails": emails}


def by_other_phone(one: Record, chance: random.Random) -> Record:
    """Another number of the same agency, and none of those that are known."""
    return one | {"phones": [row | {"number": f"+1919555{chance.randrange(10**4):04}"} for row in one["phones"]]}


def misspelt(one: Record, chance: random.Random) -> Record:
    """Two letters of the longest word change places."""
    word = max(re.findall(r"[A-Za-z]+", one["name"]), key=len, default="")
    if len(word) < 4:
        return one
    place = chance.randrange(1, len(word) - 1)
    swapped = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    return one | {"name": one["name"].replace(word, swapped, 1)}


def cut_short(one: Record, chance: random.Random) -> Record:
    """One of the longer words is cut to its first four letters."""
    words = [word for word in re.findall(r"[A-Za-z]+", one["name"]) if len(word) > 6]
    word = chance.choice(words) if words else ""
    return one | {"name": one["name"].replace(word, f"{word[:4]}.", 1)} if word else one


Change = Callable[[Record, random.Random], Record]
KINDS: dict[str, tuple[Change, ...]] = {
    "other case": (in_other_case,),
    "abbreviated": (abbreviated,),
    "moved": (moved,),
    "other phone": (by_other_phone,),
    "misspelt": (misspelt,),
    "misspelt, moved": (misspelt, moved),
    "cut short, other phone": (cut_short, by_other_phone),
    "abbreviated, moved": (abbreviated, moved),
    "abbreviated, other phone": (abbreviated, by_other_phone),
    "other case, moved, other phone": (in_other_case, moved, by_other_phone),
    "abbreviated, other case, moved, other phone": (abbreviated, in_other_case, moved, by_other_phone),
}


@dataclass(frozen=True, slots=True)
class Plant:
    """A contact of the directory as another list would write it."""

    kind: str
    of: int
    values: Record


def plants(every: int = 1) -> Iterator[Plant]:
    """Of every so many-th contact one of each kind that changes something in it."""
    chance = random.Random(SEED)
    for kept in kept_records()[::every]:
        plain = kept.values | {"aliases": []}  # another list knows the name alone
        for kind, changes in KINDS.items():
            values = plain
            for change in changes:
                values = change(values, chance)
            if values != plain:
                yield Plant(kind, kept.resource_id, values)


def kept_records() -> list[SourceRecord]:
    """The starter directory's contacts that stand in the directory, as they were imported."""
    living = Resource.objects.filter(curation__in=["published", "suggested"])
    return list(SourceRecord.objects.filter(source=SOURCE, resource__in=living).order_by("pk"))


@dataclass(frozen=True, slots=True)
class Found:
    """{kind: (found, planted)}, and the contacts that were taken for another one."""

    by_kind: dict[str, tuple[int, int]]
    missed: list[Plant]
    alarms: list[tuple[str, str]]
    looked_at: int

    @property
    def share(self) -> float:
        """Of all that was planted, how much was found."""
        found, planted = (sum(numbers) for numbers in zip(*self.by_kind.values(), strict=True))
        return found / planted

    @property
    def false_alarms(self) -> float:
        """Of the contacts looked at, how many were taken for another."""
        return len({name for name, _other in self.alarms}) / self.looked_at


def evaluate(every: int = 1) -> Found:
    """Look for every plant, and for each contact among the others."""
    planted = list(plants(every))
    found, missed = Counter(), []
    for plant, alike in zip(planted, nearby.compare(one.values for one in planted), strict=True):
        if any(one.pk == plant.of for one in alike):
            found[plant.kind] += 1
        else:
            missed.append(plant)
    totals = Counter(plant.kind for plant in planted)
    records = kept_records()
    names = dict(Resource.objects.values_list("pk", "name"))
    alarms = [
        (names[one.resource_id], near.name)
        for one in records
        for near in nearby.alike(one.values, least=DUPLICATE, itself=one.resource_id)
    ]
    return Found({kind: (found[kind], totals[kind]) for kind in totals}, missed, alarms, len(records))


def report(found: Found) -> str:
    """The figures as a table, then every miss and false alarm."""
    lines = [f"{'near-duplicates':50}found"]
    lines += [f"{kind:50}{hits} of {planted}" for kind, (hits, planted) in found.by_kind.items()]
    lines.append(f"{'all that was planted':50}{found.share:.1%}")
    lines.append(f"{'contacts taken for another':50}{found.false_alarms:.1%} of {found.looked_at}")
    lines += [f"  missed ({plant.kind}): {plant.values['name']}" for plant in found.missed]
    lines += [f"  taken for another: {name} | {other}" for name, other in found.alarms]
    return "\n".join(lines)

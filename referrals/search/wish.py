"""What a search asks for, as plain values: the same for the index and for the database."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from referrals.search.address import Address
from referrals.search.reading import Reading

# Bands, in order. Without a chosen state nobody is nearer than another: one band.
IN_STATE, FROM_ELSEWHERE, NATIONWIDE, NOT_STATED, EVERYWHERE = range(5)

# A facet read from words may be a wrong guess, which must never hide what was asked for by name. Where somebody
# sits and what is to be left out are no guesses.
NEVER_A_GUESS = frozenset({"without", "state"})


@dataclass(frozen=True)
class Wish:
    """`chosen` are the choices of all facets, `guessed` those of them that were read from words."""

    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    guessed: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()
    sought: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    hints: tuple[tuple[str, str], ...] = ()
    city: str = ""
    maybe_states: tuple[str, ...] = ()
    ask: bool = True

    @classmethod
    def of(cls, address: Address, reading: Reading, which: Iterable[tuple[str, tuple[str, ...]]] = ()) -> "Wish":
        """What an address, read with its words, asks for. `which`: places that several states have, and those."""
        return cls(
            chosen=address.chosen,
            guessed=frozenset(key for key in address.read if address.has(*key.split(":", 1))),
            words=reading.words,
            sought=reading.sought,
            names=reading.names,
            numbers=reading.numbers,
            sites=reading.sites,
            hints=tuple((hint.facet, hint.slug) for hint in reading.hints),
            city=address.city,
            maybe_states=tuple(code for _, codes in which for code in codes),
            ask=address.ask,
        )

    def values(self, facet: str, *, guesses: bool = True) -> list[str]:
        """The choices of one facet; without `guesses` those that a person made."""
        chosen = self.chosen.get(facet, ())
        if guesses or facet in NEVER_A_GUESS:
            return list(chosen)
        return [value for value in chosen if f"{facet}:{value}" not in self.guessed]

    @property
    def states(self) -> list[str]:
        return list(self.chosen.get("state", ()))

    @property
    def identifies(self) -> bool:
        """Whether somebody is asked for by name, number or address of the web."""
        return bool(self.names or self.numbers or self.sites)

    @property
    def guesses(self) -> bool:
        """Whether a need or a person was read from words: then what is asked for is known by and large."""
        return any(key.partition(":")[0] not in NEVER_A_GUESS for key in self.guessed)

    @property
    def words_must_be_found(self) -> bool:
        """What is left of a sentence lifts; words alone must be found."""
        return bool(self.words) and not self.guesses


@dataclass(frozen=True, slots=True)
class Found:
    """One result: the record, whether it is known to fit or only worth asking, whether it was asked for by name, and
    whether it is there for the very subject that was named."""

    pk: int
    fits: bool
    named: bool = False
    closest: bool = False

"""A search answered by the index: one wish, its fitting records, their order and their counts."""

from collections import Counter
from collections.abc import Callable, Hashable
from functools import cached_property, lru_cache
from typing import Protocol

from referrals.search.counting import Counting
from referrals.search.fitting import Fitting
from referrals.search.ranking import Ranking
from referrals.search.wish import Found

MOST_OF_A_PAGE = 100  # contacts


class Engine(Protocol):
    """What answers a search: the index, or the database."""

    @property
    def count(self) -> int: ...
    @property
    def ask_count(self) -> int: ...
    @property
    def pinned(self) -> list[int]: ...
    def known(self, pks: list[int]) -> set[int]: ...
    @property
    def counts(self) -> dict[str, dict[str, int]]: ...
    @property
    def own(self) -> Counter[str]: ...
    @property
    def verified(self) -> Counter[str]: ...
    def hotlines(self) -> list[int]: ...
    def window(self, start: int, stop: int | None) -> list[Found]: ...
    def without(self, *facets: str) -> int: ...


class IndexEngine:
    """See `Engine`."""

    def __init__(self, fitting: Fitting) -> None:
        self.fitting = fitting
        self.ranking = Ranking(fitting)
        self.counting = Counting(fitting)
        self.hotlines = self.ranking.hotlines
        self.known = self.ranking.known
        self.without = self.counting.without

    def window(self, start: int, stop: int | None) -> list[Found]:
        return self.ranking.window(start, stop)

    @cached_property
    def count(self) -> int:
        return self.fitting.how_many(self.fitting.fits)

    @cached_property
    def ask_count(self) -> int:
        return self.fitting.how_many(self.fitting.asks) if self.fitting.may_be_asked else 0

    @property
    def pinned(self) -> list[int]:
        return self.ranking.pinned

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        return self.counting.counts

    @property
    def own(self) -> Counter[str]:
        return self.counting.own

    @property
    def verified(self) -> Counter[str]:
        return self.counting.verified


class LandingEngine(IndexEngine):
    """A search that is asked for again and again: it keeps its last pages. What an export takes, or what a server
    reads ahead, is too much to be kept."""

    def __init__(self, fitting: Fitting) -> None:
        super().__init__(fitting)
        self._page = lru_cache(maxsize=2)(super().window)

    def window(self, start: int, stop: int | None) -> list[Found]:
        a_page = stop is not None and stop - start <= MOST_OF_A_PAGE
        return self._page(start, stop) if a_page else super().window(start, stop)


class NothingEngine:
    """What answers where words were typed that nobody in the directory uses: no contact, but what there is to choose
    from, and who answers everyone."""

    count = ask_count = 0

    def __init__(self, everything: Engine) -> None:
        self.everything = everything
        self.pinned: list[int] = []
        self.without, self.known = everything.without, everything.known

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        return self.everything.counts

    @property
    def own(self) -> Counter[str]:
        return self.everything.own

    @property
    def verified(self) -> Counter[str]:
        return self.everything.verified

    def hotlines(self) -> list[int]:
        return self.everything.pinned or self.everything.hotlines()

    def window(self, start: int, stop: int | None) -> list[Found]:
        return []


class Landing:
    """The one search that everybody makes: for nothing in particular. It finds the whole directory, so its counts and
    its first page are made once for each state of that."""

    def __init__(self) -> None:
        self._kept: tuple[Hashable, LandingEngine] | None = None

    def engine(self, fitting: Callable[[], Fitting], key: Hashable) -> IndexEngine:
        """The engine of that search; `key`: the index and the directory as they are now, and the day."""
        kept = self._kept
        if kept is None or kept[0] != key:
            kept = self._kept = (key, LandingEngine(fitting()))
        return kept[1]


LANDING = Landing()

"""Which posts under one question are one long answer, and in which order all of them are read.

Posts come oldest first here. Parts follow their numbers; a "cont'd" follows its author's post before it;
a part 2 whose first part has no marker follows its author's post before it, too.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

from .markers import Marker, goes_on

Place = tuple[int, int]  # part number, and how many unnumbered continuations after that part


@dataclass(frozen=True, slots=True)
class Signed:
    """A post as this module sees it: who wrote it, its marker, and its text, of which only the ends matter."""

    author: Hashable
    marker: Marker | None
    text: str = ""


@dataclass(slots=True)
class Run:
    """Posts of one author that belong together: the place of each, by the post's index."""

    topic: str
    places: dict[int, Place] = field(default_factory=dict)
    last: Place = (0, 0)

    @property
    def first(self) -> int:
        return min(self.places.values())[0]

    @property
    def order(self) -> tuple[int, ...]:
        return tuple(sorted(self.places, key=lambda post: (self.places[post], post)))

    def add(self, post: int, place: Place) -> None:
        self.places[post] = place
        self.last = max(self.last, place)

    def on_topic(self, topic: str) -> bool:
        return not topic or not self.topic or topic == self.topic

    def goes_on_with(self, part: int) -> bool:
        """Whether this is the next number, unnumbered continuations counted as parts or not."""
        return part - 1 in (self.last[0], sum(self.last))

    def parts(self) -> dict[int, int | None]:
        """Give the posts' numbers; a continuation's is inferred where it takes no printed one's place."""
        printed = {part for part, _ in self.places.values()}
        return {
            post: None if any(part + k in printed for k in range(1, after + 1)) else part + after
            for post, (part, after) in self.places.items()
        }


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Posts by index: units in reading order, and the part each post is, where it is one."""

    units: tuple[tuple[int, ...], ...]
    parts: dict[int, int | None]


def arrange(posts: Sequence[Signed]) -> Arrangement:
    """Group the posts under one question into answers, each at the place of its first part."""
    runs: list[Run] = []
    for author in dict.fromkeys(post.author for post in posts):
        own = [i for i, post in enumerate(posts) if post.author == author]
        runs += _runs(own, [_marker(posts, own, place) for place in range(len(own))])
    placed = {post for run in runs for post in run.places}
    units = [run.order for run in runs] + [(i,) for i in range(len(posts)) if i not in placed]
    parts = {post: part for run in runs for post, part in run.parts().items()}
    return Arrangement(tuple(sorted(units)), parts)


def _marker(posts: Sequence[Signed], own: Sequence[int], place: int) -> Marker | None:
    """The marker of an author's post; one that only goes on with the post before it is a continuation."""
    post = posts[own[place]]
    if post.marker is None and place and goes_on(posts[own[place - 1]].text, post.text):
        return Marker(None, True, "", 0)
    return post.marker


def _runs(own: Sequence[int], markers: Sequence[Marker | None]) -> list[Run]:
    """Collect one author's series, oldest post first, then mend those whose beginning came elsewhere."""
    runs: list[Run] = []
    numbers = {marker.part for marker in markers if marker}
    two_follows = {1, 2} <= numbers or 2 in {marker.part for marker in markers if marker and not marker.doubtful}
    for i, marker in enumerate(markers):
        before = own[i - 1] if i else None
        if marker is None or (marker.doubtful and not two_follows):
            continue
        if marker.part is not None:
            _add_part(runs, own[i], marker, marker.part)
        elif before is not None:
            _add_continuation(runs, own[i], marker, before)
    return _with_beginnings(runs, own)


def _begin(topic: str, post: int, part: int) -> Run:
    run = Run(topic)
    run.add(post, (part, 0))
    return run


def _add_part(runs: list[Run], post: int, marker: Marker, part: int) -> None:
    related = [run for run in reversed(runs) if run.on_topic(marker.topic)] if part > 1 else []
    before = next((run for run in related if run.goes_on_with(part)), None)
    same = next((run for run in related if marker.continued and run.last[0] == part), None)
    if before:
        before.add(post, (part, 0))
        before.topic = before.topic or marker.topic
    elif same:
        same.add(post, (part, same.last[1] + 1))
    else:
        runs.append(_begin(marker.topic, post, part))


def _add_continuation(runs: list[Run], post: int, marker: Marker, before: int) -> None:
    run = next((run for run in runs if before in run.places), None)
    if run is None:
        run = _begin(marker.topic, before, 1)
        runs.append(run)
    part, after = run.places[before]
    run.add(post, (part, after + 1))


def _with_beginnings(runs: list[Run], own: Sequence[int]) -> list[Run]:
    """Join runs that begin in the middle to the run they go on from, or to an unmarked post before them."""
    whole = [run for run in runs if run.first == 1]
    for run in sorted((run for run in runs if run.first > 1), key=lambda run: run.first):
        head = _head(run, whole)
        if head:
            for post, place in run.places.items():
                head.add(post, place)
            head.topic = head.topic or run.topic
            continue
        whole.append(run)
        before = _post_before(min(run.places), own)
        if run.first == 2 and before is not None and not any(before in other.places for other in runs):
            run.add(before, (1, 0))
    return whole


def _head(run: Run, whole: Sequence[Run]) -> Run | None:
    """Give the run whose last part is nearest below; a part in between may be lost."""
    heads = [head for head in whole if head.on_topic(run.topic) and head.last[0] < run.first]
    return max(heads, key=lambda head: head.last[0], default=None)


def _post_before(post: int, own: Sequence[int]) -> int | None:
    at = own.index(post)
    return own[at - 1] if at else None

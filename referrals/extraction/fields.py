"""What the mentions of one draft tell of it: kind, states, needs, victim types, each with its spans and its reason."""

import sys
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from referrals.extraction import places, topics
from referrals.extraction.drafts import Draft
from referrals.extraction.model import KnownName, Mention, Span, Text
from referrals.extraction.places import Place
from referrals.extraction.spots import Thread

SEVERAL = 2  # times that a page names places of a state


@dataclass
class Fields:
    """The fields of one draft as its mentions tell them; `reasons` fills while they are read."""

    thread: Thread
    draft: Draft
    mentions: tuple[Mention, ...]
    known: KnownName | None
    named_at: Mapping[str, list[int]]
    reasons: dict[str, str] = field(default_factory=dict)

    def kind(self) -> tuple[str, str]:
        """(slug, why)."""
        sentences = [
            (self._text(mention).body[slice(*mention.quote)], mention.start - mention.quote[0])
            for mention in self.mentions
        ]
        headings = [heading for mention in self.named for heading in self._headings(mention)]
        return topics.kind_of(self.thread.lexis, self.draft.group.spots, self.known, sentences, headings)

    def _headings(self, mention: Mention) -> list[str]:
        """The nearest heading that says more than a state, and the page's first."""
        listing = self.thread.listing_of[mention.text_key]
        if not listing.entry_at(mention.start):
            return []
        above = listing.headings_at(mention.start)
        nearest = (line for line in above if not self.thread.lexis.states_in(line.text.title()))
        return [line.text for line in (next(nearest, None), *listing.headings[:1]) if line]

    def national(self) -> str:
        """Why it is nationwide, or ""."""
        if self.known and self.known.national:
            return f"{self.known.name} is a national body."
        reasons = [places.is_national(mention, self._text(mention)) for mention in self.named]
        sections = [self.thread.listing_of[mention.text_key].section_at(mention.start) for mention in self.named]
        reasons += [section.national for section in sections if section]
        return next((reason for reason in reasons if reason), "")

    @cached_property
    def named(self) -> list[Mention]:
        """The mentions by name."""
        return [mention for mention in self.mentions if mention.type in {"name", "acronym"}]

    def read(self) -> dict[str, dict[str, list[Span]]]:
        """field → value → spans."""
        found: dict[str, dict[str, list[Span]]] = {"states": {}, "needs": {}, "victim_types": {}}
        for place in self._places():
            found["states"].setdefault(place.state, []).append(place.span)
            self.reasons.setdefault("states", place.reason)
        for name, facet in (("needs", "need"), ("victim_types", "victim")):
            for topic in topics.topics_of(self.thread.lexis, facet, self.mentions, self.thread.passage_of):
                found[name].setdefault(topic.slug, []).append(topic.span)
            if found[name]:
                self.reasons[name] = "Words of the sentences that name it."
        return found

    def _places(self) -> list[Place]:
        """The states, from what tells most of them: the name and what stands beside it, the list it stands in, the
        question it answers, the text around it, its local numbers."""
        own = [place for mention in self.named for place in self._places_of(mention)]
        if own or self.national():
            return own
        listed = [place for mention in self.named for place in self._listed_places(mention)]
        return listed or self._asked_places() or self._surrounding_places()

    def _listed_places(self, mention: Mention) -> tuple[Place, ...]:
        """States of a page's entry: its row's, its heading's, its address's, the first that there are."""
        listing, text = self.thread.listing_of[mention.text_key], self._text(mention)
        entry, section = listing.entry_at(mention.start), listing.section_at(mention.start)
        row = entry.places if entry and entry.in_table else ()
        listed = tuple(place for place in entry.places if place.listed) if entry else ()
        told = row or (section.places if section else ()) or (entry.places if entry else ())
        told = (*told, *(place for place in listed if place not in told))
        if told or text.asked:
            return told
        behind = () if entry else self._places_behind(mention)
        return behind or tuple(places.states_of_towns(text, mention))

    def _places_behind(self, mention: Mention) -> tuple[Place, ...]:
        limit = self._next_names[mention.text_key, mention.start]
        return tuple(places.states_behind(self.thread.lexis, self._text(mention), mention, limit))

    @cached_property
    def _next_names(self) -> dict[tuple[str, int], int]:
        """Key of a text and where it is named there → where that text names somebody else after it."""
        found: dict[tuple[str, int], int] = {}
        for key, start in sorted({(mention.text_key, mention.start) for mention in self.named}, reverse=True):
            starts = self.named_at[key]
            following = bisect_right(starts, start)
            nearest = starts[following] if following < len(starts) else sys.maxsize
            found[key, start] = found.get((key, nearest), nearest)
        return found

    def _surrounding_places(self) -> list[Place]:
        """The state of the text around it, as far as all places that recommend it agree, or of its local numbers."""
        recommended = [m for m in self.named if m.stance == "recommended" or self.draft.contacts]
        texts = [self._text(mention) for mention in recommended]
        around = [self._told_around(text) for text in texts if text.context]
        if around and (not all(around) or len({place.state for found in around for place in found}) > 1):
            return []
        phones = tuple(contact.phone for contact in self.draft.contacts if contact.phone)
        found = [place for told in around for place in told] or list(places.state_of_numbers(self.thread.lexis, phones))
        if found:
            return found
        pages = dict.fromkeys(self._text(mention) for mention in self.named if not self._is_elsewhere(mention))
        return [place for text in pages if self._tells_of_state(text) for place in self._told_in(text, "page")]

    def _is_elsewhere(self, mention: Mention) -> bool:
        """Whether the mention is no page's, or stands where a heading has ended what an earlier one said of a state."""
        section = self.thread.listing_of[mention.text_key].section_at(mention.start)
        ended = section is not None and not section.places
        return ended or bool(self._text(mention).context)

    def _tells_of_state(self, text: Text) -> bool:
        """Whether a page says its state more than in passing: in its first line, or several times."""
        told = self.thread.told(text)
        return len(told) >= SEVERAL or any("\n" not in text.body[: each.start].lstrip() for each in told)

    def _told_around(self, text: Text) -> list[Place]:
        """What an answer, or else its question, says of one state; nothing where the question asks for anywhere."""
        if places.asks_anywhere(text.context):
            return []
        return [*self._told_in(text, "post")] or [*self._told_in(self.thread.question_of(text), "question")]

    def _told_in(self, text: Text, what: str) -> Iterator[Place]:
        yield from places.state_about(text.key, self.thread.told(text), what)

    def _places_of(self, mention: Mention) -> Iterator[Place]:
        lexis, text = self.thread.lexis, self._text(mention)
        named = places.states_in_name(lexis, mention.surface, mention)
        yield from (place for place in named if place.state != "WA" or not self._is_capital(text))
        yield from places.states_beside(lexis, text, mention)
        yield from places.los_angeles(mention, (passage.text for passage in self.thread.passages))

    def _is_capital(self, text: Text) -> bool:
        """Whether the Washington of the text is the capital."""
        return any(told.state == "DC" for told in self.thread.told(text))

    def _asked_places(self) -> list[Place]:
        """The places asked about, if all its recommendations answer questions about a place."""
        found: list[Place] = []
        for mention in self.named:
            text = self._text(mention)
            asked = list(places.states_asked(self.thread.lexis, mention, text, self.thread.question_of(text)))
            if mention.stance == "recommended" and not asked:
                return []
            found += asked
        return found

    def _text(self, mention: Mention) -> Text:
        return self.thread.passage_of[mention.text_key].text

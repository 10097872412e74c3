"""The index as one search sees it: a commit, and which state of the directory that shows."""

import json
from dataclasses import dataclass
from enum import Enum

import tantivy

from referrals.models import Revision, RevisionMark
from referrals.models.history import Moment
from referrals.search import schema
from referrals.terms import Vocabulary


class Standing(Enum):
    """How the index compares with the directory."""

    CURRENT = "current"
    BEHIND = "behind"  # usable; newer changes are missing
    ABSENT = "absent"  # not usable


@dataclass(frozen=True, slots=True)
class View:
    """The index as one search sees it. `searcher` is None when it is absent; `shape`: of the vocabulary it was
    made with."""

    searcher: tantivy.Searcher | None = None
    moment: Moment | None = None
    shape: str = ""
    standing: Standing = Standing.ABSENT

    def shows(self, moment: Moment) -> bool:
        """Whether it is as new as that; another worker may already have shown it something newer."""
        if self.moment is None or self.moment.number <= moment.number:
            return self.moment == moment
        return self.moment == Revision.objects.now()

    def since(self, moment: Moment, vocabulary: Vocabulary) -> Moment | None:
        """The state it shows, if this very directory was in it, then or earlier: later changes are all it lacks."""
        if self.moment is None or self.shape != schema.shape(vocabulary):
            return None
        earlier = self.moment.number < moment.number and RevisionMark.objects.knows(self.moment)
        return self.moment if self.moment == moment or earlier else None


NOTHING = View()


def view_of(searcher: tantivy.Searcher) -> View:
    """What a commit says of itself: absent if it says nothing, or if another version made it."""
    found = searcher.search(tantivy.Query.term_query(schema.SCHEMA, "is", "state", "basic"), 1, count=False).hits
    if not found:
        return NOTHING
    kept = json.loads(searcher.doc(found[0][1])["state_of_index"][0])
    if kept["version"] != schema.VERSION:
        return NOTHING
    return View(searcher, Moment(kept["number"], kept["stamp"]), kept["shape"], Standing.BEHIND)


def remember(writer: tantivy.IndexWriter, moment: Moment, vocabulary: Vocabulary) -> None:
    """Have the next commit say which state it shows."""
    writer.delete_documents_by_term("is", "state")
    kept = {
        "version": schema.VERSION,
        "number": moment.number,
        "stamp": moment.stamp,
        "shape": schema.shape(vocabulary),
    }
    fields = {"is": "state", "state_of_index": json.dumps(kept)}
    writer.add_document(tantivy.Document.from_dict(fields, schema.SCHEMA))

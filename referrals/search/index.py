"""The search index: a projection of what may be released, which catches up with the directory by its revisions.

The index remembers, inside its own commits, which state of the directory it shows (number and stamp of the last
change). A search compares that with the database and applies what is missing. An edit, an import, a killed
process, another worker, another machine, a restored backup: all are this one case. Nothing is told to the index
and nothing is lost with it: without its files it is made anew.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import tantivy
from django.conf import settings
from django.db import DatabaseError, connection

from referrals import terms
from referrals.contact import current
from referrals.models import Resource
from referrals.models.history import BEGINNING, Moment
from referrals.models.resources import RELEASED_TEXT
from referrals.search import schema
from referrals.search.integrity import Files, is_damage
from referrals.search.view import NOTHING, Standing, View, remember, view_of
from referrals.terms import Vocabulary

log = logging.getLogger(__name__)

INSIDE_A_REQUEST = 1_000  # changes; more than that are applied beside the requests
SECONDS_TO_WAIT = 0.3  # for another worker that is applying a few changes
SECONDS_OF_REST = 5.0  # after an attempt that failed, on a full disk say, before the next
SECONDS_BETWEEN_DOUBTS = 300.0
SECONDS_BETWEEN_LOOKS = 1.0  # whether somebody touched the files: reading a mapped one that was cut off is fatal
READ_AT_ONCE = 1_000  # rows
HEAP = 128_000_000  # bytes a writer may hold in memory


class Busy(Exception):
    """Another worker or process is writing."""


class Index:
    """One directory of index files, shared by all workers of a machine."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.files = Files(directory)
        self.schema = schema.SCHEMA
        self._index: tantivy.Index | None = None
        self._view = NOTHING
        self._opening = threading.RLock()
        self._background: threading.Thread | None = None
        self._resting_until = self._doubted = self._looked = float("-inf")

    # --- reading

    def at(self, moment: Moment, vocabulary: Vocabulary) -> View:
        """The index as of `moment`, the state the directory is in; the nearest to it that can be had now."""
        if time.monotonic() - self._looked >= SECONDS_BETWEEN_LOOKS:
            self._look()
        if not self._view.shows(moment) and time.monotonic() >= self._resting_until:
            with self._attempt():
                self._advance(moment, vocabulary)
        view = self._view
        return replace(view, standing=Standing.CURRENT) if view.shows(moment) else view

    def _look(self) -> None:
        self._looked = time.monotonic()
        if not self.files.untouched():
            log.warning("Files of the search index were changed from outside.")
            self.forget()

    @contextmanager
    def _attempt(self) -> Iterator[None]:
        """Damage and a full disk are for the operator's log; a search goes on with what there is."""
        try:
            yield
        except BaseException as trouble:
            if not is_damage(trouble):
                raise
            self._resting_until = time.monotonic() + SECONDS_OF_REST
            log.warning("The search index could not be brought up to date: %s.", str(trouble))

    def _reload(self) -> None:
        """Take the last commit on disk."""
        with self._opening:
            try:
                self.files.check()
                self._index = self._index or self._open()
                self._index.reload()
                self._view = view_of(self._index.searcher())
            except BaseException:
                self.forget()
                raise

    def _open(self) -> tantivy.Index:
        self.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        best_first = tantivy.Order.Desc
        opened = tantivy.Index(self.schema, path=str(self.directory), sort_by_field="rank", sort_order=best_first)
        schema.register(opened)
        return opened

    def forget(self) -> None:
        """Let go of the open files: the next search opens them again, or finds that it must make them anew."""
        with self._opening:
            self._index, self._view = None, NOTHING

    def distrust(self, trouble: BaseException) -> View:
        """A search failed on files that opened well: the next one looks at every byte of them, now and then. Only
        the kind of trouble is logged: its words may repeat what was searched for."""
        log.warning("The search index failed: %s.", type(trouble).__name__)
        if time.monotonic() - self._doubted > SECONDS_BETWEEN_DOUBTS:
            self._doubted = time.monotonic()
            self.files.doubt()
        self.forget()
        return NOTHING

    # --- catching up

    def _advance(self, moment: Moment, vocabulary: Vocabulary) -> None:
        """Apply what is missing, if it is little; else have it done beside the requests."""
        self._readable()
        if self._view.shows(moment):
            return
        if self._missing(moment, vocabulary) > INSIDE_A_REQUEST:
            self._in_background()
            return
        try:
            self.catch_up()
        except Busy:
            self._wait_for(moment)

    def _missing(self, moment: Moment, vocabulary: Vocabulary) -> int:
        """About how many records have to be read."""
        if since := self._view.since(moment, vocabulary):
            return moment.number - since.number
        return Resource.objects.published().count()

    def _wait_for(self, moment: Moment) -> None:
        until = time.monotonic() + SECONDS_TO_WAIT
        while not self._view.shows(moment) and time.monotonic() < until:
            time.sleep(0.01)
            self._reload()

    def _in_background(self) -> None:
        """One thread of this process catches up; other processes find the writer's lock taken."""
        with self._opening:
            if self._background is None or not self._background.is_alive():
                self._background = threading.Thread(target=self._quietly, name="index", daemon=True)
                self._background.start()

    def _quietly(self) -> None:
        try:
            with self._attempt():
                self.catch_up()
        except Busy:
            pass
        except DatabaseError as trouble:
            log.warning("The search index could not be brought up to date: %s.", str(trouble))
        finally:
            connection.close()

    def catch_up(self, *, anew: bool = False) -> int:
        """Bring the index to the state the directory is in; returns how many records were read.

        `anew`: from nothing. Raises Busy while somebody else is doing it, OSError or ValueError when it cannot
        be done (a full disk): the last commit stays as it was.
        """
        with self._writing() as writer:
            moment, vocabulary = terms.now()
            since = None if anew else self._view.since(moment, vocabulary)
            if since == moment:
                return 0
            whole = since is None
            documents = schema.Documents(vocabulary, self.schema)
            if whole:
                writer.delete_all_documents()
            read = _apply(writer, documents, _rows(since or BEGINNING, whole=whole), whole=whole)
            remember(writer, moment, vocabulary)
            writer.commit()
        self._reload()
        return read

    @contextmanager
    def _writing(self) -> Iterator[tantivy.IndexWriter]:
        """The one writer there may be. Nothing is kept if it fails."""
        with self._opening:
            if not self._readable():
                self._start_over()
            index = self._index or self._open()
        writer = _writer(index)
        try:
            self._reload()  # what others committed while this one waited for the lock
            self.files.tidy()
            yield writer
        except BaseException:
            _if_it_can(writer.rollback)
            raise
        finally:
            _if_it_can(writer.wait_merging_threads)  # lets go of the lock, too, whoever still holds the writer

    def _readable(self) -> bool:
        try:
            self._reload()
        except BaseException as trouble:
            if not is_damage(trouble):
                raise
            log.warning("The search index could not be read: %s.", str(trouble))
            return False
        return True

    def _start_over(self) -> None:
        """Files that cannot be read are of no use. Their names go first, which harms nobody who works with them;
        the files go under the writer's lock."""
        self.forget()
        self.files.unname()
        self._reload()


def _writer(index: tantivy.Index) -> tantivy.IndexWriter:
    try:
        return index.writer(HEAP, 1)
    except ValueError as refused:
        if "LockBusy" in str(refused):
            raise Busy from refused
        raise


def _if_it_can(end: Callable[[], object]) -> None:
    """What follows a commit or a failure changes nothing about either."""
    try:
        end()
    except BaseException as trouble:
        if not is_damage(trouble):
            raise
        log.debug("The writer of the search index ended badly: %s.", str(trouble))


def _rows(since: Moment, *, whole: bool) -> Iterable[tuple[int, str | None]]:
    """(pk, what is released of it, as text) of every record changed after `since`; None where nothing is."""
    changed = Resource.objects.filter(released__isnull=False) if whole else Resource.objects.all()
    changed = changed.filter(revision__gt=since.number) if since != BEGINNING else changed
    return changed.order_by("revision", "pk").values_list("pk", RELEASED_TEXT).iterator(chunk_size=READ_AT_ONCE)


def _apply(
    writer: tantivy.IndexWriter, documents: schema.Documents, rows: Iterable[tuple[int, str | None]], *, whole: bool
) -> int:
    read = 0
    for pk, released in rows:
        if not whole:
            # by query: by term this version of the engine takes a number for a signed one, and finds nothing
            writer.delete_documents_by_query(tantivy.Query.term_query(schema.SCHEMA, "pk", pk))
        if released and (contact := current(released, date.min)):
            writer.add_document(documents.document(pk, contact))
        read += 1
    return read


INDEX = Index(settings.DATA_DIR / "index")

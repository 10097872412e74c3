"""Work on an import, in a process of its own.

A request starts it and is answered at once; closing the browser, or the end of the worker that answered, does not end
it. It says every second that it goes on, so that a killed one is noticed, and what it had staged is seen by nobody.
"""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO

from django.conf import settings
from django.core.management import call_command

from referrals.models import Import

from . import checking, landing, places, takeback
from .problems import Refused

BEATS, DEAD = 1.0, 15.0  # seconds between two signs of life, and after which nobody works any more
State = Import.State
WORKING = (State.CHECKING, State.LANDING, State.LEAVING)


def start(batch: Import, state: str) -> None:
    """Bring an import into a state of work, and begin."""
    batch.state, batch.done, batch.trouble = state, 0, ""
    batch.save(update_fields=["state", "done", "trouble"])
    if getattr(settings, "IMPORTS_AT_ONCE", False):  # tests: in this process
        work(batch)
        return
    places.beat(batch).touch()
    with places.log(batch).open("ab") as log:
        subprocess.Popen(  # noqa: S603 - this program
            [sys.executable, str(settings.BASE_DIR / "manage.py"), "work_on_import", str(batch.pk)],
            cwd=settings.BASE_DIR, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            env={name: value for name, value in os.environ.items() if name != "PGOPTIONS"},  # how long a page may wait
        )  # fmt: skip


def alive(batch: Import) -> bool:
    """Whether somebody works on it."""
    try:
        return time.time() - places.beat(batch).stat().st_mtime < DEAD
    except OSError:
        return False


def work(batch: Import) -> None:
    """Do what its state says, to the end; trouble is written down in a sentence."""
    with _living(batch):
        try:
            _STEPS[State(batch.state)](batch)
        except Refused as refused:
            batch.trouble = str(refused)[:2000]
            batch.state = State.UPLOADED if batch.state == State.CHECKING else State.CHECKED
            batch.save(update_fields=["state", "trouble"])


def _progress(batch: Import) -> Callable[[int, int], None]:
    def progress(done: int, total: int) -> None:
        Import.objects.filter(pk=batch.pk).update(done=done, rows=total)

    return progress


def _check(batch: Import) -> None:
    checking.check(batch, _progress(batch))
    Import.objects.filter(pk=batch.pk).update(state=State.CHECKED)


def _land(batch: Import) -> None:
    landing.land(batch, _progress(batch))
    _reindex()


def _reindex() -> None:
    """The search follows by itself; sooner if it is told. In a process of its own, whose memory goes with it."""
    if getattr(settings, "IMPORTS_AT_ONCE", False):
        call_command("reindex", "--if-idle", stdout=StringIO())
    else:
        subprocess.run(  # noqa: S603 - this program; it says itself what went wrong
            [sys.executable, str(settings.BASE_DIR / "manage.py"), "reindex", "--if-idle"],
            cwd=settings.BASE_DIR, check=False, stdout=subprocess.DEVNULL,
        )  # fmt: skip


def _leave(batch: Import) -> None:
    takeback.retire(batch, by=batch.undone_by)
    _reindex()  # before the rows are gone, by which the index notices
    takeback.remove(batch, _progress(batch))


_STEPS = {State.CHECKING: _check, State.LANDING: _land, State.LEAVING: _leave}


@contextmanager
def _living(batch: Import) -> Iterator[None]:
    beat, ended = places.beat(batch), threading.Event()

    def live() -> None:
        while not ended.wait(BEATS):
            beat.touch()

    beat.touch()
    thread = threading.Thread(target=live, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
        beat.unlink(missing_ok=True)

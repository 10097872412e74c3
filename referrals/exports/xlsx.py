"""A workbook: a table to filter and sort, and beside it what the file says of itself.

Written row by row with rows already written put to disk, so that a hundred thousand contacts take no more memory than a
hundred. No cell is ever a formula or a link, whatever it begins with: everything is text but days. Nothing is put in
front of such a text, as CSV must, since the file says of each cell what it is.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from . import manifest
from .columns import COLUMNS, row
from .handout import Handout
from .manifest import Manifest, Tally

PIECE = 1 << 16  # bytes that leave together
LONGEST = 32_767  # characters of a cell; more makes a file that Excel repairs
CUT = "…"
OPTIONS = {
    "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}  # fmt: skip
NO_TEXT = dict.fromkeys([*range(9), 11, 12, *range(13, 32), 65534, 65535])  # XML has no such characters


def render(handout: Handout) -> Iterator[bytes]:
    """The file in pieces, once it is written. What it was written with is gone when the last has left, or nobody
    waits for them any more."""
    with TemporaryDirectory(prefix="workbook-") as directory:
        path = Path(directory) / "contacts.xlsx"
        _write(handout, path, directory)
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                yield piece


def _write(handout: Handout, path: Path, directory: str) -> None:
    with Workbook(path, OPTIONS | {"tmpdir": directory}) as book:
        book.set_properties({"title": _("Contacts"), "created": handout.now.replace(tzinfo=None)})
        bold, top = book.add_format({"bold": True}), book.add_format({"valign": "top"})
        contacts, about = book.add_worksheet(_("Contacts")), book.add_worksheet(_("About this file"))
        tally = Tally(handout)
        _table(contacts, handout, tally, bold, book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"}), top)
        _about(about, tally.manifest, bold, top)


def _table(sheet: Worksheet, handout: Handout, tally: Tally, bold: Format, day: Format, top: Format) -> None:
    sheet.freeze_panes(1, 1)
    for place, column in enumerate(COLUMNS):
        sheet.set_column(place, place, column.width, top)
        sheet.write_string(0, place, column.name, bold)
    last = 0
    for last, hit in enumerate(handout.hits(), start=1):
        values = row(hit.contact, hit.match)
        tally.add(hit, manifest.written(values))
        for place, value in enumerate(values):
            if isinstance(value, date):
                sheet.write_datetime(last, place, value, day)
            elif value:
                sheet.write_string(last, place, cell(value))
    sheet.autofilter(0, 0, max(last, 1), len(COLUMNS) - 1)


def _about(sheet: Worksheet, said: Manifest, bold: Format, top: Format) -> None:
    sheet.set_column(0, 0, 36, top)
    sheet.set_column(1, 1, 100, top)
    lines = [*said.lines(), ("", ""), (_("Column"), _("What it means")), *((c.name, str(c.means)) for c in COLUMNS)]
    for number, (what, meaning) in enumerate(lines):
        sheet.write_string(number, 0, what, bold)
        sheet.write_string(number, 1, cell(meaning))


def cell(text: str) -> str:
    """A text as a cell can hold it: without what XML has no sign for, and cut where Excel would break off."""
    if not text.isprintable():  # most texts are
        text = text.replace("\r\n", "\n").translate(NO_TEXT).encode("utf-8", "replace").decode()
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + CUT

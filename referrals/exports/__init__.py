"""What leaves as a file: one module a format, one line here each. Everything has passed the release gate."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from referrals.hsds import package

from . import csv, json, pdf, text, vcard, xlsx
from .handout import Handout, Options, WrongOption

__all__ = ["DESCRIPTION", "FORMATS", "Format", "Handout", "Options", "WrongOption", "offered"]

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DESCRIPTION = "csv-metadata.json"  # what a table that cannot speak for itself is described by


@dataclass(frozen=True, slots=True)
class Format:
    """`render` makes the bytes of a file piece by piece, so that a long list never stands in memory; `offered`: what it
    is for, in words, if pages offer it; `most`: how many contacts it can hold, if that has an end."""

    content_type: str
    render: Callable[[Handout], Iterator[bytes]]
    offered: Promise | str = ""
    most: Callable[[Options], int | None] = lambda _options: None
    extension: str = ""  # of the file, if it is not called as the format is

    def check(self, handout: Handout) -> None:
        """Raises WrongOption if that many contacts do not fit into such a file."""
        most = self.most(handout.options)
        if most is not None and handout.count > most:
            raise WrongOption(
                _("Such a file holds at most %(most)s contacts, and these are %(count)s. Narrow the search, add "
                  "limit=%(most)s to the address, or take CSV.") % {"most": most, "count": handout.count}
            )  # fmt: skip


def offered() -> list[dict[str, Promise | str]]:
    """The formats that pages offer: what each is called in an address, and what it is for."""
    return [{"name": name, "offered": one.offered} for name, one in FORMATS.items() if one.offered]


FORMATS: dict[str, Format] = {
    "csv": Format("text/csv; charset=utf-8", csv.render, gettext_lazy("Table (CSV)")),
    "xlsx": Format(WORKBOOK, xlsx.render, gettext_lazy("Workbook (Excel)")),
    "vcf": Format("text/vcard; charset=utf-8", vcard.render, gettext_lazy("Address book (vCard)")),
    "pdf": Format("application/pdf", pdf.render, gettext_lazy("To print (PDF)"), pdf.most),
    "txt": Format("text/plain; charset=utf-8", text.render, gettext_lazy("Plain text"), text.most),
    "json": Format("application/json", json.render),
    "hsds": Format("application/zip", package.render, extension="zip"),
    DESCRIPTION: Format("application/csvm+json", csv.described),
}

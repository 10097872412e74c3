"""Why the text of a file could not be read, as a sentence that says what to do."""

from django.utils.translation import gettext_lazy as _

from referrals.documents import LARGEST, MOST_PAGES, Reason, Unreadable

SENTENCES = {
    Reason.EMPTY: _("There is no text in the file."),
    Reason.TOO_LARGE: _("The file is too large; at most %(mb)s MB. Save the part you need as a file."),
    Reason.TOO_MUCH: _("There is too much in the file. Save the part you need as a file."),
    Reason.TOO_LONG: _("The file takes too long to read. Save the part you need as a file, or as plain text."),
    Reason.PAGES: _("The PDF has too many pages; at most %(pages)s. Save those you need as a file."),
    Reason.DEEP: _("The parts of the file are nested too deep. Copy its text and save that."),
    Reason.LOCKED: _("The PDF is locked with a password. Open it and save it without one."),
    Reason.SCANNED: _(
        "The PDF holds pictures of pages and no text. Run text recognition (OCR) on it, or type what you need."
    ),
    Reason.BROKEN: _("The file is damaged and cannot be read. Open it and save it anew."),
    Reason.PICTURE: _("This is a picture. Run text recognition (OCR) on it, or type what you need."),
    Reason.OLD_WORD: _(
        "This is a file of an old office program, or one with a password. Save it without one as DOCX or PDF."
    ),
    Reason.SPREADSHEET: _("This is a spreadsheet. Import it as a list, or save it as PDF."),
    Reason.OTHER_OFFICE: _("This kind of document is not read. Save it as DOCX or PDF."),
    Reason.ARCHIVE: _("This is an archive. Unpack it, and choose a file in it."),
    Reason.BINARY: _("This is neither text nor HTML, PDF or DOCX. Save it as one of them."),
}


def why(error: Unreadable) -> str:
    """The sentence, in the language of the page or command."""
    return str(SENTENCES[error.reason]) % {"mb": LARGEST // 1024**2, "pages": MOST_PAGES}

"""Links on a page of a PDF: areas that lie above its words, with an address each."""

import ctypes

from pypdfium2 import PdfPage, PdfTextPage, raw

from .links import LONGEST, beside

MOST = 500  # on a page
NEAR = 3  # points around a place in which a letter is looked for


def asides(page: PdfPage, text: PdfTextPage) -> dict[int, str]:
    """{number of the last character of a link: what is to be said behind it}."""
    found: dict[int, str] = {}
    at, link = ctypes.c_int(0), raw.FPDF_LINK()
    for _ in range(MOST):
        if not raw.FPDFLink_Enumerate(page.raw, at, link):
            break
        area = raw.FS_RECTF()
        if (address := _address(page, link)) and raw.FPDFLink_GetAnnotRect(link, area):
            middle = (area.top + area.bottom) / 2
            last = raw.FPDFText_GetCharIndexAtPos(text.raw, area.right - 1, middle, NEAR, NEAR)
            words = text.get_text_bounded(area.left, area.bottom, area.right, area.top, errors="ignore")
            if last >= 0 and (aside := beside(words, address)):
                found[last] = aside
    return found


def _address(page: PdfPage, link: raw.FPDF_LINK) -> str:
    """Where a link leads outside the file; nothing if it only leads to another page of it."""
    action = raw.FPDFLink_GetAction(link)
    if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
        return ""
    kept = ctypes.create_string_buffer(LONGEST + 1)
    length = raw.FPDFAction_GetURIPath(page.pdf.raw, action, kept, LONGEST + 1)
    return kept.value.decode("utf-8", "replace") if length <= LONGEST + 1 else ""

"""Who published a contact, in words for people, from the address it was read at."""

import re
from urllib.parse import urlsplit

from . import values
from .problems import Unexpected

TRANSCRIPT = re.compile(r"file:transcripts/(?P<forum>[a-z0-9-]+)-(?P<date>\d{4}-\d{2}-\d{2})\.txt")
FORUMS = {"ovc-provider-forum": "OVC Provider Forum"}


def source_url(cell: str) -> str:
    """A web address, or the transcript a contact was named in."""
    if TRANSCRIPT.fullmatch(cell):
        return cell
    if cell.startswith("file:"):
        raise Unexpected("a web address or file:transcripts/NAME-YYYY-MM-DD.txt", cell)
    return values.web_address(cell)


def published_by(url: str) -> str:
    """OVC Provider Forum for a transcript of it, owner/repository on GitHub, else the host."""
    if transcript := TRANSCRIPT.fullmatch(url):
        forum = transcript["forum"]
        return FORUMS.get(forum, forum.replace("-", " "))
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.").rstrip(".")
    repository = [part for part in parts.path.split("/") if part][:2]
    return "/".join(repository) if host == "github.com" and len(repository) == 2 else host


def published_url(url: str) -> str:
    """The address to look it up at; a transcript in this project has none."""
    return "" if url.startswith("file:") else url

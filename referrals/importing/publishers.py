"""Who published a contact, in words for people, from the address it was read at."""

import csv
import re
from functools import cache
from urllib.parse import urlsplit

from django.conf import settings

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
    """OVC Provider Forum for a transcript of it; who is known to stand behind a site or a repository, by name; else the
    host, which people can look up. A repository's address tells nobody anything."""
    if transcript := TRANSCRIPT.fullmatch(url):
        forum = transcript["forum"]
        return FORUMS.get(forum, forum.replace("-", " "))
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.").rstrip(".")
    if host != "github.com":
        return names().get(host, host)
    repository = "/".join([host, *(part for part in parts.path.split("/") if part)][:3])
    return names().get(repository, "a public list on GitHub")


@cache
def names() -> dict[str, str]:
    """{host, or github.com/owner/repository: who publishes there} as far as the shipped list says."""
    path = settings.FIXTURES_DIR / "directory" / "publishers.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {row["address"]: row["name"] for row in csv.DictReader(file)}


def published_url(url: str) -> str:
    """The address to look it up at; a transcript in this project has none."""
    return "" if url.startswith("file:") else url

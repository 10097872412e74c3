"""An invented session that waits for review: a person is described in it, and contacts are named."""

from forum import ingest, transcripts
from forum.models import Flag, Post, Thread

SESSION = "2016-03-02"
PRIVATE = "Itzel Xolotl"
TEXT = (
    "Working With Shelters\nAnn Lee  -  2016/3/2\n"
    f"Whom can I call for my client {PRIVATE}, 16, from Boise?\n"
    "1.\xa0\xa0Ann Lee\n"
    f"\xa0Call the National Human Trafficking Hotline at 1-888-373-7888 about {PRIVATE}. You may also call Harbor "
    "House at 919-555-0100 by day. They know her case no. 16-CV-12345.\n"
    "2.\xa0\xa0Pell Aru\n\xa0Harbor House helped us, too: http://www.harbor.example/\n"
)


def waiting(text: str = TEXT) -> Thread:
    """As `import_transcripts` leaves it."""
    source = text.encode()
    return ingest.store(transcripts.parse(source), "new.txt", source=source, by="import").thread


def flag(words: str) -> Flag:
    """The first flag upon these words."""
    found = Flag.objects.select_related("post__thread").order_by("post__position", "start")
    return next(one for one in found if words in one.post.text[one.start : one.end])


def place(post: Post, words: str) -> dict[str, int]:
    start = post.text.index(words)
    return {"start": start, "end": start + len(words)}

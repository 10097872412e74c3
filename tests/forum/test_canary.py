"""A private word planted in posts: from the import to the purge it is in nothing that leaves the site."""

import io
import json
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from forum import reviewing
from forum.models import Flag, Post, Redaction
from referrals import curation
from referrals.models import Resource
from tests.forum.reviewed import SESSION, waiting

pytestmark = pytest.mark.django_db
CANARY = "zyxcanary"
TEXT = (
    "Working With Shelters\nAnn Lee  -  2016/3/2\n"
    f"Whom can I call for {CANARY} in Boise?\n"
    f"1.\xa0\xa0Ann Lee\n\xa0Call Harbor House at 919-555-0100 about {CANARY} by day. {CANARY.title()} is waiting.\n"
    f"2.\xa0\xa0Pell Aru\n\xa0Harbor House helped {CANARY}, too: http://www.harbor.example/\n"
)
PATHS = (
    "/", "/?q=harbor", "/?evidence=forum", "/resources.csv", "/resources.json", "/resources.json?q=harbor", "/list/",
    "/resources/harbor-house/", "/list.csv", "/list.txt", "/about/", "/forum/", f"/forum/{SESSION}/",
    f"/forum/{SESSION}/1/", f"/curate/posts/{SESSION}/", "/nowhere/",
)  # fmt: skip


@pytest.fixture
def contact() -> Resource:
    """Accepted while its session waits, with two quotes that hold the word, and a question that does."""
    waiting(TEXT)
    one = curation.publish(Resource.objects.get(name="Harbor House"), by="Ana")
    assert one.evidence.filter(quote__contains=CANARY).count() == 2
    return one


def outputs(reader) -> str:
    """All that this reader gets who searches for the contact, in one text."""
    reader.post("/list/", {"add": "harbor-house"})
    said = [reader.get(path, follow=True).getvalue().decode() for path in PATHS]
    for path in ("/forum/", f"/forum/{SESSION}/", "/"):
        said.append(reader.post(path, {"q": "Harbor House"}, follow=True).getvalue().decode())
    return " ".join(said)


def is_found(reader) -> bool:
    """Whether searching for the word leads anywhere. (The page repeats what was typed: only what it finds counts.)"""
    contacts = json.loads(reader.get(f"/resources.json?q={CANARY}").getvalue())["results"]
    offered = reader.post("/suggest", {"q": CANARY[:6]}).content.decode()
    within = [
        reader.post(path, {"q": CANARY}, follow=True).content.decode() for path in ("/forum/", f"/forum/{SESSION}/")
    ]
    matched = any(one["because"] for one in contacts)  # a word that nothing has leaves the list as it is
    return matched or CANARY in offered or any("<mark>" in page for page in within)


def files() -> str:
    """What the commands write, and what the search index has on the disk."""
    call_command("reindex", stdout=io.StringIO())
    exported = [Path(settings.DATA_DIR) / f"canary.{format}" for format in ("csv", "json")]
    for path in exported:
        call_command("export_resources", path.suffix[1:], output=str(path))
    index = (path for path in (Path(settings.DATA_DIR) / "index").rglob("*") if path.is_file())
    return "".join(path.read_bytes().decode("utf-8", "replace") for path in (*exported, *index))


def redact_everything() -> None:
    for post in Post.objects.filter(text__icontains=CANARY):
        for at in (n for n in range(len(post.text)) if post.text[n:].lower().startswith(CANARY)):
            reviewing.redact(post, start=at, end=at + len(CANARY), by="Ana")
    for flag in Flag.objects.open().select_related("post"):
        reviewing.keep(flag, by="Ana")


def test_while_the_session_waits_no_word_of_it_is_anywhere(contact, client, provider):
    for said in (outputs(client), outputs(provider), files()):
        assert CANARY not in said.lower()
        assert "by day" not in said
        assert "919-555-0100" in said or "+19195550100" in said  # the look sees what is there
    assert not is_found(client)


def test_once_redacted_everything_but_the_word_is_there(contact, client, provider):
    redact_everything()
    reviewing.show(Post.objects.first().thread, by="Ana")
    for said in (outputs(client), outputs(provider), files()):
        assert CANARY not in said.lower()
        assert "by day" in said
    assert not is_found(client)


def test_a_word_redacted_afterwards_is_gone_at_once(contact, client):
    for flag in Flag.objects.open().select_related("post"):
        reviewing.keep(flag, by="Ana")
    reviewing.show(Post.objects.first().thread, by="Ana")
    assert CANARY in outputs(client).lower()  # nobody redacted it
    assert is_found(client)
    redact_everything()
    assert CANARY not in outputs(client).lower()
    assert CANARY not in files().lower()
    assert not is_found(client)


def test_the_history_of_the_desk_and_of_the_record_holds_no_word_of_it(contact, curator):
    redact_everything()
    reviewing.show(Post.objects.first().thread, by="Ana")
    pages = ("/curate/history/", "/curate/records/harbor-house/", "/curate/posts/", f"/curate/posts/{SESSION}/")
    texts = [curator.get(path).content.decode() for path in pages[:3]]
    assert CANARY not in " ".join(texts).lower()
    assert CANARY not in json.dumps([*contact.changes.values_list("fields", "why")]).lower()
    assert CANARY not in str([*Redaction.objects.values()])


def test_it_is_logged_nowhere(contact, client, caplog, capsys):
    redact_everything()
    outputs(client)
    captured = capsys.readouterr()
    assert CANARY not in (caplog.text + captured.out + captured.err).lower()

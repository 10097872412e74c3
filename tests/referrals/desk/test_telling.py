"""What curators read of a record: every field and every action has a name, and no value is shown as code."""

import re
from pathlib import Path

import pytest

from referrals import curation
from referrals.curation import record
from referrals.desk.telling import ACTIONS, FIELDS, Words, changed
from referrals.models import Resource

SOURCES = Path(curation.__file__).parent.glob("*.py")
WORDS = Words({"shelter": "Shelter"}, {"es": "Spanish"})


@pytest.mark.django_db
def test_every_field_of_the_history_has_a_name():
    one = Resource(pk=1)
    assert set(FIELDS) == {*record.blank(), *curation.changes.standing(one)}


def test_every_action_has_one():
    source = "\n".join(path.read_text() for path in SOURCES)
    written = set(re.findall(r'action="([^"]+)"', source)) | {"undo", "hide", "show again", "quote"}
    assert written == set(ACTIONS)


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("phones", {"number": "+19195550111", "extension": "3", "label": "Intake", "doubtful": True},
         "919-555-0111 x3 (Intake, in doubt)"),
        ("phones", {"number": "233733", "use": "text", "keyword": "HELP"}, "233733 (text, HELP)"),
        ("links", {"url": "https://a.example/", "doubtful": True}, "https://a.example/ (in doubt)"),
        ("emails", {"address": "desk@a.example"}, "desk@a.example"),
        ("terms", {"slug": "shelter", "relation": "excludes"}, "does not serve: Shelter"),
        ("terms", {"slug": "shelter"}, "Shelter"),
        ("states", "NC", "North Carolina"),
        ("languages", "es", "Spanish"),
        ("aliases", "GEMS", "GEMS"),
    ],
)  # fmt: skip
def test_a_row_is_told_in_words(field, value, told):
    kept = record.normal(record.blank() | {field: [value]})
    assert WORDS.told(field, kept[field]) == [told]


def test_what_was_empty_and_is_empty_in_another_way_is_no_news():
    [line] = changed(WORDS, {"area": [None, ""], "phones": [None, []], "hours": [None, "9-5"]})
    assert (line.field, line.before, line.after) == ("hours", [], ["9-5"])


def test_a_change_is_told_in_the_order_of_the_record():
    fields = {"hours": ["1", "2"], "curation": ["suggested", "published"], "name": ["A", "B"]}
    assert [line.field for line in changed(WORDS, fields)] == ["name", "hours", "curation"]

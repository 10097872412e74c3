"""Imports at the desk: one page for each state of an import, and nothing that its state does not allow."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from referrals import curation
from referrals.importing import places, work
from referrals.models import Import, Resource
from tests.referrals.importing.uploads import HARBOR, HEADER, LANTERN, ROWS, csv_of, xlsx_of

pytestmark = pytest.mark.django_db
IMPORTS = "/curate/imports/"
State = Import.State


@pytest.fixture(autouse=True)
def vocabulary(db):
    call_command("load_vocabulary", verbosity=0)


def upload(client, data: bytes | None = None, name: str = "list.csv", source: str = "county list"):
    file = SimpleUploadedFile(name, csv_of() if data is None else data)
    return client.post(IMPORTS, {"file": file, "source": source}, follow=True)


def batch() -> Import:
    return Import.objects.first()


def press(client, button: str, **said):
    return client.post(f"{IMPORTS}{batch().pk}/", {button: "1"} | said, follow=True)


def text(page) -> str:
    return page.content.decode()


def test_from_a_file_to_the_directory_and_back(curator, client):
    page = upload(curator)
    assert [(one.heading, one.field) for one in page.context["mapping"].columns][:3] == [
        ("Agency Name", "name"), ("Type", "kind"), ("Phone", "phone"),
    ]  # fmt: skip
    page = press(curator, "check", publish="on", coverage="local")
    assert "Write 2 rows" in text(page)
    assert not Resource.objects.exists()
    page = press(curator, "write")
    assert batch().state == State.LIVE
    assert "Harbor House" in text(client.get("/resources/harbor-house/"))
    assert "2 new records leave the directory." in text(curator.get(f"{IMPORTS}{batch().pk}/take-back/"))
    page = press(curator, "take-back")
    assert (batch().state, batch().undone_by) == (State.UNDONE, "curator")
    assert "taken back by curator" in text(page)
    assert not Resource.objects.exists()


def test_a_spreadsheet_too(curator):
    upload(curator, xlsx_of(ROWS), "list.xlsx")
    assert batch().kind == "xlsx"
    press(curator, "check", publish="on")
    press(curator, "write")
    assert Resource.objects.published().count() == 2


@pytest.mark.parametrize(
    ("data", "source", "told"),
    [
        (b"", "county list", "list.csv: the file is empty"),
        (b"\x00\x01", "county list", "list.csv: this is not a text file"),
        (b"Name\r\n", "county list", "list.csv: the file has a header and no rows."),
        (None, " ", "say whose list it is"),
    ],
)
def test_what_is_no_list_is_refused_in_a_sentence_and_nothing_stays(curator, data, source, told):
    assert told in text(upload(curator, data, source=source))
    assert not Import.objects.exists()


def test_a_file_that_is_too_large_is_not_kept(curator, monkeypatch):
    monkeypatch.setattr("referrals.desk.importing.pages.LARGEST", 10)
    assert "The file is too large" in text(upload(curator))
    assert not Import.objects.exists()


@pytest.mark.parametrize(
    "written",
    ["Harbor <script>alert(1)</script>", '<img src=x onerror="a()">', "<b onclick=a()>Harbor</b>", "javascript:a()"],
)
def test_what_a_web_page_would_run_or_load_is_refused_by_line_and_field(curator, written):
    upload(curator, csv_of([[written, *HARBOR[1:]], LANTERN]))
    page = text(press(curator, "check", publish="on"))
    assert "1 row cannot be read." in page
    assert "expected plain words, without anything that a web page runs or loads" in page
    assert "<script>alert" not in page
    press(curator, "write")
    assert not Resource.objects.exists()


@pytest.mark.parametrize("written", ["Harbor <3 House", "Open on = Mondays", "Harbor <b>House</b>"])
def test_other_signs_are_words(curator, written):
    upload(curator, csv_of([[written, *HARBOR[1:]]]))
    press(curator, "check", publish="on")
    press(curator, "write")
    assert Resource.objects.get().name == written


def test_a_value_nobody_knows_is_asked_about_and_remembered_for_the_list(curator):
    martians = [*HARBOR[:8], "Martians"]
    page = upload(curator, csv_of([martians, LANTERN]))
    (asked,) = page.context["mapping"].unknown
    assert (asked.name, asked.values) == ("victim", [(0, "Martians", 1, "")])
    said = {"values": "1", "field-0": "victim", "words-0": "Martians", "means-0": "men-boys"}
    page = press(curator, "check", publish="on", **said)
    assert "Write 2 rows" in text(page)
    press(curator, "write")
    page = upload(curator, csv_of([martians]))
    assert page.context["mapping"].unknown == []


def test_a_column_can_be_corrected_or_left_out(curator):
    upload(curator, csv_of(header=["Agency Name", "Type", "Line", *HEADER[3:]]))
    columns = {f"column-{place}": one for place, one in enumerate(["name", "kind", "phone", "", "website", "state"])}
    press(curator, "check", publish="on", **columns)
    values = batch().lines.first().values
    assert ([row["number"] for row in values["phones"]], values["emails"]) == (["+19195550142"], [])


@pytest.mark.parametrize(
    "said",
    [
        {"column-0": "released"},
        {"values": "x"},
        {"values": "9" * 30},
        {"kind": "castle"},
        {"values": "1", "field-0": "victim", "words-0": "x", "means-0": "nobody"},
    ],
)
def test_what_the_form_says_wrongly_is_passed_over(curator, said):
    upload(curator)
    assert press(curator, "say", **said).status_code == 200
    assert batch().state == State.UPLOADED


def test_rows_that_cannot_be_read_stand_by_line_and_field_on_the_page_and_as_a_table(curator):
    upload(curator, csv_of([[*HARBOR[:2], "=ask()", *HARBOR[3:]], LANTERN]))
    page = press(curator, "check", publish="on")
    assert "1 row cannot be read." in text(page)
    assert "expected a phone number in use" in text(page)
    assert "Write" not in text(page)
    table = curator.get(f"{IMPORTS}{batch().pk}/problems.csv").content.decode("utf-8-sig")
    (line,) = csv.DictReader(io.StringIO(table))
    assert (line["Line"], line["Field"]) == ("2", "Phone")
    press(curator, "write")
    assert not Resource.objects.exists()
    assert batch().state == State.CHECKED


def test_near_duplicates_stand_beside_their_row(curator):
    upload(curator)
    press(curator, "check", publish="on")
    press(curator, "write")
    upload(curator, csv_of([["HARBOR HSE.", *HARBOR[1:]]]), source="another list")
    page = press(curator, "check", publish="on")
    assert 'href="/curate/records/harbor-house/"' in text(page)
    press(curator, "write")
    assert Resource.objects.awaiting_review().get().may_be.slug == "harbor-house"


def test_the_dry_run_says_what_a_new_record_says_and_what_a_changed_one_changes(curator):
    upload(curator)
    page = press(curator, "check", publish="on")
    said = {line.field: line.before for line in page.context["told"][0].says}
    assert said["phones"] == ["919-555-0142"]
    press(curator, "write")
    curation.edit(Resource.objects.get(name="Harbor House"), by="Ben", values={"hours": "9-5", "description": "Here"})
    header = [*HEADER, "Description"]
    changed = [*HARBOR[:2], "919-555-0150", *HARBOR[3:], "There"]
    upload(curator, csv_of([changed, [*LANTERN, ""]], header))
    page = press(curator, "check", publish="on")
    (told,) = page.context["told"]
    assert {line.field: (line.before, line.after) for line in told.differs} == {
        "phones": (["919-555-0142"], ["919-555-0150"]), "description": (["Here"], ["There"]),
    }  # fmt: skip
    assert told.kept == {"description"}


class TestWhatItsStateDoesNotAllow:
    @pytest.mark.parametrize("button", ["write", "take-back", "again", "resume", "nonsense"])
    def test_is_not_done(self, curator, button):
        upload(curator)
        assert "Nothing was done" in text(press(curator, button))
        assert (batch().state, Resource.objects.exists()) == (State.UPLOADED, False)

    def test_a_second_import_waits_until_the_first_has_ended(self, curator):
        upload(curator)
        busy = Import.objects.create(file="big.csv", kind="csv", source="x", by="Ana", state=State.LANDING)
        places.beat(busy).touch()
        first = Import.objects.exclude(pk=busy.pk).get()
        page = curator.post(f"{IMPORTS}{first.pk}/", {"check": "1"}, follow=True)
        assert "Another import is at work: big.csv." in text(page)
        places.beat(busy).unlink()

    def test_an_unknown_import_is_not_found(self, curator):
        for path in ("999/", "999/take-back/", "999/problems.csv"):
            assert curator.get(f"{IMPORTS}{path}").status_code == 404


class TestWhileItWorks:
    def at_work(self, curator) -> Import:
        upload(curator)
        Import.objects.update(state=State.CHECKING, rows=200, done=50)
        return batch()

    def test_the_page_says_how_far_it_is_and_looks_again_by_itself(self, curator):
        one = self.at_work(curator)
        places.beat(one).touch()
        page = text(curator.get(f"{IMPORTS}{one.pk}/"))
        assert "50 of 200 rows" in page
        assert '<progress value="50" max="200"' in page
        assert 'http-equiv="refresh"' in page
        places.beat(one).unlink()

    def test_work_that_was_killed_is_noticed_and_goes_on(self, curator):
        one = self.at_work(curator)
        page = text(curator.get(f"{IMPORTS}{one.pk}/"))
        assert "The work has stopped" in page
        assert 'http-equiv="refresh"' not in page
        press(curator, "resume")
        assert (batch().state, batch().done) == (State.CHECKED, 2)

    def test_or_is_thrown_away(self, curator):
        one = self.at_work(curator)
        press(curator, "throw")
        assert (batch().state, places.path(one).exists()) == (State.THROWN, False)

    def test_nobody_takes_it_out_of_the_hands_of_who_works_on_it(self, curator):
        one = self.at_work(curator)
        places.beat(one).touch()
        for button in ("resume", "throw"):
            assert "The work goes on." in text(press(curator, button))
        assert batch().state == State.CHECKING
        places.beat(one).unlink()


def test_the_work_is_done_by_a_process_of_its_own(curator, settings, monkeypatch):
    started = []
    monkeypatch.setattr(work.subprocess, "Popen", lambda command, **options: started.append((command, options)))
    settings.IMPORTS_AT_ONCE = False
    upload(curator)
    page = press(curator, "check")
    ((command, options),) = started
    assert command[-2:] == ["work_on_import", str(batch().pk)]
    assert options["start_new_session"] is True
    assert 'http-equiv="refresh"' in text(page)
    call_command("work_on_import", str(batch().pk))
    assert batch().state == State.CHECKED


def test_every_page_takes_few_queries(curator, django_assert_max_num_queries):
    upload(curator, csv_of([[f"House {number}", *HARBOR[1:]] for number in range(60)]))
    for button in ("", "check", "write"):
        if button:
            press(curator, button, publish="on")
        for path in ("", f"{batch().pk}/"):
            with django_assert_max_num_queries(15):
                curator.get(f"{IMPORTS}{path}")
    with django_assert_max_num_queries(15):
        curator.get(f"{IMPORTS}{batch().pk}/take-back/")


def test_hsds_as_json_says_what_of_it_is_not_taken_over(curator):
    service = b'{"id": "ac148810-d857-441c-9679-408f346de14b", "name": "Harbor House", "status": "active", "fees": "",'
    service += b'"wait_time": "a week", "phones": [{"number": "888-373-7888"}],'
    service += b'"attributes": [{"link_type": "kind", "taxonomy_term": {"code": "hotline"}}]}'
    upload(curator, service, "services.json")
    press(curator, "check")
    page = text(curator.get(f"{IMPORTS}{batch().pk}/"))
    assert batch().kind == "hsds"
    assert "What the directory has no place for" in page
    assert "<dt>service.wait_time</dt><dd>1</dd>" in page

"""A file from upload to the directory and back: nothing half, nothing twice, nobody's edit lost."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from referrals import curation, release
from referrals.curation import check, record
from referrals.curation.changes import whole
from referrals.importing import checking, landing, layouts, places, takeback, work
from referrals.importing.choices import Known, folded
from referrals.importing.layouts import Layout
from referrals.importing.problems import Refused
from referrals.models import Change, Import, Organization, Resource, ResourceTerm, SourceRecord
from referrals.vocabulary import Curation, Method, Rejection

from .uploads import HARBOR, HEADER, LANTERN, ROWS, csv_of, put, zip_of

pytestmark = pytest.mark.django_db
SOURCE = "county list"
State = Import.State


@pytest.fixture(autouse=True)
def vocabulary(db):
    call_command("load_vocabulary", verbosity=0)


def quiet(done: int, total: int) -> None:
    """Nobody watches."""


def uploaded(rows=ROWS, *, publish: bool = True, header=HEADER, **said) -> Import:
    """A file whose columns mean what is guessed."""
    batch = Import.objects.create(file="list.csv", kind="csv", source=SOURCE, by="Ana", publish=publish)
    places.keep(batch, [csv_of(rows, header)])
    table = places.table(batch)
    layout = layouts.guess(table.header, list(table.rows()))
    layout.coverage = "local"
    for name, values in said.items():
        setattr(layout, name, values)
    batch.layout = layout.as_json()
    batch.save()
    return batch


def checked(*args, **kwargs) -> Import:
    batch = uploaded(*args, **kwargs)
    work.start(batch, State.CHECKING)
    batch.refresh_from_db()
    assert (batch.state, batch.trouble) == (State.CHECKED, "")
    return batch


def landed(*args, **kwargs) -> Import:
    batch = checked(*args, **kwargs)
    work.start(batch, State.LANDING)
    batch.refresh_from_db()
    assert (batch.state, batch.trouble) == (State.LIVE, "")
    return batch


def taken_back(batch: Import) -> Import:
    batch.undone_by = "Ben"
    batch.save()
    work.start(batch, State.LEAVING)
    batch.refresh_from_db()
    assert batch.state == State.UNDONE
    return batch


def outcomes(batch: Import) -> dict[str, str]:
    return {row.key: row.outcome for row in batch.lines.all()}


def notes(batch: Import) -> list[list[str]]:
    return [note for row in batch.lines.all() for note in row.notes]


def harbor(**changed) -> list[str]:
    return [changed.get(name, cell) for name, cell in zip(HEADER, HARBOR, strict=True)]


def of(name: str) -> record.Record:
    return record.of(whole().get(name=name))


class TestChecking:
    def test_writes_nothing_but_what_would_happen(self):
        batch = checked()
        assert outcomes(batch) == {"Harbor House | NC": "publish", "Lantern Legal | North Carolina": "publish"}
        assert not Resource.objects.exists()
        assert (batch.rows, batch.done) == (2, 2)

    def test_without_leave_to_publish_all_comes_to_review(self):
        assert set(outcomes(checked(publish=False)).values()) == {"review"}

    @pytest.mark.parametrize(
        ("changed", "field", "told"),
        [
            ({"Phone": "ask"}, "Phone", "expected a phone number in use"),
            ({"E-mail": "nobody"}, "E-mail", "expected an e-mail address"),
            ({"Website": "no site"}, "Website", "expected a web address"),
            ({"Type": "castle"}, "Type", "found “castle”: say what it means."),
            ({"Population": "Minors; Martians"}, "Population", "found “Martians”: say what it means."),
            ({"State": "Atlantis"}, "State", "found “Atlantis”: say what it means."),
            ({"Agency Name": ""}, "Agency Name", "expected a name, found nothing."),
            ({"Type": ""}, "Type", "expected a kind, found nothing"),
            ({"Agency Name": "x" * 251}, "Agency Name", "at most 250 characters"),
        ],
    )
    def test_what_cannot_be_read_is_refused_by_row_and_field(self, changed, field, told):
        batch = checked([harbor(**changed), LANTERN])
        row = batch.lines.get(outcome="refused")
        assert row.line == 2
        assert any(one == field and told in sentence for one, sentence in row.notes)
        assert batch.lines.exclude(outcome="refused").count() == 1

    def test_a_row_that_stands_twice_is_refused(self):
        assert "expected one row for “Harbor House | NC”, found it on line 2 too." in str(
            notes(checked([HARBOR, HARBOR]))
        )

    def test_a_value_means_what_the_curator_said(self):
        said = {"victim": {folded("Martians"): "men-boys", folded("Robots"): ""}}
        batch = checked([harbor(Population="Martians; Robots")], values=said)
        slugs = {term["slug"] for term in batch.lines.get().values["terms"]}
        assert slugs == {"men-boys", "mental-health", "case-management"}

    def test_what_the_directory_may_hold_already_comes_to_review_beside_it(self):
        landed()
        batch = Import.objects.get()
        batch.pk, batch.source = None, "another list"
        other = checked([harbor(**{"Agency Name": "HARBOR HSE.", "Phone": "919-555-0199"})])
        row = other.lines.get()
        assert (row.outcome, row.near[0][:2]) == ("review", ["harbor-house", "Harbor House"])

    def test_what_the_file_holds_twice_under_two_numbers_comes_to_review(self):
        rows = [["7", *HARBOR], ["8", "The Harbor House, Inc.", *HARBOR[1:]], ["9", *harbor(City="Cary")]]
        batch = checked(rows, header=["ID", *HEADER])
        assert outcomes(batch) == {"7": "publish", "8": "review", "9": "publish"}
        assert "Named like line 2 of the file, in the same place." in str(notes(batch))

    def test_who_asked_not_to_be_listed_is_never_suggested_again(self):
        landed()
        curation.reject(Resource.objects.get(name="Harbor House"), by="Ana", reason=Rejection.DO_NOT_LIST)
        SourceRecord.objects.all().delete()
        batch = checked([harbor(Phone="919-555-0177"), LANTERN])
        assert outcomes(batch)["Harbor House | NC"] == "turned"
        work.start(batch, State.LANDING)
        assert not Resource.objects.filter(name="Harbor House").exclude(curation=Curation.REJECTED).exists()
        assert outcomes(checked([harbor(Phone="919-555-0177")]))["Harbor House | NC"] == "same"

    def test_a_rejected_one_that_brings_another_number_comes_once_saying_so(self):
        landed()
        curation.reject(Resource.objects.get(name="Harbor House"), by="Ana", reason=Rejection.CLOSED)
        SourceRecord.objects.all().delete()
        batch = checked([harbor(Phone="919-555-0177")])
        assert outcomes(batch)["Harbor House | NC"] == "review"
        assert "now brings +19195550177" in str(notes(batch))

    def test_a_file_that_is_no_table_says_why(self):
        batch = uploaded()
        places.keep(batch, [b"Agency Name\r\n"])
        work.start(batch, State.CHECKING)
        batch.refresh_from_db()
        assert (batch.state, batch.trouble) == (State.UPLOADED, "list.csv: the file has a header and no rows.")


class TestLanding:
    def test_a_row_becomes_the_record_that_one_by_one_would_have_become(self):
        landed()
        one = whole().get(name="Harbor House")
        assert (one.curation, one.slug, one.verified_on) == (Curation.PUBLISHED, "harbor-house", None)
        kept = record.of(one)
        assert [row["number"] for row in kept["phones"]] == ["+19195550142"]
        assert kept["emails"][0]["address"] == "help@harbor.example.org"
        assert {term["slug"] for term in kept["terms"]} == {"mental-health", "case-management", "minors"}
        assert (kept["coverage"], kept["states"], kept["city"]) == ("local", ["NC"], "Durham")
        assert one.released == release.contact(one).packed()
        assert list(check.problems()) == []
        alone = curation.create(by="Ana", values=kept, source="other", key="x", published=True)
        assert record.of(whole().get(pk=alone.pk)) == kept
        keys = {row.key for row in alone.keys.all()}
        assert {row.key for row in one.keys.all()} == keys

    def test_it_is_found_and_says_where_it_came_from(self, client):
        landed()
        assert "Harbor House" in client.get("/?state=NC&need=case-management").content.decode()
        line = Change.objects.get(resource__name="Harbor House")
        assert (line.action, line.by, line.why) == ("create", "Ana", "county list: list.csv")
        assert SourceRecord.objects.get(key="Harbor House | NC").values == of("Harbor House")

    def test_what_waits_comes_to_review_with_the_reason(self):
        landed([harbor(Phone="", **{"E-mail": "", "Website": ""})])
        one = Resource.objects.get()
        assert (one.curation, one.released, one.note) == (
            Curation.SUGGESTED, None, "There is no way to reach it that is not in doubt.",
        )  # fmt: skip

    def test_a_shelter_keeps_its_place_whatever_the_list_says(self):
        header, row = [*HEADER, "Street", "Zip"], [*harbor(Type="Shelter or housing program"), "12 Main St", "27701"]
        landed([row], header=header, visibility="public")
        kept = of("Harbor House")
        assert (kept["city"], kept["address"]["visibility"]) == ("", "hidden")

    @pytest.mark.parametrize(("said", "shown"), [("hidden", "hidden"), ("city", "city"), ("public", "public")])
    def test_an_address_is_shown_as_far_as_the_curator_said(self, said, shown):
        landed([[*HARBOR, "12 Main St", "27701"]], header=[*HEADER, "Street", "Zip"], visibility=said)
        assert of("Harbor House")["address"]["visibility"] == shown

    def test_names_that_are_taken_get_an_address_of_their_own(self):
        rows = [harbor(State=state) for state in ("NC", "VA", "SC")]
        landed(rows)
        assert sorted(Resource.objects.values_list("slug", flat=True)) == [
            "harbor-house", "harbor-house-sc", "harbor-house-va",
        ]  # fmt: skip
        assert Organization.objects.filter(name="Harbor House").count() == 1

    def test_with_one_row_that_cannot_be_read_nothing_is_written(self):
        batch = checked([harbor(Phone="ask"), LANTERN])
        with pytest.raises(Refused, match="some rows cannot be read; nothing was written"):
            landing.land(batch, quiet)
        assert not Resource.objects.exists()

    def test_the_file_is_gone_once_it_is_in(self):
        batch = checked()
        places.log(batch).touch()
        work.start(batch, State.LANDING)
        assert list(places.folder().glob(f"{batch.pk}*")) == []


class TestAnHsdsPackage:
    def package(self, *ids: str) -> Import:
        services = "".join(f"{one},Harbor {n},active,h{n}@harbor.example.org\n" for n, one in enumerate(ids))
        batch = Import.objects.create(file="x.zip", kind="hsds", source="partner", by="Ana", publish=True)
        places.keep(batch, [zip_of({"services.csv": f"id,name,status,email\n{services}"})])
        layout = layouts.guess(places.table(batch).header, [])
        layout.kind = "legal-services"
        batch.layout = layout.as_json()
        batch.save()
        work.start(batch, State.CHECKING)
        work.start(batch, State.LANDING)
        return batch

    def test_keeps_its_ids_for_ever(self):
        one, other = "3f0a1c9e-8a1e-4f6e-9d0b-2f9f6a1c0001", "3f0a1c9e-8a1e-4f6e-9d0b-2f9f6a1c0002"
        self.package(one, other)
        assert {str(uuid) for uuid in Resource.objects.published().values_list("uuid", flat=True)} == {one, other}

    def test_an_id_that_is_none_or_is_taken_is_not_given(self):
        one = "3f0a1c9e-8a1e-4f6e-9d0b-2f9f6a1c0001"
        curation.create(by="Ana", values=record.blank(name="Other", kind="hotline"), source="x", key="y")
        Resource.objects.update(uuid=one)
        self.package(one, "17")
        assert Resource.objects.published().count() == 2
        assert Resource.objects.published().filter(uuid=one).count() == 0


class TestAgain:
    def test_the_same_file_changes_nothing(self):
        landed()
        before = Change.objects.count()
        batch = landed()
        assert set(outcomes(batch).values()) == {"same"}
        assert Change.objects.count() == before

    def test_what_the_list_changed_is_taken_over_and_what_was_edited_here_stays(self):
        landed()
        one = Resource.objects.get(name="Harbor House")
        curation.edit(one, by="Ben", values={"city": "Raleigh"})
        batch = landed([harbor(City="Cary", Phone="919-555-0150"), LANTERN])
        assert outcomes(batch)["Harbor House | NC"] == "changed"
        kept = of("Harbor House")
        assert (kept["city"], [row["number"] for row in kept["phones"]]) == ("Raleigh", ["+19195550150"])
        assert ["city", "differs; the edit made here stays"] in notes(batch)
        assert ["phones", "taken over"] in notes(batch)

    def test_what_columns_meant_is_remembered_for_the_list(self):
        batch = landed()
        kept = Layout.from_json(batch.layout)
        assert kept.fitting([*HEADER, "Fax"]).columns == kept.columns | {"Fax": "fax"}
        assert "Type" not in kept.fitting(HEADER[2:]).columns


class TestKilledHalfWay:
    def stopped(self, monkeypatch, batch: Import, after: int) -> None:
        """As if the process had been killed after so many steps."""
        steps = []

        def progress(done, total):
            steps.append(done)
            if len(steps) == after:
                raise KeyboardInterrupt

        batch.state = State.LANDING
        batch.save(update_fields=["state"])
        monkeypatch.setattr(landing, "AT_ONCE", 1)
        with pytest.raises(KeyboardInterrupt):
            landing.land(batch, progress)

    def test_nothing_of_it_is_seen_by_anybody(self, monkeypatch, client, curator):
        batch = checked()
        self.stopped(monkeypatch, batch, after=1)
        assert Resource.objects.filter(curation=Curation.STAGED).count() == 1
        public = ("/?state=NC", "/resources/harbor-house/", "/resources.csv?state=NC")
        desk = ("/curate/history/", "/curate/review/", "/curate/verify/", "/curate/records/harbor-house/",
                "/curate/records/harbor-house/edit/", "/admin/referrals/resource/", "/curate/gaps/")  # fmt: skip
        for reader, path in (*((client, path) for path in public), *((curator, path) for path in desk)):
            answer = reader.get(path)
            text = b"".join(answer.streaming_content) if answer.streaming else answer.content
            assert b"Harbor House" not in text, path

    def test_nobody_decides_about_it_either(self, monkeypatch, curator):
        batch = checked()
        self.stopped(monkeypatch, batch, after=1)
        staged = Resource.objects.get()
        seen = {f"seen-{staged.pk}": staged.revision, "seen": staged.revision}
        pressed = (
            ("review/harbor-house/", {"accept": "1"}),
            ("records/harbor-house/", {"retire": "1"}),
            ("records/harbor-house/edit/?field=name", {"name": "Harbor"}),
            ("records/harbor-house/relate/", {"kind": "renamed", "was": "Harbor Home"}),
            ("records/harbor-house/take-value/", {"field": "name", "source": "1"}),
            ("records/harbor-house/put-back/", {"field": "name", "change": "1"}),
        )
        for path, said in pressed:
            assert curator.post(f"/curate/{path}", seen | said).status_code == 404, path
        with pytest.raises(Resource.DoesNotExist):
            curation.publish(staged, by="curator")
        staged.refresh_from_db()
        assert (staged.curation, staged.released, staged.successions.exists()) == (Curation.STAGED, None, False)

    def test_it_goes_on_where_it_stopped_and_writes_nothing_twice(self, monkeypatch):
        batch = checked()
        self.stopped(monkeypatch, batch, after=1)
        landing.land(batch, quiet)
        assert sorted(Resource.objects.values_list("name", "curation")) == [
            ("Harbor House", "published"), ("Lantern Legal", "published"),
        ]  # fmt: skip
        assert list(check.problems()) == []

    def test_or_it_is_thrown_away_and_leaves_nothing(self, monkeypatch):
        batch = checked()
        self.stopped(monkeypatch, batch, after=1)
        landing.clear(batch)
        assert not Resource.objects.exists()
        assert not Organization.objects.exists()
        assert not SourceRecord.objects.exists()

    def test_a_check_begins_anew(self, monkeypatch):
        batch = uploaded()
        monkeypatch.setattr(checking, "AT_ONCE", 1)

        def progress(done, total):
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            checking.check(batch, progress)
        checking.check(batch, quiet)
        assert batch.lines.count() == 2


class TestTakenBack:
    def test_what_nobody_touched_is_gone_and_can_be_imported_anew(self, client):
        batch = taken_back(landed())
        assert not Resource.objects.exists()
        assert not SourceRecord.objects.exists()
        assert client.get("/resources/harbor-house/").status_code == 404
        assert "Harbor House" not in client.get("/?state=NC").content.decode()
        assert (batch.undone_by, batch.undone_at is not None) == ("Ben", True)
        landed()
        assert Resource.objects.published().count() == 2
        assert set(Resource.objects.values_list("slug", flat=True)) == {"harbor-house", "lantern-legal"}

    @pytest.mark.parametrize(
        "act",
        [
            lambda one: curation.edit(one, by="Ben", values={"hours": "9-5"}),
            lambda one: curation.verify(one, by="Ben", on=date(2026, 1, 2), how=Method.PHONE),
            lambda one: curation.create(
                by="Ben", values=record.blank(name="Other", kind="hotline"), source="x", key="y"
            ) and curation.merge(Resource.objects.get(name="Other"), into=one, by="Ben"),
        ],
        ids=["edited", "verified", "merged into"],
    )  # fmt: skip
    def test_what_somebody_worked_on_since_stays_and_is_said_first(self, act):
        batch = landed()
        act(Resource.objects.get(name="Harbor House"))
        said = takeback.preview(batch)
        assert (said.gone, said.staying, [line.resource.name for line in said.stay]) == (1, 1, ["Harbor House"])
        taken_back(batch)
        assert list(Resource.objects.published().values_list("name", flat=True)) == ["Harbor House"]

    def test_what_it_changed_in_others_is_as_before_unless_it_was_changed_again(self):
        landed()
        batch = landed([harbor(Phone="919-555-0150"), [*LANTERN[:2], "704-555-0160", *LANTERN[3:]]])
        lantern = Resource.objects.get(name="Lantern Legal")
        curation.edit(lantern, by="Ben", values={"phones": [{"number": "+17045550170"}]})
        said = takeback.preview(batch)
        assert (said.gone, said.changes, [line.resource.name for line in said.fixed]) == (0, 2, ["Lantern Legal"])
        taken_back(batch)
        assert [row["number"] for row in of("Harbor House")["phones"]] == ["+19195550142"]
        assert [row["number"] for row in of("Lantern Legal")["phones"]] == ["+17045550170"]

    def test_killed_between_it_goes_on(self):
        batch = landed()
        takeback.retire(batch, by="Ben")
        assert not Resource.objects.published().exists()
        taken_back(batch)
        assert not Resource.objects.exists()


def test_terms_of_a_row_are_those_of_the_vocabulary():
    landed()
    slugs = set(ResourceTerm.objects.values_list("term__slug", flat=True))
    known = Known.now()
    assert slugs <= known.of["need"].labels.keys() | known.of["victim"].labels.keys()


class TestTheCommand:
    def run(self, tmp_path, rows=ROWS, *options, **more) -> str:
        out, file = StringIO(), str(put(tmp_path, csv_of(rows)))
        call_command("import_directory", file, "--source", SOURCE, *options, stdout=out, **more)
        return out.getvalue()

    def test_a_list_is_imported_as_at_the_desk(self, tmp_path):
        said = self.run(tmp_path, ROWS, "--publish")
        assert "list.csv: 2 rows: 2 new: published." in said
        assert Resource.objects.published().count() == 2
        taken_back(Import.objects.get())
        assert not Resource.objects.exists()

    def test_a_dry_run_writes_nothing_and_leaves_nothing(self, tmp_path):
        assert "Dry run: nothing was written." in self.run(tmp_path, ROWS, "--dry-run")
        assert not Resource.objects.exists()
        assert not Import.objects.exists()

    def test_what_cannot_be_read_is_named_by_line_and_field_and_nothing_is_imported(self, tmp_path):
        with pytest.raises(CommandError, match=r"list.csv, line 2, Phone: expected a phone number") as error:
            self.run(tmp_path, [harbor(Phone="ask"), LANTERN])
        assert "Nothing was imported." in str(error.value)
        assert not Import.objects.exists()

    def test_a_mapping_is_shown_and_given(self, tmp_path):
        shown = json.loads(self.run(tmp_path, ROWS, "--show-mapping"))
        assert shown["columns"]["Agency Name"] == "name"
        shown["columns"]["Phone"] = ""
        kept = tmp_path / "mapping.json"
        kept.write_text(json.dumps(shown))
        self.run(tmp_path, ROWS, "--publish", "--mapping", str(kept))
        assert of("Harbor House")["phones"] == []

    @pytest.mark.parametrize("text", ["", "[]", '{"columns": {}, "more": 1}'])
    def test_what_is_no_mapping_is_refused(self, tmp_path, text):
        kept = tmp_path / "mapping.json"
        kept.write_text(text)
        with pytest.raises(CommandError, match="expected a mapping as --show-mapping prints it"):
            self.run(tmp_path, ROWS, "--mapping", str(kept))

    def test_a_file_that_is_not_there_is_named(self, tmp_path):
        with pytest.raises(CommandError, match=r"nowhere\.csv: the file cannot be read"):
            call_command("import_directory", str(tmp_path / "nowhere.csv"), "--source", SOURCE)
        assert not Import.objects.exists()

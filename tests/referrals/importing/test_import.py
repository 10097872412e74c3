"""Importing a table: a sentence for each problem, all of the file or nothing, and again no change."""

from contextlib import suppress
from datetime import date
from io import StringIO

import pytest
from django.core import serializers
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from referrals import curation, models, release
from referrals.curation.record import of
from referrals.importing import Refused, report, run
from referrals.models import Change, Resource, Revision, SourceRecord
from referrals.release import Audience
from referrals.vocabulary import Rejection
from tests.examples import examples

from .conftest import table

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded_vocabulary")]


def imported(*rows: dict) -> run.Plan:
    planned = run.plan("lines.csv", table(*rows))
    run.commit(planned, by="Ana")
    return planned


def one(name: str = "Harbor Line") -> Resource:
    return Resource.objects.get(name=name)


class TestProblems:
    @pytest.mark.parametrize(
        ("field", "cell", "expected"),
        [
            ("phone", "12345", "a phone number in use, NNN-NNN-NNNN, or a short code such as 988"),
            ("tty", "7111", "a phone number in use, NNN-NNN-NNNN, or a short code such as 988"),
            ("phone_extension", "x4", "digits only, such as 4104"),
            ("text_line", "SMS us", "an instruction such as “Text START to 88788” or “Text 800-422-4453”"),
            ("email", "info", "an e-mail address such as info@example.org"),
            ("website", "soon", "a web address such as https://example.org/help"),
            ("state", "XX", "a state code such as NC"),
            ("states_served", "Ohio", "a state code such as NC (did you mean OH?)"),
            ("scope", "county", "one of local, national, state"),
            ("victim_types", "sextrafficking", "the slug of a victim type (did you mean sex-trafficking?)"),
            ("needs", "minors", "the slug of a need"),
            ("serves_any_victim", "maybe", "one of no, yes"),
            ("languages", "spanisch", "a language such as Spanish, or interpreters (did you mean spanish?)"),
            ("source_url", "a book", "a web address such as https://example.org/help"),
            ("source_url", "file:a", "a web address or file:transcripts/NAME-YYYY-MM-DD.txt"),
            ("source_date", "July 2026", "a date as YYYY, YYYY-MM or YYYY-MM-DD"),
            ("doubt", "fax", "one of address, phone, record, website"),
        ],
    )
    def test_a_bad_cell_gives_one_sentence_and_nothing_is_imported(self, field, cell, expected):
        assert self.problems({field: cell}) == [f"lines.csv, line 3, {field}: expected {expected}, found “{cell}”."]

    @pytest.mark.parametrize(
        ("row", "sentence"),
        [
            ({"name": ""}, "name: expected a value, found nothing."),
            ({"kind": ""}, "kind: expected a value, found nothing."),
            ({"scope": ""}, "scope: expected a value, found nothing."),
            ({"name": "n" * 251}, f"name: expected at most 250 characters, found “{'n' * 60}…”."),
            ({"states_served": ""}, "states_served: expected a state code such as NC, found nothing."),
            ({"scope": "national"}, "states_served: expected nothing in a national row: it serves every state."),
            ({"phone": "", "phone_extension": "4"}, "phone_extension: expected nothing where there is no phone."),
        ],
    )
    def test_a_cell_that_does_not_fit_its_row_does_too(self, row, sentence):
        assert self.problems(row) == [f"lines.csv, line 3, {sentence}"]

    def problems(self, row: dict) -> list[str]:
        with pytest.raises(Refused) as caught:
            imported({"name": "Sound Line"}, row)
        assert not Resource.objects.exists()
        return [str(problem) for problem in caught.value.problems]

    def test_an_unknown_kind_names_those_there_are(self):
        with pytest.raises(Refused, match=r"line 2, kind: expected one of community-organization, .*, found “charity”"):
            imported({"kind": "charity"})

    def test_every_problem_of_a_file_is_named(self):
        with pytest.raises(Refused) as caught:
            imported({"phone": "1", "email": "2"}, {"name": "Sound Line", "state": "ZZ"})
        assert [(p.line, p.field) for p in caught.value.problems] == [(2, "email"), (2, "phone"), (3, "state")]

    def test_a_row_that_stands_twice_names_both_lines(self):
        with pytest.raises(Refused) as caught:
            imported({}, {"name": "Sound Line"}, {"name": "HARBOR line"})
        assert [str(p) for p in caught.value.problems] == [
            "lines.csv, line 4, name: expected one row for “HARBOR line | NC”, found it on line 2 too."
        ]

    def test_the_same_name_in_another_state_is_another_row(self):
        imported({}, {"state": "OH", "states_served": "OH"})
        assert Resource.objects.count() == 2

    def test_a_retired_term_can_no_longer_be_imported(self):
        models.Term.objects.filter(slug="sex-trafficking").update(retired=True)
        with pytest.raises(Refused, match="the slug of a victim type"):
            imported({})

    def test_the_command_prints_the_problems_and_fails(self, tmp_path):
        path = tmp_path / "lines.csv"
        path.write_bytes(table({"phone": "1"}))
        with pytest.raises(CommandError, match=r"lines\.csv, line 2, phone: .*\nNothing was imported\."):
            call_command("import_directory", str(path))

    def test_a_failure_half_way_leaves_nothing_behind(self, monkeypatch):
        create, calls = curation.create, []

        def fails_at_the_second(**values):
            calls.append(values)
            if len(calls) == 2:
                raise IntegrityError
            return create(**values)

        monkeypatch.setattr(curation, "create", fails_at_the_second)
        with pytest.raises(Refused, match=r"lines\.csv: the directory was changed by someone else meanwhile"):
            imported({}, {"name": "Sound Line"})
        assert not Resource.objects.exists()

    @settings(max_examples=examples(50), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.dictionaries(st.sampled_from(["name", "phone", "state", "zip", "languages", "source_url"]), st.text()))
    def test_no_cell_raises_anything_but_the_refusal(self, row):
        with suppress(Refused):
            assert run.plan("lines.csv", table(row)).rows == 1


class TestMapping:
    def test_other_spreadsheets_encodings_are_read(self):
        data = table({"name": "Línea Peñasco"}, delimiter=";", encoding="cp1252")
        assert run.plan("lines.csv", data).new[0].values["name"] == "Línea Peñasco"

    def test_digits_after_a_short_code_are_a_menu_key_and_else_an_extension(self):
        imported({"phone": "988", "phone_extension": "1"}, {"name": "Sound Line", "phone_extension": "4104"})
        assert one().phones.get().menu_key == "1"
        assert one("Sound Line").phones.get().extension == "4104"

    def test_a_bare_domain_is_a_link(self):
        imported({"website": "example.org/help"})
        assert one().links.get().url == "https://example.org/help"

    def test_a_doubtful_phone_is_withheld_with_its_tty_and_never_primary(self):
        imported({"doubt": "phone", "tty": "800-487-4889", "website": "https://example.org"})
        assert one().curation == "published"
        assert [(p.doubtful, p.primary) for p in one().phones.all()] == [(True, False), (True, False)]
        assert release.contact(one()).phones == ()

    @pytest.mark.parametrize(
        ("row", "why"),
        [
            ({"doubt": "record"}, "The whole record is in doubt: contact the agency first."),
            ({"doubt": "phone"}, "There is no way to reach it that is not in doubt."),
            ({"phone": ""}, "There is no way to reach it that is not in doubt."),
        ],
    )
    def test_a_row_that_cannot_be_published_waits_in_review_and_says_why(self, row, why):
        planned = imported(row)
        assert one().curation == "suggested"
        assert list(report.lines(planned)) == [
            "lines.csv: 1 row: 0 published, 1 in review, 0 changed, 0 unchanged.",
            f"  in review: Harbor Line | NC: {why}",
        ]

    def test_notes_are_never_read(self):
        planned = imported({"notes": "CANARY 919-555-0100"})
        kept = serializers.serialize(
            "json", [*Resource.objects.all(), *SourceRecord.objects.all(), *Change.objects.all()]
        )
        assert "CANARY" not in repr(planned) + kept
        assert "555" not in repr(planned) + kept

    PLACE = {"street": "12 Canary Lane", "city": "Durham", "zip": "27701", "scope": "local"}

    def test_an_office_may_be_found(self):
        imported(self.PLACE)
        assert release.address(one(), Audience.VISITOR).street == "12 Canary Lane"
        assert release.contact(one()).city == "Durham"

    @pytest.mark.parametrize(
        "row",
        [
            {"kind": "shelter-program"},
            {"needs": "emergency-shelter"},
            {"needs": "transitional-housing"},
            {"needs": "information-referral|residential-program"},
        ],
    )
    def test_a_place_that_shelters_people_is_hidden_with_its_city(self, row):
        imported(self.PLACE | row)
        assert one().address.visibility == "hidden"
        assert one().city == ""
        assert "Durham" not in str(one().released)
        assert release.address(one(), Audience.PROVIDER) is None

    @pytest.mark.parametrize("row", [{"zip": "277"}, {"city": ""}, {"doubt": "address"}])
    def test_a_malformed_or_doubtful_place_is_hidden(self, row):
        imported(self.PLACE | row)
        assert one().address.visibility == "hidden"

    @pytest.mark.parametrize(
        ("cell", "codes", "interpretation"),
        [
            ("English|Español", ["en", "es"], "unknown"),
            ("200+ languages", [], "yes"),
            ("Spanish|interpreters", ["es"], "yes"),
            ("English|others", ["en"], "unknown"),
            ("American Sign Language", ["ase"], "unknown"),
            ("", [], "unknown"),
        ],
    )
    def test_languages_by_any_name_and_interpreters_apart(self, cell, codes, interpretation):
        values = run.plan("lines.csv", table({"languages": cell})).new[0].values
        assert (values["languages"], values["interpretation"]) == (codes, interpretation)

    @pytest.mark.parametrize(
        ("hours", "always"), [("24/7", True), ("24 hours", True), ("Mon-Fri 9-5", None), ("", None)]
    )
    def test_always_open_only_where_the_hours_say_so(self, hours, always):
        values = run.plan("lines.csv", table({"hours": hours})).new[0].values
        assert (values["hours"], values["always_open"]) == (hours, always)

    def test_cost_is_never_guessed(self):
        assert run.plan("lines.csv", table({"kind": "legal-services"})).new[0].values["cost"] == "cost-unknown"

    def test_an_acronym_in_the_name_is_an_alias_but_none_of_a_parent(self):
        own = {"name": "Harbor Aid (HARB)"}
        imported(own, {"name": "Sound Program (SNDP)", "parent_organization": "State of NC"})
        assert of(one("Harbor Aid (HARB)"))["aliases"] == ["HARB"]
        assert of(one("Sound Program (SNDP)"))["aliases"] == []
        assert one("Sound Program (SNDP)").organization.name == "State of NC"


class TestAgain:
    def numbers(self) -> tuple[int, int]:
        return Revision.objects.now().number, Change.objects.count()

    def test_the_same_file_changes_nothing(self):
        imported({}, {"name": "Sound Line", "doubt": "record"})
        before = self.numbers()
        assert report.summary(imported({}, {"name": "Sound Line", "doubt": "record"})) == (
            "lines.csv: 2 rows: 0 published, 0 in review, 0 changed, 2 unchanged."
        )
        assert self.numbers() == before

    def test_a_dry_run_says_what_it_would_do_and_writes_nothing(self, tmp_path):
        imported({}, {"name": "Old Line"})
        before, out = self.numbers(), StringIO()
        path = tmp_path / "lines.csv"
        path.write_bytes(table({"hours": "24/7"}, {"name": "Sound Line"}, {"name": "Reef Line", "doubt": "record"}))
        call_command("import_directory", str(path), "--dry-run", stdout=out)
        assert out.getvalue().splitlines() == [
            "lines.csv: 3 rows: 1 published, 1 in review, 1 changed, 0 unchanged.",
            "  new: Sound Line | NC",
            "  in review: Reef Line | NC: The whole record is in doubt: contact the agency first.",
            "  changed: Harbor Line | NC: always_open, hours",
            "  no longer in the file, left as it is: Old Line | NC",
            "Dry run: nothing was written.",
        ]
        assert self.numbers() == before

    def test_what_changed_in_the_file_alone_is_taken_over(self):
        imported({})
        imported({"phone": "919-828-2502"})
        assert one().phones.get().number == "+19198282502"
        assert one().curation == "published"

    def test_what_a_curator_changed_stays(self):
        imported({"description": "Old."})
        curation.edit(one(), by="Ben", values={"description": "Ours."})
        planned = imported({"description": "Theirs.", "hours": "24/7"})
        assert list(report.lines(planned))[1:] == [
            "  changed: Harbor Line | NC: always_open, hours; kept the edit made here to description"
        ]
        assert (one().description, one().hours) == ("Ours.", "24/7")
        assert imported({"description": "Theirs.", "hours": "24/7"}).unchanged == 1

    def test_a_verification_survives(self):
        imported({})
        curation.verify(one(), by="Ben", on=date(2026, 11, 1), how="phone")
        imported({"hours": "24/7"})
        assert one().verified_by == "Ben"

    def test_what_left_the_file_is_reported_and_left(self):
        imported({}, {"name": "Sound Line"})
        assert imported({}).vanished == ["Sound Line | NC"]
        assert one("Sound Line").curation == "published"

    def test_a_published_row_the_source_now_doubts_goes_back_to_review(self):
        imported({})
        planned = imported({"doubt": "record"})
        assert one().curation == "suggested"
        assert "back in review: The whole record is in doubt" in list(report.lines(planned))[1]

    def test_a_doubt_that_is_gone_publishes_nothing_by_itself(self):
        imported({"doubt": "record"})
        imported({})
        assert (one().curation, one().in_doubt) == ("suggested", False)

    def test_no_import_unhides_a_place(self):
        place = TestMapping.PLACE
        imported(place | {"needs": "emergency-shelter"})
        imported(place | {"needs": "information-referral", "street": "13 Canary Lane"})
        assert (one().address.visibility, one().city) == ("hidden", "")
        imported(place | {"name": "Sound Line", "doubt": "address"})
        imported(place | {"name": "Sound Line"})
        assert one("Sound Line").address.visibility == "hidden"

    def test_a_place_that_begins_to_shelter_people_is_hidden_at_once(self):
        imported(TestMapping.PLACE)
        curation.edit(one(), by="Ben", values={"city": "Raleigh"})
        imported(TestMapping.PLACE | {"kind": "shelter-program"})
        assert (one().address.visibility, one().city, one().curation) == ("hidden", "", "published")

    def test_a_merged_row_follows_to_the_survivor(self):
        imported({}, {"name": "Sound Line"})
        curation.merge(one("Sound Line"), into=one(), by="Ben")
        assert imported({}, {"name": "Sound Line"}).unchanged == 2
        imported({}, {"name": "Sound Line", "hours": "24/7"})
        assert one().hours == "24/7"

    def test_a_row_turned_down_before_is_not_published(self):
        imported({})
        curation.reject(one(), by="Ben", reason=Rejection.DO_NOT_LIST)
        SourceRecord.objects.all().delete()
        planned = imported({})
        assert planned.in_review[0].rejected
        assert not Resource.objects.published().exists()
        assert imported({}).unchanged == 1

    def test_a_row_that_may_be_a_record_already_here_waits_beside_it(self):
        imported({})
        SourceRecord.objects.update(source="another list")
        planned = imported({"name": "The Harbor Line, Inc."})
        assert planned.in_review[0].waits == ("It may be the record already here: Harbor Line.",)
        assert one("The Harbor Line, Inc.").may_be == one()

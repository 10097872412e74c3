"""The vocabulary's files, the closed lists in code, and the rows they become."""

import csv
import shutil

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from referrals.importing import Refused, vocabulary
from referrals.models import Language, PmtTerm, Term
from referrals.vocabulary import FOR_PROVIDERS, SHELTERING_NEEDS, Cost, Kind, State

SHIPPED = settings.FIXTURES_DIR / "vocabulary"


def shipped(file: str) -> list[dict]:
    with (SHIPPED / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture
def folder(tmp_path):
    """A copy of the shipped files, to be spoiled."""
    return shutil.copytree(SHIPPED, tmp_path / "vocabulary")


def replace(folder, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


class TestClosedLists:
    def test_kinds(self):
        assert [(kind.value, kind.label) for kind in Kind] == [(r["slug"], r["label"]) for r in shipped("kinds.csv")]

    def test_costs(self):
        assert [(cost.value, cost.label) for cost in Cost] == [(r["slug"], r["label"]) for r in shipped("costs.csv")]

    def test_states(self):
        listed = {r["code"]: r["name"] for r in shipped("states.csv") if r["kind"] not in {"nationwide", "abroad"}}
        assert {state.value: state.label for state in State} == {
            c: n for c, n in listed.items() if c not in {"US", "INTL"}
        }

    def test_kinds_for_providers_are_those_not_for_clients(self):
        assert {r["slug"] for r in shipped("kinds.csv") if r["client_facing"] == "n"} == FOR_PROVIDERS

    def test_sheltering_needs_are_needs(self):
        assert {r["slug"] for r in shipped("needs.csv")} >= SHELTERING_NEEDS


@pytest.mark.django_db
class TestLoading:
    def test_every_row_of_the_files_is_there(self):
        assert str(vocabulary.load(SHIPPED)) == "Vocabulary: 245 rows added, 0 changed, 0 terms retired."
        facets = [("victim", 34), ("need", 47), ("kind", 12), ("cost", 5)]
        assert [(facet, Term.objects.of(facet).count()) for facet, _ in facets] == facets
        assert (Language.objects.count(), PmtTerm.objects.count()) == (78, 69)

    def test_a_term_is_whole(self):
        vocabulary.load(SHIPPED)
        term = Term.objects.get(slug="csec")
        assert (term.group, term.tier, term.parent) == ("form", "core", Term.objects.get(slug="sex-trafficking"))
        assert {pmt.label for pmt in term.pmt.all()} == {"Human Trafficking: Sex", "Child Pornography"}
        assert Term.objects.get(slug="sex-trafficking").parent.slug == "human-trafficking"
        assert Term.objects.get(slug="safety-planning").pmt.filter(code__in=["A4", "C1"]).count() == 2
        assert Term.objects.get(slug="training-tool").tier == "provider"

    def test_a_label_on_two_federal_lists_is_that_of_the_axis(self):
        vocabulary.load(SHIPPED)
        assert Term.objects.get(slug="other-crime").pmt.get(label="Other").list == "victimization_type"

    def test_again_changes_nothing(self, capsys):
        call_command("load_vocabulary")
        call_command("load_vocabulary")
        assert capsys.readouterr().out.splitlines()[1:] == ["Vocabulary: nothing to change."]

    def test_a_changed_term_is_changed(self, folder):
        vocabulary.load(SHIPPED)
        replace(folder, "costs.csv", "Charge set by ability to pay.", "By income.")
        assert str(vocabulary.load(folder)) == "Vocabulary: 0 rows added, 1 changed, 0 terms retired."
        assert Term.objects.get(slug="sliding-scale").definition == "By income."

    def test_a_missing_term_is_retired_and_comes_back(self, folder):
        vocabulary.load(SHIPPED)
        replace(folder, "costs.csv", "fee,Fee charged", "toll,Toll charged")
        assert str(vocabulary.load(folder)) == "Vocabulary: 1 rows added, 0 changed, 1 terms retired."
        assert Term.objects.get(slug="fee").retired
        vocabulary.load(SHIPPED)
        assert not Term.objects.get(slug="fee").retired
        assert Term.objects.get(slug="toll").retired


@pytest.mark.django_db
class TestBadFiles:
    @pytest.mark.parametrize(
        ("file", "old", "new", "problem"),
        [
            ("costs.csv", "fee,Fee", "Fee!,Fee", "line 5, slug: expected a slug such as legal-services"),
            ("costs.csv", "fee,Fee", "hotline,Fee", "line 5, slug: expected a slug used once in all files"),
            ("costs.csv", "fee,Fee charged", "fee,", "line 5, label: expected a value, found nothing."),
            ("needs.csv", ",,core", ",,main", "line 2, tier: expected one of core, detail, extended, provider"),
            ("needs.csv", ",,core", ",crisis,core", "line 2, parent: expected the slug of a broader term"),
            (
                "needs.csv",
                "C2,NHTH",
                "C22,NHTH",
                "line 2, pmt_codes: expected a code of pmt_terms.csv (did you mean C2?)",
            ),
            ("languages.csv", "es,es,es", "en,es,es", "line 3, bcp47: expected one row for “en”, found it again."),
            ("languages.csv", "core,20", "core,two", "line 3, sort: expected a whole number from 0 to 32767"),
            ("pmt_terms.csv", "victimization_type", "victims", "line 2, list: expected one of service, special"),
            ("kinds.csv", "hsds_level", "level", "line 1, level: the header has a column that is not known"),
        ],
    )
    def test_a_bad_cell_is_named_and_nothing_is_loaded(self, folder, file, old, new, problem):
        replace(folder, file, old, new)
        with pytest.raises(Refused) as caught:
            vocabulary.load(folder)
        assert any(str(found).startswith(f"{file}, {problem}") for found in caught.value.problems)
        assert not any(model.objects.exists() for model in (Term, Language, PmtTerm))

    def test_a_missing_file_is_named(self, folder):
        (folder / "languages.csv").unlink()
        with pytest.raises(CommandError, match=r"languages\.csv: the file cannot be read .*\nNothing was loaded\."):
            call_command("load_vocabulary", str(folder))

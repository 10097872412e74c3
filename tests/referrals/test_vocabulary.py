"""The vocabulary's files, the closed lists in code, and the rows they become."""

import csv
import shutil

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils.translation import override

from referrals.importing import Refused, vocabulary
from referrals.lexicon import Lexicon, fold
from referrals.models import Language, PmtTerm, Term
from referrals.vocabulary import FOR_PROVIDERS, SHELTERING_NEEDS, Cost, Kind, State, by_label

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
        replace(folder, "es.csv", "\nfee,", "\ntoll,")
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
            ("es.csv", "\nfree,", "\nfre,", "line 95, slug: expected the slug of a term (did you mean free?)"),
            ("es.csv", "\nfree,", "\nfre,", "slug: expected a row for “free”, found none."),
            ("es.csv", "\nfree,", "\nfee,", "line 98, slug: expected one row for “fee”, found it again."),
            ("es.csv", "\nfree,", "\n,", "line 95, slug: expected a value, found nothing."),
            ("es.csv", "\nfree,Gratis", "\nfree,", "line 95, label: expected a value, found nothing."),
            ("es.csv", "Sin ningún cobro para la persona.", "", "line 95, definition: expected a value"),
            ("es.csv", "definition", "meaning", "line 1, definition: the column is missing from the header."),
            ("es_languages.csv", "\nvi,", "\nvo,", "line 7, bcp47: expected a code of languages.csv"),
            ("es_languages.csv", "\nvi,", "\nvo,", "bcp47: expected a row for “vi”, found none."),
            ("es_languages.csv", "vi,vietnamita", "vi,", "line 7, label: expected a value, found nothing."),
        ],
    )
    def test_a_bad_cell_is_named_and_nothing_is_loaded(self, folder, file, old, new, problem):
        replace(folder, file, old, new)
        with pytest.raises(Refused) as caught:
            vocabulary.load(folder)
        assert any(str(found).startswith(f"{file}, {problem}") for found in caught.value.problems)
        assert not any(model.objects.exists() for model in (Term, Language, PmtTerm))

    def test_a_header_without_its_column_is_one_problem(self, folder):
        replace(folder, "es.csv", "slug,label", "key,label")
        with pytest.raises(Refused) as caught:
            vocabulary.load(folder)
        assert {found.line for found in caught.value.problems} == {1}

    def test_translations_are_not_missed_where_what_they_translate_is_broken(self, folder):
        replace(folder, "costs.csv", "fee,Fee", "Fee!,Fee")
        with pytest.raises(Refused) as caught:
            vocabulary.load(folder)
        assert {found.file for found in caught.value.problems} == {"costs.csv"}

    def test_a_missing_file_is_named(self, folder):
        (folder / "languages.csv").unlink()
        with pytest.raises(CommandError, match=r"languages\.csv: the file cannot be read .*\nNothing was loaded\."):
            call_command("load_vocabulary", str(folder))


@pytest.mark.django_db
class TestOtherLanguages:
    def test_a_term_has_its_spanish(self):
        vocabulary.load(SHIPPED)
        term = Term.objects.get(slug="human-trafficking")
        spanish = term.translations["es"]
        assert spanish.keys() == {"label", "definition", "synonyms", "weak_synonyms"}
        assert "víctimas de trata" in spanish["synonyms"]
        assert "trata" in spanish["weak_synonyms"]

    def test_a_label_is_english_where_there_is_no_translation(self):
        vocabulary.load(SHIPPED)
        term, language = Term.objects.get(slug="free"), Language.objects.get(bcp47="vi")
        assert [term.label_in("es"), term.label_in("en"), term.label_in("fr")] == ["Gratis", "Free", "Free"]
        assert [language.label_in("es"), language.label_in("fr")] == ["vietnamita", "Vietnamese"]

    def test_a_third_language_is_two_files_more(self, folder):
        for file in ("es.csv", "es_languages.csv"):
            (folder / file.replace("es", "fr", 1)).write_bytes((folder / file).read_bytes())
        replace(folder, "fr.csv", "\nfree,Gratis", "\nfree,Gratuit")
        vocabulary.load(folder)
        assert Term.objects.get(slug="free").label_in("fr") == "Gratuit"
        assert Term.objects.get(slug="free").label_in("es") == "Gratis"
        assert Language.objects.get(bcp47="vi").label_in("fr") == "vietnamita"

    def test_a_region_may_have_words_of_its_own_and_else_takes_those_of_its_language(self, folder):
        for file in ("es.csv", "es_languages.csv"):
            (folder / file.replace("es", "es-pr", 1)).write_bytes((folder / file).read_bytes())
        replace(folder, "es-pr.csv", "\nfree,Gratis", "\nfree,De gratis")
        vocabulary.load(folder)
        term = Term.objects.get(slug="free")
        assert [term.label_in(code) for code in ("es", "es-pr", "es-mx", "pt-br")] == [
            "Gratis", "De gratis", "Gratis", "Free",
        ]  # fmt: skip

    def test_a_language_whose_files_are_gone_is_gone(self, folder):
        vocabulary.load(SHIPPED)
        (folder / "es.csv").unlink()
        (folder / "es_languages.csv").unlink()
        assert str(vocabulary.load(folder)) == "Vocabulary: 0 rows added, 176 changed, 0 terms retired."
        assert Term.objects.get(slug="free").translations == {}

    def test_words_of_another_language_are_read_only_when_asked_for(self):
        vocabulary.load(SHIPPED)
        plain = Term.objects.current().as_lexicon()
        spanish = Term.objects.current().as_lexicon(languages=("es",))
        assert [(term.label, len(term.synonyms)) for term in plain] == [
            (term.label, len(term.synonyms)) for term in Term.objects.current()
        ]
        assert not Lexicon(plain).find("un refugio para ella")
        assert {hit.term.slug for hit in Lexicon(spanish).find("un refugio para ella")} == {
            "emergency-shelter",
            "shelter-program",
        }
        assert {term.slug for term in spanish} == {term.slug for term in plain}

    def test_a_language_nobody_translated_adds_nothing(self):
        vocabulary.load(SHIPPED)
        assert Term.objects.current().as_lexicon(languages=("fr",)) == Term.objects.current().as_lexicon()

    def test_a_language_is_found_by_its_spanish_name(self):
        vocabulary.load(SHIPPED)
        vietnamese = Language.objects.get(bcp47="vi")
        assert vietnamese.as_lexicon().synonyms == ("Tiếng Việt",)
        assert vietnamese.as_lexicon(languages=("es",)).synonyms == ("Tiếng Việt", "vietnamita")


class TestSpanishFiles:
    FACETS = ("victim_types.csv", "needs.csv", "kinds.csv", "costs.csv")
    EVERYDAY = frozenset("ayuda casa casas persona personas caso casos trabajo hombre mujer papeles corte".split())

    def test_every_term_has_a_label_and_a_definition(self):
        rows = {row["slug"]: row for row in shipped("es.csv")}
        assert list(rows) == [row["slug"] for file in self.FACETS for row in shipped(file)]
        assert all(row["label"] and row["definition"] for row in rows.values())

    def test_every_language_has_a_name(self):
        rows = {row["bcp47"]: row["label"] for row in shipped("es_languages.csv")}
        assert list(rows) == [row["bcp47"] for row in shipped("languages.csv")]
        assert all(rows.values())

    @pytest.mark.parametrize("file", FACETS)
    def test_a_spanish_word_stands_for_one_term_of_a_facet(self, file):
        english = {row["slug"]: row for row in shipped(file)}
        spanish = [row for row in shipped("es.csv") if row["slug"] in english]
        owners: dict[str, set[str]] = {}
        for row in spanish:
            for word in self.entries(row):
                owners.setdefault(word, set()).add(row["slug"])
        for row in english.values():
            for word in self.entries(row) & owners.keys():
                owners[word].add(row["slug"])
        assert {word: slugs for word, slugs in owners.items() if len(slugs) > 1} == {}

    def test_no_everyday_word_is_enough(self):
        assert not [row["slug"] for row in shipped("es.csv") if self.entries(row) & self.EVERYDAY]

    @pytest.mark.parametrize("file", ["es.csv", "es_languages.csv"])
    def test_no_entry_is_listed_twice_in_a_row(self, file):
        for row in shipped(file):
            entries = [row["label"], *row["synonyms"].split("|"), *row.get("weak_synonyms", "").split("|")]
            words = [word if word.isupper() else fold(word) for word in entries if word]
            assert len(words) == len(set(words)), row

    @staticmethod
    def entries(row: dict) -> set[str]:
        return {fold(word) for word in (row["label"], *row["synonyms"].split("|")) if word}


def reads(*languages: str) -> Lexicon:
    """Every term with its words in these languages, straight from the files."""
    fields = ("facet", "slug", "label", "synonyms", "weak_synonyms", "translations")
    terms = [Term(**{field: row[field] for field in fields}) for row in vocabulary.read(SHIPPED).terms]
    return Lexicon([term.as_lexicon(languages=languages) for term in terms])


@pytest.fixture(scope="module")
def reader():
    return reads("es")


class TestReadingSpanish:
    @pytest.mark.parametrize(
        ("text", "strong"),
        [
            ("mujer víctima de trata en Houston, no tiene papeles", {"human-trafficking", "undocumented"}),
            ("busca un albergue para ella y sus hijos", {"emergency-shelter", "shelter-program"}),
            ("necesita un abogado de inmigración gratis", {"immigration-relief", "legal-services", "free"}),
            ("NECESITA UN ABOGADO DE INMIGRACION", {"immigration-relief", "legal-services"}),
            ("quiere pedir la visa T", {"t-visa"}),
            ("jornaleros a los que no les pagan", {"migrant-workers", "employment-rights"}),
            ("menores no acompañados", {"unaccompanied-children"}),
            ("no habla inglés", {"limited-english"}),
            ("clases de inglés sin costo", {"education-esl", "free"}),
            ("su esposo le pega y quiere una orden de restricción", {"domestic-violence", "protective-order"}),
            ("un joven que huyó de su casa", {"homeless-runaway"}),
            ("consejería después de una violación", {"mental-health", "sexual-assault"}),
        ],
    )
    def test_spanish_is_read_as_it_is_written(self, reader, text, strong):
        assert {hit.term.slug for hit in reader.find(text) if not hit.weak} == strong

    @pytest.mark.parametrize(
        "text",
        [
            "se trata de personas que buscan ayuda",  # "it is about", not trafficking
            "una violación de sus derechos",  # a violation, not rape
            "vive en un asilo de ancianos",  # a nursing home, not asylum
            "una casa con un patio",
        ],
    )
    def test_words_with_another_meaning_are_not_read(self, reader, text):
        assert not [hit for hit in reader.find(text) if not hit.weak]

    def test_an_english_text_says_nothing_in_spanish(self, reader):
        """Not one entry is spelled like a word of the forum's that means something else."""
        text = next((settings.FIXTURES_DIR / "transcripts").glob("*.txt")).read_text("utf-8")
        english, both = (
            [(hit.start, hit.end, hit.term.slug, hit.weak) for hit in one.find(text)] for one in (reads(), reader)
        )
        assert both == english


class TestReadingEnglish:
    @pytest.mark.parametrize(
        ("text", "strong"),
        [
            ("lawyer for immigration", {"immigration-relief"}),
            ("an asylum attorney", {"asylum", "legal-services"}),
            ("she was kicked out and needs somewhere to stay", {"homeless-runaway", "emergency-shelter"}),
            ("record expungement", {"criminal-record-relief"}),
            ("nanny, her employer took her passport", {"migrant-workers", "labor-trafficking"}),
            ("bus tickets and a phone card", {"transportation", "food-clothing"}),
            ("wage claims for day laborers", {"employment-rights", "migrant-workers"}),
            ("rape crisis counselors", {"sexual-assault", "victim-services", "mental-health"}),
            ("worked in a massage parlor", {"sex-trafficking"}),
            ("mugging", {"other-crime"}),
        ],
    )
    def test_everyday_words_are_read(self, text, strong):
        assert {hit.term.slug for hit in reads().find(text) if not hit.weak} == strong


def test_a_list_of_states_follows_their_names_in_the_language_of_the_page():
    with override("en"):
        assert [name for _code, name in by_label(State)][:3] == ["Alabama", "Alaska", "American Samoa"]
        assert [code for code, _name in by_label(State)][-1] == "WY"
    with override("es"):
        names = [name for _code, name in by_label(State)]
    assert names.index("Míchigan") < names.index("Minnesota") < names.index("Nueva York")
    assert sorted(code for code, _name in by_label(State)) == sorted(State.values)

"""Catalogues: everything that code and templates say is translated in each, whole and with its placeholders."""

import csv
import os
import re
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.utils import translation

from referrals.language import shipped
from referrals.search.dictionary import NoDictionary
from referrals.search.reading import read
from referrals.terms import state_terms
from referrals.vocabulary import Cost, Kind, State, english, label
from tools import catalogues, messages
from tools.messages import Message

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}|#(?= )")
PATHS = list(catalogues.catalogues())


@pytest.fixture(scope="module", params=PATHS, ids=lambda path: path.parts[-3])
def catalogue(request):
    return polib.pofile(str(request.param))


def forms(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def test_there_is_a_catalogue_in_spanish():
    assert "es" in [path.parts[-3] for path in PATHS]


def test_a_catalogue_has_every_text_and_no_other(catalogue):
    """`make messages` brings it up to date."""
    there = [Message(entry.msgid, entry.msgid_plural, entry.msgctxt or "") for entry in catalogue]
    assert there == list(messages.messages())


def test_every_text_is_translated(catalogue):
    assert [entry.msgid for entry in catalogue if not all(forms(entry)) or entry.fuzzy or entry.obsolete] == []


def test_what_counts_has_every_plural_of_the_language(catalogue):
    plurals = int(re.search(r"nplurals=(\d)", catalogue.metadata["Plural-Forms"])[1])
    assert {len(entry.msgstr_plural) for entry in catalogue if entry.msgid_plural} == {plurals}


def test_a_translation_has_the_placeholders_of_its_text(catalogue):
    lost = [
        (entry.msgid, form)
        for entry in catalogue
        for form in forms(entry)
        if set(PLACEHOLDER.findall(form)) != set(PLACEHOLDER.findall(entry.msgid))
    ]
    assert lost == []


def test_a_translation_begins_and_ends_as_its_text_does(catalogue):
    """Capital or not, a full stop or none: a sentence stays one."""
    ends = (".", ":", "?")
    other = [
        (entry.msgid, form)
        for entry in catalogue
        for form in forms(entry)
        if (entry.msgid[0].isalpha() and form[0].isalpha() and entry.msgid[0].islower() != form[0].islower())
        or entry.msgid.endswith(ends) != form.endswith(ends)
    ]  # fmt: skip
    assert other == []


def test_a_catalogue_names_its_language_and_no_lines(catalogue):
    assert catalogue.metadata["X-Language-Name"]
    assert {line for entry in catalogue for _, line in entry.occurrences} == {""}


def test_kinds_and_costs_are_called_what_the_vocabulary_calls_them():
    with (settings.FIXTURES_DIR / "vocabulary" / "es.csv").open(encoding="utf-8", newline="") as file:
        labels = {row["slug"]: row["label"] for row in csv.DictReader(file)}
    with translation.override("es"):
        for choices in (Kind, Cost):
            assert {value: label(choices, value) for value in choices.values} == {v: labels[v] for v in choices.values}


def test_a_state_is_found_by_the_name_that_is_shown():
    terms = state_terms()
    with translation.override("es"):
        names = {code: label(State, code) for code in State.values}
    found = {code: read(f"abogado en {name}", terms, NoDictionary()) for code, name in names.items()}
    misread = {
        names[code] for code, said in found.items() if [one.slug for one in said.read if one.facet == "state"] != [code]
    }
    assert misread == {"Washington"}  # which the page asks about, in English too


def test_what_is_compared_or_kept_is_english_on_every_page():
    with translation.override("es"):
        assert english(State)["NC"] == "North Carolina"
        assert "Carolina del Norte" not in [term.label for term in state_terms()]


class TestExtracting:
    """What counts as a text."""

    def test_code_may_call_the_functions_of_django_what_it_likes(self):
        source = (
            "from django.utils.translation import gettext as _, ngettext, pgettext as says\n"
            "_('one'); _('tw' 'o'); ngettext('%(n)s cat', '%(n)s cats', n); says('month', 'May')\n"
        )
        assert set(messages.in_code(source)) == {
            Message("one"), Message("two"), Message("%(n)s cat", "%(n)s cats"), Message("May", context="month"),
        }  # fmt: skip

    def test_functions_of_others_are_left_alone(self):
        assert (
            list(messages.in_code("import gettext\nfrom x import gettext as _\n_('one'); gettext.gettext('two')")) == []
        )

    def test_a_text_that_is_not_written_out_is_an_error(self):
        with pytest.raises(KeyError):
            list(messages.in_code("from django.utils.translation import gettext as _\n_(f'{a} b')"))

    def test_templates_say_it_in_tags_and_filters(self):
        template = (
            "{% translate 'It\\'s (so)' %}{% translate \"May\" context \"month\" %}{{ _('yes') }}"
            "{% blocktranslate with a=b %}{{ a }}, please{% endblocktranslate %}{% include 'x' with y=_('no') %}"
            "{% blocktranslate count n=m %}{{ n }} cat{% plural %}{{ n }} cats{% endblocktranslate %}"
            "{% comment %}{% translate 'not this' %}{% endcomment %}{# nor this #}"
        )
        assert set(messages.in_template(template)) >= {
            Message("May", context="month"), Message("yes"), Message("%(a)s, please"), Message("no"),
            Message("%(n)s cat", "%(n)s cats"),
        }  # fmt: skip
        assert Message("not this") not in set(messages.in_template(template))

    def test_an_update_keeps_translations_and_drops_what_is_gone(self):
        old = polib.POFile()
        old.metadata = dict(messages.HEADER)
        old += [polib.POEntry(msgid="stays", msgstr="se queda"), polib.POEntry(msgid="goes", msgstr="se va")]
        new = messages.update(old, {Message("cat", "cats"): ["b.py"], Message("stays"): ["a.py", "b.py"]})
        assert [(one.msgid, one.msgstr, one.msgstr_plural) for one in new] == [
            ("cat", "", {0: "", 1: ""}), ("stays", "se queda", {}),
        ]  # fmt: skip
        assert new[1].occurrences == [("a.py", ""), ("b.py", "")]


class TestALanguageIsADirectory:
    """What is found is offered; nothing in code names a language."""

    @pytest.fixture
    def locale(self, tmp_path, monkeypatch) -> Path:
        monkeypatch.setattr(messages, "LOCALE", tmp_path)
        monkeypatch.setattr(catalogues, "LOCALE", tmp_path)
        return tmp_path

    def test_one_is_begun_with_every_text_in_it(self, locale, monkeypatch, capsys):
        monkeypatch.setattr(messages, "ROOT", locale)
        monkeypatch.setattr(messages, "messages", lambda: {Message("Find"): ["a.py"]})
        messages.main(["ht"])
        assert shipped(locale) == [("en", "English"), ("ht", "ht")]
        assert "1 of 1 to translate" in capsys.readouterr().out

    def test_it_calls_itself_what_its_header_says(self, locale):
        messages.begin("pt_BR")
        path = locale / "pt_BR" / "LC_MESSAGES" / "django.po"
        path.write_text(path.read_text().replace("X-Language-Name: ", "X-Language-Name: Português"))
        assert shipped(locale) == [("en", "English"), ("pt-br", "Português")]

    def test_it_is_compiled_once_for_each_change(self, locale):
        messages.begin("ht")
        compiled = locale / "ht" / "LC_MESSAGES" / "django.mo"
        catalogues.compile_all()
        first = compiled.stat().st_ino
        catalogues.compile_all()
        assert compiled.stat().st_ino == first
        os.utime(compiled.with_suffix(".po"), (0, 0))  # an older one, taken out of git, is a change too
        catalogues.compile_all()
        assert compiled.stat().st_ino != first

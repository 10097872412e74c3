"""Languages: how a page comes to speak one, the way to the others, and that nothing of one stands on another."""

import csv
import io
import json
import re
from http.cookies import SimpleCookie
from urllib.parse import parse_qs, parse_qsl, urlsplit

import polib
import pytest
from django.conf import settings as project
from django.core.management import call_command
from django.utils import translation

from referrals import curation, terms
from referrals.handover import Density
from referrals.language import shipped
from referrals.models import Resource, Term
from tests.pages import Page
from tools import messages
from tools.catalogues import catalogues

pytestmark = pytest.mark.django_db

CONTACT = "/resources/girls-educational-and-mentoring-services-gems/"
PAGES = {
    "landing": "/",
    "results": "/?state=NC&victim=minors",
    "to ask": "/?q=charlotte&state=NC&victim=immigrants&victim=minors&need=immigration-relief&read=state%3ANC",
    "nothing": "/?state=WY&need=identity-documents&kind=health-provider&ask=no&victim=nothing",
    "without": "/?without=law-enforcement&page=2&evidence=forum&open=24-7",
    "words": "/?q=lawyer+polaris+sprimgfield",
    "contact": CONTACT,
    "no contact known": "/resources/angelas-house/",
    "sessions": "/forum/",
    "session": "/forum/2015-01-21/",
    "question": "/forum/2015-01-21/8/",
    "about": "/about/",
    "safety": "/safety/",
    "sign in": "/sign-in/",
    "not found": "/nowhere/",
}
SENTENCE = "16 year old girl from Honduras in Charlotte NC needs an immigration lawyer"


def page(client, path: str, **headers: str) -> Page:
    return Page(client.get(path, headers=headers).content.decode())


def language(client, path: str = "/safety/", **headers: str) -> str:
    return page(client, path, **headers).language


class TestChoosing:
    """What is asked for in the address, then what was chosen before, then what the browser prefers, then English."""

    def test_english_unless_somebody_prefers_another(self, client):
        assert language(client) == "en"

    @pytest.mark.parametrize(
        ("preferred", "spoken"),
        [("es", "es"), ("es-MX,en;q=0.5", "es"), ("en-US,es;q=0.9", "en"), ("fr,es;q=0.3", "es"), ("fr", "en"),
         ("*", "en"), ("nonsense;;q=x", "en")],
    )  # fmt: skip
    def test_the_browser_is_listened_to(self, client, preferred, spoken):
        assert language(client, **{"accept-language": preferred}) == spoken

    def test_the_address_wins_and_is_remembered(self, client):
        assert language(client, "/safety/?lang=es", **{"accept-language": "en"}) == "es"
        assert language(client, "/about/", **{"accept-language": "en"}) == "es"
        assert language(client, "/about/?lang=en", **{"accept-language": "es"}) == "en"
        assert language(client, "/about/", **{"accept-language": "es"}) == "en"

    @pytest.mark.parametrize("asked", ["xx", "", "es-", "../es", "ES", "e\x00s", "a" * 5000])
    def test_a_language_that_the_site_does_not_speak_is_passed_over(self, client, asked):
        response = client.get("/safety/", {"lang": asked}, headers={"accept-language": "es"})
        assert Page(response.content.decode()).language == "es"
        assert not response.cookies

    @pytest.mark.parametrize("kept", ["xx", "", "es;", "\x00", "a" * 2000])
    def test_a_cookie_that_was_tampered_with_is_passed_over(self, client, kept):
        client.cookies = SimpleCookie({"lang": kept})
        assert language(client) == "en"

    def test_the_cookie_holds_a_code_for_this_session_and_no_script_reads_it(self, client):
        cookie = client.get("/safety/?lang=es").cookies["lang"]
        assert (cookie.value, cookie["httponly"], cookie["samesite"], cookie["path"]) == ("es", True, "Lax", "/")
        assert (cookie["max-age"], cookie["expires"], cookie["domain"]) == ("", "", "")

    def test_it_is_sent_once(self, client):
        client.get("/safety/?lang=es")
        assert "lang" not in client.get("/safety/?lang=es").cookies

    def test_behind_https_it_is_bound_to_this_host(self, client, settings):
        settings.HTTPS, settings.LANGUAGE_COOKIE_NAME = True, "__Host-lang"
        cookie = client.get("/safety/?lang=es", secure=True).cookies["__Host-lang"]
        assert cookie["secure"]
        assert cookie["domain"] == ""

    def test_no_page_sets_it_unless_asked(self, client):
        assert "lang" not in client.get("/safety/", headers={"accept-language": "es"}).cookies

    def test_the_response_says_which_it_is_and_what_that_hangs_on(self, client):
        response = client.get("/safety/?lang=es")
        assert response["Content-Language"] == "es"
        assert {"Accept-Language", "Cookie"} <= set(response["Vary"].split(", "))

    def test_a_request_leaves_no_language_behind(self, client):
        client.get("/safety/?lang=es")
        assert translation.get_language() == "en"

    @pytest.mark.parametrize("path", ["/nowhere/", "/resources/nobody/"])
    def test_pages_about_errors_speak_it_too(self, client, path):
        assert language(client, path, **{"accept-language": "es"}) == "es"

    def test_so_does_the_page_for_when_all_else_fails(self, client, monkeypatch):
        monkeypatch.setattr(Resource.objects, "published", lambda: 1 / 0)
        client.raise_request_exception = False
        response = client.get("/about/?lang=es")
        assert response.status_code == 500
        assert Page(response.content.decode()).language == "es"

    def test_whoever_must_sign_in_is_asked_in_their_language(self, client):
        assert "Entrar" in page(client, "/sign-in/?lang=es").said_in("es")
        refused = client.post("/sign-in/", {"username": "nobody", "password": "wrong"})
        assert "no corresponden" in refused.content.decode()


class TestTheSwitch:
    """A link to the same page in each other language, in its own words."""

    @pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
    def test_it_is_on_every_page_and_says_its_language(self, shipped, client, path):
        (link,) = (link for link in page(client, path).links if "hreflang" in link)
        assert (link["lang"], link["hreflang"]) == ("es", "es")
        here = page(client, f"{path}{'&' if '?' in path else '?'}lang=es")
        assert "English" in here.said_in("en")
        assert here.to("en").startswith("?")

    def test_it_keeps_the_search(self, shipped, client):
        query = "need=immigration-relief&state=NC&victim=minors&without=research&ask=no&read=state%3ANC&page=2"
        kept = parse_qs(page(client, f"/?{query}&lang=en").to("es")[1:])
        assert kept == parse_qs(query) | {"lang": ["es"]}

    def test_there_and_back_is_the_same_page(self, shipped, client):
        there = page(client, "/?state=NC&need=t-visa").to("es")
        back = page(client, f"/{there}").to("en")
        assert parse_qsl(back[1:]) == [*parse_qsl(there[1:])[:-1], ("lang", "en")]

    def test_it_never_carries_the_sentence(self, shipped, client):
        first = page(client, client.post("/", {"q": SENTENCE}).url)
        typed = page(client, f"/?q={SENTENCE.replace(' ', '+')}")
        for said in ("16", "Honduras", "girl", "lawyer"):
            assert said not in first.to("es") + typed.to("es")

    def test_other_pages_keep_their_query(self, shipped, client):
        assert page(client, "/sign-in/?next=/forum/").to("es") == "?next=%2Fforum%2F&lang=es"

    def test_what_stands_in_the_address_stays_text(self, client):
        markup = client.get('/safety/?a="><script>').content.decode()
        assert "<script>" not in markup.partition("<body>")[2]


class TestSearching:
    """`lang` is no part of a search."""

    def test_the_form_is_answered_with_an_address_without_it(self, shipped, client):
        response = client.post("/?lang=es", {"q": "refugio en Carolina del Norte", "lang": "es"})
        assert response.status_code == 303
        assert "lang" not in parse_qs(urlsplit(response.url).query)
        shown = page(client, response.url)
        assert shown.language == "es"
        assert "En Carolina del Norte" in shown.said_in("es")

    def test_no_link_of_a_page_carries_it_but_the_switch_and_the_file(self, shipped, client):
        links = [link for link in page(client, "/?state=NC&lang=es").links if "lang=" in link["href"]]
        files = [f"/resources.{format}" for format in ("csv", "pdf", "txt", "vcf", "xlsx")]
        assert sorted(urlsplit(link["href"]).path for link in links) == ["", *files]

    def test_chips_filters_headings_and_reasons_are_in_it(self, shipped, client):
        said = page(client, "/?state=NC&need=civil-legal&victim=minors&lang=es").said_in("es")
        for text in ("Otra ayuda legal civil", "Niñas, niños y adolescentes (menores de 18)", "Vivienda",
                     "En Carolina del Norte", "Situación migratoria", "Línea de ayuda"):  # fmt: skip
            assert any(text in one for one in said), text
        reasons = [one for one in said if one.startswith("Coincide en:")]
        assert reasons
        assert any("Otra ayuda legal civil" in one and "Carolina del Norte" in one for one in reasons)

    def test_a_chip_tells_what_the_term_means(self, shipped, client):
        assert "Personas menores de 18 años." in page(client, "/?victim=minors&lang=es").said_in("es")
        assert "People under 18." in page(client, "/?victim=minors&lang=en").said_in("en")

    def test_a_contact_is_told_in_it(self, shipped, client):
        said = page(client, CONTACT + "?lang=es").said_in("es")
        labels = {term.label_in("es") for term in Term.objects.filter(resources__name__startswith="Girls Educational")}
        assert labels
        assert labels <= set(said)

    def test_suggestions_are_in_it(self, shipped, client):
        client.get("/safety/?lang=es")
        found = client.post("/suggest", {"q": "carolina del n"}).json()["suggestions"]
        assert ("Carolina del Norte", "Estado") in [(one["label"], one["note"]) for one in found]
        found = client.post("/suggest", {"q": "polaris"}).json()["suggestions"]
        assert ("Polaris", "en") in [(one["label"], one["language"]) for one in found]


class TestFiles:
    """Programs read files: one is in English unless its address says otherwise."""

    def first_row(self, client, query: str) -> dict[str, str]:
        body = b"".join(client.get(f"/resources.csv?need=civil-legal&state=NC{query}")).decode("utf-8-sig")
        return next(csv.DictReader(io.StringIO(body, newline="")))

    def test_neither_browser_nor_cookie_changes_one(self, shipped, client):
        plain = b"".join(client.get("/resources.csv?state=NC"))
        client.get("/safety/?lang=es")
        again = client.get("/resources.csv?state=NC", headers={"accept-language": "es"})
        assert again["Content-Language"] == "en"
        assert b"".join(again) == plain

    def test_its_address_does(self, shipped, client):
        english, spanish = self.first_row(client, ""), self.first_row(client, "&lang=es")
        assert english["name"] == spanish["name"]
        assert "Other civil legal help" in english["needs"]
        assert "Otra ayuda legal civil" in spanish["needs"]
        assert english["kind"] != spanish["kind"]

    def test_json_says_why_in_that_language_and_keeps_its_codes(self, shipped, client):
        query = "/resources.json?need=civil-legal&state=NC"
        english, spanish = (json.loads(b"".join(client.get(query + end))) for end in ("", "&lang=es"))
        assert [one["id"] for one in english["results"]] == [one["id"] for one in spanish["results"]]
        assert english["query"] == spanish["query"]
        assert english["results"][0]["needs"] == spanish["results"][0]["needs"]
        assert "Carolina del Norte" in spanish["results"][0]["because"]
        assert "North Carolina" in english["results"][0]["because"]

    @pytest.mark.parametrize("query", ["state=NC", "state=NC&lang=es"])
    def test_the_command_writes_the_same(self, shipped, client, tmp_path, query):
        call_command("export_resources", "csv", query=query, output=str(tmp_path / "contacts.csv"))
        assert (tmp_path / "contacts.csv").read_bytes() == b"".join(client.get(f"/resources.csv?{query}"))

    def test_one_leaves_the_language_of_the_pages_alone(self, shipped, client):
        assert not client.get("/resources.json?lang=es").cookies
        assert language(client) == "en"


def english_texts() -> list[tuple[str, re.Pattern]]:
    """Each text of the interface that Spanish says otherwise, and how it is known among others: a word alone, several
    anywhere."""
    catalogue = polib.pofile(str(next(path for path in catalogues() if path.parts[-3] == "es")))
    found = []
    for entry in catalogue:
        for english in filter(None, (entry.msgid, entry.msgid_plural)):
            if english not in {entry.msgstr, *entry.msgstr_plural.values()}:
                pattern = re.sub(r"%\\?\(\w+\\?\)s|%s", ".+", re.escape(english).replace("%%", "%"))
                several = len(re.findall(r"[a-z]{2,}", re.sub(r"%\(\w+\)s", "", english))) > 1
                found.append((english, re.compile(rf"\b{pattern}" if several else rf"(?:^|· |: ){pattern}(?:$| ·)")))
    return found


class TestNothingIsLeftInEnglish:
    """What a Spanish page says in Spanish is Spanish, and what is English says so."""

    @pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
    def test_no_text_of_the_interface_is(self, shipped, client, path):
        said = page(client, path, **{"accept-language": "es"}).said_in("es")
        left = [(english, text) for english, known in english_texts() for text in said if known.search(text)]
        assert left == []

    @pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
    def test_every_label_of_the_vocabulary_is_translated(self, shipped, client, path):
        _moment, vocabulary = terms.now()
        labels = {term.label for term in vocabulary.terms if term.label != term.label_in("es")}
        said = page(client, path, **{"accept-language": "es"}).said_in("es")
        assert labels & {part for text in said for part in text.removeprefix("Coincide en: ").split("; ")} == set()

    def test_what_people_wrote_in_english_says_so(self, shipped, client):
        shown = page(client, CONTACT + "?lang=es")
        contact = Resource.objects.get(slug=CONTACT.split("/")[2])
        english = shown.said_in("en")
        for text in (contact.name, contact.description, *(f"“{said.quote}”" for said in contact.evidence.all())):
            assert " ".join(text.split()) in english
        card = page(client, "/?q=GEMS&lang=es").said_in("en")
        assert contact.name in card
        assert " ".join(contact.description.split()) in card

    def test_posts_say_so(self, shipped, client):
        shown = page(client, "/forum/2015-01-21/8/?lang=es")
        assert re.search(r"\b(the|and|with|you)\b", " ".join(shown.said_in("en")))
        assert not re.search(r"\b(the|and|with|you)\b", " ".join(shown.said_in("es")))

    def test_which_part_of_a_state_and_which_hours_stand_as_the_record_has_them(self, shipped, client):
        resource = Resource.objects.get(name="JusticeMatters")
        curation.edit(resource, by="curator", values={"coverage": "local", "area": "the coast", "hours": "Mondays"})
        for path in (f"{resource.get_absolute_url()}?lang=es", "/?q=justicematters&lang=es"):
            shown = page(client, path)
            assert {"the coast", "Mondays"} <= set(shown.said_in("en"))
            assert any("Parte de Carolina del Norte" in text for text in shown.said_in("es"))

    @pytest.mark.parametrize("density", Density.values)
    def test_the_list_is_in_it_but_for_what_the_records_say(self, shipped, client, density):
        resource = Resource.objects.get(name="JusticeMatters")
        values = {"coverage": "local", "area": "the coast", "hours": "Mondays", "languages": ["vi"]}
        curation.edit(resource, by="curator", values=values)
        for slug in (resource.slug, CONTACT.split("/")[2], "national-human-trafficking-hotline"):
            client.post("/list/", {"add": slug, "next": "/list/"})
        shown = page(client, f"/list/?lang=es&density={density}")
        spanish, english = shown.said_in("es"), shown.said_in("en")
        assert [(one, text) for one, known in english_texts() for text in spanish if known.search(text)] == []
        names = {resource.name for resource in Resource.objects.published()}
        assert not names & set(spanish)
        assert ("Helpline, 24/7" if density == Density.WALLET else resource.name) in english
        if density == Density.FULL:
            assert {"the coast", "Mondays"} <= set(english)
            assert any("vietnamita" in text for text in spanish)
            _moment, vocabulary = terms.now()
            labels = {term.label for term in vocabulary.terms if term.label != term.label_in("es")}
            offered = [text.partition("Ofrece: ")[2] for text in spanish if "Ofrece: " in text]
            assert offered
            assert labels & {label for text in offered for label in text.split(", ")} == set()


class TestNothingIsMixed:
    """What is kept between requests is kept for one language."""

    @pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
    def test_a_page_is_the_same_after_others_were_asked_for_in_another_language(self, shipped, client, path):
        before = page(client, path).texts
        spanish = page(client, path, **{"accept-language": "es"}).texts
        assert page(client, path).texts == before
        assert page(client, path, **{"accept-language": "es"}).texts == spanish
        assert spanish != before


class TestAThirdLanguage:
    """It is a directory with a catalogue, and files of the vocabulary."""

    @pytest.fixture
    def kreyol(self, tmp_path, settings, shipped, monkeypatch):
        monkeypatch.setattr(messages, "LOCALE", tmp_path)
        messages.begin("ht")
        path = tmp_path / "ht" / "LC_MESSAGES" / "django.po"
        catalogue = polib.pofile(str(path))
        catalogue.metadata["X-Language-Name"] = "Kreyòl ayisyen"
        catalogue.append(polib.POEntry(msgid="Find", msgstr="Chèche"))
        catalogue.save(str(path))
        catalogue.save_as_mofile(str(path.with_suffix(".mo")))
        settings.LOCALE_PATHS = [*project.LOCALE_PATHS, tmp_path]
        settings.LANGUAGES = [*project.LANGUAGES, *languages(tmp_path)[1:]]
        term = Term.objects.get(slug="civil-legal")
        term.translations |= {"ht": {"label": "Èd legal sivil", "definition": "Tout konsèy legal."}}
        term.save()
        curation.release_again(term.resources.all())

    def test_it_is_offered_and_spoken(self, kreyol, client):
        assert page(client, "/safety/").to("ht") == "?lang=ht"
        shown = page(client, "/?need=civil-legal&lang=ht")
        assert shown.language == "ht"
        assert {"Chèche", "Èd legal sivil", "Tout konsèy legal."} <= set(shown.said_in("ht"))

    def test_what_it_does_not_say_is_english(self, kreyol, client):
        assert "Exit this site" in page(client, "/?lang=ht").said_in("ht")

    def test_one_that_is_written_from_right_to_left_is_laid_out_so(self, client, settings):
        settings.LANGUAGES = [*project.LANGUAGES, ("ar", "العربية")]
        assert (page(client, "/safety/?lang=ar").direction, page(client, "/safety/?lang=en").direction) == ("rtl", "")


languages = shipped  # `shipped` is also the fixture with all that ships

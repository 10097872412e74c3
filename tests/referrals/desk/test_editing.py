"""The form of a record: what was not touched stays, what is wrong is told beside it, nobody's edit is overwritten."""

from html.parser import HTMLParser

import pytest
from django.core.management import call_command

from referrals import curation
from referrals.curation import record
from referrals.curation.changes import whole
from referrals.models import Resource, Revision, Term

from .test_review import listed, now, suggested

pytestmark = pytest.mark.django_db
PLACE = {"street": "12 Main Street", "city": "Durham", "state": "NC", "postal_code": "27701", "visibility": "hidden"}
FULL = {
    "organization": "Harbor Group", "aliases": ["The Harbor"], "description": "Answers at night.", "hours": "9-5",
    "phones": [{"number": "+19195550100", "primary": True, "extension": "12"},
               {"number": "233733", "use": "text", "keyword": "HELP"}, {"number": "+19195550101", "doubtful": True}],
    "links": [{"url": "https://harbor.example.org/"}], "emails": [{"address": "help@harbor.example.org"}],
    "languages": ["es"], "states": ["NC", "VA"], "address": PLACE, "published_on": "2015-01",
    "terms": [{"slug": "minors", "relation": "only"}, {"slug": "case-management", "relation": "serves"}],
    "always_open": False, "serves_any_victim": True,
}  # fmt: skip


class Typed(HTMLParser):
    """What a browser would post if nobody touched the form."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.posted: dict[str, list[str]] = {}
        self._form = self._select = self._area = None
        self._option: str | None = None
        self.feed(markup)

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        if tag == "form":
            self._form = said.get("class")
        if self._form != "editing":
            return
        if tag == "input" and (said.get("type") not in {"checkbox", "radio"} or "checked" in said):
            self._add(said.get("name"), said.get("value") or ("on" if said.get("type") == "checkbox" else ""))
        if tag == "select":
            self._select, self._first = said["name"], True
        if tag == "option" and (self._first or "selected" in said):
            self.posted[self._select] = [said.get("value") or ""]
            self._first = False
        if tag == "textarea":
            self._area = said["name"]
            self._add(self._area, "")

    def handle_data(self, data):
        if self._area:
            self.posted[self._area][-1] += data

    def handle_endtag(self, tag):
        if tag == "textarea":  # the line break behind the opening tag is none of the text
            self.posted[self._area][-1] = self.posted[self._area][-1].removeprefix("\n")
            self._area = None
        if tag == "form":
            self._form = None

    def _add(self, name, value):
        if name:
            self.posted.setdefault(name, []).append(value)


def form_of(client, one: Resource, query: str = "") -> dict[str, list[str]]:
    return Typed(client.get(f"/curate/records/{one.slug}/edit/{query}").content.decode()).posted


def save(client, one: Resource, form: dict[str, list[str]], query: str = "", **typed):
    changed = {name: value if isinstance(value, list) else [value] for name, value in typed.items()}
    kept = {name: value for name, value in (form | changed).items() if value != [None]}
    return client.post(f"/curate/records/{one.slug}/edit/{query}", kept, follow=True)


@pytest.fixture(autouse=True)
def vocabulary(db):
    call_command("load_vocabulary", verbosity=0)


def of(one: Resource) -> record.Record:
    return record.of(whole().get(pk=one.pk))


class TestAllOfARecord:
    def test_what_nobody_touched_stays(self, curator):
        one = listed(**FULL)
        before = of(one)
        page = save(curator, one, form_of(curator, one))
        assert "Nothing was changed." in page.content.decode()
        assert (of(one), one.changes.first().action) == (before, "publish")

    @pytest.mark.parametrize(
        ("typed", "changed"),
        [
            ({"name": "Harbor Line"}, {"name": "Harbor Line"}),
            ({"aliases": "The Harbor\nHL"}, {"aliases": ["HL", "The Harbor"]}),
            ({"states": ["NC"]}, {"states": ["NC"]}),
            ({"states": [], "coverage": "national"}, {"states": [], "coverage": "national"}),
            ({"languages": ["es", "fr"]}, {"languages": ["es", "fr"]}),
            ({"always_open": "unknown"}, {"always_open": None}),
            ({"always_open": "true"}, {"always_open": True}),
            ({"serves_any_victim": None}, {"serves_any_victim": False}),
            ({"term-minors": "", "term-adults": "excludes"},
             {"terms": [{"slug": "adults", "relation": "excludes"},
                        {"slug": "case-management", "relation": "serves"}]}),
            ({"links-0-DELETE": "on"}, {"links": []}),
            ({"emails-0-address": "office@harbor.example.org"},
             {"emails": [{"address": "office@harbor.example.org", "label": "", "doubtful": False}]}),
            ({"address-street": "14 Main Street"}, {"address": PLACE | {"street": "14 Main Street"}}),
            ({"published_on": ""}, {"published_on": ""}),
        ],
    )  # fmt: skip
    def test_what_was_typed_is_changed_and_nothing_else(self, typed, changed, curator):
        one = listed(**FULL)
        before = of(one)
        page = save(curator, one, form_of(curator, one), why="asked today", **typed)
        assert "Changed: " in page.content.decode()
        assert of(one) == before | changed
        line = one.changes.first()
        assert (line.action, line.by, line.why, set(line.fields)) == ("edit", "curator", "asked today", set(changed))

    def test_it_is_taken_back_in_one_step(self, curator):
        one = listed(hours="9-5")
        before = of(one)
        page = save(curator, one, form_of(curator, one), hours="8-4")
        curator.post("/curate/undo/", {"change": page.context["decided"].changes})
        assert of(one) == before

    def test_a_suggestion_leads_back_to_its_review_and_a_record_to_its_page(self, curator):
        one, known = suggested(), listed("Anchor House")
        assert save(curator, one, form_of(curator, one)).redirect_chain[-1][0] == f"/curate/review/{one.slug}/"
        assert save(curator, known, form_of(curator, known)).redirect_chain[-1][0] == f"/curate/records/{known.slug}/"

    def test_terms_that_the_vocabulary_lists_no_more_stay(self, curator):
        one = listed(**FULL)
        Term.objects.filter(slug="minors").update(retired=True)
        Revision.objects.take()
        save(curator, one, form_of(curator, one), hours="8-4")
        assert {"slug": "minors", "relation": "only"} in of(one)["terms"]


class TestPhones:
    def test_a_number_is_written_as_people_write_it(self, curator):
        one = listed(phones=[], links=FULL["links"])
        form = form_of(curator, one, "?field=phones")
        save(
            curator,
            one,
            form,
            "?field=phones",
            **{"phones-0-number": "(919) 555-0142 ext. 7", "phones-0-primary": "on"},
        )
        assert [(row["number"], row["extension"], row["primary"]) for row in of(one)["phones"]] == [
            ("+19195550142", "7", True)
        ]

    def test_one_that_nobody_touched_is_not_refused_though_it_is_none_in_use(self, curator):
        one = listed(phones=[{"number": "+11115550100"}])
        save(curator, one, form_of(curator, one), hours="9-5")
        assert of(one)["hours"] == "9-5"

    @pytest.mark.parametrize(
        ("typed", "told"),
        [
            ({"phones-0-number": "555"}, "Number: That is no number in use"),
            ({"phones-0-extension": "12a"}, "Extension: An extension is digits only."),
            ({"phones-0-menu_key": "one"}, "Key to press once connected: A key is a digit"),
            ({"phones-0-keyword": "HELP"}, "Only a number for text messages has a word"),
            ({"phones-1-number": "919-555-0100"}, "The same one stands here twice."),
            ({"phones-1-number": "919-555-0199"} | dict.fromkeys(("phones-0-primary", "phones-1-primary"), "on"),
             "Only one number"),
            (dict.fromkeys(("phones-0-primary", "phones-0-doubtful"), "on"), "A number in doubt cannot be the one"),
            ({"phones-TOTAL_FORMS": "x"}, "ManagementForm"),
        ],
    )  # fmt: skip
    def test_what_is_wrong_is_told_beside_it_and_nothing_is_saved(self, typed, told, curator):
        one = listed()
        before = of(one)
        page = save(curator, one, form_of(curator, one), **typed, hours="typed and kept")
        assert (page.status_code, of(one)) == (422, before)
        assert told in page.content.decode()
        assert "typed and kept" in page.content.decode()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"name": ""}, "Name: This field is required."),
        ({"published_on": "last year"}, "Write the day like 2015"),
        ({"links-0-url": "harbor"}, "That is no web address."),
        ({"emails-0-address": "harbor"}, "That is no e-mail address."),
        ({"kind": "castle"}, "Select a valid choice"),
        ({"states": ["ZZ"]}, "Select a valid choice"),
        ({"term-minors": "perhaps"}, "Select a valid choice"),
        ({"coverage": "national"}, "A nationwide resource serves every state"),
        ({"phones-0-DELETE": "on"}, "There is no way to reach it"),
        (
            {"address-street": "1 Main Street", "address-visibility": "public", "kind": "shelter-program"},
            "propose to show it",
        ),
    ],
)
def test_what_cannot_stand_is_told_and_nothing_is_saved(typed, told, curator):
    one = listed()
    before = of(one)
    page = save(curator, one, form_of(curator, one), **typed, hours="typed and kept")
    assert (page.status_code, of(one)) == (422, before)
    assert told in page.content.decode()
    assert "typed and kept" in page.content.decode()


class TestTwoCurators:
    def test_the_second_is_told_what_differs_and_what_was_typed_stays(self, curator):
        one = listed(hours="9-5")
        form = form_of(curator, one)
        curation.edit(one, by="Ana", values={"hours": "8-4", "description": "New words"})
        page = save(curator, one, form, hours="10-6")
        said = page.content.decode()
        assert (page.status_code, of(one)["hours"]) == (409, "8-4")
        assert "Ana, " in said
        assert "Edited. Nothing was saved." in said
        assert {line.field: (line.before, line.after) for line in page.context["differing"]} == {
            "hours": (["8-4"], ["10-6"]), "description": (["New words"], []),
        }  # fmt: skip

    def test_whoever_saves_again_has_seen_it(self, curator):
        one = listed(hours="9-5")
        form = form_of(curator, one)
        curation.edit(one, by="Ana", values={"hours": "8-4"})
        page = save(curator, one, form, hours="10-6")
        save(curator, one, Typed(page.content.decode()).posted)
        assert of(one)["hours"] == "10-6"

    @pytest.mark.parametrize("seen", [None, "", "x", "0"])
    def test_a_form_that_does_not_say_what_was_seen_saves_nothing(self, seen, curator):
        one = listed(hours="9-5")
        save(curator, one, form_of(curator, one) | {"seen": [seen]}, hours="10-6")
        assert of(one)["hours"] == "9-5"


class TestOneField:
    def test_it_stands_alone_and_leads_back_to_what_is_due(self, curator):
        one = listed(hours="9-5")
        form = form_of(curator, one, "?field=hours&verify=1")
        assert set(form) == {"csrfmiddlewaretoken", "seen", "hours", "why"}
        page = save(curator, one, form, "?field=hours&verify=1", hours="8-4")
        assert page.redirect_chain[-1][0] == "/curate/verify/"
        assert of(one)["hours"] == "8-4"

    def test_what_is_no_field_is_passed_over(self, curator):
        one = listed()
        assert "name" in form_of(curator, one, "?field=curation&field=released")

    def test_it_cannot_change_another(self, curator):
        one = listed(hours="9-5")
        form = form_of(curator, one, "?field=hours")
        save(curator, one, form, "?field=hours", name="Other", hours="8-4")
        assert (of(one)["name"], of(one)["hours"]) == ("Harbor House", "8-4")


def test_editing_renews_no_verification_and_shows_no_hidden_place(curator):
    one = listed(address=PLACE)
    page = save(curator, one, form_of(curator, one), **{"address-visibility": "public"})
    assert "propose to show it" in page.content.decode()
    assert of(one)["address"]["visibility"] == "hidden"
    save(curator, one, form_of(curator, one), hours="8-4")
    assert now(one).verified_on is None


def test_a_form_takes_few_queries(curator, django_assert_max_num_queries):
    one = listed(**FULL)
    with django_assert_max_num_queries(15):
        curator.get(f"/curate/records/{one.slug}/edit/")

"""Find and its neighbours over the shipped directory: what they answer, and what they keep to themselves."""

import csv
import io
import json
import re
from urllib.parse import parse_qsl, urlencode

import pytest

from referrals import curation
from referrals.models import Resource

SENTENCE = "16 year old girl from Honduras in Charlotte NC needs an immigration lawyer"
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path",
    ["/", "/?state=NC", "/resources/polaris/", "/list/", "/list.txt", "/list.csv", "/forum/", "/forum/2015-01-21/",
     "/forum/2015-01-21/8/", "/about/", "/safety/", "/sign-in/", "/healthz", "/readyz", "/resources.csv",
     "/resources.json"],
)  # fmt: skip
def test_a_visitor_may_read_every_public_page(shipped, client, path):
    assert client.get(path).status_code == 200


def test_the_form_is_answered_by_an_address_without_the_sentence(shipped, client):
    response = client.post("/", {"q": SENTENCE})
    assert response.status_code == 303
    for word in ("16", "Honduras", "girl", "lawyer"):
        assert word not in response.url
    assert {"state=NC", "victim=minors", "need=immigration-relief"} <= set(response.url.partition("?")[2].split("&"))


@pytest.mark.parametrize(
    ("sentence", "never"),
    [
        ("Angels Flores stalked by ex in Detroit", "angels flores detroit_flores"),
        ("help for Hope, raped in Boise", "hope"),
        ("Help for HOPE. She was raped in Boise", "hope"),
        ("Grace Will is pregnant, her husband beats her, Tulsa", "grace will husband"),
        ("Karen, 15, ran away in Reno", "karen 15"),
        ("my client Maria Lopez at 313-555-0142, mlopez@gmail.com, undocumented", "maria lopez 313 0142 gmail mlopez"),
        ("Faith Banks", "faith banks"),
        ("Angela needs a house", "angela angelas"),
        ("Austin beats his wife in Tulsa", "austin"),
        ("Jackson, 14, ran away", "jackson 14"),
        ("ayuda para Guadalupe Luz Guerra, violada en Houston", "guadalupe luz guerra"),
    ],
)
def test_no_name_of_a_person_stands_in_an_address_though_the_directory_uses_the_word(shipped, client, sentence, never):
    response = client.post("/", {"q": sentence})
    words = {word for _name, value in parse_qsl(response.url.partition("?")[2]) for word in value.lower().split()}
    assert not words & {*never.split()}
    page = client.get(response.url).content.decode().lower()
    assert not any(f"q={word}" in page or f"+{word}" in page for word in never.split() if word.isalpha())


def test_what_was_left_out_is_said_once_and_no_name_among_it(shipped, client):
    address = client.post("/", {"q": "Beatriz was raped beside the refrigerator in Boise"}).url
    page = client.get(address).content.decode()
    assert "Not searched: beside, refrigerator." in page
    assert "1 word was left out, and is kept nowhere." in page
    assert "Beatriz" not in page
    assert "Not searched" not in client.get(address).content.decode()


def test_words_nobody_uses_lead_to_a_page_that_says_so_and_still_shows_who_answers_now(shipped, client):
    address = client.post("/", {"q": "zzyzx qwrtp"}).url
    assert address == "/?read=nothing"
    page = client.get(address).content.decode()
    assert "so nothing was searched" in page
    assert "National lines that answer now" in page
    assert client.get("/resources.json?q=zzyzx").getvalue().startswith(b'{"query"')
    assert json.loads(client.get("/resources.json?q=zzyzx").getvalue())["count"] == 0


def test_the_words_behind_the_chips_are_shown_on_one_page_and_then_gone(shipped, client):
    address = client.post("/", {"q": SENTENCE}).url
    assert "16 year old" in client.get(address).content.decode()
    assert "16 year old" not in client.get(address).content.decode()


def test_nothing_of_the_sentence_is_logged(shipped, client, caplog):
    caplog.set_level("DEBUG")
    client.get(client.post("/", {"q": "canaryword lawyer in NC"}).url)
    client.get("/?q=canaryword")
    client.get("/nowhere/?q=canaryword")
    assert "canaryword" not in caplog.text


HOSTILE = [
    {"q": "\x00"}, {"q": "a" * 10_000}, {"q": "' OR 1=1 --"}, {"q": "NEAR/5 (\"*\" ^ ~) AND NOT"}, {"q": "\ud800"},
    {"q": "‮gnirts 🦊 مرحبا"}, {"state": "ZZ"}, {"need": "<script>alert(1)</script>"}, {"page": "-1"},
    {"page": "9" * 40}, {"page": "x"}, {"victim": ""}, {"ask": "maybe"}, {"read": "::"}, {"ignore": "need"},
    {"city": "\x00"}, {"freshness": "rotten"}, {"without": "everything"},
]  # fmt: skip


@pytest.mark.parametrize("params", HOSTILE, ids=lambda params: next(iter(params)))
def test_hostile_addresses_are_answered(shipped, client, params):
    query = urlencode(params, errors="surrogatepass")
    for path in ("/", "/resources.csv", "/resources.json"):
        response = client.get(f"{path}?{query}")
        body = b"".join(response) if response.streaming else response.content
        assert response.status_code == 200
        assert b"<script>alert" not in body or response["Content-Type"] == "application/json"


def test_a_thousand_repeated_parameters_are_answered(shipped, client):
    assert client.get("/?" + "&".join(f"need=x{n}" for n in range(900))).status_code == 200


def test_a_value_that_does_not_exist_is_named_and_the_rest_stands(shipped, client):
    page = client.get("/?state=NC&need=flying").content.decode()
    assert "there is no “flying” here" in page
    assert "In North Carolina" in page


@pytest.mark.parametrize(
    "path", ["/resources/nobody/", "/forum/1999-01-01/", "/forum/2015-01-21/99/",
             "/forum/2015-01-21/99999999999999999999999/"],
)  # fmt: skip
def test_what_does_not_exist_is_a_kind_404(shipped, client, path):
    response = client.get(path)
    assert response.status_code == 404
    assert "There is no such page" in response.content.decode()


@pytest.mark.parametrize(
    ("path", "status", "sentence"),
    [
        ("/resources.exe", 404, "There is no such format. Formats: csv, xlsx, "),
        ("/list.exe", 404, "There is no such format. Formats: csv, xlsx, "),
        ("/resources/polaris.exe", 404, "There is no such format. Formats: csv, xlsx, "),
        ("/resources.csv?limit=-5", 400, "limit=-5 is not understood. It may be a whole number, such as 100."),
        ("/resources.txt?density=huge", 400, "density=huge is not understood. It may be: phonebook, card,"),
        ("/list.csv?lang=xx", 400, "lang=xx is not understood. It may be: en, es."),
        ("/resources.csv?bom=" + "<" * 99, 400, "is not understood. It may be: yes, no."),
    ],
)
def test_a_file_that_cannot_be_made_says_why(shipped, client, path, status, sentence):
    response = client.get(path)
    assert (response.status_code, response["Content-Type"]) == (status, "text/plain; charset=utf-8")
    assert sentence in response.content.decode()
    page = client.get(path, headers={"Accept": "text/html"})
    assert page.status_code == status
    assert "There is no such file" in page.content.decode()
    assert "<<" not in page.content.decode()


PUBLIC = ["/", "/?q={name}", "/resources.csv", "/resources.json", "/resources/{slug}/", "/forum/2015-01-21/8/"]


@pytest.mark.parametrize("action", ["suggested", "retired", "rejected"])
def test_only_published_records_appear_anywhere(shipped, client, action):
    resource = Resource.objects.published().get(name="North Carolina Justice Center")
    if action == "rejected":
        curation.reject(resource, by="curator", reason="closed")
    else:
        {"suggested": curation.restore, "retired": curation.retire}[action](resource, by="curator")
    for path in PUBLIC:
        response = client.get(path.format(name="north carolina justice", slug=resource.slug))
        body = b"".join(response) if response.streaming else response.content
        assert f"/resources/{resource.slug}/".encode() not in body
        assert b"919-856-2570" not in body


def test_what_nobody_can_be_reached_at_has_no_button_for_the_list_and_is_refused(shipped, client):
    for path in ("/?q=angela%27s+house", "/resources/angelas-house/"):
        page = client.get(path).content.decode()
        assert "Named in a forum. No contact is known." in page
        assert 'id="pick-angelas-house"' not in page
    client.post("/list/", {"add": "angelas-house"})
    assert "list" not in client.cookies


def test_a_merged_address_redirects_to_the_survivor(shipped, client):
    merged = Resource.objects.filter(merged_into__name="Polaris").first()
    response = client.get(f"/resources/{merged.slug}/")
    assert (response.status_code, response.url) == (301, "/resources/polaris/")


def test_the_csv_is_what_the_page_lists_with_formulas_made_harmless(shipped, client):
    resource = Resource.objects.get(name="JusticeMatters")
    curation.edit(resource, by="curator", values={"description": "=HYPERLINK(1)", "hours": "+9 to 5"})
    body = b"".join(client.get("/resources.csv?state=NC&need=civil-legal"))
    assert body.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline="")))
    found = json.loads(b"".join(client.get("/resources.json?state=NC&need=civil-legal")))
    assert [row["name"] for row in rows] == [one["name"] for one in found["results"]]
    assert len(rows) == found["count"]
    (row,) = (row for row in rows if row["name"] == "JusticeMatters")
    assert (row["description"], row["hours"]) == ("'=HYPERLINK(1)", "'+9 to 5")


def test_json_shows_the_query_as_understood(shipped, client):
    found = json.loads(b"".join(client.get("/resources.json?q=immigration+lawyer+in+NC")))
    assert {"facet": "state", "value": "NC", "words": "NC"} in found["query"]["read"]
    both = [*found["pinned"], *found["results"]]
    assert found["count"] == len([one for one in both if one["match"] != "ask"])
    assert {
        "id",
        "slug",
        "name",
        "kind",
        "phones",
        "website",
        "states",
        "freshness",
        "band",
        "match",
        "evidence",
    } <= set(found["results"][0])


def test_stored_markup_is_shown_as_text(shipped, client):
    resource = Resource.objects.get(name="JusticeMatters")
    evil = "<script>alert(1)</script>"
    curation.edit(
        resource, by="curator", values={"description": evil, "eligibility": evil, "area": evil, "hours": evil}
    )
    for path in (f"/resources/{resource.slug}/", "/?state=NC&need=civil-legal"):
        page = client.get(path).content.decode()
        assert evil not in page
        assert "&lt;script&gt;" in page


def test_titles_say_nothing_of_the_subject(shipped, client):
    for path in (
        "/",
        "/resources/national-human-trafficking-hotline/",
        "/list/",
        "/forum/2015-01-21/2/",
        "/about/",
        "/safety/",
    ):
        title = client.get(path).content.decode().partition("<title>")[2].partition("</title>")[0].lower()
        assert not any(word in title for word in ("traffick", "abuse", "victim", "violence", "survivor"))


def test_every_page_has_the_exit_right_behind_the_skip_link(shipped, client):
    for path in ("/", "/resources/polaris/", "/list/", "/forum/", "/about/", "/safety/", "/sign-in/", "/nowhere/"):
        body = client.get(path).content.decode().partition("<body>")[2]
        links = body.split("<a ")[1:3]
        assert 'class="skip"' in links[0]
        assert 'id="exit"' in links[1]
        assert 'href="https://www.weather.gov/"' in links[1]


def test_a_page_of_cards_takes_as_many_queries_as_one_card(shipped, client, django_assert_max_num_queries):
    with django_assert_max_num_queries(60):
        client.get("/")


def test_a_site_that_requires_sign_in_shows_only_sign_in_safety_and_health(shipped, client, settings):
    required = "django.contrib.auth.middleware.LoginRequiredMiddleware"
    after = settings.MIDDLEWARE.index("django.contrib.auth.middleware.AuthenticationMiddleware") + 1
    settings.MIDDLEWARE = [*settings.MIDDLEWARE[:after], required, *settings.MIDDLEWARE[after:]]
    for path in ("/", "/resources/polaris/", "/resources.csv", "/list/", "/list.txt", "/forum/2015-01-21/8/"):
        assert client.get(path).url.startswith("/sign-in/?next=")
    for path in ("/sign-in/", "/safety/", "/healthz", "/readyz"):
        assert client.get(path).status_code == 200


def test_the_search_box_is_never_sent_to_an_online_spell_checker(client, db):
    assert 'spellcheck="false"' in client.get("/").content.decode()


ALASKA = "state=AK&victim=men-boys&need=emergency-shelter"
READ = "&read=state:AK&read=victim:men-boys&read=need:emergency-shelter"


def headed(page: str) -> list[str]:
    """The names of the contacts on a page of results, and what they stand under, in order."""
    found = page[page.index('id="results"') :]
    return re.findall(r'<h3[^>]*>([^<]*)</h3>|<p class="band">([^<]*)</p>|<h4 lang="en"><a[^>]*>([^<]*)</a>', found)


def test_where_few_are_known_to_fit_those_to_ask_stand_open_the_states_own_first(shipped, client):
    page = client.get(f"/?{ALASKA}").content.decode()
    assert '<details class="may" id="may" open>' in page
    found = ["".join(one) for one in headed(page)]
    asked = found[found.index("May also fit: ask (4) · 2 of them in Alaska") :]
    assert asked[1] == "In Alaska"
    assert {"Covenant House Alaska", "Alaska Network on Domestic Violence and Sexual Assault"} == set(asked[2:4])
    assert asked[4] == "Nationwide"


def test_where_enough_are_known_to_fit_those_to_ask_stay_folded(shipped, client):
    assert '<details class="may" id="may">' in client.get("/?state=NC&language=es").content.decode()


def test_a_choice_finds_the_same_whether_it_was_read_from_words_or_ticked(shipped, client):
    ticked, read = (client.get(f"/?{ALASKA}{more}").content.decode() for more in ("", READ))
    assert sorted(headed(ticked)) == sorted(headed(read))


def test_a_hotline_that_is_pinned_and_only_may_fit_says_so(shipped, client):
    found = json.loads(b"".join(client.get(f"/resources.json?{ALASKA}")))
    assert [one["match"] for one in found["pinned"]] == ["ask"] * 3
    assert found["count"] == sum(one["match"] != "ask" for one in found["results"])
    page = client.get(f"/?{ALASKA}").content.decode()
    assert page.count("Not said to fit all of it: ask") == found["ask_count"]
    listed = b"".join(client.get(f"/resources.csv?{ALASKA}")).decode("utf-8-sig")
    assert len(listed.splitlines()) == 1 + found["count"]


def test_beside_a_choice_that_nobody_is_known_to_fit_stands_how_many_one_may_ask(shipped, client):
    found = json.loads(b"".join(client.get("/resources.json?state=AK&language=es")))
    page = client.get("/?state=AK&language=es&need=emergency-shelter").content.decode()
    asked = json.loads(b"".join(client.get("/resources.json?state=AK&language=es&need=emergency-shelter")))
    assert (asked["count"], found["count"] > 0) == (0, True)
    assert f'value="AK" selected>Alaska (0, {asked["ask_count"]} to ask)<' in page
    ticked = page[page.index('value="emergency-shelter" checked') :]
    assert f'<span class="n">0, {asked["ask_count"]} to ask</span>' in ticked[:300]


def test_a_state_where_nobody_would_be_found_bears_no_number(shipped, client):
    page = client.get("/?kind=law-enforcement&need=emergency-shelter").content.decode()
    assert ">Alabama</option>" in page
    assert "(0)" not in page[page.index('<select id="state"') : page.index("</select>")].split("selected")[0]


def test_an_option_that_would_find_nobody_is_marked_and_a_chosen_one_never(shipped, client):
    page = client.get("/?state=AK&kind=research").content.decode()
    chosen = page[: page.index('id="kind-research"')].rpartition('class="option')[2]
    assert chosen.startswith(" level0")
    assert "option dead" in client.get("/?state=NC&need=civil-legal").content.decode()


def test_where_few_are_known_to_fit_those_to_ask_can_still_be_narrowed(shipped, client):
    page = client.get("/?state=AK&victim=men-boys&need=emergency-shelter").content.decode()
    assert "option dead" not in page
    assert (
        'for="kind-state-organization">State coalition, task force or network</label> <span class="n"></span>' in page
    )

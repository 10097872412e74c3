"""The desk is for curators and administrators: every address of it, and whatever is added to it."""

import pytest
from django.urls import URLPattern, URLResolver, reverse

from referrals.desk import urls

# {name of an address: what to put into it}
OF_A_RECORD = ("suggestion", "record", "put-back", "edit", "relate", "take-value", "unhide-one", "reported")
ARGUMENTS = {name: {"slug": "any"} for name in OF_A_RECORD}
ARGUMENTS |= {name: {"pk": 1} for name in ("import", "import-take-back", "import-problems", "pasted")}


ARGUMENTS |= {"person": {"pk": 1}}
# … and of the parts that other apps bring
ARGUMENTS |= {"posts:session": {"slug": "2015-01-21"}, "posts:post": {"slug": "2015-01-21", "position": 0}}


def addresses() -> list[str]:
    """The whole desk as it stands in its table of addresses, with the parts that other apps bring."""
    return [reverse(f"desk:{name}", kwargs=ARGUMENTS.get(name)) for name in _names(urls.urlpatterns)]


def _names(patterns: list, within: str = "") -> list[str]:
    names = [f"{within}{one.name}" for one in patterns if isinstance(one, URLPattern)]
    parts = [one for one in patterns if isinstance(one, URLResolver)]
    return names + [name for part in parts for name in _names(part.url_patterns, f"{within}{part.namespace}:")]


@pytest.mark.parametrize("address", addresses())
@pytest.mark.parametrize("method", ["get", "post", "put", "delete"])
def test_whoever_may_not_curate_is_refused(address, method, client, provider):
    asked = getattr(client, method)(address)
    assert (asked.status_code, asked["Location"]) == (302, f"/sign-in/?next={address}")
    assert getattr(provider, method)(address).status_code == 403


def test_curators_and_administrators_get_in(curator, administrator):
    for client in (curator, administrator):
        page = client.get("/curate/")
        assert page.status_code == 200
        assert "Curation desk" in page.content.decode()


@pytest.mark.parametrize("address", ["/curate/people/", "/curate/people/1/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_people_are_for_administrators(address, method, curator):
    assert getattr(curator, method)(address).status_code == 403
    for page in ("/curate/", "/curate/history/"):
        assert "/curate/people/" not in curator.get(page).content.decode()


def test_the_way_there_is_shown_to_those_who_may(client, provider, curator):
    assert b"/curate/" not in client.get("/about/").content
    assert b"/curate/" not in provider.get("/about/").content
    assert b'href="/curate/"' in curator.get("/about/").content

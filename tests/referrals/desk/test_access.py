"""The desk is shown to those who may enter it. (Who gets where, address by address: tests/test_cast.py.)"""


def test_curators_and_administrators_get_in(curator, administrator):
    for client in (curator, administrator):
        page = client.get("/curate/")
        assert page.status_code == 200
        assert "Curation desk" in page.content.decode()


def test_people_are_shown_to_administrators_alone(curator, administrator):
    for page in ("/curate/", "/curate/history/"):
        assert "/curate/people/" not in curator.get(page).content.decode()
        assert "/curate/people/" in administrator.get(page).content.decode()


def test_the_way_there_is_shown_to_those_who_may(client, provider, curator):
    assert b"/curate/" not in client.get("/about/").content
    assert b"/curate/" not in provider.get("/about/").content
    assert b'href="/curate/"' in curator.get("/about/").content

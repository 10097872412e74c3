"""The admin's door: one sign-in for the whole site, and whoever may not enter is told so."""

import pytest

pytestmark = pytest.mark.django_db


def test_a_visitor_is_asked_to_sign_in_as_everywhere(client):
    for address in ("/admin/", "/admin/referrals/resource/", "/admin/login/?next=/admin/"):
        response = client.get(address, follow=True)
        assert response.redirect_chain[-1][0].startswith("/sign-in/?next=/admin/")


def test_a_provider_is_told_that_the_page_is_for_others(provider):
    response = provider.get("/admin/", follow=True)
    assert response.status_code == 403
    assert "This page is for others" in response.content.decode()


def test_its_title_says_nothing_of_the_subject(administrator):
    assert "<title>Site administration - Referral Desk</title>" in administrator.get("/admin/").content.decode()


def test_one_signs_out_there_as_everywhere(administrator):
    response = administrator.post("/admin/logout/", follow=False)
    assert (response.status_code, response["Location"]) == (307, "/sign-out/")
    administrator.post("/sign-out/")
    assert administrator.get("/admin/").status_code == 302

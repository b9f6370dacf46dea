"""Requests no browser sends: each gets a readable page with the usual headers, never a 500."""

import pytest
from django.conf import settings

from tests.factories.people import MemberFactory

pytestmark = pytest.mark.django_db

NULL_COOKIE = f'{settings.SESSION_COOKIE_NAME}="\\000aaaaaaaaaaa"'


@pytest.fixture
def browser(client):
    client.force_login(MemberFactory())
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("address", ["/people/?q=%00", "/people/?q=a%00b&page=2", "/%00/", "/cms/?%00=1"])
def test_a_null_character_in_the_address_is_a_bad_request(browser, address):
    answer = browser.get(address)
    assert (answer.status_code, "can’t read this request" in answer.content.decode()) == (400, True)


def test_a_null_character_in_the_session_cookie_is_a_bad_request(client):
    assert client.get("/my/", headers={"cookie": NULL_COOKIE}).status_code == 400


def test_a_null_character_in_a_form_is_refused_beside_its_field(browser):
    answer = browser.post("/people/me/", {"display_name": "Dana\0R.", "time_zone": "America/Los_Angeles"})
    assert (answer.status_code, "Null characters are not allowed" in answer.content.decode()) == (422, True)


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("a=1&" * (settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1), "application/x-www-form-urlencoded"),
        ("about=" + "x" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE, "application/x-www-form-urlencoded"),
    ],
    ids=["fields", "characters"],
)
def test_more_than_a_form_may_hold_is_said_so(browser, body, content_type):
    answer = browser.post("/people/me/", body, content_type=content_type)
    assert (answer.status_code, "too much at once" in answer.content.decode()) == (413, True)


@pytest.mark.parametrize("headers", [{"host": "evil.example"}, {"cookie": NULL_COOKIE}], ids=["host", "cookie"])
def test_a_refused_request_has_the_usual_headers(client, headers):
    answer = client.get("/", headers=headers)
    assert answer.status_code == 400
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert (answer["X-Frame-Options"], answer["X-Content-Type-Options"]) == ("SAMEORIGIN", "nosniff")

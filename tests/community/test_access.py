"""Members' views, seen by somebody whose session ended."""

import pytest
from django.urls import reverse

from tests.factories.workgroups import WorkGroupFactory

pytestmark = pytest.mark.django_db


def test_a_visitor_is_sent_to_sign_in_and_back(client):
    assert client.get("/people/?q=water")["Location"] == "/accounts/login/?next=/people/%3Fq%3Dwater"


def test_a_button_pressed_after_the_session_ended_leads_back_to_its_page(client):
    group = WorkGroupFactory()
    page = group.get_absolute_url()
    answer = client.post(f"{page}request/", headers={"referer": f"http://testserver{page}"})
    assert answer["Location"] == f"/accounts/login/?next={page}"


@pytest.mark.parametrize(
    "referer", ["https://evil.example/x", "http://testserver//evil.example/x", "http://testserver/\\evil.example"]
)
def test_another_sites_referer_leads_to_my_hub(client, referer):
    group = WorkGroupFactory()
    answer = client.post(f"{group.get_absolute_url()}request/", headers={"referer": referer})
    assert answer["Location"] == "/accounts/login/?next=/my/"


def test_words_typed_after_the_session_ended_come_back(client):
    typed = {"about": "Three paragraphs & a list", "csrfmiddlewaretoken": "x", "password1": "not shown"}
    answer = client.post(reverse("people:profile_edit"), typed, headers={"referer": "http://testserver/people/me/"})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Three paragraphs &amp; a list" in page
    assert "not shown" not in page
    assert "/accounts/login/?next=/people/me/" in page

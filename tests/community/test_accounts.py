"""Sign-up, log-in and what account mail says."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.urls import reverse

from community.people.models import AuditEntry, Department, Member
from tests.factories.people import PASSWORD, DepartmentFactory, EmailDomainFactory, MemberFactory

pytestmark = pytest.mark.django_db


def sign_up(client, **changes):
    data = {"email": "dana@water.ca.gov", "display_name": "Dana R.", "password1": "a long enough secret", **changes}
    return client.post(reverse("account_signup"), data)


@pytest.fixture
def dwr():
    department = DepartmentFactory(name="Department of Water Resources", acronym="DWR")
    EmailDomainFactory(department=department, domain="water.ca.gov")
    return department


def test_sign_up_finds_the_department_and_asks_for_confirmation(client, dwr):
    response = sign_up(client)
    assert response.status_code == 302
    member = Member.objects.get()
    assert (member.email, member.display_name, member.department) == ("dana@water.ca.gov", "Dana R.", dwr)
    assert not EmailAddress.objects.get().verified
    assert [message.to for message in mail.outbox] == [["dana@water.ca.gov"]]
    assert AuditEntry.objects.get().after == {"department": dwr.pk}


def test_confirmation_link_leads_to_our_own_host_whatever_the_host_header_says(client, dwr, settings):
    settings.ALLOWED_HOSTS = ["*"]
    settings.SITE_ADDRESS = "https://hub.example.gov"
    client.post(
        reverse("account_signup"),
        {"email": "dana@water.ca.gov", "display_name": "Dana", "password1": "a long enough secret"},
        headers={"host": "evil.example"},
    )
    assert "evil.example" not in mail.outbox[0].body
    assert re.search(r"https://hub\.example\.gov/accounts/confirm-email/\S+", mail.outbox[0].body)


def test_confirming_lets_the_member_sign_in(client, dwr):
    sign_up(client)
    address = re.search(r"/accounts/confirm-email/\S+", mail.outbox[0].body).group()
    client.post(address)
    assert EmailAddress.objects.get().verified
    answer = client.post(reverse("account_login"), {"login": "Dana@Water.CA.gov", "password": "a long enough secret"})
    assert (answer.status_code, answer["Location"]) == (302, "/my/")


@pytest.mark.parametrize("email", ["dana@gmail.com", "dana@water.ca.gov.evil.example", "dana@notwater.ca.gov"])
def test_sign_up_of_an_unlisted_domain_is_refused_and_keeps_what_was_typed(client, dwr, email):
    response = sign_up(client, email=email)
    assert "is not on the list of department addresses" in response.content.decode()
    assert f'value="{email}"' in response.content.decode()
    assert not Member.objects.exists()


def test_an_unlisted_address_cannot_be_added_to_an_account_either(client_for, dwr):
    member = MemberFactory(department=dwr)
    client = client_for(member)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    response = client.post(reverse("account_email"), {"action_add": "", "email": "dana@gmail.com"})
    assert "is not on the list" in response.content.decode()
    assert list(EmailAddress.objects.values_list("email", flat=True)) == [member.email]


def test_the_closest_listed_domain_tells_the_department(dwr):
    region = DepartmentFactory()
    EmailDomainFactory(department=region, domain="north.water.ca.gov")
    assert Department.objects.of_address("a@north.water.ca.gov") == region
    assert Department.objects.of_address("a@SOUTH.water.ca.gov") == dwr
    assert Department.objects.of_address("a@ca.gov") is None


def test_a_public_name_that_is_an_address_is_refused(client, dwr):
    response = sign_up(client, display_name="dana@water.ca.gov")
    assert "can’t be an email address" in response.content.decode() or "can&#x27;t be an email" in (
        response.content.decode()
    )
    assert not Member.objects.exists()


@pytest.mark.parametrize(
    "password",
    [
        "fourteen chars",
        "1234567890123456789",
        "password12345678",
        "dragondragondragon",
        "aaaaaaaaaaaaaaaaaa",
        "CalData Hub 2026!!",
        "dana@water.ca.gov",
    ],
)
def test_a_weak_password_is_refused(client, dwr, password):
    sign_up(client, password1=password)
    assert not Member.objects.exists()


def test_signing_up_twice_tells_a_stranger_nothing(client, dwr):
    MemberFactory(email="dana@water.ca.gov")
    first, second = sign_up(client), sign_up(client, email="other@water.ca.gov")
    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])


def test_log_in_by_mailed_code(client):
    member = MemberFactory()
    client.post(reverse("account_request_login_code"), {"email": member.email})
    code = re.search(r"^\s*([A-Z0-9-]{6,})\s*$", mail.outbox[0].body, re.MULTILINE).group(1)
    answer = client.post(reverse("account_confirm_login_code"), {"code": code})
    assert (answer.status_code, answer["Location"]) == (302, "/my/")


def test_a_wrong_password_is_limited_whatever_the_case_of_the_address(client):
    member = MemberFactory()
    for number in range(10):
        login = member.email.upper() if number % 2 else member.email
        client.post(reverse("account_login"), {"login": login, "password": "wrong"})
    answer = client.post(reverse("account_login"), {"login": member.email, "password": PASSWORD})
    assert "Too many failed" in answer.content.decode()


@pytest.mark.parametrize("path", ["/cms/login/", "/django-admin/login/", "/cms/", "/django-admin/"])
def test_both_admins_log_in_through_allauth(client, path):
    answer = client.get(path, follow=True)
    assert answer.redirect_chain[-1][0].startswith("/accounts/login/")


def test_wagtail_password_reset_is_the_hubs_own(client):
    assert client.get("/cms/password_reset/")["Location"] == "/accounts/password/reset/"

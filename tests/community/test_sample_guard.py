"""Sample accounts on loopback only, and never under production settings."""

import pytest
from django.db import OperationalError

from community.people import sample_guard
from community.people.sample_guard import SampleExposed, is_loopback, refuse_sample_in_production
from community.people.sample_guard import refuse_sample_unless_loopback as refuse
from tests.factories.people import MemberFactory


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.9.10", "::1", "[::1]", "localhost", "unix:/run/hub.sock"])
def test_only_this_machine_reaches_loopback(address):
    assert is_loopback(address)


@pytest.mark.parametrize(
    "address", ["0.0.0.0", "::", "", "10.0.0.7", "192.0.2.1", "hub.example.gov", "127.0.0.1.example"]
)
def test_others_reach_everything_else(address):
    assert not is_loopback(address)


@pytest.mark.django_db
class TestWithSampleAccounts:
    @pytest.fixture(autouse=True)
    def sample(self):
        MemberFactory(email="learner@hub.example")

    def test_loopback_is_fine(self):
        refuse(["127.0.0.1", "::1"])

    def test_one_open_address_among_several_is_refused_by_name(self):
        with pytest.raises(SampleExposed, match=r"listens on 0\.0\.0\.0\. Listen on 127\.0\.0\.1"):
            refuse(["127.0.0.1", "0.0.0.0"])

    def test_production_settings_refuse(self, settings):
        settings.SAMPLE_ALLOWED = False
        with pytest.raises(SampleExposed, match="production settings refuse"):
            refuse_sample_in_production()

    def test_settings_that_allow_the_sample_start(self):
        refuse_sample_in_production()


@pytest.mark.django_db
def test_without_sample_accounts_any_address_is_fine(settings):
    MemberFactory(email="someone@hub.example.gov")
    refuse(["0.0.0.0"])
    settings.SAMPLE_ALLOWED = False
    refuse_sample_in_production()


def test_database_away_at_start_lets_the_hub_answer_for_itself(settings, monkeypatch, caplog):
    def away():
        raise OperationalError("connection refused")

    settings.SAMPLE_ALLOWED = False
    monkeypatch.setattr(sample_guard, "has_sample_accounts", away)
    refuse_sample_in_production()
    assert "Could not look for sample accounts" in caplog.text

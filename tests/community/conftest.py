"""What tests of notifications share: a kind that is not urgent, told about memberships of a group."""

import pytest

from community.notifications import registries
from community.notifications.enums import Level
from community.notifications.registries import Kind, kinds
from tests.community.smtp_sink import Sink
from tests.factories.workgroups import WorkGroupFactory


@pytest.fixture
def note(monkeypatch):
    """The name of a kind that waits for quiet hours and limits; leads of a group see its memberships."""
    kind = Kind("note", "membership", "Notes", Level.INSTANT, many=lambda n, of: f"{n} notes in {of}", action="Read")
    monkeypatch.setattr(registries.kinds, "_entries", {**{each.name: each for each in kinds}, kind.name: kind})
    return kind.name


@pytest.fixture
def subject(member):
    """The membership of `member`, who leads the group: what `note` is told about."""
    return WorkGroupFactory(lead=member).memberships.get()


@pytest.fixture
def sink(settings):
    """A real SMTP server to which the outbox sends."""
    sink = Sink().start()
    settings.MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", sink.port, 5
    yield sink
    sink.stop()

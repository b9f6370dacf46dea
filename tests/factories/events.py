"""Makes event series by the service, published, with their occurrences."""

from datetime import date, datetime, time, timedelta

import factory
from django.utils import timezone

from community.people.models import Member
from events import services
from events.enums import Kind
from events.models import Series
from tests.factories.people import MemberFactory

PACIFIC = "America/Los_Angeles"


class SeriesFactory(factory.django.DjangoModelFactory):
    """A published event tomorrow at ten; `by` schedules it, `publish=False` keeps a draft."""

    class Meta:
        model = Series

    title = factory.Sequence(lambda n: f"Open data clinic {n}")
    kind = Kind.CLINIC
    summary = "Bring a dataset and leave with a plan."
    accessibility = "Live captions."
    accommodation_contact = "access@hub.example"
    zone = PACIFIC
    starts_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=1))
    starts_at = time(10, 0)
    duration = 60

    @classmethod
    def _create(cls, model_class, *args, by=None, publish=True, **kwargs):
        series = model_class(**kwargs)
        return services.schedule(series=series, by=by or MemberFactory(), publish=publish)


def an_occurrence(**kwargs):
    """The one date of a new single event."""
    return SeriesFactory(**kwargs).occurrences.select_related("series").get()


def a_lead_of(group) -> Member:
    return group.members.get(memberships__role="lead", memberships__group=group)


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


def day(text: str) -> date:
    return date.fromisoformat(text)

"""Downloads: each member once a day and file; never by HEAD or a browser that fetches ahead; equal to a recount."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from community.library.models import Download, Resource
from community.library.services import publishing
from community.library.services.downloading import count_again, count_download, wipe_marks
from tests.factories.library import file_of, make_editor, make_next, make_resource
from tests.factories.people import MemberFactory

pytestmark = pytest.mark.django_db


def counted(resource):
    """The stored count beside the rows themselves."""
    resource.refresh_from_db()
    return resource.download_count, len(Download.objects.filter(file__version__resource=resource))


def read(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_a_member_counts_once_a_day(client_for):
    resource, member = make_resource(), MemberFactory()
    url = file_of(resource).get_absolute_url()
    answers = [client_for(member).get(url) for _twice in range(2)]
    assert [read(answer) for answer in answers] == [b"a,b\n1,2\n"] * 2
    assert answers[0]["Content-Disposition"] == 'attachment; filename="template.csv"'
    assert answers[0]["X-Content-Type-Options"] == "nosniff"
    assert counted(resource) == (1, 1)
    read(client_for(MemberFactory()).get(url))
    assert counted(resource) == (2, 2)


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-purpose": "prefetch"},
        {"sec-purpose": "prefetch;prerender"},
        {"purpose": "prefetch"},
        {"x-moz": "prefetch"},
        {"x-purpose": "preview"},
    ],
)
def test_nobody_asked_for_it(client_for, headers):
    resource = make_resource()
    client, url = client_for(MemberFactory()), file_of(resource).get_absolute_url()
    assert read(client.get(url, headers=headers)) == b"a,b\n1,2\n"
    read(client.head(url))
    read(client_for(None).get(url))
    assert counted(resource) == (0, 0)


def test_versions_count_together_and_drafts_not_at_all(client_for):
    resource, editor = make_resource(), make_editor()
    first = file_of(resource)
    make_next(resource)
    resource.refresh_from_db()
    for file in (first, file_of(resource)):
        read(client_for(editor).get(file.get_absolute_url()))
    assert counted(resource) == (2, 2)
    publishing.withdraw(version=resource.current, because="Wrong.", by=editor)
    url = file_of(resource).get_absolute_url()
    read(client_for(editor).get(url))  # for those who look after it; nobody else has it any more
    assert client_for(MemberFactory()).get(url).status_code == 404
    assert counted(resource) == (2, 2)


def test_who_it_was_is_forgotten_after_the_day():
    resource, members, today = make_resource(), MemberFactory.create_batch(2), timezone.localdate()
    file = file_of(resource)
    for member in members:
        for day in (today - timedelta(days=1), today):
            assert count_download(file=file, member=member, on=day)
    marks = Download.objects.values_list("mark", flat=True)
    assert len({bytes(mark) for mark in marks}) == 4  # nobody is known again on another day
    assert wipe_marks(today=today) == 2
    assert set(Download.objects.filter(mark=None).values_list("on", flat=True)) == {today - timedelta(days=1)}
    assert not count_download(file=file, member=members[0], on=today)
    assert counted(resource) == (4, 4)
    assert {field.name for field in Download._meta.fields} == {"id", "file", "on", "mark"}


def test_wrong_count_is_found_and_mended(caplog):
    resource = make_resource()
    count_download(file=file_of(resource), member=MemberFactory(), on=date(2026, 1, 5))
    assert count_again() == 0
    Resource.objects.filter(pk=resource.pk).update(download_count=7)
    assert list(Resource.objects.miscounted()) == [resource]
    assert count_again() == 1
    assert counted(resource) == (1, 1)
    assert "said 7 downloads and has 1" in caplog.text

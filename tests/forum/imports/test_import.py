"""An archive becomes topics and posts once, with its dates and writers, and its numbers add up."""

import os
from datetime import timedelta
from io import StringIO

import pytest
from allauth.account.signals import email_confirmed
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from community.notifications.models import Following, Notification
from community.people.models import AuditEntry, Member
from community.search.models import SearchEntry
from forum.imports import services
from forum.imports.authors import SHADOWS, claim_posts
from forum.imports.services import adds_up, import_archive
from forum.models import Attachment, ImportedMessage, ListImport, Post, Topic
from forum.services.counting import miscounted
from tests.factories.forum import BoardFactory
from tests.factories.mbox import PEOPLE, START, archive, id_of, message, with_file
from tests.factories.people import MemberFactory

pytestmark = pytest.mark.django_db
MESSAGES = int(os.environ.get("MBOX_MESSAGES", "300"))  # the promise is 10,000


class Silent:
    def __init__(self, *_said):
        pass

    def add(self, number=1):
        pass

    end = add


@pytest.fixture
def board():
    return BoardFactory()


@pytest.fixture
def run(board, tmp_path):
    """Import these bytes and return the report, whose numbers add up."""

    def import_bytes(data, **options):
        path = tmp_path / "list.mbox"
        path.write_bytes(data)
        report = import_archive(path=path, board=board, step=Silent, **options)
        assert adds_up(report)
        return report

    return import_bytes


def _shape():
    """Each topic's title with how many posts it has."""
    return sorted(Topic.objects.values_list("subject", "posts_count"))


def test_many_messages_twice_give_the_same_threads_once(run):
    data = archive(MESSAGES)

    first, shape = run(data), _shape()
    again = run(data)

    assert (first.read, first.posted, again.known, again.posted) == (MESSAGES, MESSAGES, MESSAGES, 0)
    assert Post.objects.count() == MESSAGES
    assert _shape() == shape
    assert {subject for subject, _count in shape} == {f"Question {n}" for n in _firsts()}
    assert {count for _subject, count in shape} <= set(range(1, 10))
    assert min(first.mended, first.files, first.files_refused) > 0
    assert miscounted() == {"topics": [], "boards": []}


def _firsts():
    number = 0
    while number < MESSAGES:
        yield number
        number += min(1 + (number * 7) % 9, MESSAGES - number)


def test_dates_stay_and_nobody_is_told(run, board):
    MemberFactory(email=PEOPLE[1][1])

    run(message(0) + message(1, parents=[0], by=1))

    assert list(Post.objects.values_list("created", flat=True)) == [START, START + timedelta(hours=1)]
    board.refresh_from_db()
    assert board.last_post_on == START + timedelta(hours=1)
    assert (Notification.objects.count(), Following.objects.count(), mail.outbox) == (0, 0, [])


def test_writers_are_members_of_that_address_or_shadows_that_cannot_sign_in(run, client_for):
    ben = MemberFactory(email=PEOPLE[1][1])

    run(message(0) + message(1, parents=[0], by=1) + message(2, parents=[0], by=0))

    shadow = Member.objects.get(email__endswith=SHADOWS)
    assert [post.poster for post in Post.objects.in_order()] == [shadow, ben, shadow]
    assert (shadow.display_name, shadow.is_active, shadow.has_usable_password()) == ("Ana Reyes", False, False)
    page = client_for(ben).get(Topic.objects.get().get_absolute_url()).content.decode()
    assert "Ana Reyes" in page
    assert PEOPLE[0][1] not in page
    assert shadow.get_absolute_url() not in page


def test_whoever_proves_the_address_later_gets_the_posts(run):
    run(message(0) + message(1, parents=[0], by=1))
    ana = MemberFactory(email=PEOPLE[0][1])

    assert (claim_posts(member=ana), claim_posts(member=ana)) == (1, 0)

    assert Topic.objects.get().poster == ana
    assert Member.objects.filter(email__endswith=SHADOWS).count() == 1


def test_confirming_an_address_gives_the_posts_back(run, rf):
    run(message(0))
    ana = MemberFactory(email=PEOPLE[0][1])
    address = ana.emailaddress_set.get()

    email_confirmed.send(sender=type(address), request=rf.get("/"), email_address=address)

    assert Post.objects.get().poster == ana
    assert AuditEntry.objects.filter(action="claim", by=ana, after={"posts": 1}).exists()


def test_an_address_that_is_not_proved_gets_nothing(run):
    run(message(0))
    ana = MemberFactory(email=PEOPLE[0][1])
    ana.emailaddress_set.update(verified=False)

    assert claim_posts(member=ana) == 0


def test_import_that_was_stopped_goes_on(run, monkeypatch):
    data = archive(60)
    whole, calls = services._post, []

    def stop(*args):
        calls.append(args)
        if len(calls) == 8:
            raise KeyboardInterrupt
        return whole(*args)

    monkeypatch.setattr(services, "_post", stop)
    with pytest.raises(KeyboardInterrupt):
        run(data)
    assert miscounted() == {"topics": [], "boards": []}
    monkeypatch.setattr(services, "_post", whole)

    report = run(data)

    assert report.known > 0
    assert report.known + report.posted == 60 == Post.objects.count()
    assert ListImport.objects.filter(ended_at=None).count() == 1


def test_next_month_goes_on_in_the_same_topics(run):
    run(message(0) + message(1, parents=[0]))

    run(message(2, parents=[0, 1]) + message(3, subject="Re: Wells", at=START + timedelta(days=9)))

    assert _shape() == [("Wells", 4)]


def test_trial_writes_nothing(run):
    report = run(archive(40), is_trial=True)

    assert (report.posted, report.pk) == (40, None)
    assert not Post.objects.exists()
    assert not Member.objects.exists()


def test_files_are_taken_or_named_in_the_report(run):
    report = run(with_file(0))

    assert Attachment.objects.get().name == "wells.csv"
    assert (report.files, report.files_refused) == (1, 1)
    assert "run.exe" in report.remarks[0]


def test_messages_under_one_id_and_copies_of_one(run):
    report = run(message(0) + message(0) + message(1, own_id=id_of(0), body="Other words"))

    assert (report.posted, report.repeated) == (2, 1)


def test_empty_and_unreadable_messages_are_counted(run):
    deep = b"Content-Type: multipart/encrypted; boundary=x"
    many = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n" % number for number in range(300))

    report = run(message(0, body="") + message(1, extra=[deep]) + message(2, extra=[many.strip()]))

    assert (report.read, report.empty, report.unreadable) == (3, 2, 1)
    assert report.remarks[0].startswith("Message 3: This mail has more than")


def test_very_long_text_loses_nothing(run):
    words = "\n".join(f"line {number} of many words" for number in range(20_000))

    report = run(message(0, body=words))

    kept = "".join(Post.objects.in_order().values_list("content", flat=True))
    with Attachment.objects.get().file as rest:
        kept += rest.read().decode()
    assert all(f"line {number} of" in kept for number in range(20_000))
    assert (report.posted, report.posts) == (1, services.MOST_POSTS)


def test_search_finds_what_was_imported(run):
    run(message(0, subject="Artesian") + message(1, subject="Re: Artesian", parents=[0], body="About quokkas"))

    assert SearchEntry.objects.filter(kind="topic", title="Artesian", text__contains="quokkas").count() == 1


def test_numbers_that_do_not_add_up_are_refused_by_the_database(run):
    report = run(message(0))

    report.posted = 7
    report.posts = 9
    with pytest.raises(IntegrityError), transaction.atomic():
        report.save()


def test_command_prints_the_report(board, tmp_path):
    path = tmp_path / "list.mbox"
    path.write_bytes(archive(30))
    out = StringIO()

    call_command("import_mbox", str(path), board=board.slug, stdout=out)

    assert "       30 messages in the file\n       30 new\n" in out.getvalue()
    assert ImportedMessage.objects.count() == 30


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"", "is empty"), (b"\n\n", "is empty"), (b"Dear all,\n\nhello", "no mbox"), (b"\x1f\x8bxx", "compressed")],
)
def test_command_says_what_is_wrong_with_a_file(board, tmp_path, data, said):
    path = tmp_path / "list.mbox"
    path.write_bytes(data)

    with pytest.raises(CommandError, match=said):
        call_command("import_mbox", str(path), board=board.slug, stdout=StringIO())


def test_command_names_a_board_or_file_that_is_not_there(board, tmp_path):
    with pytest.raises(CommandError, match="no board"):
        call_command("import_mbox", "x", board="nowhere", stdout=StringIO())
    with pytest.raises(CommandError, match="can't be opened"):
        call_command("import_mbox", str(tmp_path / "none"), board=board.slug, stdout=StringIO())

"""“My hub” of somebody who has something of everything: every card is there, and none costs more with more in it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from community.newcomers.services import prepare, welcome
from community.notifications.models import MailAddress, Notification
from community.practices.services.reviewing import take_place
from events.services import register
from forum.moderation.services.taking_part import flag
from tests.factories.certificates import give_certificate
from tests.factories.events import an_occurrence
from tests.factories.forum import BoardFactory, last_post_of, make_put_question, make_topic
from tests.factories.people import MemberFactory
from tests.factories.practices import make_practice, make_submitted
from tests.factories.training import finish, make_course, make_path
from training.paths.services import choose_path
from training.services import learning

pytestmark = pytest.mark.django_db

BAR = 15
CARDS = (
    "mail-stopped", "first-week", "my-queue", "next-lesson", "my-path", "open-questions", "my-certificates",
    "my-reports", "my-events", "my-practices", "my-asked", "my-unread",
)  # fmt: skip


def add(home, member, number):
    """One more of everything."""
    board = BoardFactory()
    make_topic(board, poster=MemberFactory(), title=f"News {number}", tags=["SQL"])
    make_put_question(member, board, title=f"What about {number}?", poster=MemberFactory())
    flag(post=last_post_of(make_topic(board)), member=MemberFactory(), fault="spam")
    give_certificate(member, home, slug=f"certified-{number}", lessons=1)
    course, after = (make_course(home, f"course-{number}-{part}", lessons=2) for part in range(2))
    choose_path(member=member, path=make_path(course, after, slug=f"path-{number}"))
    learning.enrol(member=member, course=after)
    finish(member, course)
    register(occurrence=an_occurrence(), member=member)
    make_practice(member, at=timezone.now() - timedelta(days=400 if number % 2 else 4))
    take_place(version=make_submitted(), member=member)


def test_fullest_dashboard_keeps_the_bar(home, client_for, count_queries):
    member = MemberFactory(is_superuser=True)
    MailAddress.objects.create(address=member.email, stopped_at="2026-01-01T00:00:00Z", why="bounces")
    welcome(member=member)
    prepare(member=member)
    browser = client_for(member)
    add(home, member, 0)
    few = count_queries(browser, "/my/")
    for number in range(1, 8):
        add(home, member, number)
    prepare(member=member)
    many = count_queries(browser, "/my/")
    page = browser.get("/my/").text
    print(f"\n/my/: {few} queries, {many} with eight of everything")
    assert [card for card in CARDS if f'<h2 id="{card}"' not in page] == []
    assert Notification.objects.filter(member=member).exists()
    assert few == many <= BAR

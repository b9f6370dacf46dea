"""A newcomer's first week: what fits, what is done by itself, what is ticked off, and what may not be seen any more."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django_q.models import OrmQ

from community.newcomers.components import items_of
from community.newcomers.models import FirstWeek
from community.newcomers.services import prepare, welcome
from community.people.models import Member
from community.people.services import join_department, save_profile
from community.workgroups.services import close_group, request_membership
from forum.models import Topic
from tests.factories.forum import BoardFactory, make_question
from tests.factories.people import DepartmentFactory, MemberFactory
from tests.factories.training import make_course
from tests.factories.workgroups import WorkGroupFactory
from training.services import learning

pytestmark = pytest.mark.django_db


@pytest.fixture
def newcomer(home):
    """Somebody who knows SQL, in a hub with something for them and something for others of each."""
    new = MemberFactory(department=DepartmentFactory(), job_title="Analyst")
    save_profile(member=MemberFactory(display_name="Colleague", department=new.department), skills=[], languages=[])
    for name, known in (("Expert", "SQL"), ("Other", "Maps"), ("Shy", "SQL"), ("Away", "SQL")):
        save_profile(
            member=MemberFactory(display_name=name, may_be_named=name != "Shy", is_active=name != "Away"),
            skills=[known],
            languages=[],
        )
    WorkGroupFactory(name="Maps", lead=MemberFactory(display_name="Leader"))
    WorkGroupFactory(name="SQL of the state", slug="sql", lead=Member.objects.get(display_name="Leader"))
    make_course(home, "maps", title="Maps for all")
    make_course(home, "sql", title="First steps in SQL")
    board = BoardFactory()
    make_question(board, title="Which join?", tags=["SQL"])
    make_question(board, title="Which map?", tags=["Maps"])
    save_profile(member=new, skills=["SQL"], languages=[])
    welcome(member=new)
    prepare(member=new)
    return new


def said(member):
    week = FirstWeek.objects.get(member=member)
    return {item.words: (item.is_done, item.why) for item in items_of(member, week.pk)}


def test_what_is_suggested_fits_and_nobody_is_named_who_does_not_wish_it(newcomer):
    assert said(newcomer) == {
        "Fill in your profile: your job, your skills, a line about you": (False, ""),
        "Follow a work group: SQL of the state": (False, ""),
        "Begin a course: First steps in SQL": (False, ""),
        "Read an open question: Which join?": (False, ""),
        "Meet Colleague": (False, "works in your department"),
        "Meet Expert": (False, "knows about what you work on"),
        "Meet Leader": (False, "leads a work group"),
    }


def test_each_step_is_done_by_doing_it_and_the_card_goes_when_all_are(newcomer, client_for):
    page = client_for(newcomer)
    assert 'id="first-week"' in page.get("/my/").text
    save_profile(member=Member.objects.get(pk=newcomer.pk), skills=["SQL"], languages=[])
    Member.objects.filter(pk=newcomer.pk).update(about="I am new.")
    request_membership(group=newcomer.work_groups.model.objects.get(slug="sql"), member=newcomer)
    learning.enrol(member=newcomer, course=make_course_of("sql"))
    page.get(Topic.objects.get(subject="Which join?").get_absolute_url())
    assert {words: done for words, (done, _why) in said(newcomer).items() if not done}.keys() == {
        "Meet Colleague", "Meet Expert", "Meet Leader",
    }  # fmt: skip
    week = FirstWeek.objects.get(member=newcomer)
    first = week.steps.filter(step="person").order_by("place")[0]
    assert page.post(reverse("newcomers:step_done", args=[first.pk])).status_code == 303
    prepare(member=newcomer)
    assert said(newcomer)["Meet Colleague"][0]
    for step in week.steps.filter(step="person"):
        page.post(reverse("newcomers:step_done", args=[step.pk]))
    assert 'id="first-week"' not in page.get("/my/").text


def make_course_of(slug):
    from training.pages import CoursePage

    return CoursePage.objects.get(slug=slug)


def test_what_may_not_be_seen_any_more_is_not_named(newcomer):
    Topic.objects.filter(subject="Which join?").update(approved=False)
    make_course_of("sql").unpublish()
    Member.objects.filter(display_name="Expert").update(may_be_named=False)

    words = said(newcomer)

    assert not [
        word for word in words if "Which join?" in word or ("SQL" in word and "group" not in word) or "Expert" in word
    ]
    assert {"Read an open question", "Begin a course", "Meet somebody of the directory"} <= words.keys()


def test_it_is_put_away_for_good_and_ends_by_itself(newcomer, client_for, count_queries):
    page = client_for(newcomer)
    with_list = count_queries(page, "/my/")
    late = timezone.now() + timedelta(days=31)
    assert prepare(member=newcomer, at=late) == []
    FirstWeek.objects.update(began_at=timezone.now() - timedelta(days=31))
    assert 'id="first-week"' not in page.get("/my/").text
    FirstWeek.objects.update(began_at=timezone.now())
    step = FirstWeek.objects.get(member=newcomer).steps.filter(step="person")[0]
    assert client_for(MemberFactory()).post(reverse("newcomers:step_done", args=[step.pk])).status_code == 404
    assert page.post(reverse("newcomers:week_away")).status_code == 303
    assert 'id="first-week"' not in page.get("/my/").text
    welcome(member=newcomer)
    assert 'id="first-week"' not in page.get("/my/").text
    page.get("/my/")
    assert count_queries(page, "/my/") == with_list - 1


def test_signing_up_begins_it_and_a_new_profile_fits_it_again(home):
    new = MemberFactory()
    join_department(member=new)
    assert OrmQ.objects.count() == 1
    save_profile(member=new, skills=["SQL"], languages=[])
    assert OrmQ.objects.count() == 2
    save_profile(member=MemberFactory(), skills=["SQL"], languages=[])
    assert OrmQ.objects.count() == 2


def test_no_private_or_closed_group_is_suggested_nor_its_lead_for_leading_it(home):
    private = WorkGroupFactory(name="SQL in private", is_private=True)
    closed = WorkGroupFactory(name="SQL of old")
    close_group(group=closed, by=closed.memberships.get().member, achieved="It is done.")
    new = MemberFactory()
    save_profile(member=new, skills=["SQL"], languages=[])
    welcome(member=new)
    prepare(member=new)
    words = " ".join(said(new))
    assert private.name not in words
    assert closed.name not in words
    assert "leads a work group" not in {why for _is_done, why in said(new).values()}

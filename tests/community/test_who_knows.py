"""Who knows what, through a viewer's eyes: equal to a recount of what that viewer may see, and of nothing else."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from community.people.directory import Asked, ranked, search
from community.people.models import Member, SkillSynonym
from community.people.registries import Reason
from community.people.services import save_profile
from community.workgroups.models import WorkGroup
from forum.enums import Audience
from forum.models import Topic
from tests.factories.forum import BoardFactory, group_board, last_post_of, make_question
from tests.factories.people import MemberFactory
from tests.factories.training import finish, make_course
from tests.factories.workgroups import MembershipFactory

pytestmark = pytest.mark.django_db
BOARDS = ["open", "members", "ours", "theirs"]
WORDS = ["SQL", "Maps", "Wells"]


def answered(board, member, word, *, is_approved=True):
    topic = make_question(board, title=f"About {word}", tags=[word], posts=2)
    last_post_of(topic).__class__.objects.filter(pk=last_post_of(topic).pk).update(poster=member)
    Topic.objects.filter(pk=topic.pk).update(accepted_answer=last_post_of(topic), approved=is_approved)


one_member = st.fixed_dictionaries({
    "skills": st.sets(st.sampled_from(WORDS)),
    "skills_for": st.sampled_from(["members", "groups", "nobody"]),
    "is_near": st.booleans(),
    "is_listed": st.sampled_from([True, True, False]),
    "may_be_named": st.sampled_from([True, True, False]),
    "is_active": st.sampled_from([True, True, False]),
    "answers": st.lists(st.tuples(st.sampled_from(BOARDS), st.sampled_from(WORDS), st.booleans()), max_size=3),
    "courses": st.sets(st.sampled_from(["live-sql", "dead-sql", "live-maps"])),
})  # fmt: skip


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(people=st.lists(one_member, min_size=1, max_size=3), asked=st.sets(st.sampled_from(WORDS), min_size=1))
def test_ranking_and_reasons_equal_a_recount_of_what_the_viewer_may_see(site, home, people, asked):
    with transaction.atomic():
        _compare(home, people, asked)
        transaction.set_rollback(True)


def _compare(home, people, asked):
    boards = {"open": BoardFactory(), "members": BoardFactory(audience=Audience.MEMBERS)}
    boards["ours"], _lead = group_board()
    boards["theirs"], _lead = group_board()
    viewer = MembershipFactory(group=boards["ours"].work_group).member
    courses = {slug: make_course(home, slug, title=title) for slug, title in (
        ("live-sql", "SQL"), ("dead-sql", "More SQL"), ("live-maps", "Maps"),
    )}  # fmt: skip
    expected = {}
    for data in people:
        member = MemberFactory(**{name: data[name] for name in ("skills_for", "is_listed", "may_be_named")})
        save_profile(member=member, skills=data["skills"], languages=[])
        if data["is_near"]:
            MembershipFactory(group=boards["ours"].work_group, member=member)
        for where, word, is_approved in data["answers"]:
            answered(boards[where], member, word, is_approved=is_approved)
        for slug in data["courses"]:
            finish(member, courses[slug])
        Member.objects.filter(pk=member.pk).update(is_active=data["is_active"])
        if not (data["is_listed"] and data["may_be_named"] and data["is_active"]):
            continue
        sees = data["skills_for"] == "members" or (data["skills_for"] == "groups" and data["is_near"])
        skills = len(data["skills"] & asked) if sees else 0
        answers = sum(where in ("open", "members") and ok and word in asked for where, word, ok in data["answers"])
        taken = ("SQL" in asked and "live-sql" in data["courses"]) + (
            "Maps" in asked and "live-maps" in data["courses"]
        )
        counts = {name: n for name, n in (("skills", skills), ("answers", answers), ("courses", taken)) if n}
        if counts:
            expected[member.pk] = counts
    courses["dead-sql"].unpublish()

    keys, reasons = search(Asked(" ".join(sorted(asked)), {}), viewer)

    assert {key: {reason.source: reason.count for reason in mine} for key, mine in reasons.items()} == expected
    points = {
        key: 3 * min(n.get("skills", 0), 3) + 3 * min(n.get("answers", 0), 4) + min(n.get("courses", 0), 3)
        for key, n in expected.items()
    }
    assert keys == sorted(expected, key=lambda key: (-points[key], -len(expected[key]), key))


def test_each_reason_is_said_in_words_whatever_the_spelling(home, client_for):
    expert = MemberFactory(display_name="Expert")
    save_profile(member=expert, skills=["ArcGIS", "Water rights"], languages=[])
    SkillSynonym.objects.create(skill=expert.skills.get(name="ArcGIS"), name="Esri desktop")
    finish(expert, make_course(home, "rights", title="Water rights"))
    answered(BoardFactory(), expert, "Water rights")
    page = client_for(MemberFactory())

    found = page.get("/people/", {"q": "arc gis water rights"}).text

    assert (
        "Because they know ArcGIS and Water rights, their answer to a question about Water rights was accepted"
        " and they finished a course about" in found
    )
    for typed in ("ARCGIS", "Arc-GIS", "esri desktop", "water"):
        assert "they know" in page.get("/people/", {"q": typed}).text


@pytest.mark.once
def test_ranking_is_a_pure_function_of_the_reasons():
    reasons = {
        5: [Reason("skills", 1)], 3: [Reason("skills", 1)], 4: [Reason("courses", 2), Reason("answers", 9)],
        1: [Reason("courses", 3)], 2: [Reason("courses", 9)],
    }  # fmt: skip
    assert ranked(reasons) == ranked(dict(reversed(reasons.items()))) == [4, 1, 2, 3, 5]


def test_asking_costs_the_same_for_one_and_for_thirty(home, client_for, count_queries):
    client = client_for(MemberFactory())
    course, board = make_course(home, "sql", title="SQL"), BoardFactory()

    def add():
        expert = MemberFactory()
        save_profile(member=expert, skills=["SQL", "Maps"], languages=["es"])
        finish(expert, course)
        answered(board, expert, "SQL")
        return expert

    WorkGroup.objects.all()
    department = add().department.slug
    address = f"/people/?q=sql+maps&language=es&skill=sql&department={department}"
    few = count_queries(client, address), count_queries(client, "/people/?q=sql"), count_queries(client, "/people/")
    for _number in range(29):
        add()
    Member.objects.update(department=Member.objects.get(department__slug=department).department)
    many = count_queries(client, address), count_queries(client, "/people/?q=sql"), count_queries(client, "/people/")
    print(f"\n/people/ with words and filters, with words, plain: {few} queries")
    assert few == many
    assert max(few) <= 15

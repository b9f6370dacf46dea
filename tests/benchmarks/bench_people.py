"""“Who knows what” and the directory with 5,000 members (promise: p95 <= 150 ms on PostgreSQL), beside a control."""

import random

import pytest
from django.db import connection
from django.utils import timezone

from community.people.models import Member, Spoken
from tests.benchmarks.measure import measured
from tests.factories.forum import BoardFactory
from tests.factories.many_questions import analyze, make_members, make_questions
from tests.factories.training import make_course
from tests.factories.workgroups import WorkGroupFactory
from training.models import CourseFinish

MEMBERS, QUESTIONS, COURSES, FINISHES = 5_000, 20_000, 40, 20_000
ASKED = {
    "one skill": {"q": "skill 7"},
    "a skill that many have": {"q": "skill 1"},
    "three skills, courses and answers": {"q": "skill 7 skill 8 skill 9"},
    "nobody": {"q": "basket weaving"},
    "a name": {"q": "many 49"},
    "the directory": {},
    "the last page": {"page": "167"},
    "narrowed by skill and language": {"skill": "skill 7", "language": "es"},
}


@pytest.mark.django_db
def test_who_knows_among_5_000_members(home, client_for):
    members = make_members(MEMBERS, skills_each=6)
    make_questions(members, QUESTIONS)
    choose, now = random.Random(7), timezone.now()
    courses = [make_course(home, f"skill-{number}", title=f"Skill {number}", lessons=0) for number in range(COURSES)]
    CourseFinish.objects.bulk_create(
        [
            CourseFinish(member=member, course=course, number=1, at=now, lessons=[])
            for member in choose.sample(members, FINISHES // 4)
            for course in choose.sample(courses, 4)
        ],
        batch_size=2_000,
    )
    Spoken.objects.bulk_create([Spoken(member=member, language="es") for member in members[::4]])
    Member.objects.filter(pk__in=[member.pk for member in members[::3]]).update(skills_for="groups")
    WorkGroupFactory()
    BoardFactory()
    analyze()
    client = client_for(members[0])
    print(f"\n{connection.vendor}, {MEMBERS:,} members, {QUESTIONS:,} questions, {FINISHES:,} finishes")
    control = measured("control: a page with session and template (/departments/)", lambda: client.get("/departments/"))
    for name, query in ASKED.items():
        p95 = measured(f"/people/: {name}", lambda query=query: client.get("/people/", query))
        print(f"{'':<58} {p95 / control:.1f} x the control")

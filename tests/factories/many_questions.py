"""Thousands of members, questions and answers, without the services: for plans and benchmarks."""

import random
from datetime import timedelta

from django.db import connection
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from community.people.models import Department, Member, Skill
from forum.enums import TopicKind
from forum.models import Asked, FirstAnswer, Post, Tag, Topic, TopicTag
from tests.factories.forum import BoardFactory

SKILLS, AT_ONCE = 300, 2_000
TEXT = f"<p>{'Words as long as those of a post. ' * 30}</p>"  # a table of short rows is read whole sooner


def make_members(count, *, skills_each=3):
    """Members with some of SKILLS skills each, called “Skill 0” and so on."""
    choose = random.Random(7)
    department = Department.objects.create(name="Department of Many", acronym="DOM", slug="dom")
    members = Member.objects.bulk_create(
        [
            Member(email=f"many{number}@dom.ca.gov", display_name=f"Many {number}", department=department)
            for number in range(count)
        ],
        batch_size=AT_ONCE,
    )
    skills = Skill.objects.bulk_create([Skill(name=f"Skill {number}") for number in range(SKILLS)])
    has = Member.skills.through
    has.objects.bulk_create(
        [
            has(member_id=member.pk, skill_id=skill.pk)
            for member in members
            for skill in choose.sample(skills, skills_each)
        ],
        batch_size=AT_ONCE,
    )
    return members


def make_questions(members, count, *, years=5, boards=20):
    """Questions spread over some years, three in four answered, each with a tag called as a skill is."""
    choose, now = random.Random(7), timezone.now()
    places = [BoardFactory() for _ in range(boards)]
    tags = Tag.objects.bulk_create([Tag(name=f"Skill {number}", slug=f"skill-{number}") for number in range(SKILLS)])
    step = timedelta(days=365 * years) / count
    topics = Topic.objects.bulk_create(
        [
            Topic(
                forum=places[number % boards],
                poster=choose.choice(members),
                subject=f"Question {number}",
                slug=f"question-{number}",
                kind=TopicKind.QUESTION,
                created=now - step * number,
                last_post_on=now - step * number,
            )
            for number in range(count)
        ],
        batch_size=AT_ONCE,
    )
    first = [
        Post(topic=topic, poster_id=topic.poster_id, content="?", html=TEXT, created=topic.created) for topic in topics
    ]
    answers = [
        Post(
            topic=topic,
            poster=choose.choice(members),
            content="!",
            html=TEXT,
            created=topic.created + timedelta(seconds=choose.randrange(8 * 86_400)),
        )
        for topic in topics
        if choose.random() < 0.75
    ]
    Post.objects.bulk_create([*first, *answers], batch_size=AT_ONCE)
    analyze()  # without it PostgreSQL may read all posts for each topic
    posts = Post.objects.filter(topic=OuterRef("pk")).order_by("pk").values("pk")
    Topic.objects.filter(pk__gte=topics[0].pk).update(
        first_post=Subquery(posts.filter(content="?")[:1]), accepted_answer=Subquery(posts.filter(content="!")[:1])
    )
    FirstAnswer.objects.bulk_create(
        [
            FirstAnswer(topic=post.topic, post=post, seconds=int((post.created - post.topic.created).total_seconds()))
            for post in answers
        ],
        batch_size=AT_ONCE,
    )
    TopicTag.objects.bulk_create(
        [TopicTag(topic=topic, tag=choose.choice(tags), place=0) for topic in topics], batch_size=AT_ONCE
    )
    Asked.objects.bulk_create(
        [
            Asked(topic=topic, member=member, place=place, at=topic.created)
            for topic in topics
            for place, member in enumerate(choose.sample(members, 3))
        ],
        batch_size=AT_ONCE,
    )


def analyze():
    """Let the planner know what is there."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")

"""Figures of 100,000 questions, and putting one to 5,000 members (promise: a page p95 <= 150 ms), beside a control."""

import pytest
from django.db import connection, transaction

from forum.models import Topic
from forum.routing.figures import figures
from forum.routing.services.asking import put_question
from tests.benchmarks.measure import measured
from tests.factories.forum import make_question
from tests.factories.many_questions import analyze, make_members, make_questions

MEMBERS, QUESTIONS = 5_000, 100_000


@pytest.mark.django_db
def test_figures_of_100_000_questions(site, client_for):
    members = make_members(MEMBERS)
    make_questions(members, QUESTIONS)
    analyze()
    client, topic = client_for(members[0]), make_question(title="Skill 7 or Skill 8?", tags=["Skill 9"])
    print(f"\n{connection.vendor}, {Topic.objects.count():,} questions of five years, {MEMBERS:,} members")
    control = measured("control: a page with session and template (/departments/)", lambda: client.get("/departments/"))
    for days in (90, 365):
        p95 = measured(f"figures of {days} days, counted", lambda days=days: figures(members[0], days=days))
        p95 = measured("their page", lambda days=days: client.get("/forum/topics/questions/", {"days": days}))
        print(f"{'':<58} {p95 / control:.1f} x the control")

    def put():
        with transaction.atomic():
            assert len(put_question(topic=topic)) == 3
            transaction.set_rollback(True)

    measured("a question is put to three of them", put)

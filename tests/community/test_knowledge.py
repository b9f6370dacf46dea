"""Who knows what: skills, what reasons weigh, and how they are said."""

import pytest

from community.people.knowledge import SKILLS
from community.people.models import Member, Skill
from community.people.registries import Knowledge, KnowledgeSource, Reason, knowledge
from community.people.words import Words
from tests.factories.people import MemberFactory


def who_knows(*names):
    made = MemberFactory()
    made.skills.set([Skill.objects.get_or_create(name=name)[0] for name in names])
    return made


@pytest.mark.django_db
def test_skills_count_by_member_and_name_what_somebody_knows():
    both, one, _other = who_knows("SQL", "Maps"), who_knows("SQL"), who_knows("Facilitation")
    words = Words.of("A map from an SQL query?")
    everybody = Member.objects.all()

    assert SKILLS.counts(words, everybody) == {both.pk: 2, one.pk: 1}
    assert SKILLS.counts(words, everybody.exclude(pk=both.pk)) == {one.pk: 1}
    assert SKILLS.reasons(words, [both.pk, one.pk]) == {
        both.pk: Reason("skills", 2, ("Maps", "SQL")),
        one.pk: Reason("skills", 1, ("SQL",)),
    }


def test_points_weigh_what_was_counted_up_to_a_limit():
    counts = [{}, {"skills": 1}, {"skills": 9}, {"answers": 1, "courses": 2}, {"nothing of the kind": 5}]

    assert [knowledge.points(each) for each in counts] == [0, 3, 9, 5, 0]


def test_reasons_are_stored_and_said():
    why = [Reason("skills", 2, ("GIS", "SQL")), Reason("answers", 1, ("Maps",), 7), Reason("gone", 1)]

    assert [Reason.of(each.stored()) for each in why] == why
    assert knowledge.because(why) == (
        "Because you know GIS and SQL and your answer to a question about Maps was accepted."
    )
    assert knowledge.because(why[:2], {("answers", 7): "Which map?"}) == (
        "Because you know GIS and SQL and your answer to “Which map?” was accepted."
    )
    assert knowledge.because([]) == ""


def test_a_name_is_taken_once():
    mine = Knowledge()
    source = KnowledgeSource("x", 1, 1, lambda words, members: {}, lambda words, members: {}, lambda reason, name: "")
    mine.register(1, source)

    with pytest.raises(ValueError, match="x is registered already"):
        mine.register(2, source)

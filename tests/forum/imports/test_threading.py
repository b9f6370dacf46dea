"""Which messages are one topic, and in which order."""

from datetime import timedelta

import pytest

from forum.imports.threading import Entry, list_tag, threads_of, title_of
from tests.factories.mbox import START


def entry(number, *, parents=(), subject="Wells", hours=None):
    at = START + timedelta(hours=number if hours is None else hours)
    return Entry(number, f"key{number}", f"<{number}>", tuple(f"<{each}>" for each in parents), subject, at)


def shape(*entries):
    return [[each.number for each in thread.entries] for thread in threads_of(entries)]


def test_references_make_a_thread_whatever_the_subject():
    assert shape(entry(0), entry(1, parents=[0], subject="Other words"), entry(2, subject="Other words")) == [
        [0, 1],
        [2],
    ]


def test_answers_to_a_message_that_is_missing_stay_together():
    assert shape(entry(1, parents=[0], subject="Re: A"), entry(2, parents=[0], subject="Re: B")) == [[1, 2]]


def test_answer_before_its_question_in_the_file():
    assert shape(entry(0, parents=[1], hours=5), entry(1, hours=4)) == [[1, 0]]


def test_answer_that_says_it_is_older_gets_the_date_of_its_question():
    question, answer = entry(0, hours=5), entry(1, parents=[0], hours=1)

    assert shape(question, answer) == [[0, 1]]
    assert answer.at == question.at


def test_circle_of_references_ends():
    assert shape(entry(0, parents=[2]), entry(1, parents=[0]), entry(2, parents=[1])) != []
    assert sorted(shape(entry(0, parents=[1]), entry(1, parents=[0]))[0]) == [0, 1]


def test_same_subject_is_the_same_thread_only_for_an_answer_within_a_month():
    near, far = 24 * 10, 24 * 60

    assert shape(entry(0), entry(1, subject="RE: wells", hours=near)) == [[0, 1]]
    assert shape(entry(0), entry(1, subject="Wells", hours=near)) == [[0], [1]]
    assert shape(entry(0), entry(1, subject="Re: Wells", hours=far)) == [[0], [1]]


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("Re: AW: [caldata] Re[2]: Wells", "Wells"),
        ("[caldata] [RFC] Wells", "[RFC] Wells"),
        ("Rewards", "Rewards"),
        ("Re:", ""),
    ],
)
def test_title_is_the_subject_without_what_programs_add(subject, title):
    assert title_of(subject, "caldata") == title


def test_tag_of_the_list_stands_before_most_subjects():
    assert list_tag(["[a] x", "Re: [a] y", "[RFC] z"]) == "a"
    assert list_tag(["[RFC] z", "x", "y"]) == ""

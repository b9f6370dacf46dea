"""When a load is not made, and that the same numbers make the same load."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from community.people.models import Member
from forum.load.plan import draw, shares
from forum.load.sizes import LoadRefused, Sizes
from forum.models import Post
from forum.progress import Bar
from tests.factories.people import MemberFactory

SMALL = ["--topics=10", "--posts=20", "--marks=0", "--until=2026-01-31"]
UNTIL = datetime(2026, 1, 31, tzinfo=UTC)


@pytest.mark.django_db
def test_members_keep_a_load_away_unless_it_is_meant():
    MemberFactory()

    with pytest.raises(CommandError, match="has members"):
        call_command("make_load", *SMALL, stdout=StringIO())
    assert not Post.objects.exists()

    call_command("make_load", *SMALL, "--among-people", stdout=StringIO())
    assert Post.objects.count() == 20
    assert Member.objects.count() == 13


@pytest.mark.parametrize(
    "given", [{"topics": 9}, {"topics": 50, "posts": 99}, {"topics": 50, "members": 3}, {"topics": 50, "marks": 1_000}]
)
def test_sizes_that_make_no_sense_are_refused_in_words(given):
    with pytest.raises(LoadRefused):
        Sizes.of(until=UNTIL, **given)


def test_same_seed_makes_the_same_plan_and_another_one_another():
    sizes = [Sizes.of(topics=50, until=UNTIL, seed=seed) for seed in (1, 1, 2)]

    first, again, other = (draw(each, [None] * each.boards) for each in sizes)

    assert first == again
    assert first.writer_of != other.writer_of


def test_plan_has_the_promised_numbers():
    sizes = Sizes.of(topics=400, until=UNTIL)

    plan = draw(sizes, [None] * sizes.boards)

    lengths = [len(thread.texts) for thread in plan.threads]
    assert (len(lengths), sum(lengths), lengths[0]) == (400, 4_000, sizes.longest)
    assert sum(thread.board == 0 for thread in plan.threads) >= sizes.biggest == 80
    assert list(plan.moment_of) == sorted(plan.moment_of)


def test_shares_add_up_and_fall():
    parts = shares(7, 100, flat=1)

    assert sum(parts) == 100
    assert parts == sorted(parts, reverse=True)


class _Terminal(StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(("out", "shown"), [(StringIO(), "Posts: 25%\n"), (_Terminal(), "] 100%  8")])
def test_bar_on_a_terminal_and_in_a_log(out, shown):
    assert list(Bar(out, "Posts", 8).over(range(8))) == list(range(8))

    assert shown in out.getvalue()
    assert out.getvalue().endswith(" s\n")

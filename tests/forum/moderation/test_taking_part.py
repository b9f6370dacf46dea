"""What members do themselves: reporting, removing their own posts, objecting, and the rules that moderators keep."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from community.notifications.models import Notification
from community.people.models import AuditEntry
from forum.models import Flag, Objection, Ruling, Topic, WaitingRule, Withheld
from forum.moderation.enums import Act, Fault, RuleKind, Why
from forum.moderation.forms import RuleForm, SuspendForm
from forum.moderation.limits_of_newcomers import Limits
from forum.moderation.services import deciding
from forum.moderation.services.rules import RuleRefused, add_rule, drop_rule
from forum.moderation.services.taking_part import StepRefused, object_to, remove_own
from forum.rendering import compose
from forum.services.counting import miscounted
from forum.services.posting import reply
from tests.factories.forum import BoardFactory, group_board, make_topic
from tests.factories.moderation import decision, fresh, make_flag, make_moderator
from tests.factories.people import MemberFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic():
    return make_topic()


@pytest.fixture
def writer():
    return MemberFactory()


@pytest.fixture
def post(topic, writer):
    return reply(topic=topic, poster=writer, text=compose("Words."))


# Reports


def test_a_post_is_reported_once_until_somebody_decides_and_then_again(post, member):
    first = make_flag(post, member)
    assert make_flag(post, member, fault=Fault.UNKIND) == first

    deciding.keep(decision(post, make_moderator()))

    assert make_flag(post, member) != first
    assert Flag.objects.open().count() == 1


def test_the_database_holds_one_open_report_of_a_member_and_words_for_something_else(post, member):
    make_flag(post, member)
    for row in (Flag(post=post, member=member, fault=Fault.SPAM), Flag(post=post, member=post.poster, fault="other")):
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()


def test_nobody_reports_their_own_post_or_what_they_do_not_see(post, writer):
    private, _lead = group_board()
    with pytest.raises(StepRefused, match="your own"):
        make_flag(post, writer)
    with pytest.raises(StepRefused, match="not here any more"):
        make_flag(make_topic(private).first_post)


def test_who_reports_too_much_in_a_day_is_stopped(post, member):
    for _ in range(Limits.reports_a_day):
        make_flag(reply(topic=post.topic, poster=post.poster, text=compose("x"), at=timezone.now()), member)

    with pytest.raises(StepRefused, match="20 posts within a day"):
        make_flag(post, member)
    Flag.objects.update(at=timezone.now() - timedelta(days=2))
    assert make_flag(post, member)


# Removing


def test_a_writer_removes_a_post_and_it_is_kept_counted_and_written_down(topic, post, writer):
    ruling = remove_own(post=post, by=writer)

    row = Withheld.objects.get(post=post)
    assert (fresh(post).approved, row.why, fresh(post).content) == (False, Why.REMOVED, "Words.")
    assert (ruling.act, ruling.by, ruling.member) == (Act.REMOVE, writer, None)
    assert Topic.objects.get(pk=topic.pk).posts_count == 1
    assert miscounted() == {"topics": [], "boards": []}
    assert not Notification.objects.filter(kind__in=("post_ruled", "member_ruled")).exists()


def test_reports_of_a_removed_post_stay_open(post, writer):
    flag = make_flag(post)
    remove_own(post=post, by=writer)

    flag.refresh_from_db()
    assert flag.ruling is None


def test_the_first_post_goes_only_while_nobody_else_wrote(topic, post, writer):
    with pytest.raises(StepRefused, match="Others wrote in your topic"):
        remove_own(post=topic.first_post, by=topic.poster)
    alone = make_topic(posts=2, poster=writer)

    remove_own(post=alone.first_post, by=writer)

    assert not Topic.objects.get(pk=alone.pk).approved


def test_somebody_elses_post_and_one_that_is_hidden_are_not_removed(post, writer, member):
    with pytest.raises(StepRefused, match="not here"):
        remove_own(post=post, by=member)
    deciding.hide(decision(post, make_moderator()))
    with pytest.raises(StepRefused, match="not here"):
        remove_own(post=post, by=writer)
    assert Withheld.objects.get(post=post).why == Why.HIDDEN


# Objecting


def test_the_writer_objects_once_and_nobody_else_does(post, writer, member):
    ruling = deciding.hide(decision(post, make_moderator()))

    with pytest.raises(StepRefused, match="can't object"):
        object_to(ruling=ruling, member=member, words="No.")
    object_to(ruling=ruling, member=writer, words=" It was a joke. ")
    with pytest.raises(StepRefused, match="objected already"):
        object_to(ruling=ruling, member=writer, words="Really.")
    assert Objection.objects.get().words == "It was a joke."


def test_nobody_objects_to_what_is_good_for_them(post, writer):
    deciding.hide(decision(post, make_moderator()))
    good = deciding.restore(decision(post, make_moderator()))

    with pytest.raises(StepRefused, match="can't object"):
        object_to(ruling=good, member=writer, words="No.")


# Rules


def test_who_looks_after_a_board_keeps_its_rules_and_moderators_those_of_all():
    board, lead = group_board()
    moderator, public = make_moderator(), BoardFactory()
    rule = {"kind": RuleKind.WORD, "value": "casino"}

    kept = [add_rule(board=board, by=lead, **rule), add_rule(board=None, by=moderator, **rule)]
    assert add_rule(board=board, by=lead, **rule) == kept[0]
    for by, where in ((lead, None), (lead, public), (moderator, board), (MemberFactory(), public)):
        with pytest.raises(RuleRefused):
            add_rule(board=where, by=by, **rule)
    with pytest.raises(RuleRefused):
        drop_rule(rule=kept[1], by=lead)
    drop_rule(rule=kept[0], by=lead)

    assert list(WaitingRule.objects.all()) == [kept[1]]
    assert list(AuditEntry.objects.filter(kind="hub_forum.waitingrule").values_list("action", flat=True)) == [
        "drop",
        "add",
        "add",
    ]


@pytest.mark.parametrize(
    ("kind", "value", "kept"),
    [
        ("domain", " Shop.Example ", "shop.example"),
        ("domain", "https://shop.example", None),
        ("domain", "shop", None),
        ("word", " Win   BIG ", "win big"),
        ("word", "!!!", None),
        ("word", "", None),
        ("newcomers", "ignored", ""),
    ],
)
def test_what_a_rule_may_say(kind, value, kept):
    form = RuleForm({"kind": kind, "value": value, "board": ""}, boards=[], all_boards=True)

    assert form.is_valid() is (kept is not None)
    assert kept is None or form.cleaned_data["value"] == kept


@pytest.mark.parametrize(("days", "is_fine"), [(-1, False), (0, True), (365, True), (366, False)])
def test_a_suspension_lasts_from_a_day_to_a_year_and_to_the_end_of_its_day(days, is_fine):
    day = timezone.localdate() + timedelta(days=days)
    form = SuspendForm({"until": f"{day}", "reason": "x", "seen": "x"}, act="suspend")

    assert form.is_valid() is is_fine
    assert not is_fine or form.cleaned_data["until"] > timezone.now()


# People


def test_members_who_reported_decided_or_were_told_are_not_deleted(post, writer):
    moderator = make_moderator()
    make_flag(post, reporter := MemberFactory())
    deciding.suspend(decision(post, moderator), until=timezone.now() + timedelta(days=1))

    for somebody in (moderator, writer, reporter):
        with pytest.raises(IntegrityError), transaction.atomic():
            somebody.delete()
    assert Ruling.objects.count() == 1

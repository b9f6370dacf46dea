"""What is not confirmed for twelve months; retiring; successors that never go round in a circle."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from community.notifications.models import Notification
from community.practices.enums import Standing
from community.practices.models import Practice
from community.practices.refusals import PracticeRefused
from community.practices.services import lasting, writing
from community.practices.tasks import look_after_practices
from community.search.models import SearchEntry
from tests.factories.people import MemberFactory
from tests.factories.practices import give_answer, make_adoption, make_practice

pytestmark = pytest.mark.django_db
YEAR = timedelta(days=365)


def asked(practice):
    return list(
        Notification.objects.filter(kind="practice_stale", subject_id=practice.pk).values_list("member", flat=True)
    )


def test_an_owner_is_asked_once_a_year_and_confirming_ends_it():
    now = timezone.now()
    old = make_practice(at=now - YEAR)
    young = make_practice(at=now - YEAR + timedelta(hours=1))
    assert list(Practice.objects.stale(now)) == [old]
    assert (lasting.ask_owners(at=now), lasting.ask_owners(at=now)) == (1, 0)
    assert (asked(old), asked(young)) == ([old.owner_id], [])
    lasting.confirm(practice=old, by=old.owner, at=now)
    assert not asked(old)
    assert list(Practice.objects.stale(now)) == []
    assert lasting.ask_owners(at=now + YEAR) == 2
    with pytest.raises(PracticeRefused, match="authors and editors"):
        lasting.confirm(practice=old, by=MemberFactory())


def test_where_the_owner_is_gone_the_other_authors_are_asked_then_the_editors():
    now, admin, coauthor = timezone.now(), MemberFactory(is_superuser=True), MemberFactory()
    practice = make_practice(at=now - YEAR, coauthors=[coauthor])
    practice.owner.is_active = False
    practice.owner.save()
    lasting.ask_owners(at=now)
    assert asked(practice) == [coauthor.pk]
    coauthor.is_active = False
    coauthor.save()
    lasting.confirm(practice=practice, by=admin, at=now)
    lasting.ask_owners(at=now + YEAR)
    assert asked(practice) == [coauthor.pk, admin.pk][1:]


def test_the_daily_task_tells_what_it_did():
    practice = make_practice(at=timezone.now() - YEAR)
    make_adoption(practice)
    Practice.objects.update(adoption_count=5)
    assert look_after_practices() == "1 owners asked, 0 places freed, 1 counts mended"
    assert look_after_practices() == "0 owners asked, 0 places freed, 0 counts mended"


def test_a_retired_practice_leads_on_and_may_come_back():
    old, new = make_practice(title="Old way"), make_practice(title="New way")
    lasting.retire(practice=old, by=old.owner, because="The tool is gone.", successor=new)
    old.refresh_from_db()
    assert (old.standing, old.superseded_by) == (Standing.RETIRED, new)
    assert not SearchEntry.objects.filter(kind="practice", key=str(old.pk)).exists()
    with pytest.raises(PracticeRefused, match="round in a circle"):
        lasting.retire(practice=new, by=new.owner, because="No.", successor=old)
    with pytest.raises(PracticeRefused, match="followed by itself"):
        lasting.retire(practice=new, by=new.owner, because="No.", successor=new)
    lasting.bring_back(practice=old, by=old.owner)
    assert SearchEntry.objects.filter(kind="practice", key=str(old.pk)).exists()
    assert Practice.objects.published().count() == 2


def test_a_version_of_a_retired_practice_is_not_published():
    practice = make_practice()
    version = writing.revise(practice=practice, by=practice.owner)
    writing.submit(version=version, by=practice.owner, change_note="New.")
    for _number in range(2):
        give_answer(version)
    lasting.retire(practice=practice, by=practice.owner, because="Gone.")
    with pytest.raises(PracticeRefused, match="Bring it back"):
        writing.publish(version=version, by=practice.owner)


def test_the_database_refuses_what_is_followed_by_itself_or_not_retired():
    practice, other = make_practice(), make_practice()
    for change in ({"superseded_by": other}, {"superseded_by": practice, "standing": Standing.RETIRED}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Practice.objects.filter(pk=practice.pk).update(**change)


def rings():
    after = dict(Practice.objects.values_list("pk", "superseded_by"))
    for start in after:
        seen, step = set(), start
        while step is not None:
            if step in seen:
                return True
            seen.add(step)
            step = after[step]
    return False


class _Undo(Exception):
    pass


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(-1, 3)), min_size=4, max_size=10))
def test_no_order_of_retiring_and_bringing_back_closes_a_circle(db, steps):
    try:
        with transaction.atomic():
            practices = [make_practice(title=f"P {number}") for number in range(4)]
            for one, other in steps:
                practice = practices[one]
                try:
                    with transaction.atomic():
                        if other < 0:
                            lasting.bring_back(practice=practice, by=practice.owner)
                        else:
                            lasting.retire(
                                practice=practice, by=practice.owner, because="x", successor=practices[other]
                            )
                except PracticeRefused:
                    pass
                assert not rings()
            raise _Undo
    except _Undo:
        pass


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_practices_that_follow_each_other_at_once_close_no_circle(at_once):
    for turn in range(5):
        practices = [make_practice(title=f"P {turn} {number}") for number in range(4)]

        def work(number, practices=practices):
            one, other = practices[number], practices[(number + 1) % 4]
            return lasting.retire(practice=one, by=one.owner, because="x", successor=other)

        results = at_once(4, work)
        assert {type(result) for result in results} <= {Practice, PracticeRefused}
        assert not rings()

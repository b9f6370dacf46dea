"""Adoption: distinct departments, counted by the database; withdrawing; a wrong count is found and mended."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.utils import timezone

from community.practices.models import Adoption, Practice
from community.practices.refusals import PracticeRefused
from community.practices.services import adopting, lasting
from tests.factories.people import MemberFactory
from tests.factories.practices import make_adoption, make_draft, make_practice

pytestmark = pytest.mark.django_db


def counted(practice):
    """From raw rows, without the queryset that the code counts with."""
    rows = Adoption.objects.filter(practice=practice, withdrawn_at__isnull=True)
    return len({row.department_id for row in rows})


def test_departments_are_counted_once_and_may_come_again(caplog):
    practice, other = make_practice(), make_practice()
    first, second = make_adoption(practice), make_adoption(practice)
    make_adoption(other)
    with pytest.raises(PracticeRefused, match="colleague has said so"):
        make_adoption(practice, MemberFactory(department=first.department))
    colleague = MemberFactory(department=first.department)
    for _twice in range(2):
        row = Adoption.objects.get(pk=first.pk)
        if row.withdrawn_at is None:
            adopting.withdraw(adoption=row, by=colleague)
    adopting.adopt(practice=practice, by=colleague, adopted_on=timezone.localdate())
    practice.refresh_from_db()
    assert (practice.adoption_count, counted(practice)) == (2, 2)
    assert Practice.objects.for_list().most_used().first() == practice
    assert set(practice.adoptions.active().values_list("department", flat=True)) == {
        first.department_id,
        second.department_id,
    }

    Practice.objects.filter(pk=practice.pk).update(adoption_count=7)
    assert list(Practice.objects.miscounted()) == [practice]
    assert adopting.count_again() == 1
    practice.refresh_from_db()
    assert practice.adoption_count == counted(practice) == 2
    assert "was counted 7 times" in caplog.text
    assert adopting.count_again() == 0


def test_who_may_not_adopt_reads_why():
    practice = make_practice()
    author = practice.owner
    tomorrow = timezone.localdate() + timedelta(days=1)
    for member, day, words in (
        (MemberFactory(department=author.department), None, "Your department wrote"),
        (MemberFactory(department=None), None, "names no department"),
        (MemberFactory(), tomorrow, "Choose today"),
    ):
        with pytest.raises(PracticeRefused, match=words):
            make_adoption(practice, member, day)
    lasting.retire(practice=practice, by=author, because="The law changed.")
    for shown in (practice, make_draft().practice):
        with pytest.raises(PracticeRefused, match="not published now"):
            make_adoption(shown)
    assert not Adoption.objects.exists()


def test_only_people_of_the_department_and_editors_withdraw():
    practice = make_practice()
    adoption, editor = make_adoption(practice), MemberFactory()
    editor.groups.add(Group.objects.get_or_create(name="Editors")[0])
    with pytest.raises(PracticeRefused, match="Only people of that department"):
        adopting.withdraw(adoption=adoption, by=practice.owner)
    adopting.withdraw(adoption=adoption, by=editor)
    practice.refresh_from_db()
    assert practice.adoption_count == 0


def test_the_database_keeps_one_adoption_of_a_department():
    adoption = make_adoption(make_practice())
    fields = {"practice": adoption.practice, "department": adoption.department, "by": adoption.by}
    with pytest.raises(IntegrityError), transaction.atomic():
        Adoption.objects.create(**fields, adopted_on=timezone.localdate())


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_adopting_and_withdrawing_at_once_keeps_the_count(at_once):
    practice = make_practice()
    staying = [make_adoption(practice) for _number in range(6)]
    people = MemberFactory.create_batch(6)

    def work(number):
        if number % 3 == 2:  # two ask for the same withdrawal
            return adopting.withdraw(adoption=staying[number // 6], by=staying[number // 6].by)
        return make_adoption(practice, people[number // 3])  # and two for the same department

    results = at_once(18, work)
    refused = [result for result in results if isinstance(result, PracticeRefused)]
    assert {type(result) for result in results} == {Adoption, PracticeRefused}
    practice.refresh_from_db()
    assert len(refused) == 6
    assert practice.adoption_count == counted(practice) == 6 + 6 - 3

"""When a certificate is issued, renewed, announced and taken back, and that nothing else ever issues one."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django_q.models import OrmQ

from community.notifications.models import Mail, Notification
from community.people.models import AuditEntry
from tests.factories.certificates import do_course, give_certificate, make_certified_course
from tests.factories.people import MemberFactory
from tests.factories.training import make_article, make_course
from training.certificates import services, storing
from training.certificates.enums import Status
from training.certificates.times import reminder_due
from training.models import Certificate, CertificatePaper, CertificateRevocation, Completion, ExpiryNotice
from training.pages import CoursePage, LessonPage
from training.services import learning
from training.tasks import keep_certificates, make_certificate_paper

pytestmark = pytest.mark.django_db
ISSUED = datetime(2026, 3, 2, 20, tzinfo=UTC)
LAST_DAY = date(2028, 3, 2)


def told(member):
    rows = Notification.objects.filter(member=member, kind__startswith="certificate_")
    return list(rows.order_by("pk").values_list("kind", "key"))


def test_last_lesson_gives_the_certificate(home, member):
    member.first_name, member.last_name = "Lena", "Marsh"
    member.save()
    course = make_certified_course(home, hours=3, certificate_person="Imani Brooks")
    own = do_course(member, course, at=ISSUED)
    assert (own.number, own.name, own.hours, own.office, own.person) == (
        "CDH-2026-000001", "Lena Marsh", 3, "Office of Data", "Imani Brooks"
    )  # fmt: skip
    assert (own.issued_at, own.expires_on, own.period, own.supersedes) == (ISSUED, LAST_DAY, 1, None)
    assert len(own.course_version) == 64
    assert AuditEntry.objects.filter(action="issue", key=str(own.pk)).count() == 1


def test_numbers_count_up_and_addresses_cannot_be_guessed(home, member):
    first = give_certificate(member, home, at=ISSUED)
    second = give_certificate(MemberFactory(), home, slug="second", at=ISSUED)
    assert (first.number, second.number) == ("CDH-2026-000001", "CDH-2026-000002")
    assert len(first.token) == 22
    assert first.token != second.token


@pytest.mark.parametrize("fields", [{"gives_certificate": False}, {"live": False}])
def test_no_certificate_where_the_course_gives_none(home, member, fields):
    course = make_certified_course(home, **fields)
    assert services.issue_earned(member=member, course=course) is None
    do_course(member, course)
    assert not Certificate.objects.exists()


def test_no_certificate_before_the_last_lesson(home, member):
    course = make_certified_course(home)
    learning.complete(member=member, lesson=LessonPage.objects.order_by("path")[0])
    assert services.issue_earned(member=member, course=course) is None


def test_no_certificate_for_who_left(home, member):
    course = make_course(home)
    do_course(member, course)
    learning.withdraw(member=member, course=course)
    CoursePage.objects.update(gives_certificate=True)
    assert services.issue_due() == 0


def test_member_hears_of_it_once_and_at_once(home, member):
    own = give_certificate(member, home)
    assert told(member) == [("certificate_issued", "")]
    assert Mail.objects.get(member=member).is_urgent
    make_certificate_paper(own.pk)
    assert len(told(member)) == 1


def test_certificate_of_an_earlier_day_is_history_and_told_to_nobody(home, member):
    give_certificate(member, home, at=ISSUED)
    assert told(member) == []


def test_finished_earlier_and_switched_on_later_is_issued_by_the_sweep(home, member):
    do_course(member, make_course(home))
    learning.enrol(member=MemberFactory(), course=CoursePage.objects.get())
    CoursePage.objects.update(gives_certificate=True)
    assert [services.issue_due(), services.issue_due()] == [1, 0]


def test_without_a_key_the_lesson_counts_and_the_sweep_issues_later(home, member, settings):
    key, settings.CERTIFICATE_KEY = settings.CERTIFICATE_KEY, ""
    assert give_certificate(member, home) is None
    assert Completion.objects.count() == 2
    settings.CERTIFICATE_KEY = key
    assert services.issue_due() == 1


# Never a second time


@pytest.fixture
def settled(home, member):
    """A certificate, told and printed, and a check that nothing has come to it."""
    own = give_certificate(member, home, at=datetime.now(UTC) - timedelta(days=60))  # too late to ask how it was
    make_certificate_paper(own.pk)
    OrmQ.objects.all().delete()
    counted = [Certificate, CertificatePaper, Notification, Mail, OrmQ]
    before = [model.objects.count() for model in counted]
    yield own
    assert [model.objects.count() for model in counted] == before
    assert Certificate.objects.get() == own
    assert mail.outbox == []


def test_second_run_of_the_job_issues_nothing(settled):
    assert [keep_certificates(), keep_certificates()] == ["0 found finished, 0 issued, 0 as PDF, 0 reminded"] * 2
    assert services.certify(member=settled.member, course=settled.course) is None
    make_certificate_paper(settled.pk)


def test_saving_the_course_again_issues_nothing(settled):
    course = CoursePage.objects.get(pk=settled.course.pk)
    course.title, course.hours, course.certificate_months = "Another title", 9, 1
    course.save()
    keep_certificates()
    settled.refresh_from_db()
    assert (settled.course_title, settled.hours) == ("Open data", 1)


def test_republication_issues_nothing(settled):
    course = CoursePage.objects.get(pk=settled.course.pk)
    course.save_revision().publish()
    course.unpublish()
    course.save_revision().publish()
    keep_certificates()


def test_new_lesson_done_by_who_has_the_certificate_issues_nothing(settled):
    lesson = make_article(CoursePage.objects.get().get_children().get().specific, "lesson-9")
    learning.complete(member=settled.member, lesson=LessonPage.objects.get(pk=lesson.pk))
    keep_certificates()


def test_undone_and_done_again_issues_nothing(settled):
    lesson = LessonPage.objects.order_by("path")[0]
    learning.undo(member=settled.member, lesson=lesson)
    learning.complete(member=settled.member, lesson=lesson)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_migration_back_to_before_the_triggers_and_again_issues_nothing(settled):
    executor = MigrationExecutor(connection)
    executor.migrate([("training", "0005_certificates")])
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes("training"))
    keep_certificates()


@pytest.mark.parametrize("change", [{"name": "Somebody else"}, {"hours": 99}, {"token": "x"}, {"credential": "x"}])
def test_database_refuses_to_change_a_certificate(home, member, change):
    own = give_certificate(member, home)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Certificate.objects.filter(pk=own.pk).update(**change)


def test_database_refuses_a_second_certificate_of_the_same_period(home, member):
    own = give_certificate(member, home)
    own.pk, own.number, own.token = None, "CDH-2026-999999", "another"
    with pytest.raises(IntegrityError), transaction.atomic():
        own.save(force_insert=True)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_completions_at_once_give_one_certificate(home, member, at_once):
    make_certified_course(home)
    first, last = LessonPage.objects.order_by("path")
    learning.complete(member=member, lesson=first)
    results = at_once(16, lambda _number: learning.complete(member=member, lesson=last))
    assert {row.pk for row in results} == {results[0].pk}
    assert Certificate.objects.count() == 1
    assert told(member) == [("certificate_issued", "")]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_many_members_at_once_get_numbers_without_gap_or_double(home, at_once):
    course = make_certified_course(home, lessons=1)
    lesson = LessonPage.objects.get()
    members = [MemberFactory() for _ in range(16)]
    at_once(16, lambda number: learning.complete(member=members[number], lesson=lesson))
    assert sorted(Certificate.objects.values_list("serial", flat=True)) == list(range(1, 17))
    assert Certificate.objects.filter(course=course).count() == 16


# Renewal


def test_done_again_within_ninety_days_of_the_end_renews(home, member):
    own = give_certificate(member, home, at=ISSUED)
    renewed = do_course(member, own.course, at=datetime(2028, 1, 5, 20, tzinfo=UTC))
    assert (renewed.period, renewed.supersedes, renewed.expires_on) == (2, own, date(2030, 1, 5))
    old = Certificate.objects.with_standing().get(pk=own.pk)
    assert (old.status, old.superseded_by) == (Status.SUPERSEDED, renewed)


def test_done_again_too_early_changes_nothing(home, member):
    own = give_certificate(member, home, at=ISSUED)
    assert do_course(member, own.course, at=datetime(2027, 11, 1, 20, tzinfo=UTC)) == own
    assert Completion.objects.count() == 2


def test_half_done_again_does_not_renew(home, member):
    own = give_certificate(member, home, at=ISSUED)
    lesson = LessonPage.objects.order_by("path")[0]
    learning.complete(member=member, lesson=lesson, at=datetime(2028, 1, 5, 20, tzinfo=UTC))
    assert services.issue_due(at=datetime(2028, 1, 6, 20, tzinfo=UTC)) == 0
    assert Certificate.objects.get() == own


def test_done_again_years_after_the_end_renews(home, member):
    own = give_certificate(member, home, at=ISSUED)
    assert do_course(member, own.course, at=datetime(2032, 1, 5, 20, tzinfo=UTC)).period == 2


def test_certificate_without_end_is_never_renewed(home, member):
    own = give_certificate(member, home, at=ISSUED, certificate_months=0)
    assert own.expires_on is None
    assert do_course(member, own.course, at=datetime(2036, 1, 5, 20, tzinfo=UTC)) == own


@pytest.mark.parametrize(
    ("day", "status"),
    [(datetime(2028, 3, 3, 7, tzinfo=UTC), Status.VALID), (datetime(2028, 3, 3, 9, tzinfo=UTC), Status.EXPIRED)],
)
def test_last_day_ends_at_midnight_in_california(home, member, day, status):
    assert give_certificate(member, home, at=ISSUED).status_at(day) == status


# Reminders


@pytest.mark.parametrize(
    ("left", "due"), [(91, None), (90, 90), (61, 90), (60, 60), (31, 60), (30, 30), (0, 30), (-1, None)]
)
def test_which_reminder_is_due(left, due):
    assert reminder_due(LAST_DAY - timedelta(days=left), LAST_DAY) == due


def test_each_reminder_comes_once(home, member):
    give_certificate(member, home, at=ISSUED)
    for left in (95, 90, 90, 89, 60, 59, 30, 29, 1, -1):
        services.remind_of_ends(at=datetime(2028, 3, 2, 20, tzinfo=UTC) - timedelta(days=left))
    assert told(member) == [("certificate_expiring", f"days-{days}") for days in (90, 60, 30)]
    assert ExpiryNotice.objects.count() == 3


@pytest.mark.parametrize("how", ["renewed", "revoked"])
def test_no_reminder_for_what_was_renewed_or_revoked(home, member, admin, how):
    own = give_certificate(member, home, at=ISSUED)
    at = datetime(2028, 1, 5, 20, tzinfo=UTC)
    if how == "renewed":
        do_course(member, own.course, at=at)
    else:
        services.revoke(certificate=own, by=admin, reason="A mistake.", at=at)
    assert services.remind_of_ends(at=at + timedelta(days=40)) == 0


# Revocation


def test_revoked_certificate_says_so_and_its_holder_is_told_once(home, member, admin):
    own = give_certificate(member, home)
    for _ in range(2):
        services.revoke(certificate=own, by=admin, reason="Issued by mistake.")
    row = CertificateRevocation.objects.get()
    assert (row.certificate, row.by, row.reason) == (own, admin, "Issued by mistake.")
    assert Certificate.objects.with_standing().get().status == Status.REVOKED
    assert [kind for kind, _key in told(member)] == ["certificate_issued", "certificate_revoked"]
    assert AuditEntry.objects.filter(action="revoke").count() == 1


def test_only_some_may_revoke(home, member):
    own = give_certificate(member, home)
    with pytest.raises(services.NotYours):
        services.revoke(certificate=own, by=MemberFactory(is_staff=True), reason="I want to.")


def test_nothing_is_issued_after_a_revocation(home, member, admin):
    own = give_certificate(member, home, at=ISSUED)
    services.revoke(certificate=own, by=admin, reason="A mistake.", at=ISSUED)
    later = datetime(2031, 1, 5, 20, tzinfo=UTC)
    assert do_course(member, own.course, at=later) == own
    assert services.issue_due(at=later) == 0


# The PDF


def test_pdf_is_made_once(home, member):
    own = give_certificate(member, home)
    first, second = (storing.store_paper(certificate_pk=own.pk) for _ in range(2))
    assert first == second
    with first.file.open("rb") as file:
        assert file.read(5) == b"%PDF-"


def test_missing_pdf_is_enqueued_by_the_daily_job(home, member):
    give_certificate(member, home)
    OrmQ.objects.all().delete()
    assert storing.enqueue_missing() == 1
    assert OrmQ.objects.count() == 1

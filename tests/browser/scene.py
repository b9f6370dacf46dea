"""What the pages of page_types.py need beyond the sample hub: made once, in the served hub's own database.

`build()` runs in a process of the hub (`manage.py shell`) and returns paths and session cookies by name.
"""

from __future__ import annotations

import uuid
from datetime import timedelta
from decimal import Decimal
from typing import Any

from allauth.account.forms import EmailAwarePasswordResetTokenGenerator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from community.notifications.enums import Level
from community.notifications.mail.addresses import unsubscribe_url
from community.notifications.models import Notification
from community.notifications.registries import place_of
from community.notifications.services.bounces import record_bounce
from community.notifications.services.following import follow
from community.notifications.services.telling import notify
from community.pages.models import HomePage, StandardPage
from community.people.models import Department, Member
from community.workgroups.enums import Role, State
from community.workgroups.models import Membership, WorkGroup
from community.workgroups.services import found_group
from events import services as events
from events.enums import Format
from events.models import Registration, Series
from tests.browser.after_scene import after
from tests.browser.attending_scene import attending
from tests.browser.date_scene import dates
from tests.browser.forum_scene import forum
from tests.browser.group_scene import groups_in_a_box
from tests.browser.importing_pages import importing
from tests.browser.library_pages import library
from tests.browser.meeting_scene import meetings
from tests.browser.moderation_scene import moderation
from tests.browser.page_type import ACCOUNTS
from tests.browser.people_scene import found_people
from tests.browser.practice_pages import practices
from tests.browser.proposing_pages import proposing
from tests.browser.registering_scene import registering
from tests.browser.taking_part_scene import taking_part
from tests.factories.certificates import give_certificate, make_certified_course
from tests.factories.events import SeriesFactory
from tests.factories.lessons import answer, give_work, make_assignment, make_download, make_video
from tests.factories.quizzes import KINDS, make_bank, make_draft, make_quiz, take
from tests.factories.training import (
    WaitingNotebookFactory,
    body,
    make_article,
    make_course,
    make_module,
    make_notebook_lesson,
)
from tests.factories.worst import fill_course
from training.assignments.enums import Verdict
from training.certificates.services import revoke
from training.certificates.storing import store_paper
from training.evaluation.services import ask_one
from training.models import AskedQuestion, Certificate, CourseFinish, Run, UseCheck
from training.pages import LessonPage
from training.quizzes.services.attempts import start_attempt
from training.quizzes.services.bank import give_extra_time, write_questions
from training.runs.enums import Way
from training.services import learning

CROWD = 62
Paths = dict[str, str]


# The scene's people write more in a moment than anybody may on the hub.
_HASTE = dict.fromkeys(("topics_a_day", "links_a_post", "files_a_post", "posts_a_minute", "posts_an_hour"), 100_000)


@override_settings(FORUM_LIMITS=_HASTE)
@transaction.atomic
def build() -> dict[str, Any]:
    """Make the scene; the paths of its pages and one session cookie per role."""
    people = {role: Member.objects.get(email=f"{role}@{settings.SAMPLE_DOMAIN}") for role in ACCOUNTS}
    # Nobody's first day: newcomers may not start as many topics as the scene and the tests do.
    Member.objects.filter(pk__in=[member.pk for member in people.values()]).update(
        date_joined=timezone.now() - timedelta(days=2)
    )
    people["newcomer"] = _newcomer("newcomer", "Nova Comer")  # does the first steps
    people["beginner"] = _newcomer("beginner", "Bea Ginner")  # has done nothing, and does nothing
    paths: Paths = {}
    for part in (
        _accounts,
        _people,
        _groups,
        groups_in_a_box,
        _told,
        *(forum, moderation, taking_part),
        practices,
        library,
        _events,
        dates,
        importing,
        registering,
        proposing,
        attending,
        found_people,
        after,
        meetings,
        _training,
        _quizzes,
        _runs,
        _lessons,
        _worst,
        _walk,
        _pages,
        _asked,
    ):
        paths |= part(people)
    return {
        "paths": paths,
        "sessions": {role: _session(member) for role, member in people.items()},
        "bodies": {name: render_to_string(name) for name in ("500.html", "503.html")} | {"styleguide": _style_guide()},
    }


def _style_guide() -> str:
    """The page as DEBUG shows it; the hub under test runs without."""
    with override_settings(DEBUG=True):
        return Client(SERVER_NAME="localhost").get("/styleguide/").text


def _session(member: Member) -> str:
    client = Client()
    client.force_login(member)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _newcomer(name: str, display_name: str) -> Member:
    made = Member(email=f"scene.{name}@{settings.SAMPLE_DOMAIN}", display_name=display_name)
    made.set_password("sample-hub-password")
    made.save()
    EmailAddress.objects.create(user=made, email=made.email, verified=True, primary=True)
    return made


def _accounts(people: dict[str, Member]) -> Paths:
    newcomer = people["newcomer"]
    waiting = EmailAddress.objects.create(user=newcomer, email=f"scene.second@{settings.SAMPLE_DOMAIN}")
    reset = {
        "uidb36": user_pk_to_url_str(newcomer),
        "key": EmailAwarePasswordResetTokenGenerator().make_token(newcomer),
    }
    return {
        "confirm_email": reverse("account_confirm_email", args=[EmailConfirmationHMAC(waiting).key]),
        "reset_password": reverse("account_reset_password_from_key", kwargs=reset),
    }


def _people(people: dict[str, Member]) -> Paths:
    """A crowd, so that each list of people has several pages; a department with nobody."""
    full = Department.objects.create(name="Department of Long Lists", acronym="DLL", slug="scene-long-lists")
    empty = Department.objects.create(name="Department of Nobody", acronym="DN", slug="scene-nobody")
    Member.objects.bulk_create(
        Member(email=f"scene.{number}@{settings.SAMPLE_DOMAIN}", display_name=f"Crowd {number:02}", department=full)
        for number in range(CROWD)
    )
    return {
        "full_department": full.get_absolute_url(),
        "empty_department": empty.get_absolute_url(),
        "full_member": people["member"].get_absolute_url(),
        "empty_member": people["beginner"].get_absolute_url(),
    }


def _crowd() -> list[Member]:
    return list(Member.objects.filter(display_name__startswith="Crowd ").order_by("display_name"))


def _groups(people: dict[str, Member]) -> Paths:
    """A group with a long roster and people who wait, and one with nothing but its lead."""
    lead = people["lead"]
    full = found_group(
        group=WorkGroup(
            name="Scene: data dictionaries",
            slug="scene-full",
            purpose="One way to write a data dictionary.",
            scope="Every table on the portal.",
            objectives="Agree on columns\nWrite a template",
            sponsor="Chief data officer",
            cadence="Every second Tuesday",
            review_on=timezone.localdate() + timedelta(days=90),
        ),
        lead=lead,
        by=lead,
    )
    quiet = found_group(
        group=WorkGroup(name="Scene: quiet group", slug="scene-quiet", purpose="Nothing yet."), lead=lead, by=lead
    )
    crowd = _crowd()
    Membership.objects.bulk_create(
        Membership(group=full, member=member, role=Role.MEMBER, state=State.ACTIVE) for member in crowd[:40]
    )
    waiting = [Membership(group=full, member=member, state=State.REQUESTED) for member in crowd[40:42]]
    Membership.objects.bulk_create(waiting)
    Membership.objects.create(group=full, member=people["member"], state=State.REQUESTED)
    Membership.objects.create(group=full, member=people["editor"], role=Role.MEMBER, state=State.ACTIVE)
    Membership.objects.create(
        group=full, member=people["learner"], state=State.DECLINED, reason="The group is full this year."
    )
    return {"full_group": full.get_absolute_url(), "quiet_group": quiet.get_absolute_url()}


def _told(people: dict[str, Member]) -> Paths:
    """The lead has unread and read notifications, some of one place; to the instructor's address no mail goes."""
    lead = people["lead"]
    full = WorkGroup.objects.get(slug="scene-full")
    place = place_of("group", full.pk)
    for number, asked in enumerate(full.memberships.waiting().order_by("pk")):
        where = [place] if number else []
        notify(kind="membership_requested", to=[lead.pk], about=asked.pk, places=where, by=asked.member)
    for membership in full.memberships.active().order_by("pk")[:2]:
        notify(kind="membership_requested", to=[lead.pk], about=membership.pk, key="read")
    Notification.objects.filter(member=lead, key="read").update(read_at=timezone.now())
    editor = full.memberships.get(member=people["editor"])
    for key in ("first", "second"):
        notify(kind="membership_answered", to=[people["editor"].pk], about=editor.pk, key=key)
    asked = full.memberships.get(member=people["learner"])  # whom a walk lets mark everything as read
    notify(kind="membership_answered", to=[asked.member_id], about=asked.pk)
    follow(member=lead, place=place, level=Level.DAILY)
    follow(member=lead, place=place_of("group", WorkGroup.objects.get(slug="scene-quiet").pk), level=Level.OFF)
    record_bounce(address=people["instructor"].email, is_hard=True, diagnostic="550 5.1.1 User unknown")
    stop = unsubscribe_url(member_id=people["newcomer"].pk, channel=place)
    return {
        "follow_group": reverse("notifications:follow", args=[place]),
        "unsubscribe": stop.removeprefix(settings.SITE_ADDRESS),
    }


def _schedule(by: Member, title: str, **fields: Any) -> Series:
    made: Series = SeriesFactory(title=title, by=by, starts_on=timezone.localdate() + timedelta(days=40), **fields)
    return made


def _events(people: dict[str, Member]) -> Paths:
    """A date of each state, a long series and a draft."""
    organizer, member = people["organizer"], people["member"]
    full_of_words = {
        "body": "09:30 Doors\n\n10:00 Work at tables\n\nBring a laptop.",
        "format": Format.HYBRID,
        "venue": "1000 State Street, Sacramento, room 100",
        "join_link": "https://meet.hub.example/scene",
    }
    busy = _schedule(organizer, "Scene busy date", **full_of_words).occurrences.get()
    events.register(occurrence=busy, member=member, form_token=uuid.uuid4())
    Registration.objects.bulk_create(Registration(occurrence=busy, member=other) for other in _crowd())
    filled = _schedule(organizer, "Scene full date", capacity=1).occurrences.get()
    events.register(occurrence=filled, member=people["lead"], form_token=uuid.uuid4())
    cancelled = _schedule(organizer, "Scene cancelled date").occurrences.get()
    events.cancel_occurrence(occurrence=cancelled, by=organizer, reason="The speaker is ill.")
    empty = _schedule(organizer, "Scene empty date").occurrences.get()
    series = _schedule(organizer, "Scene weekly series", rule="FREQ=WEEKLY;COUNT=14")
    draft = _schedule(organizer, "Scene draft", publish=False)
    month = timezone.localdate(busy.start_at).strftime("%Y-%m")
    return {
        "full_month": f"{reverse('events:month')}?month={month}",
        "filtered_month": f"{reverse('events:month')}?month={month}&kind=clinic",
        "full_week": f"{reverse('events:week')}?week={timezone.localdate(busy.start_at)}",
        "busy_date": busy.get_absolute_url(),
        "full_date": filled.get_absolute_url(),
        "cancelled_date": cancelled.get_absolute_url(),
        "empty_date": empty.get_absolute_url(),
        "series": series.get_absolute_url(),
        "draft_event": draft.get_absolute_url(),
        "event_edit": reverse("events:event_edit", args=[series.slug]),
    }


def _training(people: dict[str, Member]) -> Paths:
    """A finished course with an article, a notebook and a notebook that waits; the sample's are half done."""
    course = make_certified_course(
        HomePage.objects.get(), "scene-course", certificate_person="Imani Brooks, Instructor"
    )
    module = course.get_children().get().specific
    waiting = make_notebook_lesson(module, "scene-waiting", version=WaitingNotebookFactory())
    notebook = LessonPage.objects.get(slug="load-and-clean-a-water-table")
    article = LessonPage.objects.get(slug="why-water-data-is-open")
    learning.enrol(member=people["editor"], course=course, form_token=uuid.uuid4())
    for lesson in LessonPage.objects.child_of(module).exclude(pk=waiting.pk):
        learning.complete(member=people["editor"], lesson=lesson, form_token=uuid.uuid4())
    gone = make_article(module, "scene-gone")
    gone.save_revision().publish()
    gone.unpublish()
    certificates = _certificates(people)
    previewed = {"course": course, "notebook": notebook, "article": article, "home": HomePage.objects.get()}
    drafts = {
        f"{name}_preview": reverse("wagtailadmin_pages:view_draft", args=[page.pk]) for name, page in previewed.items()
    }
    return (
        drafts
        | certificates
        | {
            "course": course.get_absolute_url(),
            "lesson": f"{course.get_absolute_url()}start/lesson-1/",
            "gone_lesson": f"{course.get_absolute_url()}start/scene-gone/",
            "waiting_lesson": f"{course.get_absolute_url()}start/scene-waiting/",
            "article_lesson": article.get_absolute_url(),
            "notebook_lesson": notebook.get_absolute_url(),
            "solved_lesson": LessonPage.objects.get(slug="stop-bad-files").get_absolute_url(),
            "notebook_edit": reverse("training:notebook_edit", args=[notebook.pk]),
        }
    )


def _certificates(people: dict[str, Member]) -> Paths:
    """One in each state: the editor's own, and those of the sample."""
    own = Certificate.objects.get(member=people["editor"])
    store_paper(certificate_pk=own.pk)
    today = timezone.localdate()
    ending = Certificate.objects.ending(today, today + timedelta(days=90)).get(member=people["coordinator"])
    revoked = give_certificate(people["moderator"], HomePage.objects.get(), slug="scene-revoked")
    revoke(certificate=revoked, by=people["admin"], reason="The lessons were marked in a test.")
    superseded = Certificate.objects.exclude(superseded_by=None).first()
    expired = Certificate.objects.current().filter(expires_on__lt=today).first()
    return {
        "certificate": own.get_absolute_url(),
        "ending_certificate": ending.get_absolute_url(),
        "revoked_certificate": revoked.get_absolute_url(),
        "checked_certificate": own.get_verification_url(),
        "checked_expired": expired.get_verification_url(),
        "checked_superseded": superseded.get_verification_url(),
        "checked_revoked": revoked.get_verification_url(),
        "revoke_certificate": reverse("training:certificate_revoke", args=[own.number]),
    }


def _lessons(people: dict[str, Member]) -> Paths:
    """A long video, a download; an assignment with work that waits, was returned, and was accepted."""
    course = make_course(HomePage.objects.get(), "scene-lessons", lessons=0)
    module = make_module(course)
    cues = [  # a talk
        f"{start // 60:02}:{start % 60:02}.000 --> {start // 60:02}:{start % 60 + 1:02}.500\n<v Ana>Sentence {start}."
        for start in range(0, 600, 3)
    ]
    chapters = "WEBVTT\n\n00:00.000 --> 05:00.000\nFirst half\n\n05:00.000 --> 10:00.000\nSecond half\n"
    video = make_video(module, captions="WEBVTT\n\n" + "\n\n".join(cues), chapters=chapters)
    download = make_download(module)
    lesson = make_assignment(module, due="Two weeks after the second session.")
    waiting = give_work(_crowd()[0], lesson, "One paragraph.\n\nAnother one.").work
    answer(give_work(people["moderator"], lesson, "A first try."), people["editor"], Verdict.RETURNED)
    accepted = answer(give_work(people["moderator"], lesson, "A second try."), people["editor"]).submission.work
    return {
        "video": video.get_absolute_url(),
        "download": download.get_absolute_url(),
        "assignment": lesson.get_absolute_url(),
        "work_queue": reverse("training:work_queue", args=[course.slug]),
        "work": waiting.get_absolute_url(),
        "accepted_work": accepted.get_absolute_url(),
    }


def _walk(people: dict[str, Member]) -> Paths:
    """A course with a lesson of four kinds, the last a quiz, and a certificate at its end; nobody has begun it."""
    course = make_certified_course(HomePage.objects.get(), "scene-walk", lessons=0, title="Walk through four lessons")
    module = make_module(course)
    make_article(module, "words", title="Some words")
    make_notebook_lesson(module, "cells")
    make_video(module, "talk")
    make_bank(course, make_draft("one", "single"), make_draft("two", "text"))
    make_quiz(module, "last")
    return {"walk": course.get_absolute_url()}


def _worst(people: dict[str, Member]) -> Paths:
    """A course with 80 lessons, among them the largest of their kinds; the editor has handed in the quiz."""
    course = make_course(HomePage.objects.get(), "scene-worst", lessons=0)
    notebook, video, quiz = fill_course(course)
    going_on = start_attempt(member=people["moderator"], lesson=quiz)
    result = take(people["editor"], quiz, right=False)
    return {
        "long_course": course.get_absolute_url(),
        "long_notebook": notebook.get_absolute_url(),
        "long_video": video.get_absolute_url(),
        "long_quiz_step": reverse("training:attempt_step", args=[going_on.pk, 1]),
        "long_quiz_review": reverse("training:attempt_review", args=[going_on.pk]),
        "long_quiz_result": reverse("training:attempt_result", args=[result.pk]),
    }


def _quizzes(people: dict[str, Member]) -> Paths:
    """A quiz with questions of each kind in two steps, in every state an attempt has; one that nobody took."""
    course = make_course(HomePage.objects.get(), "scene-quizzes", lessons=1)
    module = course.get_children().get().specific
    kinds = [(f"{kind}-{number}", kind) for number in (1, 2) for kind in KINDS]
    make_bank(
        course, *(make_draft(key, kind, topic="a", hint="Look again.", feedback="So it is.") for key, kind in kinds)
    )
    quiz = make_quiz(module, parts=(("All kinds", "a", 0),), shuffle_questions=False, limit_minutes=300)
    quiet = make_quiz(module, "quiet")
    for member in _crowd()[:6]:
        take(member, quiz, right=member.pk % 2 == 0)
    take(people["editor"], quiz, right=False)
    result = take(people["editor"], quiz)
    going_on = start_attempt(member=people["moderator"], lesson=quiz)
    first = AskedQuestion.objects.filter(attempt=going_on).first()
    write_questions(course=course, drafts=[make_draft("single-1", topic="a", text="Changed?")], by=None)
    give_extra_time(course=course, member=people["learner"], factor=Decimal("1.5"), minutes=0, by=people["editor"])
    strict = make_quiz(module, "strict", attempts_allowed=1)
    bank = reverse("training:bank", args=[course.slug])
    question = first.version.question_id
    return {
        "quiz": quiz.get_absolute_url(),
        "strict_quiz": strict.get_absolute_url(),
        "quiz_step": reverse("training:attempt_step", args=[going_on.pk, 1]),
        "quiz_step_2": reverse("training:attempt_step", args=[going_on.pk, 2]),
        "quiz_review": reverse("training:attempt_review", args=[going_on.pk]),
        "quiz_result": reverse("training:attempt_result", args=[result.pk]),
        "bank": bank,
        "empty_bank": reverse("training:bank", args=["scene-course"]),
        "question": reverse("training:question_edit", args=[course.slug, question]),
        "quiz_figures": reverse("training:quiz_figures", args=[quiz.pk]),
        "no_figures": reverse("training:quiz_figures", args=[quiet.pk]),
        "quiz_preview": reverse("wagtailadmin_pages:view_draft", args=[quiz.pk]),
    }


def _runs(people: dict[str, Member]) -> Paths:
    """The sample's full run, where the learner waits, and those that are open."""
    full = Run.objects.get(title="Water data lab, Sacramento")
    session = full.sessions.get()
    return {
        "run": full.get_absolute_url(),
        "open_run": Run.objects.get(title="Winter cohort, online").get_absolute_url(),
        "course_runs": reverse("training:course_runs", args=[full.course.slug]),
        "course_report": reverse("training:course_report", args=[full.course.slug]),
        "run_new": reverse("training:run_new", args=[full.course.slug]),
        "department_run": reverse("training:run_department", args=[Run.objects.get(way=Way.DEPARTMENT).pk]),
        "place_decline": reverse("training:place_decline", args=[full.enrolments.holding().first().pk]),
        "session": reverse("training:session_lesson", args=[session.pk]).removesuffix("lesson/"),
    }


def _asked(people: dict[str, Member]) -> Paths:
    """The editor finished a course and is asked about it; the sample's figures and outcomes."""
    finish = CourseFinish.objects.get(member=people["editor"], course__slug="scene-course")
    check = ask_one(finish=finish, days=30, at=timezone.now())
    outcome = UseCheck.objects.outcomes().for_list().first()
    return {
        "survey": reverse("training:survey", args=["scene-course"]),
        "use_check": check.get_absolute_url(),
        "course_figures": reverse("training:course_figures", args=[outcome.finish.course.slug]),
        "outcomes": outcome.department.get_absolute_url(),
    }


def _pages(people: dict[str, Member]) -> Paths:
    """A standard page below another, and one with nothing in it."""
    home = HomePage.objects.get()
    above = home.add_child(
        instance=StandardPage(title="Scene: a page", slug="scene-page", summary="With words.", body=body())
    )
    below = above.add_child(instance=StandardPage(title="Scene: below it", slug="scene-below"))
    return {"page": above.get_url(), "empty_page": below.get_url()}

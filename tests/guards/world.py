"""The small world the matrix is asked about: two neighbour groups, one person per role, one object of each kind."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from community.glossary.models import Term
from community.glossary.services import keep_term
from community.notifications.forms import KindsForm
from community.notifications.mail.addresses import unsubscribe_url
from community.notifications.models import Notification
from community.notifications.registries import kinds, place_of
from community.notifications.services.telling import notify
from community.pages.models import HomePage, StandardPage
from community.people.models import Member
from community.safety.uploads import Purpose, admit
from community.workgroups.enums import Role, State
from community.workgroups.models import WorkGroup
from events.enums import Visibility
from forum.rendering import compose
from tests.factories.certificates import give_certificate
from tests.factories.events import SeriesFactory
from tests.factories.lessons import make_assignment, make_file, make_video
from tests.factories.people import DepartmentFactory, MemberFactory
from tests.factories.quizzes import make_bank, make_draft, make_quiz, take
from tests.factories.runs import make_run, make_session
from tests.factories.training import (
    WaitingNotebookFactory,
    make_article,
    make_course,
    make_notebook_file,
    make_notebook_lesson,
    make_path,
)
from tests.factories.workgroups import MembershipFactory, WorkGroupFactory
from tests.guards import (
    world_events_after,
    world_events_approving,
    world_events_attending,
    world_events_dates,
    world_events_importing,
    world_events_meetings,
    world_events_registering,
    world_forum,
    world_groups,
    world_library,
    world_people,
    world_practices,
)
from training.assignments.rubric import fingerprint
from training.assignments.services import Words, hand_in, save_draft
from training.certificates.storing import store_paper
from training.discussion.services import discuss, open_board
from training.evaluation.services import ask_one
from training.models import CourseFinish, Question
from training.pages import CoursePage, LessonPage
from training.quizzes.services.attempts import start_attempt
from training.runs.enums import Way
from training.runs.permissions import COORDINATORS
from training.runs.services.places import join
from training.services.section import ensure_training_index


@dataclass
class World:
    """Who asks (`people`), what about (`objects`: the arguments of an address) and with which fields (`forms`)."""

    people: dict[str, Member | None] = field(default_factory=dict)
    objects: dict[str, dict[str, Any] | tuple[Any, ...]] = field(default_factory=dict)
    forms: dict[str, dict[str, Any]] = field(default_factory=dict)
    ours: WorkGroup = field(init=False)
    theirs: WorkGroup = field(init=False)


def build() -> World:
    """Make the world, from the ground floor up."""
    world = World()
    for floor in FLOORS:
        floor(world)
    return world


def people(world: World) -> None:
    """One person per role, two groups."""
    world.people = {
        "visitor": None,
        "outsider": MemberFactory(display_name="Outsider"),
        "member": MemberFactory(display_name="Member", date_joined=timezone.now() - timedelta(days=30)),
        "lead": MemberFactory(display_name="Lead"),
        "organizer": MemberFactory(display_name="Organizer"),
        "writer": MemberFactory(display_name="Writer"),
        "admin": MemberFactory(display_name="Admin", is_staff=True, is_superuser=True),
    }
    for role, name in (("organizer", "Organizers"), ("writer", "Editors")):
        world.people[role].groups.add(Group.objects.get_or_create(name=name)[0])
    world.objects |= {
        "-": {},
        "nothing": {"slug": "nothing-of-this-name"},
        "person": {"pk": world.people["member"].pk},
        "inactive-person": {"pk": MemberFactory(is_active=False).pk},
        "department": {"slug": DepartmentFactory().slug},
        "key": {"key": "no-such-key"},
        "reset": {"uidb36": "1", "key": "no-such-key"},
        "nopage": {"page_view_restriction_id": 1, "page_id": 1},
        "nodoc": (1, "nothing.txt"),
        "nopicture": ("nothing.png",),
        "nodocpage": {"restriction_id": 1},
    }


def groups(world: World) -> None:
    """Our group and its neighbour, each with somebody who waits."""
    world.ours = WorkGroupFactory(slug="ours", name="Ours", lead=world.people["lead"])
    world.theirs = WorkGroupFactory(slug="theirs", name="Theirs", lead=world.people["outsider"])
    MembershipFactory(group=world.ours, member=world.people["member"], role=Role.MEMBER, state=State.ACTIVE)
    asked = MembershipFactory(group=world.ours, state=State.REQUESTED)
    asked_them = MembershipFactory(group=world.theirs, state=State.REQUESTED)
    world.objects |= {
        "group": {"slug": "ours"},
        "their-group": {"slug": "theirs"},
        "request": {"slug": "ours", "pk": asked.pk},
        "their-request": {"slug": "theirs", "pk": asked_them.pk},
        "crossed-request": {"slug": "ours", "pk": asked_them.pk},
    }
    world.forms["workgroups:membership_decline"] = {"reason": "The group is full this year."}


def notifications(world: World) -> None:
    """The lead was told of a request to our group; and, by mistake, of one to the neighbour's."""
    lead = world.people["lead"]
    for name, request in (("lead", "request"), ("hidden", "their-request")):
        about = world.objects[request]["pk"]
        notify(kind="membership_requested", to=[lead.pk], about=about)
        world.objects[f"told-{name}"] = {"pk": Notification.objects.get(member=lead, subject_id=about).pk}
    place = place_of("group", world.ours.pk)
    token = unsubscribe_url(member_id=lead.pk, channel=place).rstrip("/").rpartition("/")[2]
    world.objects |= {
        "group-place": {"place": place},
        "no-place": {"place": place_of("group", 10**9)},
        "stop-group": {"token": token},
        "stop-broken": {"token": token[:-1]},
    }
    world.forms["notifications:follow"] = {"level": "daily"}
    world.forms["notifications:settings"] = {f"kind-{kind.name}": KindsForm.AS_THE_HUB for kind in kinds} | {
        "digest_at": "07:00",
        "quiet_from": "20:00",
        "quiet_to": "07:00",
        "daily_limit": "2",
    }


def glossary(world: World) -> None:
    """One word."""
    term = keep_term(term=Term(name="Metadata", meaning="Data about data."), by=None)
    world.objects["word"] = {"slug": term.slug}


def pages(world: World) -> None:
    """The home page, and a page nobody has published."""
    root = Page.objects.get(depth=1)
    home = root.add_child(instance=HomePage(title="Home", slug="front", headline="Welcome", lead="A hub."))
    Site.objects.all().delete()
    Site.objects.create(hostname="testserver", port=80, site_name="Hub", root_page=home, is_default_site=True)
    home.add_child(instance=StandardPage(title="Draft", slug="draft", live=False))
    world.objects |= {"home": ("",), "draft-page": ("draft/",)}


def events(world: World) -> None:
    """An event for everybody, one of each group, and a draft; each is one date tomorrow."""
    for name, by, fields in (
        ("open", "organizer", {}),
        ("our", "lead", {"group": world.ours, "visibility": Visibility.GROUP}),
        ("their", "outsider", {"group": world.theirs, "visibility": Visibility.GROUP}),
        ("draft", "organizer", {"publish": False}),
    ):
        series = SeriesFactory(title=f"Event {name}", by=world.people[by], **fields)
        world.objects[f"{name}-event"] = {"slug": series.slug}
        if only := series.occurrences.first():
            world.objects[f"{name}-date"] = {"slug": series.slug, "pk": only.pk}
    world.objects["crossed-date"] = world.objects["open-event"] | {"pk": world.objects["their-date"]["pk"]}
    world.forms["events:event_register"] = {"form_token": str(uuid.uuid4())}
    world_events_dates.dates(world)
    world.forms["events:occurrence_cancel"] = {"reason": "The speaker is ill."}


def training(world: World) -> None:
    """A published course with an article and a notebook lesson, and one that nobody has published."""
    home = HomePage.objects.get()
    ensure_training_index()
    for slug, live in (("published", True), ("unpublished", False)):
        course = make_course(home, slug, live=live)
        module = course.get_children().get().specific
        world.objects |= {
            f"{slug}-course": {"course": slug},
            f"{slug}-module": {"course": slug, "module": module.slug},
            f"{slug}-lesson": {"course": slug, "module": module.slug, "lesson": "lesson-1"},
            f"{slug}-notebook": {"pk": (notebook := make_notebook_lesson(module)).pk},
            f"{'lesson' if live else slug}-file": {"pk": make_notebook_file(notebook).pk},
        }
    waiting = make_notebook_lesson(
        CoursePage.objects.get(slug="published").get_children().get().specific,
        "waiting",
        version=WaitingNotebookFactory(),
    )
    moved = make_article(waiting.get_parent().specific, "after")
    Redirect.objects.create(old_path=f"/training/published/{module.slug}/before", redirect_page=moved)
    world.objects |= {
        "moved-lesson": {"course": "published", "module": module.slug, "lesson": "before"},
        "waiting-lesson": {"course": "published", "module": module.slug, "lesson": "waiting"},
        "waiting-notebook": {"pk": waiting.pk},
        "waiting-version": {"pk": waiting.notebook_id},
        "article-notebook": {"pk": waiting.get_siblings().get(slug="lesson-1").pk},
    }
    certificate = give_certificate(world.people["member"], home, slug="certified")
    store_paper(certificate_pk=certificate.pk)
    world.objects |= {
        "certificate": {"number": certificate.number},
        "certificate-token": {"token": certificate.token},
        "no-token": {"token": "A" * 22},
        "status-year": {"year": 2026},
    }
    world.forms["training:certificate_revoke"] = {"reason": "Issued by mistake."}
    world.forms["training:verify"] = {"certificate": certificate.verification_address}
    token = {"form_token": str(uuid.uuid4())}
    world.forms |= dict.fromkeys(("training:course_enrol", "training:lesson_done", "training:lesson_undo"), token)
    world.forms["training:lesson_tried"] = {"solution": "no such solution"}


def paths_and_talk(world: World) -> None:
    """A role path and a draft of one; a course with a board, one of its lessons talked about by the group's member."""
    home = HomePage.objects.get()
    make_path(CoursePage.objects.get(slug="published"), slug="a-path")
    make_path(slug="draft-path", live=False)
    course = make_course(home, "talked")
    open_board(course=course, by=world.people["admin"])
    first = LessonPage.objects.readable().under(course.path).order_by("path").first()
    discuss(course=course, lesson=first.pk, poster=world.people["member"], title="Talk", text=compose("Words."))
    way = {"course": "talked", "module": "start"}
    world.objects |= {
        "a-path": {"slug": "a-path"},
        "draft-path": {"slug": "draft-path"},
        "talked-lesson": {**way, "lesson": "lesson-1"},
        "silent-lesson": {**way, "lesson": "lesson-2"},
    }
    words = world.forms["boards:topic_start"] | {"form_token": str(uuid.uuid4())}
    world.forms |= dict.fromkeys(("training:lesson_discuss", "training:lesson_discuss_preview"), words)


def quizzes(world: World) -> None:
    """A quiz with an attempt of the member's that goes on and one of the lead's handed in; a quiz nobody published."""
    course = CoursePage.objects.get(slug="published")
    module = course.get_children().get().specific
    make_bank(course, make_draft("asked", hint="Look."))
    make_bank(CoursePage.objects.get(slug="unpublished"), make_draft("elsewhere"))
    quiz, draft = make_quiz(module), make_quiz(module, "draft-quiz", live=False)
    attempt = start_attempt(member=world.people["member"], lesson=quiz)
    step = {"pk": attempt.pk, "step": 1}
    world.objects |= {
        "published-quiz": {"course": "published", "module": module.slug, "lesson": "quiz"},
        "the-quiz": {"pk": quiz.pk},
        "draft-quiz": {"pk": draft.pk},
        "members-attempt": {"pk": attempt.pk},
        "members-step": step,
        "members-hint": {**step, "place": 1},
        "leads-result": {"pk": take(world.people["lead"], quiz).pk},
        "a-question": {"course": "published", "pk": Question.objects.get(key="asked").pk},
        "crossed-question": {"course": "published", "pk": Question.objects.get(key="elsewhere").pk},
    }
    words = {"key": "new", "kind": "single", "points": "1", "text": "What?", "answers": "* yes\nno"}
    world.forms |= dict.fromkeys(("training:question_new", "training:question_edit"), words)
    world.forms["training:quiz_start"] = {"form_token": str(uuid.uuid4())}
    world.forms["training:extra_time"] = {"email": world.people["member"].email, "factor": "1.5", "minutes": "0"}


def runs(world: World) -> None:
    """A run that the lead teaches, with a session and somebody's request; one for departments; one nobody sees.

    The outsider is a data coordinator.
    """
    outsider, lead, admin = world.people["outsider"], world.people["lead"], world.people["admin"]
    outsider.groups.add(Group.objects.get_or_create(name=COORDINATORS)[0])
    course = CoursePage.objects.get(slug="published")
    run = make_run(course, by=admin, teachers=[lead], way=Way.APPROVAL)
    departments = make_run(course, by=admin, way=Way.DEPARTMENT)
    hidden = make_run(CoursePage.objects.get(slug="unpublished"), by=admin)
    world.objects |= {
        "a-run": {"pk": run.pk},
        "departments-run": {"pk": departments.pk},
        "hidden-run": {"pk": hidden.pk},
        "a-session": {"pk": make_session(run).pk},
        "a-place": {"pk": join(run=run, member=MemberFactory()).pk},
    }
    MemberFactory(department=outsider.department)
    world.objects |= {
        "report-learners": {"course": "published", "table": "learners", "kind": "csv"},
        "no-report-table": {"course": "published", "table": "nothing", "kind": "csv"},
        "no-report-kind": {"course": "published", "table": "lessons", "kind": "pdf"},
        "people-xlsx": {"table": "people", "kind": "xlsx"},
        "departments-csv": {"table": "departments", "kind": "csv"},
        "no-table": {"table": "nothing", "kind": "csv"},
    }
    reason = {"reason": "The room is flooded."}
    world.forms |= dict.fromkeys(("training:run_cancel", "training:place_decline", "training:session_drop"), reason)
    world.forms["training:run_join"] = {"form_token": str(uuid.uuid4())}
    world.forms["training:session_lesson"] = {"lesson": ""}
    world.forms["training:run_new"] = {
        "title": "Spring",
        "starts_on": "2027-03-01",
        "ends_on": "2027-03-05",
        "seats": "0",
        "way": "self",
        "state": "open",
        "form_token": str(uuid.uuid4()),
    }


def lessons(world: World) -> None:
    """A video and one nobody published; an assignment with work of the member's, and a draft of the lead's."""
    module = CoursePage.objects.get(slug="published").get_children().get().specific
    video, draft = make_video(module), make_video(module, "draft-video", live=False)
    draft.file = make_file(name="draft.csv")
    draft.save()
    lesson, member = make_assignment(module), world.people["member"]
    data = SimpleUploadedFile("wells.csv", b"a,b\n")
    words = Words(text="Words", file=data, admitted=admit(data, purpose=Purpose.WORK))
    handed = hand_in(member=member, lesson=lesson, words=words)
    world.objects |= {
        "the-video": {"pk": video.pk},
        "draft-video": {"pk": draft.pk},
        "the-video-file": {"pk": video.file_id},
        "draft-file": {"pk": draft.file_id},
        "the-assignment": {"pk": lesson.pk},
        "members-work": {"pk": handed.work_id},
        "members-handed": {"pk": handed.pk},
        "leads-draft": {"pk": save_draft(member=world.people["lead"], lesson=lesson, words=Words(text="Not yet")).pk},
    }
    token = str(uuid.uuid4())
    words_again = {"form_token": token, "seen": "1", "text": "Not yet"}
    world.forms["training:work_save"] = world.forms["training:work_hand_in"] = words_again
    levels = {"level_0": "0", "level_1": "0", "rubric": fingerprint(lesson.criteria), "form_token": token}
    world.forms["training:submission_review"] = {**levels, "verdict": "accepted"}
    world.forms["training:work_take_back"] = {"reason": "The file was empty."}


def evaluation(world: World) -> None:
    """The group's member finished a course, and is asked how it was and whether it was used."""
    finish = CourseFinish.objects.get(member=world.people["member"], course__slug="certified")
    check = ask_one(finish=finish, days=30, at=timezone.now())
    world.objects |= {"finished-course": {"course": "certified"}, "members-check": {"pk": check.pk}}
    world.forms["training:survey"] = {"relevance": "5", "words": "Keep it."}
    world.forms["training:use_check"] = {"use": "yes", "words": "It works.", "is_shown": "on"}


FLOORS: list[Callable[[World], None]] = [
    people,
    groups,
    world_groups.within_groups,
    notifications,
    glossary,
    *(world_people.newcomers, world_people.spotlights),
    pages,
    world_library.library,
    world_practices.practices,
    *(world_forum.forum, world_forum.tending, world_forum.moderation, world_forum.taking_part),
    events,
    world_events_approving.approving,
    world_events_attending.attending,
    world_events_after.after,
    world_events_importing.importing,
    world_events_meetings.meetings,
    world_events_registering.registering,
    training,
    quizzes,
    runs,
    lessons,
    evaluation,
    paths_and_talk,
]

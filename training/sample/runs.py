"""The sample's runs, around today: open with seats left, full with a waiting list, over with attendance, and more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5
from zoneinfo import ZoneInfo

from django.contrib.auth.models import Group

from community.notifications.services.telling import without_mail
from community.people.models import Member
from events import recurrence
from events import services as events
from events.enums import Format, Kind
from events.models import Series
from training.pages import CoursePage, LessonPage
from training.runs.enums import RunState, Way
from training.runs.models import Run, RunSession
from training.runs.permissions import COORDINATORS
from training.runs.services.places import join
from training.runs.services.planning import add_sessions, plan_run
from training.runs.sessions import lessons_to_attend
from training.study import study_course

ZONE = "America/Los_Angeles"
_AHEAD = timedelta(days=12)  # people join so long before the first day of a run that has begun


@dataclass(frozen=True, kw_only=True)
class SessionPlan:
    """`days` counts from the first day, `lesson` from 0 among those that attendance may complete."""

    title: str
    days: int
    at: time
    lesson: int | None = None
    venue: str = ""
    there: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RunPlan:
    """A run of a sample course; it begins on the first Tuesday from `days` after today on."""

    key: str
    course: str
    title: str
    about: str
    days: int
    lasts: int
    seats: int = 0
    way: Way = Way.SELF
    people: tuple[str, ...] = ()
    sessions: tuple[SessionPlan, ...] = ()


PLANS = (
    RunPlan(
        key="publishing-cohort",
        course="publishing-your-first-open-dataset",
        title="Winter cohort, online",
        about=(
            "Two live sessions and a week between them to work on a dataset of your own. Bring a table that your "
            "department may publish; nothing confidential.\n\nPlan about three hours in all."
        ),
        days=9,
        lasts=14,
        seats=12,
        people=("learner", "ben.okafor", "deshawn.price", "farid.haidari", "sam.kowalski", "oscar.bell"),
        sessions=(
            SessionPlan(title="Which dataset first?", days=0, at=time(10), lesson=0),
            SessionPlan(title="Clinic: get your table ready", days=7, at=time(10), lesson=2),
        ),
    ),
    RunPlan(
        key="water-lab",
        course="working-with-water-data",
        title="Water data lab, Sacramento",
        about="A morning at the computers, in pairs. You need a laptop that can join the guest network.",
        days=16,
        lasts=1,
        seats=4,
        people=("carla.nguyen", "elena.petrov", "priya.menon", "luis.ortega", "rosa.delgado", "learner"),
        sessions=(
            SessionPlan(
                title="Water data lab",
                days=0,
                at=time(9),
                lesson=2,
                venue="Training room of the sample hub, Sacramento",
            ),
        ),
    ),
    RunPlan(
        key="fairly-autumn",
        course="comparing-groups-fairly",
        title="Study group, three weeks",
        about="We read two lessons together and compare what we found in our own tables.",
        days=-31,
        lasts=21,
        seats=10,
        people=(
            "jamal.whitfield",
            "carla.nguyen",
            "tess.abara",
            "grace.lim",
            "ingrid.moe",
            "quinn.harper",
            "wanda.osei",
        ),
        sessions=(
            SessionPlan(
                title="Study group: who is in the table?",
                days=0,
                at=time(14),
                lesson=0,
                there=("jamal.whitfield", "carla.nguyen", "tess.abara", "grace.lim", "quinn.harper"),
            ),
            SessionPlan(
                title="Study group: from counts to rates",
                days=14,
                at=time(14),
                lesson=1,
                there=("jamal.whitfield", "carla.nguyen", "ingrid.moe"),
            ),
        ),
    ),
    RunPlan(
        key="fairly-clinic",
        course="comparing-groups-fairly",
        title="Equity table clinic",
        about="Bring one table with groups of people in it. Say in a sentence what you want to compare.",
        days=24,
        lasts=7,
        seats=8,
        way=Way.APPROVAL,
        people=("hector.ruiz", "nadia.karim", "vera.lindholm"),
        sessions=(SessionPlan(title="Equity table clinic", days=0, at=time(13, 30), lesson=1),),
    ),
    RunPlan(
        key="publishing-departments",
        course="publishing-your-first-open-dataset",
        title="For departments that begin, spring",
        about="Each data coordinator brings the people who will publish the department’s first dataset.",
        days=40,
        lasts=28,
        seats=30,
        way=Way.DEPARTMENT,
        sessions=(SessionPlan(title="Begin together: the six steps", days=1, at=time(9, 30), lesson=0),),
    ),
)
WORDS = "We publish program data by county and want to compare groups without doing harm."


def load_runs(members: Mapping[str, Member], courses: Mapping[str, CoursePage], now: datetime) -> int:
    """Make the sample runs that are missing; return how many. Without an instructor there is none."""
    if "coordinator" in members:
        members["coordinator"].groups.add(Group.objects.get_or_create(name=COORDINATORS)[0])
    if "instructor" not in members:
        return 0
    with without_mail():
        return sum(_load(plan, courses[plan.course], members, now) for plan in PLANS if plan.course in courses)


def _token(name: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"sample-run:{name}")


def _load(plan: RunPlan, course: CoursePage, members: Mapping[str, Member], now: datetime) -> int:
    teacher = members["instructor"]
    if Run.objects.filter(made_by=teacher, form_token=_token(plan.key)).exists():
        return 0
    first = now.astimezone(ZoneInfo(ZONE)).date() + timedelta(days=plan.days)
    first += timedelta(days=(1 - first.weekday()) % 7)  # a Tuesday, so that no session is on a weekend
    run = Run(
        course=course,
        title=plan.title,
        about=plan.about,
        starts_on=first,
        ends_on=first + timedelta(days=plan.lasts - 1),
        seats=plan.seats,
        way=plan.way,
        state=RunState.OPEN,
    )
    plan_run(run=run, instructors=[teacher], by=teacher, form_token=_token(plan.key))
    lessons = lessons_to_attend(study_course(teacher, course).outline)
    early = min(now, datetime.combine(first, time(12), ZoneInfo(ZONE)) - _AHEAD)
    pages = LessonPage.objects.in_bulk([lesson.pk for lesson in lessons])
    sessions = [
        _session(run, each, first, None if each.lesson is None else pages[lessons[each.lesson].pk], early)
        for each in plan.sessions
    ]
    people = [members[name] for name in plan.people if name in members]
    words = WORDS if plan.way == Way.APPROVAL else ""
    for place, member in enumerate(people):
        join(run=run, member=member, words=words, at=early + timedelta(minutes=place))
    for session, each in zip(sessions, plan.sessions, strict=True):
        _mark(session, [members[name] for name in each.there if name in members], teacher)
    return 1


def _session(run: Run, plan: SessionPlan, first: date, lesson: LessonPage | None, at: datetime) -> RunSession:
    day = first + timedelta(days=plan.days)
    while not recurrence.exists(datetime.combine(day, plan.at), ZONE):
        day += timedelta(days=1)
    series = Series(
        title=plan.title,
        kind=Kind.TRAINING,
        summary=f"A session of the course “{run.course.title}”.",
        format=Format.IN_PERSON if plan.venue else Format.ONLINE,
        venue=plan.venue,
        join_link="" if plan.venue else f"https://meet.hub.example/{run.course.slug}",
        accessibility="Live captions. The notebook and the slides are sent two days before.",
        accommodation_contact="access@hub.example",
        starts_on=day,
        starts_at=plan.at,
        duration=90,
        zone=ZONE,
    )
    key = _token(f"{run.pk}:{plan.title}")
    return add_sessions(run=run, series=series, lesson=lesson, by=run.made_by, form_token=key, at=at)[0]


def _mark(session: RunSession, there: list[Member], teacher: Member) -> None:
    occurrence = session.occurrence
    if there:
        marks = dict.fromkeys(there, True)
        events.mark_attendance(occurrence=occurrence, marks=marks, by=teacher, at=occurrence.end_at)

"""The training app: courses, lessons, notebooks, enrolment, the completion ledger, certificates."""

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "training"
    verbose_name = "Training"

    def ready(self) -> None:
        """Plug training into what the floors below offer, one part after the other."""
        from . import receivers  # noqa: F401
        from .certificates import schedules  # noqa: F401
        from .paths import receivers as path_receivers  # noqa: F401

        bring_kinds_of_lessons()
        tell()
        show_and_find()
        check()
        bring_samples()


def bring_kinds_of_lessons() -> None:
    """What each kind of lesson is, and the forms of the page types that call a service."""
    from .files.forms import FileLessonForm
    from .files.pages import DownloadLessonPage
    from .forms import NotebookLessonForm
    from .kinds import kinds
    from .lesson_kinds import KINDS
    from .pages import NotebookLessonPage
    from .videos.forms import VideoLessonForm
    from .videos.pages import VideoLessonPage

    kinds.register(*KINDS)
    # A page type imports nothing from above: they meet here.
    NotebookLessonPage.base_form_class = NotebookLessonForm
    DownloadLessonPage.base_form_class = FileLessonForm
    VideoLessonPage.base_form_class = VideoLessonForm


def tell() -> None:
    """What members are told of, and the courses they follow; what is a whole of several dates."""
    from community.notifications.registries import kinds, places, subjects
    from events.feeds.registry import own_days
    from events.registries import courses, wholes

    from .assignments import notification_kinds as assignments
    from .certificates import notification_kinds as certificates
    from .evaluation import notification_kinds as evaluation
    from .notification_kinds import KINDS, LESSON, PLACE
    from .runs import notification_kinds as runs
    from .runs.calendar import RUN_DAYS
    from .runs.dates import course_facts
    from .runs.sessions import runs_at

    subjects.register(LESSON, certificates.CERTIFICATE, assignments.WORK, runs.RUN, *evaluation.SUBJECTS)
    kinds.register(*KINDS, *certificates.KINDS, *assignments.KINDS, *runs.KINDS, *evaluation.KINDS)
    places.register(PLACE)
    wholes.register(runs_at)
    courses.register(course_facts)
    own_days.register(RUN_DAYS)


def show_and_find() -> None:
    """Cards of My hub, the panel of the home page, what search finds, what the style guide shows."""
    from community.library.registries import citing_kinds
    from community.newcomers.registries import first_steps
    from community.pages.registries import dashboard_cards, home_panels, specimens
    from community.people.registries import department_panels, knowledge
    from community.search.sources import sources

    from . import components, search_source
    from .citing import CITING
    from .dashboard import learning_cards
    from .evaluation.components import outcomes_panel
    from .evaluation.styleguide import SPECIMEN as EVALUATION
    from .first_course import COURSE
    from .knowledge import COURSES
    from .paths.search_source import PATHS
    from .quizzes.styleguide import SPECIMEN as QUIZZES
    from .reports.components import reports_card
    from .styleguide import SPECIMEN

    dashboard_cards.register(10, learning_cards)
    dashboard_cards.register(17, reports_card)
    home_panels.register(10, components.start_here_panel)
    department_panels.register(outcomes_panel)
    knowledge.register(30, COURSES)
    citing_kinds.register(CITING)
    first_steps.register(30, COURSE)
    for source in (search_source.COURSES, search_source.LESSONS, PATHS):
        sources.register(source)
    specimens.register(60, SPECIMEN)
    specimens.register(61, QUIZZES)
    specimens.register(62, EVALUATION)


def check() -> None:
    """What is looked at when a page of training is published."""
    from community.pages.publishing import checks

    from .assignments.pages import AssignmentLessonPage
    from .assignments.publishing import assignment_faults
    from .evaluation.publishing import check_faults
    from .files.pages import DownloadLessonPage
    from .files.publishing import download_faults
    from .pages import CoursePage, LessonPage, NotebookLessonPage
    from .prerequisites.publishing import prerequisite_faults
    from .publishing import notebook_faults
    from .quizzes.pages import QuizLessonPage
    from .quizzes.publishing import quiz_faults
    from .versions.publishing import change_faults
    from .videos.pages import VideoLessonPage
    from .videos.publishing import video_faults

    checks.register(CoursePage, prerequisite_faults)
    checks.register(CoursePage, check_faults)
    checks.register(LessonPage, change_faults)
    checks.register(NotebookLessonPage, notebook_faults)
    checks.register(QuizLessonPage, quiz_faults)
    checks.register(DownloadLessonPage, download_faults)
    checks.register(AssignmentLessonPage, assignment_faults)
    checks.register(VideoLessonPage, video_faults)


def bring_samples() -> None:
    """Training's part of the sample hub."""
    from community.people.sample_registry import sample_parts

    from .sample.loader import load_training
    from .sample.paths import load_paths

    sample_parts.register(60, load_training)
    sample_parts.register(62, load_paths)

"""The training app: courses, lessons, notebooks, enrolment, the completion ledger, certificates."""

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "training"
    verbose_name = "Training"

    def ready(self) -> None:
        """Plug training into what the floors below offer: notifications, dashboard, search, checks, sample hub."""
        from community.notifications.registries import kinds, places, subjects
        from community.pages.publishing import checks
        from community.pages.registries import dashboard_cards, home_panels, specimens
        from community.people.sample_registry import sample_parts
        from community.search.sources import sources
        from events.registries import wholes

        from . import components, notification_kinds, receivers, search_source  # noqa: F401
        from .assignments import notification_kinds as assignment_kinds
        from .assignments.pages import AssignmentLessonPage
        from .assignments.publishing import assignment_faults
        from .certificates import notification_kinds as certificate_kinds
        from .certificates import schedules  # noqa: F401
        from .files.forms import FileLessonForm
        from .files.pages import DownloadLessonPage
        from .files.publishing import download_faults
        from .forms import NotebookLessonForm
        from .kinds import kinds as kinds_of_lessons
        from .lesson_kinds import KINDS
        from .pages import CoursePage, LessonPage, NotebookLessonPage
        from .paths import receivers as path_receivers  # noqa: F401
        from .paths.components import next_step_card
        from .paths.search_source import PATHS
        from .prerequisites.publishing import prerequisite_faults
        from .publishing import notebook_faults
        from .quizzes.pages import QuizLessonPage
        from .quizzes.publishing import quiz_faults
        from .quizzes.styleguide import SPECIMEN as QUIZZES
        from .runs import notification_kinds as run_kinds
        from .runs.sessions import runs_at
        from .sample.loader import load_training
        from .sample.paths import load_paths
        from .styleguide import SPECIMEN
        from .versions.publishing import change_faults
        from .videos.forms import VideoLessonForm
        from .videos.pages import VideoLessonPage
        from .videos.publishing import video_faults

        kinds_of_lessons.register(*KINDS)
        # The form calls a service, and a page type imports nothing from above: they meet here.
        NotebookLessonPage.base_form_class = NotebookLessonForm
        DownloadLessonPage.base_form_class = FileLessonForm
        VideoLessonPage.base_form_class = VideoLessonForm
        dashboard_cards.register(10, components.next_lesson_card)
        dashboard_cards.register(12, next_step_card)
        dashboard_cards.register(15, components.my_certificates_card)
        home_panels.register(10, components.start_here_panel)
        subjects.register(notification_kinds.LESSON, certificate_kinds.CERTIFICATE, assignment_kinds.WORK)
        kinds.register(*notification_kinds.KINDS, *certificate_kinds.KINDS, *assignment_kinds.KINDS)
        subjects.register(run_kinds.RUN)
        kinds.register(*run_kinds.KINDS)
        wholes.register(runs_at)
        places.register(notification_kinds.PLACE)
        sources.register(search_source.COURSES)
        sources.register(search_source.LESSONS)
        checks.register(LessonPage, change_faults)
        sources.register(PATHS)
        checks.register(CoursePage, prerequisite_faults)
        checks.register(NotebookLessonPage, notebook_faults)
        checks.register(QuizLessonPage, quiz_faults)
        checks.register(DownloadLessonPage, download_faults)
        checks.register(AssignmentLessonPage, assignment_faults)
        checks.register(VideoLessonPage, video_faults)
        sample_parts.register(60, load_training)
        sample_parts.register(62, load_paths)
        specimens.register(60, SPECIMEN)
        specimens.register(61, QUIZZES)

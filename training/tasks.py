"""What training does in the background. Each task may run twice."""

from __future__ import annotations

from .certificates import services as certificates
from .certificates import storing
from .evaluation import services as evaluation
from .quizzes.services.attempts import hand_in_overdue
from .services import notebooks
from .services.finishing import record_all_finishes
from .terms.services import note_all_terms


def convert_notebook(version_pk: int) -> str:
    """Convert an uploaded notebook; returns the state for the task list."""
    version = notebooks.convert(version_pk=version_pk)
    return f"{version.source_name}: {version.state}"


def renew_notebook(version_pk: int) -> str:
    """Make a stored lesson again with a newer renderer; returns its version for the task list."""
    version = notebooks.renew(version_pk=version_pk)
    return f"{version.source_name}: renderer {version.renderer_version}"


def make_certificate_paper(certificate_pk: int) -> str:
    """Set a certificate as PDF; returns its number for the task list."""
    return storing.store_paper(certificate_pk=certificate_pk).certificate.number


def keep_certificates() -> str:
    """Daily: write down finishes, issue what could not be issued before, make PDFs, remind of ends. Idempotent."""
    return (
        f"{record_all_finishes()} found finished, {certificates.issue_due()} issued, "
        f"{storing.enqueue_missing()} as PDF, {certificates.remind_of_ends()} reminded"
    )


def ask_about_use() -> str:
    """Daily: ask who finished a course 30 or 60 days ago whether they used it. Idempotent."""
    return f"{evaluation.ask_about_use()} asked"


def hand_in_attempts() -> str:
    """Every five minutes: hand in the quiz attempts whose time is over; returns how many for the task list."""
    return f"{hand_in_overdue()} attempts were over"


def note_terms() -> str:
    """The glossary changed: look which of its words stand in which lesson. Idempotent."""
    return f"{note_all_terms()} lessons looked through"

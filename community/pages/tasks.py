"""Scheduled work of the shell."""

from django.core.management import call_command


def publish_scheduled() -> str:
    """Every five minutes: publish and take back what editors gave a date to. Idempotent."""
    call_command("publish_scheduled")
    return "scheduled pages are up to date"

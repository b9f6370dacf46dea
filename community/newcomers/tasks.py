"""What the task cluster does for newcomers. Each of these may run twice or be killed at any moment."""

from community.people.models import Member

from .services import prepare


def prepare_week(pk: int) -> str:
    """Find what fits a newcomer."""
    member = Member.objects.filter(pk=pk, is_active=True).first()
    return f"{len(prepare(member=member))} steps" if member else "gone"

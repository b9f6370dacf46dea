"""The notifications app: one door for everything that tells people something."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "community.notifications"
    label = "notifications"
    verbose_name = "Notifications"

    def ready(self) -> None:
        """Listen for migrations; plug into “My hub” and the style guide."""
        from community.pages.registries import dashboard_cards, specimens
        from community.people.arriving import facts

        from . import components, receivers  # noqa: F401
        from .context_processors import UNREAD_KINDS, unread_kinds
        from .styleguide import SPECIMEN

        dashboard_cards.register(1, components.stopped_mail_card)
        specimens.register(20, SPECIMEN)
        facts.register(UNREAD_KINDS, unread_kinds())
        facts.register(components.STOPPED_MAIL, components.stopped_mail())

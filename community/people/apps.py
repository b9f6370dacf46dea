"""The people app: members, departments, the audit log and the sample hub's accounts."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "community.people"
    label = "people"
    verbose_name = "People"

    def ready(self) -> None:
        """Route both admins through allauth; offer the sample people, and skills to who asks who knows what."""
        from allauth.account.decorators import secure_admin_login
        from django.contrib import admin

        from .directory import DEPARTMENT, LANGUAGE, SKILL
        from .knowledge import SKILLS
        from .registries import directory_filters, knowledge
        from .sample import load_people
        from .sample_registry import sample_parts

        admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
        sample_parts.register(10, load_people)
        knowledge.register(10, SKILLS)
        directory_filters.register(10, DEPARTMENT)
        directory_filters.register(20, SKILL)
        directory_filters.register(30, LANGUAGE)

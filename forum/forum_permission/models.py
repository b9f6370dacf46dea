"""machina's grants; unused, because one visibility queryset answers who reads what (docs/adr/0003)."""

from machina.apps.forum_permission.abstract_models import (
    AbstractForumPermission,
    AbstractGroupForumPermission,
    AbstractUserForumPermission,
)


class ForumPermission(AbstractForumPermission):
    """A permission that could be granted."""

    class Meta(AbstractForumPermission.Meta):
        pass


class GroupForumPermission(AbstractGroupForumPermission):
    """Granted to a group."""

    class Meta(AbstractGroupForumPermission.Meta):
        pass


class UserForumPermission(AbstractUserForumPermission):
    """Granted to one person."""

    class Meta(AbstractUserForumPermission.Meta):
        pass

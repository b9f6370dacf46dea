"""The board: machina's Forum, with who reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from machina.apps.forum.abstract_models import AbstractForum
from mptt.models import TreeForeignKey

from community.notifications.registries import place_of
from forum.enums import RESERVED_SLUGS, Audience
from forum.querysets import BoardManager

if TYPE_CHECKING:
    from forum.models import Post


class Forum(AbstractForum):
    """A board that holds topics, or a section that holds boards. Everywhere else it is called `Board`."""

    name = models.CharField(_("name"), max_length=160)
    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    description = models.TextField(_("what it is for"), blank=True, max_length=600)
    type = models.PositiveSmallIntegerField(
        _("kind"),
        choices=((AbstractForum.FORUM_POST, _("Board")), (AbstractForum.FORUM_CAT, _("Section of boards"))),
        default=AbstractForum.FORUM_POST,
    )
    parent = TreeForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("section")
    )
    position = models.PositiveSmallIntegerField(_("place in the list"), default=100)
    audience = models.CharField(_("who reads it"), max_length=10, choices=Audience, default=Audience.MEMBERS)
    work_group = models.ForeignKey(
        "workgroups.WorkGroup",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="boards",
        verbose_name=_("work group"),
    )

    # Not used here: pictures have no checked upload yet, and a link is not a board.
    image = None
    link = None
    link_redirects = None
    link_redirects_count = None
    display_sub_forum_list = None

    objects = BoardManager()

    class Meta:
        app_label = "forum"
        ordering = ("position", "name", "pk")
        verbose_name = _("board")
        verbose_name_plural = _("boards")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(audience__in=Audience.values), name="forum_board_known_audience"),
            models.CheckConstraint(
                condition=~Q(audience=Audience.GROUP)
                | Q(work_group__isnull=False),  # a group may have public boards too
                name="forum_board_for_a_group_has_it",
            ),
            models.CheckConstraint(
                condition=Q(type__in=(AbstractForum.FORUM_POST, AbstractForum.FORUM_CAT)),
                name="forum_board_or_section",
            ),
            models.CheckConstraint(condition=~Q(slug__in=RESERVED_SLUGS), name="forum_board_slug_is_free"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        """Save without machina's recount and new slug: services keep both."""
        self._simple_save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("boards:board", kwargs={"slug": self.slug})

    @property
    def shown_last_post(self) -> Post | None:
        """The last post, unless it waits for approval or its topic is no longer here; needs `for_index`."""
        post = self.last_post
        if post is None or not (post.approved and post.topic.approved and post.topic.forum_id == self.pk):
            return None
        return post

    @property
    def place(self) -> str:
        """What one follows: the board."""
        return place_of("board", self.pk)

    @property
    def is_private(self) -> bool:
        """Only members of a work group read it."""
        return self.audience == Audience.GROUP

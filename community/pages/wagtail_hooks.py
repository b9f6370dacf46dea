"""What Wagtail's admin shows of pages to those who don't edit them, and what it refuses to publish."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from .publishing import PublicationRefused, faults_of
from .publishing.scheduling import REFUSED
from .publishing.telling import tell


@hooks.register("construct_page_chooser_queryset")
def choose_among_published_or_own(pages: Any, request: HttpRequest) -> Any:
    """The page chooser is open to everybody in the admin: it names drafts and private pages to their editors only.

    The page whose children are listed is named above them, so it has to be one of these too.
    """
    open_to_all = Page.objects.live().public().values("pk")
    own = PagePermissionPolicy().instances_user_has_any_permission_for(request.user, {"add", "change", "publish"})
    may_see = Q(pk__in=open_to_all) | Q(pk__in=own.values("pk"))
    match = request.resolver_match
    parent = match.kwargs.get("parent_page_id") if match else None
    if parent and not Page.objects.filter(may_see, pk=parent).exists():
        raise Http404
    return pages.filter(may_see)


@hooks.register("insert_global_admin_css")
def style_what_the_hub_adds() -> SafeString:
    """The list of what to mend stands on the red of Wagtail's messages."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/cms.css"))


@hooks.register("before_bulk_action")
def refuse_faulty_pages_in_bulk(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """Publishing several pages names every faulty one, where the gate alone would stop at the first."""
    if action_type != "publish":
        return None
    refusals = [refusal for instance in objects for refusal in _refusals(instance, action, request)]
    for refusal in refusals:
        tell(request, refusal)
    return redirect(action.next_url) if refusals else None


def _refusals(instance: Any, action: Any, request: HttpRequest) -> Iterator[PublicationRefused]:
    drafts = [instance]
    if isinstance(instance, Page) and action.cleaned_form.cleaned_data["include_descendants"]:
        below = instance.get_descendants().not_live().specific()
        drafts += [page for page in below if page.permissions_for_user(request.user).can_publish()]
    for draft in drafts:
        latest = draft.get_latest_revision_as_object()
        if faults := faults_of(latest):
            yield PublicationRefused(latest, faults)


@hooks.register("register_log_actions")
def name_refused_publication(actions: LogActionRegistry) -> None:
    """The line in a page's history when a date came and the page was not published."""

    @actions.register_action(REFUSED)
    class RefusedFormatter(LogFormatter):
        label = _("Not published")

        def format_message(self, log_entry: Any) -> str:
            return _t("Not published on its date, and taken off the schedule: %(faults)s") % {
                "faults": " ".join(log_entry.data["faults"])
            }

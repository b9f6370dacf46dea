"""Lists of questions and of a tag's topics; sorting a topic; accepting an answer; having a question too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from community.notifications.services.following import followed_as
from community.people.access import member_required
from community.people.errors import HubError
from forum.enums import TopicKind
from forum.models import Post, SharedQuestion, Tag, Topic
from forum.paging import IdsFirstPaginator
from forum.views.boards import TOPICS_PER_PAGE
from forum.views.topics import crumbs_to

from .forms import SortForm
from .permissions import can_accept, can_sort, kinds_for
from .services import accept_answer, share_question, sort_topic, take_back_answer

if TYPE_CHECKING:
    from django.core.paginator import Page
    from django.db.models import QuerySet

    from community.people.models import AnyRequest, MemberRequest

TAGS_PER_PAGE = 60


def _page_of_topics(request: AnyRequest, found: QuerySet[Topic]) -> Page[Topic]:
    rows = Topic.objects.for_list(request.user)
    paginator = IdsFirstPaginator(found, rows, TOPICS_PER_PAGE, count=found.count())
    return paginator.get_page(request.GET.get("page"))


def _crumbs(*names: tuple[str, str]) -> list[tuple[str, str]]:
    return [(_("Forum"), reverse("boards:index")), *names]


@require_GET
def unanswered(request: AnyRequest) -> HttpResponse:
    found = Topic.objects.visible_to(request.user).unanswered().newest_started_first()
    context = {"page": _page_of_topics(request, found), "crumbs": _crumbs((_("Unanswered questions"), ""))}
    return render(request, "boards/unanswered_list.html", context)


@member_required
@require_GET
def my_questions(request: MemberRequest) -> HttpResponse:
    found = Topic.objects.visible_to(request.user).of_member(request.user).newest_first()
    context = {"page": _page_of_topics(request, found), "crumbs": _crumbs((_("My questions"), ""))}
    return render(request, "boards/my_question_list.html", context)


@require_GET
def tags(request: AnyRequest) -> HttpResponse:
    page = Paginator(Tag.objects.kept(), TAGS_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "boards/tag_list.html", {"page": page, "crumbs": _crumbs((_("Tags"), ""))})


@require_GET
def tag(request: AnyRequest, slug: str) -> HttpResponse:
    shown = get_object_or_404(Tag, slug=slug)
    page = _page_of_topics(request, Topic.objects.visible_to(request.user).tagged(shown).newest_first())
    if not shown.is_kept and not page.paginator.count:
        raise Http404  # the word itself may come from a board that the viewer doesn't read
    way = _crumbs((_("Tags"), reverse("boards:tags")), (shown.name, ""))
    context = {"tag": shown, "page": page, "following": followed_as(request.user, shown.place), "crumbs": way}
    return render(request, "boards/tag_detail.html", context)


def _topic_to_sort(request: MemberRequest, pk: int) -> Topic:
    """A topic that the member reads and may sort; else 404."""
    topics = Topic.objects.visible_to(request.user).select_related("forum").prefetch_related("tags")
    topic = get_object_or_404(topics, pk=pk)
    if not can_sort(request.user, topic):
        raise Http404
    return topic


def _sort_form(request: MemberRequest, topic: Topic) -> SortForm:
    offered = kinds_for(request.user, topic.forum)
    kinds = [kind for kind in TopicKind if kind in offered or kind == topic.kind]
    return SortForm(request.POST or None, kinds=kinds, tags=topic.tags.all(), initial={"kind": topic.kind})


@member_required
@require_http_methods(["GET", "POST"])
def topic_sort(request: MemberRequest, pk: int) -> HttpResponse:
    topic = _topic_to_sort(request, pk)
    form = _sort_form(request, topic)
    if form.is_valid():
        said = form.cleaned_data
        try:
            sorted_topic = sort_topic(topic=topic, by=request.user, kind=said["kind"], tags=said["tags"])
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Kind and tags are saved."))
            return redirect(sorted_topic)
    context = {"topic": topic, "form": form, "crumbs": crumbs_to(topic, _("Kind and tags"))}
    return render(request, "boards/topic_sort.html", context, status=422 if request.method == "POST" else 200)


def _after(request: MemberRequest, topic: Topic, done: str, work: Any) -> HttpResponse:
    """Do it and say so, or say why not; either way back to the topic."""
    try:
        work()
    except HubError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, done)
    return redirect(topic)


@member_required
@require_POST
def answer_accept(request: MemberRequest, pk: int) -> HttpResponse:
    posts = Post.objects.visible_to(request.user).select_related("topic__forum")
    post = get_object_or_404(posts, pk=pk)
    if not can_accept(request.user, post.topic):
        raise Http404
    done = _("The answer is accepted. It stands below the question now.")
    return _after(request, post.topic, done, lambda: accept_answer(post=post, by=request.user))


@member_required
@require_POST
def answer_take_back(request: MemberRequest, pk: int) -> HttpResponse:
    topic = get_object_or_404(Topic.objects.visible_to(request.user).select_related("forum"), pk=pk)
    if not can_accept(request.user, topic):
        raise Http404
    done = _("The question is open again.")
    return _after(request, topic, done, lambda: take_back_answer(topic=topic, by=request.user))


def _question(request: MemberRequest, pk: int) -> Topic:
    return get_object_or_404(Topic.objects.visible_to(request.user).questions(), pk=pk)


@member_required
@require_POST
def question_share(request: MemberRequest, pk: int) -> HttpResponse:
    topic = _question(request, pk)
    done = _("Noted: you have this question too. You will hear when an answer is accepted.")
    return _after(request, topic, done, lambda: share_question(topic=topic, member=request.user))


@member_required
@require_POST
def question_unshare(request: MemberRequest, pk: int) -> HttpResponse:
    topic = _question(request, pk)
    SharedQuestion.objects.filter(topic=topic, member=request.user).delete()
    messages.success(request, _("You don't have this question any more."))
    return redirect(topic)

"""Replying, quoting, editing, the address of one post and of its files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from community.people.access import member_required
from community.people.errors import HubError
from community.safety.uploads import download
from forum.forms import EditForm, ReplyForm
from forum.models import Attachment, Post, Topic
from forum.permissions import can_reply
from forum.quoting import quote_of
from forum.services import posting

from .topics import crumbs_to, page_of

if TYPE_CHECKING:
    from community.people.models import AnyRequest, MemberRequest


@require_GET
def post(request: AnyRequest, pk: int) -> HttpResponse:
    posts = Post.objects.visible_to(request.user).select_related("topic")
    shown = get_object_or_404(posts, pk=pk)
    return redirect(page_of(shown.topic, shown))


@require_GET
def attachment(request: AnyRequest, pk: int) -> FileResponse:
    posts = Post.objects.visible_to(request.user).values("pk")
    found = get_object_or_404(Attachment, pk=pk, post__in=posts)
    return download(found.file, name=found.name)


def _topic_to_answer(request: MemberRequest, pk: int) -> Topic:
    return get_object_or_404(Topic.objects.visible_to(request.user).select_related("forum"), pk=pk)


def _reply_page(
    request: MemberRequest, topic: Topic, form: ReplyForm, *, preview: Any = None, status: int = 200
) -> HttpResponse:
    context = {
        "topic": topic,
        "form": form,
        "preview": preview,
        "may_reply": can_reply(request.user, topic),
        "crumbs": crumbs_to(topic, _("Reply")),
    }
    return render(request, "boards/post_reply.html", context, status=status)


def _quoted(request: MemberRequest, topic: Topic) -> str:
    asked = request.GET.get("quote", "")
    if not asked.isdecimal() or len(asked) > 18:
        return ""
    quoted = topic.posts.approved().select_related("poster").filter(pk=int(asked)).first()
    return quote_of(quoted) if quoted else ""


@member_required
@require_http_methods(["GET", "POST"])
def reply(request: MemberRequest, pk: int) -> HttpResponse:
    topic = _topic_to_answer(request, pk)
    if request.method == "GET":
        return _reply_page(request, topic, ReplyForm(initial={"text": _quoted(request, topic)}))
    form = ReplyForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            made = posting.reply(topic=topic, poster=request.user, text=said["text"], form_token=said["form_token"])
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            return redirect(page_of(made.topic, made))
    return _reply_page(request, topic, form, status=422)


@member_required
@require_POST
def reply_preview(request: MemberRequest, pk: int) -> HttpResponse:
    form = ReplyForm(request.POST)
    preview = form.cleaned_data["text"] if form.is_valid() else None
    return _reply_page(request, _topic_to_answer(request, pk), form, preview=preview, status=200 if preview else 422)


def _own_post(request: MemberRequest, pk: int) -> Post:
    """A post the member wrote and still sees; else 404."""
    mine = Post.objects.visible_to(request.user).filter(poster=request.user)
    return get_object_or_404(mine.select_related("topic__forum"), pk=pk)


def _edit_form(request: MemberRequest, post: Post) -> EditForm:
    return EditForm(
        request.POST or None,
        initial={"text": post.content, "title": post.topic.subject},
        key=post.form_token,
        has_title=post.topic.first_post_id == post.pk,
    )


def _edit_page(
    request: MemberRequest, post: Post, form: EditForm, *, preview: Any = None, status: int = 200
) -> HttpResponse:
    context = {
        "post": post,
        "topic": post.topic,
        "form": form,
        "preview": preview,
        "may_reply": can_reply(request.user, post.topic),
        "crumbs": crumbs_to(post.topic, _("Edit your post")),
    }
    return render(request, "boards/post_edit.html", context, status=status)


@member_required
@require_http_methods(["GET", "POST"])
def post_edit(request: MemberRequest, pk: int) -> HttpResponse:
    mine = _own_post(request, pk)
    form = _edit_form(request, mine)
    if form.is_valid():
        said = form.cleaned_data
        try:
            posting.edit_post(post=mine, by=request.user, text=said["text"], title=said.get("title", ""))
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Your post is changed."))
            return redirect(mine)
    return _edit_page(request, mine, form, status=422 if form.is_bound else 200)


@member_required
@require_POST
def post_edit_preview(request: MemberRequest, pk: int) -> HttpResponse:
    mine = _own_post(request, pk)
    form = _edit_form(request, mine)
    preview = form.cleaned_data["text"] if form.is_valid() else None
    return _edit_page(request, mine, form, preview=preview, status=200 if preview else 422)

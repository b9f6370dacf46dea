"""Replying, quoting, editing, the address of one post and of its files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db.models import Q
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from community.people.access import member_required
from community.people.errors import HubError
from community.safety.uploads import download
from forum.drafts.desk import desk_for, keeps_words, place_of_post
from forum.files.forms import EditWithFiles, ReplyWithFiles, WithFiles
from forum.files.views import add_in_form
from forum.models import Attachment, Post, Topic
from forum.moderation.cases import posts_with_files_for
from forum.moderation.leading import lead_to_waiting
from forum.moderation.permissions import suspension_of
from forum.permissions import can_reply
from forum.quoting import quote_of
from forum.revisions.keeping import version_of
from forum.services import editing, posting

from .topics import crumbs_to, page_of

if TYPE_CHECKING:
    from community.people.models import AnyRequest, Member, MemberRequest


@require_GET
def post(request: AnyRequest, pk: int) -> HttpResponse:
    posts = Post.objects.visible_to(request.user).select_related("topic")
    shown = get_object_or_404(posts, pk=pk)
    return redirect(page_of(shown.topic, shown))


@require_GET
def attachment(request: AnyRequest, pk: int) -> FileResponse:
    shown = Post.objects.visible_to(request.user).values("pk")
    posts = Post.objects.filter(Q(pk__in=shown) | posts_with_files_for(request.user))
    found = get_object_or_404(Attachment, pk=pk, post__in=posts.values("pk"))
    return download(found.file, name=found.name)


def _topic_to_answer(request: MemberRequest, pk: int) -> Topic:
    topics = Topic.objects.visible_to(request.user).select_related("forum")
    return topics.filter(pk=pk).first() or get_object_or_404(topics.merged_from(pk))


def _reply_page(
    request: MemberRequest, topic: Topic, form: ReplyWithFiles, *, preview: Any = None, status: int = 200
) -> HttpResponse:
    desk = desk_for(request.user, topic.place, topic.forum)
    if not form.is_bound:
        desk.fill(form, added=form.initial.get("text", ""))
    context = {
        "topic": topic,
        "form": form,
        "desk": desk,
        "preview": preview,
        "may_reply": can_reply(request.user, topic),
        "suspension": suspension_of(request.user),
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
@keeps_words
@require_http_methods(["GET", "POST"])
def reply(request: MemberRequest, pk: int) -> HttpResponse:
    topic = _topic_to_answer(request, pk)
    if request.method == "GET":
        return _reply_page(request, topic, ReplyWithFiles(initial={"text": _quoted(request, topic)}))
    form = ReplyWithFiles(request.POST, request.FILES)
    if form.is_valid():
        said = form.cleaned_data
        words = {"text": said["text"], "form_token": said["form_token"], "files": said["new_files"]}
        try:
            made = posting.reply(topic=topic, poster=request.user, draft=topic.place, **words)
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            return redirect(page_of(made.topic, made)) if made.approved else lead_to_waiting(request)
    return _reply_page(request, topic, form, status=422)


def _seen_before(member: Member, form: WithFiles) -> tuple[Any, int]:
    """What the form's preview shows, and the status of the answer; or the picture comes into the text."""
    if "add_picture" in form.data:
        return None, 200 if add_in_form(member, form) else 422
    preview = form.cleaned_data["text"] if form.is_valid() else None
    return preview, 200 if preview else 422


@member_required
@keeps_words
@require_POST
def reply_preview(request: MemberRequest, pk: int) -> HttpResponse:
    topic, form = _topic_to_answer(request, pk), ReplyWithFiles(request.POST, request.FILES)
    preview, status = _seen_before(request.user, form)
    return _reply_page(request, topic, form, preview=preview, status=status)


def _own_post(request: MemberRequest, pk: int) -> Post:
    """A post the member wrote and still sees; else 404."""
    mine = Post.objects.visible_to(request.user).filter(poster=request.user)
    return get_object_or_404(mine.select_related("topic__forum"), pk=pk)


def _edit_form(request: MemberRequest, post: Post) -> EditWithFiles:
    return EditWithFiles(
        request.POST or None,
        request.FILES or None,
        initial={"text": post.content, "title": post.topic.subject, "version": version_of(post)},
        key=post.form_token,
        has_title=post.topic.first_post_id == post.pk,
        attachments=list(post.attachments.all()),
    )


def _edit_page(request: MemberRequest, post: Post, form: EditWithFiles, **more: Any) -> HttpResponse:
    desk = desk_for(request.user, place_of_post(post), post.topic.forum)
    if not form.is_bound:
        desk.fill(form)
    context = {
        "post": post,
        "topic": post.topic,
        "form": form,
        "desk": desk,
        "preview": more.get("preview"),
        "changed_since": more.get("changed_since"),
        "may_reply": can_reply(request.user, post.topic),
        "suspension": suspension_of(request.user),
        "crumbs": crumbs_to(post.topic, _("Edit your post")),
    }
    return render(request, "boards/post_edit.html", context, status=more.get("status", 200))


@member_required
@keeps_words
@require_http_methods(["GET", "POST"])
def post_edit(request: MemberRequest, pk: int) -> HttpResponse:
    mine = _own_post(request, pk)
    form, since = _edit_form(request, mine), None
    if form.is_valid():
        said, draft = form.cleaned_data, place_of_post(mine)
        changes = {name: said[name] for name in ("text", "title", "version", "drop_files") if name in said}
        try:
            changed = editing.edit_post(post=mine, by=request.user, files=said["new_files"], draft=draft, **changes)
        except HubError as refusal:
            form.add_error(None, refusal.message)
            since = _sent_again(form, refusal)
        else:
            if not changed.approved:
                return lead_to_waiting(request)
            messages.success(request, _("Your post is changed."))
            return redirect(mine)
    return _edit_page(request, mine, form, changed_since=since, status=422 if form.is_bound else 200)


def _sent_again(form: EditWithFiles, refusal: HubError) -> dict[str, int] | None:
    """Who reads what changed meanwhile may then save over it: the two versions, for the link to what differs."""
    if not isinstance(refusal, editing.EditedMeanwhile):
        return None
    seen = form.cleaned_data["version"]
    form.send_again("version", refusal.version)
    return {"from": seen, "to": refusal.version}


@member_required
@keeps_words
@require_POST
def post_edit_preview(request: MemberRequest, pk: int) -> HttpResponse:
    mine = _own_post(request, pk)
    form = _edit_form(request, mine)
    preview, status = _seen_before(request.user, form)
    return _edit_page(request, mine, form, preview=preview, status=status)

"""What members do and read themselves: reports, removals, what waits or is hidden, decisions they were told of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from community.people.access import member_required
from community.people.errors import HubError
from forum.models import Board, Flag, Objection, Post, Ruling, Withheld
from forum.moderation.forms import FlagForm, ObjectionForm
from forum.moderation.permissions import can_flag, suspension_of
from forum.moderation.services.taking_part import flag, object_to, remove_own
from forum.querysets import readable_by
from forum.views.topics import crumbs_to

from .queue import PER_PAGE

if TYPE_CHECKING:
    from community.people.models import MemberRequest


def _post_or_404(request: MemberRequest, pk: int) -> Post:
    posts = Post.objects.visible_to(request.user).select_related("topic__forum", "poster__department")
    return get_object_or_404(posts, pk=pk)


@member_required
@require_http_methods(["GET", "POST"])
def post_flag(request: MemberRequest, pk: int) -> HttpResponse:
    post = _post_or_404(request, pk)
    if not can_flag(request.user, post):
        raise Http404
    form = FlagForm(request.POST or None)
    if form.is_valid():
        try:
            flag(post=post, member=request.user, **form.cleaned_data)
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Thank you. Those who look after the board will look at it, and tell you."))
            return redirect(post.topic)
    context = {"post": post, "form": form, "crumbs": crumbs_to(post.topic, _("Report a post"))}
    return render(request, "boards/post_flag.html", context, status=422 if form.is_bound else 200)


@member_required
@require_http_methods(["GET", "POST"])
def post_remove(request: MemberRequest, pk: int) -> HttpResponse:
    post = _post_or_404(request, pk)
    if post.poster_id != request.user.pk:
        raise Http404
    refusal = ""
    if request.method == "POST":
        try:
            remove_own(post=post, by=request.user)
        except HubError as refused:
            refusal = refused.message
        else:
            messages.success(request, _("Your post is removed. You find its text here."))
            return redirect("boards:my_withheld")
    context = {"post": post, "refusal": refusal, "crumbs": crumbs_to(post.topic, _("Remove your post"))}
    return render(request, "boards/post_remove.html", context, status=422 if refusal else 200)


@member_required
@require_GET
def my_withheld(request: MemberRequest) -> HttpResponse:
    boards = Board.objects.visible_to(request.user).filter(pk=OuterRef("post__topic__forum"))
    rows = Withheld.objects.of_writer(request.user).annotate(is_readable=Exists(boards))
    context = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "suspension": suspension_of(request.user),
        "crumbs": [(_("Forum"), reverse("boards:index")), (_("My posts that wait or are hidden"), "")],
    }
    return render(request, "boards/my_withheld.html", context)


@member_required
@require_GET
def my_reports(request: MemberRequest) -> HttpResponse:
    mine = Flag.objects.of_reporter(request.user).filter(readable_by(request.user, "post__topic__forum__"))
    context = {
        "page": Paginator(mine, PER_PAGE).get_page(request.GET.get("page")),
        "crumbs": [(_("Forum"), reverse("boards:index")), (_("Posts I reported"), "")],
    }
    return render(request, "boards/my_reports.html", context)


def _ruling_or_404(request: MemberRequest, pk: int) -> Ruling:
    rulings = Ruling.objects.visible_to(request.user).select_related("by", "post")
    return get_object_or_404(rulings, pk=pk)


def _ruling_page(request: MemberRequest, ruling: Ruling, form: ObjectionForm, *, status: int = 200) -> HttpResponse:
    context = {
        "ruling": ruling,
        "objection": Objection.objects.select_related("answer__by").filter(ruling=ruling).first(),
        "form": form,
        "crumbs": [(_("Forum"), reverse("boards:index")), (_("A decision about your post"), "")],
    }
    return render(request, "boards/ruling_detail.html", context, status=status)


@member_required
@require_GET
def ruling(request: MemberRequest, pk: int) -> HttpResponse:
    return _ruling_page(request, _ruling_or_404(request, pk), ObjectionForm())


@member_required
@require_POST
def ruling_object(request: MemberRequest, pk: int) -> HttpResponse:
    told = _ruling_or_404(request, pk)
    form = ObjectionForm(request.POST)
    if form.is_valid():
        try:
            object_to(ruling=told, member=request.user, words=form.cleaned_data["words"])
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Noted. Those who look after the board will look at it again, and tell you."))
            return redirect(told)
    return _ruling_page(request, told, form, status=422)

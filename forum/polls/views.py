"""Voting, and putting or changing the poll of one's own topic."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from community.people.access import member_required
from community.people.errors import HubError
from forum.models import Poll, Topic
from forum.permissions import can_reply
from forum.views.topics import crumbs_to

from .forms import PollForm
from .permissions import can_put_poll
from .services import put_poll, vote
from .showing import poll_in

if TYPE_CHECKING:
    from community.people.models import MemberRequest


@member_required
@require_http_methods(["GET", "POST"])
def poll_vote(request: MemberRequest, pk: int) -> HttpResponse:
    shown = poll_in(request.user, pk, may_reply=True)
    if shown is None:
        raise Http404
    topic, form = shown.poll.topic, None
    if request.method == "POST":
        form = shown.filled_in(request.POST)
        try:
            if form.is_valid():
                vote(topic=topic, voter=request.user, options=form.cleaned_data["options"])
                messages.success(request, _("Your vote counts."))
                return redirect(f"{topic.get_absolute_url()}#poll")
        except HubError as refusal:
            form.add_error(None, refusal.message)
    elif not can_reply(request.user, topic):
        shown = replace(shown, may_vote=False)
    context = {"topic": topic, "shown": replace(shown, sent=form), "crumbs": crumbs_to(topic, _("Vote"))}
    return render(request, "boards/poll_vote.html", context, status=200 if form is None else 422)


def _own_topic(request: MemberRequest, pk: int) -> Topic:
    """A topic that the member sees and started; else 404."""
    topics = Topic.objects.visible_to(request.user).select_related("forum")
    topic = get_object_or_404(topics, pk=pk)
    if topic.poster_id != request.user.pk:
        raise Http404
    return topic


@member_required
@require_http_methods(["GET", "POST"])
def poll_edit(request: MemberRequest, pk: int) -> HttpResponse:
    topic = _own_topic(request, pk)
    poll = Poll.objects.filter(topic=topic).first()
    form = PollForm(request.POST or None, zone=request.user.zone, poll=poll)
    if form.is_valid():
        try:
            put_poll(topic=topic, by=request.user, words=form.words)
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("The poll is saved.") if form.words else _("The topic has no poll."))
            return redirect(topic)
    context = {
        "topic": topic,
        "form": form,
        "may_change": can_put_poll(request.user, topic) and not (poll and poll.ballots.exists()),
        "crumbs": crumbs_to(topic, _("Poll")),
    }
    return render(request, "boards/poll_edit.html", context, status=422 if form.is_bound else 200)

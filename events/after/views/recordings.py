"""The recording: its page with a transcript to read and search, its captions and bytes, and the organizer's form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from community.pages.captions.transcript import Chapter, Transcript, read_transcript
from community.people.access import member_required
from community.people.errors import HubError
from community.safety.uploads import stream
from events.after.enums import Audience
from events.after.forms import RecordingForm, VersionForm
from events.after.models import Recording
from events.after.services.recordings import hide_recording, save_recording, show_recording, take_out_recording
from events.after.services.versions import ChangedMeanwhile
from events.views.calendar import occurrence_for
from events.views.organizing import organized_or_404

from .desk import after_page, newest, status_of

if TYPE_CHECKING:
    from community.people.models import AnyRequest, MemberRequest

LONGEST_SEARCH = 100


def _watched_or_404(request: AnyRequest, slug: str, pk: int) -> Recording:
    rows = Recording.objects.open_to(request.user).filter(occurrence__series__slug=slug)
    return get_object_or_404(rows, occurrence=pk)


@require_GET
def recording(request: AnyRequest, slug: str, pk: int) -> HttpResponse:
    date = occurrence_for(request, slug, pk)
    row = _watched_or_404(request, slug, pk)
    words = " ".join(request.GET.get("q", "").split())[:LONGEST_SEARCH]
    transcript = read_transcript(row.transcript)
    found = _matching(transcript, words) if words else transcript
    context = {
        "recording": row,
        "transcript": found,
        "words": words,
        "count": sum(len(chapter.paragraphs) for chapter in found.chapters),
    }
    return after_page(request, date, "events/recording.html", _("Recording"), context)


def _matching(transcript: Transcript, words: str) -> Transcript:
    """The paragraphs that hold all of these words, below their headings."""
    wanted = words.casefold().split()
    kept = [
        Chapter(chapter.title, [each for each in chapter.paragraphs if _holds(f"{each.voice} {each.words}", wanted)])
        for chapter in transcript.chapters
    ]
    return Transcript([chapter for chapter in kept if chapter.paragraphs])


def _holds(text: str, wanted: list[str]) -> bool:
    folded = text.casefold()
    return all(word in folded for word in wanted)


@require_safe
def recording_video(request: AnyRequest, slug: str, pk: int) -> HttpResponseBase:
    return stream(request, _watched_or_404(request, slug, pk).file)


@require_safe
def recording_captions(request: AnyRequest, slug: str, pk: int) -> HttpResponse:
    text = _watched_or_404(request, slug, pk).captions
    headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-cache"}
    return HttpResponse(text, content_type="text/vtt; charset=utf-8", headers=headers)


@member_required
@require_http_methods(["GET", "POST"])
def recording_edit(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    date = organized_or_404(request, slug, pk)
    row = Recording.objects.filter(occurrence=date).first()
    form, stale, saved = RecordingForm(request.POST or None, request.FILES or None, recording=row), "", {}
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            kept = save_recording(
                occurrence=date,
                by=request.user,
                version=said["version"],
                address=said["address"],
                has_captions_there=said["has_captions_there"],
                captions=said["captions_upload"],
                transcript=said["transcript"],
                audience=Audience(said["audience"]),
                let_in=form.let_in,
            )
        except ChangedMeanwhile as refusal:
            current = Recording.objects.filter(occurrence=date).first()
            stale, saved = refusal.message, _saved(current)
            form = RecordingForm(newest(request, current.version if current else 0), recording=current)
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            said_now = (
                _("Saved.") if kept.is_shown else _("Saved. Nobody sees it before you choose “Show the recording”.")
            )
            messages.success(request, said_now)
            return redirect("events:after_desk", slug, pk)
    context = {"form": form, "button": _("Save"), "stale": stale, "saved": saved, "recording": row}
    status = status_of(form, stale)
    return after_page(request, date, "events/after_form.html", _("Recording"), context, status=status)


def _saved(row: Recording | None) -> dict[str, str]:
    """What the other person saved."""
    if row is None:
        return {}
    return {_("Video"): row.name or row.address, _("Who may watch it"): row.get_audience_display()}


@member_required
@require_POST
def recording_show(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    date = organized_or_404(request, slug, pk)
    row = get_object_or_404(Recording, occurrence=date)
    form = VersionForm(request.POST)
    try:
        show_recording(recording=row, by=request.user, version=form.cleaned_data["version"] if form.is_valid() else 0)
    except HubError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("People can watch the recording now."))
    return redirect("events:after_desk", slug, pk)


@member_required
@require_POST
def recording_hide(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    row = get_object_or_404(Recording, occurrence=organized_or_404(request, slug, pk))
    hide_recording(recording=row, by=request.user)
    messages.success(request, _("Nobody but organizers sees the recording now."))
    return redirect("events:after_desk", slug, pk)


@member_required
@require_POST
def recording_take_out(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    row = get_object_or_404(Recording, occurrence=organized_or_404(request, slug, pk))
    take_out_recording(recording=row, by=request.user)
    messages.success(request, _("The recording is gone."))
    return redirect("events:after_desk", slug, pk)

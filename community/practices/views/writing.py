"""Pages where practices are written and sent on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from community.people.access import member_required
from community.people.attempts import attempt
from community.people.errors import HubError
from community.practices.addresses import outdated
from community.practices.forms import SubmitForm, WriteForm
from community.practices.models import Practice, Version
from community.practices.permissions import can_write
from community.practices.refusals import EditedMeanwhile
from community.practices.services import writing
from community.practices.words import missing

from .finding import crumbs_to, looked_after_or_404, open_version_or_404, practice_or_404

if TYPE_CHECKING:
    from community.people.models import MemberRequest

PRACTICES_PER_PAGE = 20


@member_required
@require_GET
def mine(request: MemberRequest) -> HttpResponse:
    rows = Practice.objects.written_by(request.user).select_related("current").order_by("-pk")
    page = Paginator(rows, PRACTICES_PER_PAGE).get_page(request.GET.get("page"))
    working = {version.practice_id: version for version in Version.objects.open().filter(practice__in=list(page))}
    pairs = [(row, working.get(row.pk)) for row in page]
    context = {"page": page, "rows": pairs, "crumbs": crumbs_to(_("My practices"))}
    return render(request, "practices/mine.html", context)


@member_required
@require_http_methods(["GET", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    form = WriteForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        token = form.cleaned_data["form_token"]
        try:
            version = writing.start(written=form.written(), by=request.user, form_token=token)
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Your draft is saved. Only you, your reviewers and editors can read it."))
            return redirect("practices:submit", slug=version.practice.slug)
    context = {"form": form, "crumbs": crumbs_to(_("Write a practice"))}
    return render(request, "practices/practice_write.html", context, status=422 if form.is_bound else 200)


@member_required
@require_http_methods(["GET", "POST"])
def edit(request: MemberRequest, slug: str) -> HttpResponse:
    version = open_version_or_404(request, slug, for_authors=True)
    if not version.is_writable:
        messages.error(request, _("It is in review. Take it back first, then change it."))
        return redirect("practices:review", slug=slug)
    form = WriteForm(request.POST or None, instance=version, by=request.user)
    if request.method == "POST" and form.is_valid():
        # The form has written into this object; the service asks for the stored one.
        save = partial(writing.save, version=version, written=form.written(), by=request.user)
        try:
            save(edits=form.cleaned_data["edits"])
        except EditedMeanwhile as stale:
            return _edited_meanwhile(request, slug, form, stale)
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Your draft is saved."))
            return redirect("practices:submit", slug=slug)
    return _render_edit(request, version, form)


def _render_edit(request: MemberRequest, version: Version, form: WriteForm, **more: Any) -> HttpResponse:
    status = more.pop("status", 422 if form.is_bound else 200)
    crumbs = crumbs_to(_("Change the text"), version.practice, version)
    context = {"form": form, "practice": version.practice, "version": version, "crumbs": crumbs, **more}
    return render(request, "practices/practice_write.html", context, status=status)


def _edited_meanwhile(request: MemberRequest, slug: str, typed: WriteForm, stale: EditedMeanwhile) -> HttpResponse:
    """What was typed, beside what the other person saved; saving once more keeps what was typed."""
    stored = open_version_or_404(request, slug, for_authors=True)
    theirs = WriteForm(instance=stored, by=request.user)
    data = request.POST.copy()
    data["edits"] = str(stored.edits)
    form = WriteForm(data, instance=open_version_or_404(request, slug, for_authors=True), by=request.user)
    form.full_clean()
    differences = [
        {"label": theirs.fields[name].label, "saved": theirs[name].value()}
        for name in theirs.fields
        if name not in {"edits", "form_token"}
        and theirs.fields[name].has_changed(theirs[name].value(), typed[name].value())
    ]
    return _render_edit(request, stored, form, stale=stale.message, differences=differences, status=409)


@member_required
@require_http_methods(["GET", "POST"])
def submit(request: MemberRequest, slug: str) -> HttpResponse:
    version = open_version_or_404(request, slug, for_authors=True)
    form = SubmitForm(request.POST if request.method == "POST" else None, version=version)
    if request.method == "POST" and form.is_valid():
        try:
            writing.submit(version=version, by=request.user, change_note=form.cleaned_data.get("change_note", ""))
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("It is in review. You are told when a reviewer answers."))
            return redirect("practices:review", slug=slug)
    context = {
        "form": form,
        "practice": version.practice,
        "version": version,
        "missing": missing(version),
        "outdated": outdated(version),
        "crumbs": crumbs_to(_("Ask for reviews"), version.practice, version),
    }
    return render(request, "practices/submit.html", context, status=422 if form.is_bound else 200)


@member_required
@require_POST
def take_back(request: MemberRequest, slug: str) -> HttpResponse:
    version = open_version_or_404(request, slug, for_authors=True)
    step = partial(writing.take_back_version, version=version, by=request.user)
    taken = attempt(request, step, _("It is a draft again. Change it, then ask for reviews."))
    return redirect("practices:edit" if taken else "practices:review", slug=slug)


@member_required
@require_POST
def revise(request: MemberRequest, slug: str) -> HttpResponse:
    practice = practice_or_404(request, slug)
    if not can_write(request.user, practice):
        raise Http404
    step = partial(writing.revise, practice=practice, by=request.user)
    begun = attempt(request, step, _("This is your new version. The published one stays until this one is approved."))
    return redirect("practices:edit" if begun else "practices:practice", slug=slug)


@member_required
@require_POST
def publish(request: MemberRequest, slug: str) -> HttpResponse:
    practice = looked_after_or_404(request, slug)
    version = open_version_or_404(request, slug)
    step = partial(writing.publish, version=version, by=request.user)
    done = attempt(request, step, _("It is published. Everybody can read it."))
    return redirect(practice) if done else redirect("practices:review", slug=slug)

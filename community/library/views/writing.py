"""Pages where editors begin resources, say what they are, and write drafts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.library.forms import DraftForm, FactsForm, FileForm, NoteForm
from community.library.models import Resource, ResourceVersion
from community.library.permissions import can_edit, missing
from community.library.refusals import EditedMeanwhile
from community.library.services import files, writing
from community.people.access import member_required
from community.people.attempts import attempt
from community.people.errors import HubError

from .finding import crumbs_to, draft_file_or_404, draft_or_404, edited_or_404

if TYPE_CHECKING:
    from collections.abc import Callable

    from community.people.models import MemberRequest

_UNSEEN = {"edits", "form_token"}


@member_required
@require_http_methods(["GET", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    if not can_edit(request.user):
        raise Http404
    form = FactsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        token = form.cleaned_data["form_token"]
        version = writing.start(facts=form.facts(), by=request.user, form_token=token)
        messages.success(request, _("It is begun. Write its text; only editors read it until you publish it."))
        return redirect("library:draft", slug=version.resource.slug)
    title = _("Add a resource")
    context = {"form": form, "title": title, "button": _("Begin the draft"), "crumbs": crumbs_to(title)}
    return render(request, "library/facts.html", context, status=422 if form.is_bound else 200)


@member_required
@require_http_methods(["GET", "POST"])
def facts(request: MemberRequest, slug: str) -> HttpResponse:
    resource = edited_or_404(request, slug)
    form = FactsForm(request.POST or None, instance=resource)
    if request.method == "POST" and form.is_valid():
        save = partial(writing.save_facts, resource=resource, facts=form.facts(), by=request.user)
        try:
            save(edits=form.cleaned_data["edits"])
        except EditedMeanwhile as stale:
            return _render_facts(request, slug, **_compared(request, FactsForm, form, _resource(slug), stale))
        messages.success(request, _("It is saved."))
        return redirect("library:resource", slug=slug)
    return _render_facts(request, slug, form=form)


def _resource(slug: str) -> Callable[[], Resource]:
    return lambda: Resource.objects.get(slug=slug)


def _render_facts(request: MemberRequest, slug: str, *, form: FactsForm, **more: Any) -> HttpResponse:
    status = more.pop("status", 422 if form.is_bound else 200)
    title, resource = _("What it is"), edited_or_404(request, slug)
    context = {"form": form, "title": title, "button": _("Save"), "crumbs": crumbs_to(title, resource), **more}
    return render(request, "library/facts.html", context, status=status)


@member_required
@require_http_methods(["GET", "POST"])
def draft(request: MemberRequest, slug: str) -> HttpResponse:
    version = draft_or_404(request, slug)
    form = DraftForm(request.POST or None, instance=version)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        save = partial(writing.save_draft, version=version, body=data["body"], by=request.user)
        try:
            save(change_note=data.get("change_note", ""), edits=data["edits"])
        except EditedMeanwhile as stale:
            again = partial(draft_or_404, request, slug)
            return _render_draft(request, again(), **_compared(request, DraftForm, form, again, stale))
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("The draft is saved."))
            return redirect("library:draft", slug=slug)
    return _render_draft(request, version, form=form)


def _render_draft(request: MemberRequest, version: ResourceVersion, *, form: DraftForm, **more: Any) -> HttpResponse:
    status = more.pop("status", 422 if form.is_bound else 200)
    # The form has written into its own object; what is missing is asked of what is stored.
    stored = ResourceVersion.objects.get(pk=version.pk)
    context = {
        "form": form,
        "resource": version.resource,
        "version": version,
        "files": list(version.files.all()),
        "missing": missing(stored),
        "crumbs": crumbs_to(_("Draft of version %(number)d") % {"number": version.number}, version.resource),
        **more,
    }
    return render(request, "library/draft.html", context, status=status)


def _compared(
    request: MemberRequest, make: Any, typed: forms.BaseForm, again: Callable[[], Any], stale: EditedMeanwhile
) -> dict[str, Any]:
    """What was typed, beside what the other person saved; saving once more keeps what was typed."""
    theirs, data = make(instance=again()), request.POST.copy()
    data["edits"] = str(theirs.initial["edits"])
    form = make(data, instance=again())
    form.full_clean()
    differences = [
        {"label": theirs.fields[name].label, "saved": theirs[name].value()}
        for name in theirs.fields
        if name not in _UNSEEN and theirs.fields[name].has_changed(theirs[name].value(), typed[name].value())
    ]
    return {"form": form, "stale": stale.message, "differences": differences, "status": 409}


@member_required
@require_http_methods(["GET", "POST"])
def add_file(request: MemberRequest, slug: str) -> HttpResponse:
    version = draft_or_404(request, slug)
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if form.is_bound and form.is_valid():
        file, admitted = form.let_in
        note = form.cleaned_data["accessibility"]
        try:
            files.add_file(version=version, file=file, admitted=admitted, accessibility=note, by=request.user)
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("The file is added."))
            return redirect("library:draft", slug=slug)
    return _render_file(request, version, _("Add a file"), form)


@member_required
@require_http_methods(["GET", "POST"])
def note_file(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    file = draft_file_or_404(request, slug, pk)
    form = NoteForm(request.POST if request.method == "POST" else None, initial={"accessibility": file.accessibility})
    if form.is_bound and form.is_valid():
        note = form.cleaned_data["accessibility"]
        step = partial(files.note_accessibility, file=file, accessibility=note, by=request.user)
        attempt(request, step, _("The note is saved."))
        return redirect("library:draft", slug=slug)
    return _render_file(request, file.version, _("Accessibility of %(name)s") % {"name": file.name}, form)


def _render_file(request: MemberRequest, version: ResourceVersion, title: str, form: NoteForm) -> HttpResponse:
    context = {"form": form, "title": title, "version": version, "crumbs": crumbs_to(title, version.resource)}
    return render(request, "library/file.html", context, status=422 if form.is_bound else 200)


@member_required
@require_POST
def remove_file(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    file = draft_file_or_404(request, slug, pk)
    attempt(request, partial(files.remove_file, file=file, by=request.user), _("The file is removed."))
    return redirect("library:draft", slug=slug)


@member_required
@require_POST
def new_version(request: MemberRequest, slug: str) -> HttpResponse:
    resource = edited_or_404(request, slug)
    step = partial(writing.begin_version, resource=resource, by=request.user)
    begun = attempt(request, step, _("This is your new version. The published one stays until you publish this one."))
    return redirect("library:draft" if begun else "library:resource", slug=slug)

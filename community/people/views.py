"""Pages about people and departments."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from .access import member_required
from .forms import ProfileForm
from .models import Department, Member
from .registries import department_panels
from .services import announce_member

if TYPE_CHECKING:
    from .models import AnyRequest, MemberRequest

PEOPLE_PER_PAGE = 30


@member_required
@require_GET
def people(request: MemberRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:100]
    found = Member.objects.visible_to(request.user).matching(words).for_directory().prefetch_related("skills")
    page = Paginator(found, PEOPLE_PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "words": words, "query": f"{urlencode({'q': words})}&" if words else ""}
    return render(request, "people/member_list.html", context)


@member_required
@require_GET
def member(request: MemberRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(Member.objects.visible_to(request.user).select_related("department"), pk=pk)
    crumbs = [(_("People"), reverse("people:directory")), (shown.display_name, "")]
    context = {"shown": shown, "skills": list(shown.skills.all()), "crumbs": crumbs}
    return render(request, "people/member_detail.html", context)


@member_required
@require_http_methods(["GET", "POST"])
def profile_edit(request: MemberRequest) -> HttpResponse:
    mine = Member.objects.get(pk=request.user.pk)
    form = ProfileForm(request.POST or None, instance=mine)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            announce_member(member=form.save())
        messages.success(request, _("Your profile is saved."))
        return redirect("people:member", pk=mine.pk)
    return render(request, "people/profile_edit.html", {"form": form}, status=422 if form.is_bound else 200)


@require_GET
def departments(request: AnyRequest) -> HttpResponse:
    page = Paginator(Department.objects.with_member_counts(), PEOPLE_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "people/department_list.html", {"page": page})


@require_GET
def department(request: AnyRequest, slug: str) -> HttpResponse:
    shown = get_object_or_404(Department.objects.with_member_counts(), slug=slug)
    colleagues = Member.objects.visible_to(request.user).filter(department=shown).for_directory()
    page = Paginator(colleagues, PEOPLE_PER_PAGE).get_page(request.GET.get("page"))
    crumbs = [(_("Departments"), reverse("people:departments")), (shown.name, "")]
    panels = department_panels.of(shown, request.user)
    context = {"department": shown, "page": page, "panels": panels, "crumbs": crumbs}
    return render(request, "people/department_detail.html", context)

"""Pages about people and departments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from .access import member_required
from .directory import Asked, choices, members_of, rows_of, search, unknown
from .forms import ProfileForm
from .models import Department, Member
from .registries import department_panels, member_panels
from .services import save_profile
from .showing import profile_of

if TYPE_CHECKING:
    from .models import AnyRequest, MemberRequest
    from .registries import Reason

PEOPLE_PER_PAGE = 30


@member_required
@require_GET
def people(request: MemberRequest) -> HttpResponse:
    asked = Asked.of(request.GET)
    reasons: dict[int, list[Reason]] = {}
    if asked.words:
        found, reasons = search(asked, request.user)
        page: Any = Paginator(found, PEOPLE_PER_PAGE).get_page(request.GET.get("page"))
    else:
        ordered = members_of(asked, request.user).order_by("display_name", "pk").values_list("pk", flat=True)
        page = Paginator(ordered, PEOPLE_PER_PAGE).get_page(request.GET.get("page"))
    keys = list(page.object_list)
    shown = Member.objects.as_seen_by(request.user).prefetch_related("skills").in_bulk(keys)
    offered = choices(asked, request.user)
    context = {
        "page": page,
        "rows": rows_of([shown[key] for key in keys if key in shown], request.user, reasons),
        "asked": asked,
        "choices": offered,
        "chosen": [(each, asked.without(each.name)) for each in offered if each.chosen],
        "unknown": unknown(asked, offered),
    }
    return render(request, "people/member_list.html", context)


@member_required
@require_GET
def member(request: MemberRequest, pk: int) -> HttpResponse:
    seen = Member.objects.visible_to(request.user).as_seen_by(request.user)
    shown = get_object_or_404(seen.prefetch_related("skills", "spoken"), pk=pk)
    crumbs = [(_("People"), reverse("people:directory")), (shown.display_name, "")]
    panels = member_panels.of(shown, request.user)
    context = {"shown": shown, "profile": profile_of(shown, request.user), "panels": panels, "crumbs": crumbs}
    return render(request, "people/member_detail.html", context)


@member_required
@require_http_methods(["GET", "POST"])
def profile_edit(request: MemberRequest) -> HttpResponse:
    mine = Member.objects.prefetch_related("skills", "spoken").get(pk=request.user.pk)
    form = ProfileForm(request.POST or None, instance=mine)
    if request.method == "POST" and form.is_valid():
        save_profile(
            member=form.save(commit=False), skills=form.chosen_skills, languages=form.cleaned_data["languages"]
        )
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
    colleagues = Member.objects.visible_to(request.user).listed().filter(department=shown).for_directory()
    page = Paginator(colleagues, PEOPLE_PER_PAGE).get_page(request.GET.get("page"))
    crumbs = [(_("Departments"), reverse("people:departments")), (shown.name, "")]
    panels = department_panels.of(shown, request.user)
    context = {"department": shown, "page": page, "panels": panels, "crumbs": crumbs}
    return render(request, "people/department_detail.html", context)

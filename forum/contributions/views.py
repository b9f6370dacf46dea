"""The page of what one member wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from community.people.access import member_required
from community.people.models import Member
from forum.models import Post
from forum.paging import IdsFirstPaginator

from .lists import Sort, counts_of, for_list, posts_of

if TYPE_CHECKING:
    from community.people.models import MemberRequest

POSTS_PER_PAGE = 20


@member_required
@require_GET
def contributions(request: MemberRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(Member.objects.visible_to(request.user), pk=pk)
    asked = request.GET.get("show", "")
    sort = Sort(asked) if asked in Sort.values else Sort.POSTS
    counts = counts_of(person, request.user)
    rows = Post.objects.select_related("topic__forum")
    paginator = IdsFirstPaginator(posts_of(person, request.user, sort), rows, POSTS_PER_PAGE, count=counts[sort])
    page = paginator.get_page(request.GET.get("page"))
    way = [(_("People"), reverse("people:directory")), (person.display_name, person.get_absolute_url())]
    context = {
        "person": person,
        "sorts": [(each, counts[each]) for each in Sort],
        "sort": sort,
        "page": page,
        "rows": for_list(page),
        "page_query": f"show={sort.value}&",
        "crumbs": [*way, (_("In the forum"), "")],
    }
    return render(request, "boards/contribution_list.html", context)

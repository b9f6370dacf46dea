"""Pages with seeded faults: what the guards must catch."""

from django.http import HttpResponse
from django.urls import path

from community.people.models import Department


def loop(request):
    counts = [department.members.count() for department in Department.objects.all()]
    return HttpResponse(sum(counts))


urlpatterns = [path("loop/", loop)]

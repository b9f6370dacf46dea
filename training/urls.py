"""Addresses of training. Words here that could be a slug are in `addresses.RESERVED_…`."""

from django.urls import include, path

from . import views
from .catalogue.views import catalogue

app_name = "training"
urlpatterns = [
    path("", catalogue, name="catalogue"),
    path("notebooks/<int:pk>/download/", views.notebook_download, name="notebook_download"),
    path("notebooks/<int:pk>/script/", views.notebook_script, name="notebook_script"),
    path("notebooks/versions/<int:pk>/state/", views.notebook_state, name="notebook_state"),
    path("notebooks/", include("training.notebook_lessons.urls")),
    path("quizzes/", include("training.quizzes.urls")),
    path("runs/", include("training.runs.urls")),
    path("assignments/", include("training.assignments.urls")),
    path("evaluations/", include("training.evaluation.urls")),
    path("files/", include("training.files.urls")),
    path("videos/", include("training.videos.urls")),
    path("reports/", include("training.reports.urls")),
    path("", include("training.certificates.urls")),
    path("", include("training.paths.urls")),
    path("<slug:course>/", views.course, name="course"),
    path("", include("training.discussion.urls")),
    path("<slug:course>/enrol/", views.course_enrol, name="course_enrol"),
    path("<slug:course>/leave/", views.course_leave, name="course_leave"),
    path("<slug:course>/<slug:module>/", views.module, name="module"),
    path("<slug:course>/<slug:module>/<slug:lesson>/", views.lesson, name="lesson"),
    path("<slug:course>/<slug:module>/<slug:lesson>/done/", views.lesson_done, name="lesson_done"),
    path("<slug:course>/<slug:module>/<slug:lesson>/undo/", views.lesson_undo, name="lesson_undo"),
    path("<slug:course>/<slug:module>/<slug:lesson>/tried/", views.lesson_tried, name="lesson_tried"),
]

"""Addresses of talking about lessons."""

from django.urls import path

from . import views

urlpatterns = [
    path("<slug:course>/board/", views.course_board, name="course_board"),
    path("<slug:course>/<slug:module>/<slug:lesson>/discuss/", views.lesson_discuss, name="lesson_discuss"),
    path(
        "<slug:course>/<slug:module>/<slug:lesson>/discuss/preview/",
        views.lesson_discuss_preview,
        name="lesson_discuss_preview",
    ),
]

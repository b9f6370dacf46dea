"""Addresses of role paths."""

from django.urls import path

from . import views

urlpatterns = [
    path("paths/", views.paths, name="paths"),
    path("paths/<slug:slug>/", views.path, name="path"),
    path("paths/<slug:slug>/choose/", views.path_choose, name="path_choose"),
    path("paths/<slug:slug>/leave/", views.path_leave, name="path_leave"),
]

"""Addresses of files, below /training/files/."""

from django.urls import path

from . import views

urlpatterns = [path("<int:pk>/", views.lesson_file, name="lesson_file")]

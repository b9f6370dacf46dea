"""Addresses below the Wagtail admin's; see `training.wagtail_hooks`."""

from django.urls import path

from . import views

app_name = "training_outlines"
urlpatterns = [
    path("<int:pk>/", views.board, name="board"),
    path("<int:pk>/reorder/", views.reorder, name="reorder"),
    path("<int:pk>/transfer/", views.transfer, name="transfer"),
    path("<int:pk>/rename/", views.rename, name="rename"),
    path("<int:pk>/modules/", views.add_module, name="add_module"),
    path("<int:pk>/lessons/", views.add_lesson, name="add_lesson"),
    path("<int:pk>/publish/", views.publish, name="publish"),
]

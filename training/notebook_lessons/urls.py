"""Addresses of notebooks, below /training/notebooks/; a key is the lesson's unless the address says otherwise."""

from django.urls import path

from .views import desk, files

urlpatterns = [
    path("", desk.notebooks, name="notebooks"),
    path("<int:pk>/", desk.notebook_edit, name="notebook_edit"),
    path("<int:pk>/publish/", desk.notebook_publish, name="notebook_publish"),
    path("<int:pk>/source/", desk.notebook_source, name="notebook_source"),
    path("<int:pk>/files/", desk.notebook_file_add, name="notebook_file_add"),
    path("files/<int:pk>/", files.notebook_file, name="notebook_file"),
    path("files/<int:pk>/remove/", desk.notebook_file_remove, name="notebook_file_remove"),
]

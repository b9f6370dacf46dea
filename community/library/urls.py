"""Addresses of the library. Those of a resource and of each version last."""

from django.urls import path

from . import views

app_name = "library"
urlpatterns = [
    path("", views.library, name="list"),
    path("new/", views.new, name="new"),
    path("<slug:slug>/", views.resource, name="resource"),
    path("<slug:slug>/facts/", views.facts, name="facts"),
    path("<slug:slug>/draft/", views.draft, name="draft"),
    path("<slug:slug>/draft/files/", views.add_file, name="add_file"),
    path("<slug:slug>/draft/files/<int:pk>/note/", views.note_file, name="note_file"),
    path("<slug:slug>/draft/files/<int:pk>/remove/", views.remove_file, name="remove_file"),
    path("<slug:slug>/draft/publish/", views.publish, name="publish"),
    path("<slug:slug>/new-version/", views.new_version, name="new_version"),
    path("<slug:slug>/supersede/", views.supersede, name="supersede"),
    path("<slug:slug>/bring-back/", views.bring_back, name="bring_back"),
    path("<slug:slug>/v<int:number>/", views.version, name="version"),
    path("<slug:slug>/v<int:number>/withdraw/", views.withdraw, name="withdraw"),
    path("<slug:slug>/v<int:number>/files/<int:pk>/", views.download, name="download"),
]

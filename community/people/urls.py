"""Addresses of people and departments; included at the root because both are stable addresses."""

from django.urls import path

from . import views

app_name = "people"
urlpatterns = [
    path("people/", views.people, name="directory"),
    path("people/me/", views.profile_edit, name="profile_edit"),
    path("people/<int:pk>/", views.member, name="member"),
    path("departments/", views.departments, name="departments"),
    path("departments/<slug:slug>/", views.department, name="department"),
]

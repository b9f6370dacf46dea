"""Addresses of spotlights; included below /spotlights/."""

from django.urls import path

from . import views

app_name = "spotlights"
urlpatterns = [
    path("", views.spotlights, name="list"),
    path("people/<int:pk>/", views.spotlight_member, name="spotlight_member"),
    path("groups/<slug:slug>/", views.spotlight_group, name="spotlight_group"),
    path("<int:pk>/", views.spotlight, name="spotlight"),
    path("<int:pk>/away/", views.spotlight_away, name="spotlight_away"),
]

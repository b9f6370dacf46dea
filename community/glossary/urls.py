"""Addresses of the glossary."""

from django.urls import path

from . import views

app_name = "glossary"
urlpatterns = [
    path("", views.glossary, name="glossary"),
    path("<slug:slug>/", views.term, name="term"),
]

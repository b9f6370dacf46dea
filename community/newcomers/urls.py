"""Addresses of the first week; included below /my/first-week/."""

from django.urls import path

from . import views

app_name = "newcomers"
urlpatterns = [
    path("away/", views.week_away, name="week_away"),
    path("<int:pk>/done/", views.step_done, name="step_done"),
]

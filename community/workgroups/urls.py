"""Addresses of work groups."""

from django.urls import path

from . import views

app_name = "workgroups"
urlpatterns = [
    path("", views.groups, name="groups"),
    path("<slug:slug>/", views.group, name="group"),
    path("<slug:slug>/request/", views.group_request, name="group_request"),
    path("<slug:slug>/leave/", views.group_leave, name="group_leave"),
    path("<slug:slug>/members/<int:pk>/approve/", views.membership_approve, name="membership_approve"),
    path("<slug:slug>/members/<int:pk>/decline/", views.membership_decline, name="membership_decline"),
]

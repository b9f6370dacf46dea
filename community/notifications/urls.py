"""Addresses of notifications, below /my/notifications/."""

from django.urls import path

from . import views

app_name = "notifications"
urlpatterns = [
    path("", views.notifications, name="list"),
    path("read/", views.notifications_read, name="read_all"),
    path("<int:pk>/", views.notification_open, name="open"),
    path("<int:pk>/read/", views.notification_read, name="read"),
    path("settings/", views.settings_edit, name="settings"),
    path("settings/address/", views.address_resume, name="address_resume"),
    path("following/", views.following, name="following"),
    path("following/<str:place>/", views.follow, name="follow"),
    path("stop/<str:token>/", views.unsubscribe, name="unsubscribe"),
]

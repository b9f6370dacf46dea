"""Addresses of events."""

from django.urls import path

from .views import attendance, calendar, organizing, registration

app_name = "events"
urlpatterns = [
    path("", calendar.month, name="month"),
    path("calendar.ics", calendar.feed, name="feed"),
    path("list/", calendar.upcoming, name="list"),
    path("new/", organizing.event_new, name="event_new"),
    path("organizing/", organizing.organizing, name="organizing"),
    path("<slug:slug>/", calendar.event, name="event"),
    path("<slug:slug>/calendar.ics", calendar.event_calendar, name="event_calendar"),
    path("<slug:slug>/edit/", organizing.event_edit, name="event_edit"),
    path("<slug:slug>/<int:pk>/", calendar.occurrence, name="occurrence"),
    path("<slug:slug>/<int:pk>/register/", registration.event_register, name="event_register"),
    path("<slug:slug>/<int:pk>/withdraw/", registration.event_withdraw, name="event_withdraw"),
    path("<slug:slug>/<int:pk>/cancel/", organizing.occurrence_cancel, name="occurrence_cancel"),
    path("<slug:slug>/<int:pk>/registrations/", organizing.registrations, name="registrations"),
    path("<slug:slug>/<int:pk>/attendance/", attendance.occurrence_attendance, name="attendance"),
]

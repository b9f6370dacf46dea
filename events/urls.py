"""Addresses of events."""

from django.urls import include, path

from .approving import views as approving
from .attending.views import checking_in, desk, sheets
from .changes import views as changes
from .event_templates import views as event_templates
from .feeds.views import documents
from .importing import views as importing
from .registering.views import accommodation, roster, rules
from .views import attendance, browsing, calendar, organizing, registration

app_name = "events"
urlpatterns = [
    path("", browsing.month, name="month"),
    path("calendar.ics", documents.calendar_file, name="feed"),
    path("calendar/", include("events.feeds.urls")),
    path("calendar/week/", browsing.week, name="week"),
    path("calendar/past/", browsing.past, name="past"),
    path("list/", browsing.upcoming, name="list"),
    path("new/", organizing.event_new, name="event_new"),
    path("organizing/", organizing.organizing, name="organizing"),
    path("approvals/", approving.approvals, name="approvals"),
    path("imports/", importing.imports, name="imports"),
    path("imports/new/", importing.import_new, name="import_new"),
    path("imports/<int:pk>/", importing.import_detail, name="import"),
    path("imports/calendars/", importing.outside_calendars, name="outside_calendars"),
    path("imports/calendars/<int:pk>/", importing.outside_calendar, name="outside_calendar"),
    path("imports/calendars/<int:pk>/refresh/", importing.outside_calendar_refresh, name="outside_calendar_refresh"),
    path("imports/calendars/<int:pk>/stop/", importing.outside_calendar_stop, name="outside_calendar_stop"),
    path("imports/calendars/<int:pk>/start/", importing.outside_calendar_start, name="outside_calendar_start"),
    path("templates/", event_templates.template_list, name="templates"),
    path("templates/<int:pk>/new/", event_templates.event_from_template, name="event_from_template"),
    path("templates/<int:pk>/delete/", event_templates.template_delete, name="template_delete"),
    path("<slug:slug>/", calendar.event, name="event"),
    path("<slug:slug>/", include("events.after.urls")),
    path("<slug:slug>/", include("events.meetings.urls")),
    path("<slug:slug>/calendar.ics", calendar.event_calendar, name="event_calendar"),
    path("<slug:slug>/edit/", organizing.event_edit, name="event_edit"),
    path("<slug:slug>/preview/", approving.preview, name="preview"),
    path("<slug:slug>/preview/publish/", approving.proposal_publish, name="proposal_publish"),
    path("<slug:slug>/preview/return/", approving.proposal_return, name="proposal_return"),
    path("<slug:slug>/copy/", changes.event_copy, name="event_copy"),
    path("<slug:slug>/template/", event_templates.template_save, name="template_save"),
    path("<slug:slug>/dates/", changes.event_dates, name="event_dates"),
    path("<slug:slug>/dates/add/", changes.date_add, name="date_add"),
    path("<slug:slug>/dates/put-back/", changes.date_put_back, name="date_put_back"),
    path("<slug:slug>/<int:pk>/", calendar.occurrence, name="occurrence"),
    path("<slug:slug>/<int:pk>/register/", registration.event_register, name="event_register"),
    path("<slug:slug>/registration/", rules.registration_rules, name="registration_rules"),
    path("<slug:slug>/<int:pk>/take/", registration.place_take, name="place_take"),
    path("<slug:slug>/<int:pk>/withdraw/", registration.event_withdraw, name="event_withdraw"),
    path("<slug:slug>/<int:pk>/cancel/", organizing.occurrence_cancel, name="occurrence_cancel"),
    path("<slug:slug>/<int:pk>/bring-back/", changes.occurrence_bring_back, name="occurrence_bring_back"),
    path("<slug:slug>/<int:pk>/change/", changes.occurrence_move, name="occurrence_move"),
    path("<slug:slug>/<int:pk>/take-out/", changes.occurrence_take_out, name="occurrence_take_out"),
    path("<slug:slug>/<int:pk>/following/", changes.following_edit, name="following_edit"),
    path("<slug:slug>/<int:pk>/registrations/", roster.registrations, name="registrations"),
    path("<slug:slug>/<int:pk>/registrations/people.csv", roster.registrations_csv, name="registrations_csv"),
    path("<slug:slug>/<int:pk>/registrations/bring/", roster.people_bring, name="people_bring"),
    path("<slug:slug>/<int:pk>/registrations/<int:registration>/let-in/", roster.place_let_in, name="place_let_in"),
    path("<slug:slug>/<int:pk>/registrations/<int:registration>/decline/", roster.place_decline, name="place_decline"),
    path("<slug:slug>/<int:pk>/accommodations/", accommodation.accommodations, name="accommodations"),
    path("<slug:slug>/<int:pk>/attendance/", attendance.occurrence_attendance, name="attendance"),
    path("<slug:slug>/<int:pk>/attendance/check-in/", desk.check_in_desk, name="check_in_desk"),
    path("<slug:slug>/<int:pk>/attendance/check-in/code/", desk.check_in_code, name="check_in_code"),
    path("<slug:slug>/<int:pk>/attendance/sheet/", sheets.sign_in_sheet, name="sign_in_sheet"),
    path("<slug:slug>/<int:pk>/attendance/badges/", sheets.name_badges, name="name_badges"),
    path("<slug:slug>/<int:pk>/check-in/", checking_in.check_in, name="check_in"),
    path("<slug:slug>/<int:pk>/check-in/<str:token>/", checking_in.check_in_signed, name="check_in_signed"),
]

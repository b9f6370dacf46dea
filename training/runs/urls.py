"""Addresses of runs, below /training/runs/."""

from django.urls import path

from .views import department, learner, planning, roster, sessions

urlpatterns = [
    path("courses/<slug:course>/", planning.course_runs, name="course_runs"),
    path("courses/<slug:course>/new/", planning.run_new, name="run_new"),
    path("places/<int:pk>/approve/", roster.place_approve, name="place_approve"),
    path("places/<int:pk>/decline/", roster.place_decline, name="place_decline"),
    path("sessions/<int:pk>/attendance/", sessions.session_attendance, name="session_attendance"),
    path("sessions/<int:pk>/lesson/", sessions.session_lesson, name="session_lesson"),
    path("sessions/<int:pk>/drop/", sessions.session_drop, name="session_drop"),
    path("<int:pk>/", learner.run, name="run"),
    path("<int:pk>/join/", learner.run_join, name="run_join"),
    path("<int:pk>/leave/", learner.run_leave, name="run_leave"),
    path("<int:pk>/edit/", planning.run_edit, name="run_edit"),
    path("<int:pk>/cancel/", planning.run_cancel, name="run_cancel"),
    path("<int:pk>/roster/", roster.roster, name="run_roster"),
    path("<int:pk>/department/", department.run_department, name="run_department"),
    path("<int:pk>/sessions/new/", sessions.session_new, name="session_new"),
    path("<int:pk>/sessions/link/", sessions.session_link, name="session_link"),
]
